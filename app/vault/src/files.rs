//! The vault's folder: the few things that opening does with files, in two ways with the same promises.
//!
//! | target | folder | file |
//! |---|---|---|
//! | native | a folder of the file system | `files/native.rs` |
//! | browser | a prefix in the origin's private file system (OPFS), behind SQLite's access-handle pool | `files/web.rs` |
//!
//! Promises of both: `write_whole` leaves the old bytes or the new ones, whole, whenever the power goes; `move_aside` and
//! `keep` never lose a byte; nothing else changes a file that holds records.

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod web;

use std::path::PathBuf;

#[cfg(target_family = "wasm")]
pub(crate) use web::whole_pages;
#[cfg(target_family = "wasm")]
pub use web::{StorageError, open_storage};

/// The folder of a vault.
#[derive(Clone, Debug)]
pub(crate) struct Folder(PathBuf);
