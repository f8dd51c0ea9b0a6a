//! The vault's folder: the few things that opening does with files, in two ways with the same promises.
//!
//! | target | folder | file |
//! |---|---|---|
//! | native | a folder of the file system | `files/native.rs` |
//! | browser | a prefix in the origin's private file system (OPFS), behind SQLite's access-handle pool | `files/web.rs` |
//!
//! Promises of both: `write_whole` leaves the old bytes or the new ones, whole, whenever the power goes; `move_aside`
//! and `keep` never lose a byte; nothing else changes a file that holds records.

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod web;

use std::path::PathBuf;

#[cfg(target_family = "wasm")]
pub(crate) use web::whole_pages;
#[cfg(target_family = "wasm")]
pub use web::{StorageError, open_storage};

/// There after a damaged vault was moved aside, until another is made here; holds the name of the folder that it went
/// to.
const MOVED: &str = "vault.moved";

/// The folder of a vault.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Where the vault that was here is now, if it was damaged and moved aside.
    pub(crate) fn moved_to(&self) -> Option<PathBuf> {
        let name = String::from_utf8(self.read(MOVED).ok()?).ok()?;
        Some(self.path(&name))
    }

    /// Another vault is here now. What was moved aside stays where it is.
    pub(crate) fn forget_moved(&self) {
        // Left over it says nothing while there is a database.
        let _ = self.remove(MOVED);
    }
}
