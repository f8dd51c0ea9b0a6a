//! Files in the browser: names in SQLite's pool of synchronous access handles on the origin's private file system.
//!
//! Access handles exist only in a dedicated worker and are opened asynchronously: so the pool is opened once, before
//! the first request ([`open_storage`]), and from then on every call is synchronous, and a commit is durable when it
//! returns (`flush`). A handle is exclusive: a second worker of the same origin is refused, which is what
//! [`StorageError::InUse`] says.
//!
//! The pool knows no renaming. A file is replaced through `NAME.new`, which appears whole or not at all, and which
//! counts when `NAME` is missing; moving is copying, then removing.
//!
//! The vault's only `unsafe` is here ([`whole_pages`]).

use std::cell::RefCell;
use std::ffi::c_int;
use std::io;
use std::path::{Path, PathBuf};
use std::ptr::null_mut;

use rsqlite_vfs::VfsFilesManager;
use rsqlite_vfs::transfer::DbTransfer;
use rusqlite::{Connection, ffi};
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};
use thiserror::Error;

use super::{Folder, MOVED};

/// Slots of the pool at first: database, log, journal, key file and its successor, marks, a damaged vault.
const SLOTS: usize = 12;
/// Slots that are free after opening.
const SPARE: usize = 8;

/// There while a damaged vault is being moved.
const MOVING: &str = "vault.moving";

thread_local! {
    static POOL: RefCell<Option<OpfsSAHPoolUtil>> = const { RefCell::new(None) };
}

/// Why the browser gives no files.
#[derive(Debug, Error)]
pub enum StorageError {
    /// Another tab or window has them open.
    #[error("open in another tab or window")]
    InUse,
    /// No room is left for this page.
    #[error("no room")]
    Full,
    /// Private mode, an old browser, or none at all.
    #[error("{0}")]
    Missing(String),
}

impl From<OpfsSAHError> for StorageError {
    fn from(error: OpfsSAHError) -> Self {
        match name_of(&error).as_deref() {
            Some("NoModificationAllowedError") => Self::InUse,
            Some("QuotaExceededError") => Self::Full,
            _ => Self::Missing(error.to_string()),
        }
    }
}

fn name_of(error: &OpfsSAHError) -> Option<String> {
    match error {
        OpfsSAHError::Opfs { value, .. } => js_sys::Reflect::get(value, &"name".into())
            .ok()?
            .as_string(),
        OpfsSAHError::Cleanup { error, .. } => name_of(error),
        _ => None,
    }
}

/// Opens the pool; to be awaited once, before anything else of this crate is called. `directory` is a name in the
/// origin's private file system.
///
/// # Errors
/// See [`StorageError`].
pub async fn open_storage(directory: &str) -> Result<(), StorageError> {
    let configuration = OpfsSAHPoolCfgBuilder::new()
        .directory(directory)
        .initial_capacity(SLOTS)
        .build();
    let pool = install::<sqlite_wasm_rs::WasmOsCallback>(&configuration, true).await?;
    // Whatever is kept of damaged vaults, there is room for one more opening and one more damage.
    pool.ensure_capacity(pool.len()? + SPARE).await?;
    POOL.set(Some(pool));
    Ok(())
}

/// Tells SQLite what the pool keeps silent about: a write that the power cuts short spoils no byte beside its own
/// (`SQLITE_IOCAP_POWERSAFE_OVERWRITE`). SQLite takes that for granted natively; the pool's files lie on the same disks
/// and file systems. Otherwise each commit fills the log up to the next sector with one more page, ciphered and
/// written: an answer took three pages instead of two. To be called before the log is opened.
#[allow(
    unsafe_code,
    reason = "the pool has no setting for it, and SQLite asks the table of functions that a file points to"
)]
pub(crate) fn whole_pages(connection: &Connection) {
    extern "C" fn characteristics(_: *mut ffi::sqlite3_file) -> c_int {
        // The first is the pool's own answer.
        ffi::SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
    }
    let mut file: *mut ffi::sqlite3_file = null_mut();
    // SAFETY: the connection is open, and this request writes one pointer to where the last argument points. The file
    // that it names lives until the connection is closed, and no other thread has it. The table that the file had stays
    // as it is: the file gets a copy, equal but for one function without a state, which lives as long as the program
    // (80 bytes at each opening; a worker opens one vault).
    unsafe {
        let database = connection.handle();
        let place = (&raw mut file).cast();
        let request = ffi::SQLITE_FCNTL_FILE_POINTER;
        let answer = ffi::sqlite3_file_control(database, c"main".as_ptr(), request, place);
        if answer != ffi::SQLITE_OK || file.is_null() || (*file).pMethods.is_null() {
            return;
        }
        (*file).pMethods = Box::leak(Box::new(ffi::sqlite3_io_methods {
            xDeviceCharacteristics: Some(characteristics),
            ..*(*file).pMethods
        }));
    }
}

fn with<T>(work: impl FnOnce(&OpfsSAHPoolUtil) -> Result<T, OpfsSAHError>) -> io::Result<T> {
    POOL.with_borrow(|pool| match pool {
        Some(pool) => work(pool).map_err(|error| {
            let kind = match (&error, name_of(&error).as_deref()) {
                (OpfsSAHError::FileNotFound(_), _) => io::ErrorKind::NotFound,
                (OpfsSAHError::NoCapacity, _) | (_, Some("QuotaExceededError")) => {
                    io::ErrorKind::StorageFull
                }
                _ => io::ErrorKind::Other,
            };
            io::Error::from(kind)
        }),
        None => Err(io::Error::from(io::ErrorKind::NotFound)),
    })
}

impl Folder {
    pub(crate) fn new(dir: &Path) -> Self {
        Self(dir.to_owned())
    }

    /// Names need no folder; but a move that was cut short at its very end has left its mark where a new vault comes.
    pub(crate) fn make(&self) -> io::Result<()> {
        self.remove(MOVING)
    }

    /// What SQLite calls a file of this folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn name(&self, name: &str) -> String {
        self.path(name).to_string_lossy().into_owned()
    }

    fn has(&self, name: &str) -> bool {
        let name = self.name(name);
        with(|pool| pool.contains(&name)).unwrap_or(false)
    }

    /// Where the bytes of this name are now.
    fn place(&self, name: &str) -> Option<String> {
        [name.to_owned(), format!("{name}.new")]
            .into_iter()
            .find(|place| self.has(place))
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    pub(crate) fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let place = self
            .place(name)
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let place = self.name(&place);
        with(|pool| pool.export_db(&place))
    }

    pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
        for name in [name.to_owned(), format!("{name}.new")] {
            let name = self.name(&name);
            with(|pool| pool.remove(&name))?;
        }
        Ok(())
    }

    /// Makes an empty file.
    pub(crate) fn mark(&self, name: &str) -> io::Result<()> {
        if self.has(name) {
            return Ok(());
        }
        self.make_file(name, &[])
    }

    fn make_file(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let name = self.name(name);
        with(|pool| pool.import_db_unchecked(&name, bytes))
    }

    /// Writes a file so that after a cut either the old or the new one is there, whole.
    pub(crate) fn write_whole(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let (old, new) = (self.name(name), self.name(&format!("{name}.new")));
        // A successor that is left over counts only where its name is missing, and there it is the file.
        if !self.has(name) && self.has(&format!("{name}.new")) {
            let bytes = with(|pool| pool.export_db(&new))?;
            self.make_file(name, &bytes)?;
        }
        with(|pool| pool.remove(&new))?;
        self.make_file(&format!("{name}.new"), bytes)?;
        with(|pool| pool.remove(&old))?;
        self.make_file(name, bytes)?;
        with(|pool| pool.remove(&new)).map(drop)
    }

    /// SQLite makes its files by itself.
    pub(crate) fn make_database(&self, _: &str) -> io::Result<()> {
        Ok(())
    }

    /// An origin's files are its own.
    pub(crate) fn close_to_others(&self) -> io::Result<()> {
        Ok(())
    }

    /// Every call above is durable when it returns.
    pub(crate) fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    /// Keeps a file under another name of its own, `NAME.kept-N`.
    pub(crate) fn keep(&self, name: &str) -> io::Result<()> {
        let kept = (1..)
            .map(|n| format!("{name}.kept-{n}"))
            .find(|place| !self.has(place));
        match kept {
            Some(place) => self.shift(name, &place),
            None => Ok(()),
        }
    }

    /// Copies, then removes. Where a cut came in between, the copy is there already.
    fn shift(&self, from: &str, to: &str) -> io::Result<()> {
        let bytes = self.read(from)?;
        if !self.has(to) || self.read(to)? != bytes {
            self.make_file(to, &bytes)?;
        }
        self.remove(from)
    }

    /// Moves a database with its log under new names `damaged-N/…`, beside a copy of the key file. The log goes first,
    /// as the pool gives no database away that has one; it is kept as `damaged-N/log`, because the pool takes none in
    /// beside one either.
    pub(crate) fn move_aside(&self, key: &str, log: &str, database: &str) -> io::Result<PathBuf> {
        self.mark(MOVING)?;
        // A place without a database is one that was cut short: it is gone on with.
        let place = (1..)
            .map(|n| format!("damaged-{n}"))
            .find(|place| !self.has(&format!("{place}/{database}")))
            .unwrap_or_else(|| "damaged".to_owned());
        if !self.has(&format!("{place}/{key}")) {
            let bytes = self.read(key)?;
            self.make_file(&format!("{place}/{key}"), &bytes)?;
        }
        self.write_whole(MOVED, place.as_bytes())?;
        if self.has(log) {
            self.shift(log, &format!("{place}/log"))?;
        }
        if self.has(database) {
            self.shift(database, &format!("{place}/{database}"))?;
        }
        self.remove(MOVING)?;
        Ok(self.path(&place))
    }

    /// Whether [`Folder::move_aside`] was cut short: the database may lack its log then, and must not be opened.
    pub(crate) fn half_moved(&self) -> bool {
        self.has(MOVING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use browser_test::wasm_bindgen_test as test;

    fn folder() -> (Folder, crate::browser::Folder) {
        let there = crate::browser::Folder::temporary();
        (Folder::new(there.path()), there)
    }

    #[test]
    fn a_file_is_replaced_whole_from_wherever_a_cut_has_left_it() {
        // What is there after each step of `write_whole`, and what the file says then.
        let states: [(&[(&str, &[u8])], Option<&[u8]>); 5] = [
            (&[], None),
            (&[("name", b"old")], Some(b"old")),
            (&[("name", b"old"), ("name.new", b"new")], Some(b"old")),
            (&[("name.new", b"new")], Some(b"new")),
            (&[("name", b"new"), ("name.new", b"new")], Some(b"new")),
        ];
        for (files, says) in states {
            let (folder, there) = folder();
            for (name, bytes) in files {
                there.write(name, bytes);
            }
            assert_eq!(folder.exists("name"), says.is_some());
            assert_eq!(folder.read("name").ok().as_deref(), says);
            folder.write_whole("name", b"newest").unwrap();
            assert_eq!(folder.read("name").unwrap(), b"newest");
            assert_eq!(there.names(), ["name"]);
        }
    }

    #[test]
    fn where_no_slot_is_free_the_old_file_stays() {
        let (folder, there) = folder();
        folder.write_whole("name", b"old").unwrap();
        let full = (0..).find_map(|n| folder.mark(&format!("mark-{n}")).err());
        assert_eq!(full.unwrap().kind(), io::ErrorKind::StorageFull);
        let failed = folder.write_whole("name", b"new").unwrap_err();
        assert_eq!(failed.kind(), io::ErrorKind::StorageFull);
        assert_eq!(folder.read("name").unwrap(), b"old");
        // One is enough: the old file's own is free before the last step.
        there.remove("mark-0");
        folder.write_whole("name", b"new").unwrap();
        assert_eq!(folder.read("name").unwrap(), b"new");
    }

    #[test]
    fn what_is_kept_has_a_name_of_its_own() {
        let (folder, there) = folder();
        for bytes in [b"one", b"two"] {
            folder.write_whole("name", bytes).unwrap();
            folder.keep("name").unwrap();
        }
        assert!(!folder.exists("name"));
        assert_eq!(there.read("name.kept-1"), b"one");
        assert_eq!(there.read("name.kept-2"), b"two");
    }

    #[test]
    fn moving_aside_is_gone_on_with_from_wherever_a_cut_has_left_it() {
        // What is there after each step, beside the mark.
        let (key, log, data): (&[u8], &[u8], &[u8]) = (b"key", b"log", b"data");
        let states: [&[(&str, &[u8])]; 5] = [
            &[("db", data), ("db-wal", log)],
            &[("db", data), ("db-wal", log), ("damaged-1/key", key)],
            &[
                ("db", data),
                ("db-wal", log),
                ("damaged-1/key", key),
                ("damaged-1/log", log),
            ],
            &[("db", data), ("damaged-1/key", key), ("damaged-1/log", log)],
            &[
                ("db", data),
                ("damaged-1/key", key),
                ("damaged-1/log", log),
                ("damaged-1/db", data),
            ],
        ];
        for (step, files) in states.into_iter().enumerate() {
            let (folder, there) = folder();
            there.write("key", key);
            there.write(MOVING, b"");
            for (name, bytes) in files {
                there.write(name, bytes);
            }
            assert!(folder.half_moved());
            folder.move_aside("key", "db-wal", "db").unwrap();
            assert!(!folder.half_moved(), "{step}");
            assert_eq!(folder.read("damaged-1/key").unwrap(), key, "{step}");
            assert_eq!(folder.read("damaged-1/log").unwrap(), log, "{step}");
            assert_eq!(folder.read("damaged-1/db").unwrap(), data, "{step}");
            assert!(!folder.exists("db") && !folder.exists("db-wal"), "{step}");
            assert_eq!(folder.read("key").unwrap(), key, "{step}");
        }
    }
}
