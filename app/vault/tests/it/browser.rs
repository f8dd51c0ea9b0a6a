//! Tests in a browser: each begins with the pool of files open, and a folder is a beginning of names in that pool.
//!
//! Opening the pool has to be awaited, and the tests are the very functions that run natively, which await nothing. So
//! this module stands between them and the runner: what `#[wasm_bindgen_test]` expands to names
//! `::wasm_bindgen_test::__rt::Context`, and the root of each crate of tests says that this is that module.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "tests, and not every crate of them uses all"
)]

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

pub(crate) use browser_test::__rt::wasm_bindgen;
use rsqlite_vfs::VfsFilesManager;
use rsqlite_vfs::transfer::DbTransfer;
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_vfs::sahpool::{OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};

use crate::open_storage;

browser_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// Where the pool lies among the origin's private files.
pub(crate) const DIRECTORY: &str = "tests";
/// Files that a test can make, whatever a failed one has left.
const SPARE: usize = 48;

thread_local! {
    static POOL: RefCell<Option<OpfsSAHPoolUtil>> = const { RefCell::new(None) };
    static FOLDERS: Cell<u32> = const { Cell::new(0) };
}

async fn open() {
    open_storage(DIRECTORY).await.unwrap();
    // The same pool, in the tests' own hand.
    let configuration = OpfsSAHPoolCfgBuilder::new().directory(DIRECTORY).build();
    let pool = install::<WasmOsCallback>(&configuration, true)
        .await
        .unwrap();
    pool.ensure_capacity(pool.len().unwrap() + SPARE)
        .await
        .unwrap();
    POOL.set(Some(pool));
}

fn pool() -> OpfsSAHPoolUtil {
    POOL.with_borrow(|pool| pool.clone().unwrap())
}

/// What the runner hands to each test.
#[repr(transparent)]
pub(crate) struct Context(browser_test::__rt::Context);

type Mark = Option<Option<&'static str>>;

impl Context {
    pub(crate) fn execute_sync(
        &self,
        name: &str,
        test: impl FnOnce() + 'static,
        should_panic: Mark,
        ignore: Mark,
    ) {
        self.execute_async(name, || async { test() }, should_panic, ignore);
    }

    pub(crate) fn execute_async<F: Future<Output = ()> + 'static>(
        &self,
        name: &str,
        test: impl FnOnce() -> F + 'static,
        should_panic: Mark,
        ignore: Mark,
    ) {
        let opened = || async {
            open().await;
            test().await;
        };
        self.0.execute_async(name, opened, should_panic, ignore);
    }
}

/// A beginning of names that no other test has.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn temporary() -> Self {
        let number = FOLDERS.get();
        FOLDERS.set(number + 1);
        Self(PathBuf::from(format!("folder-{number}")))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    fn place(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// The names of its files.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = pool().names().unwrap();
        let own = names
            .iter()
            .filter_map(|name| name.strip_prefix(&self.place("")));
        own.map(str::to_owned).collect()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        pool().contains(&self.place(name)).unwrap()
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        pool().export_db(&self.place(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let place = self.place(name);
        pool().remove(&place).unwrap();
        pool().import_db_unchecked(&place, bytes).unwrap();
    }

    pub(crate) fn remove(&self, name: &str) {
        assert!(pool().remove(&self.place(name)).unwrap());
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        for name in self.names() {
            // A vault that is open still keeps its files: there is room for more.
            let _ = pool().remove(&self.place(&name));
        }
    }
}
