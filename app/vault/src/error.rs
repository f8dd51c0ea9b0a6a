//! What can go wrong, in two kinds: [`Fault`] is the disk's doing, [`CommandError`] and [`RecordFailure`] the caller's.
//!
//! None of them carries personal data: no code, name, note or value. They may be logged and shown.

use std::path::PathBuf;

use thiserror::Error;

/// The disk or the database failed. Nothing was changed: the transaction was rolled back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// No room on the disk.
    #[error("the disk is full; nothing was changed")]
    Full,
    /// A page of the database is damaged. What the others hold can still be read.
    #[error("the database is damaged")]
    Damaged,
    /// Anything else, with SQLite's extended code.
    #[error("the database could not be used (code {code})")]
    Disk {
        /// SQLite's extended result code.
        code: i32,
    },
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error() {
            Some(failure) => match failure.code {
                ErrorCode::DiskFull => Self::Full,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
                _ => Self::Disk {
                    code: failure.extended_code,
                },
            },
            // A column of a type that no migration ever wrote.
            None => Self::Damaged,
        }
    }
}

/// Why a vault did not open.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// This PIN opens nothing in the key file: it is another one, or the file is damaged inside.
    #[error("wrong PIN, or a damaged key file")]
    WrongPin,
    /// There is no vault in this folder.
    #[error("there is no vault here")]
    Missing,
    /// There is a vault already: it is never overwritten.
    #[error("there is a vault here already")]
    Exists,
    /// A newer app wrote this vault. It was not touched.
    #[error("this vault was written by a newer version of the app; update the app")]
    Newer,
    /// Another process has it open.
    #[error("this vault is open in another process")]
    InUse,
    /// The keystore of the device takes part in unlocking, and there is none here or it fails.
    #[error("this vault needs the keystore of the device that it was made on")]
    NoKeystore,
    /// The key file is missing or has a wrong size. Nothing was moved: put its copy back.
    #[error("the key file is damaged")]
    KeyFileDamaged,
    /// The database is damaged in its first pages, so nothing of it can be read here. It was moved, whole and with its
    /// key file.
    #[error("the database is damaged and was moved to {}", moved_to.display())]
    Damaged {
        /// The folder that now holds the damaged database and its key file.
        moved_to: PathBuf,
    },
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Files could not be read or written.
    #[error("the vault's files could not be used: {0}")]
    Disk(String),
}

impl From<std::io::Error> for OpenError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull {
            Self::Full
        } else {
            Self::Disk(error.kind().to_string())
        }
    }
}

impl From<Fault> for OpenError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Full => Self::Full,
            other => Self::Disk(other.to_string()),
        }
    }
}

/// Why a command was not carried out. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CommandError {
    /// No such client on this device.
    #[error("there is no such client on this device")]
    UnknownClient,
    /// No such entry in that client's case file.
    #[error("there is no such entry in this case file")]
    UnknownEntry,
    /// A client or entry of this id exists already, with other content.
    #[error("an entry of this id exists already")]
    Exists,
    /// No caseload was set for new clients.
    #[error("this device has no caseload for new clients")]
    NoCaseload,
    /// The case file does not load; it is in quarantine and the others go on.
    #[error("this case file is damaged and in quarantine")]
    Unreadable,
    /// The entry is finished: it can only be corrected.
    #[error("this entry is finished; it can only be corrected")]
    Finished,
    /// This device has no room left for edits in the document that holds the entry. A correction goes where there is
    /// room, and other devices have their own.
    #[error(
        "this device changed this file too often: correct the entry, or change it on another device"
    )]
    NoRoom,
    /// The domain's rules refuse it.
    #[error(transparent)]
    Invalid(#[from] wayside_domain::command::Invalid),
    /// The disk refused it.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<rusqlite::Error> for CommandError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// Why a document of records was refused. Nothing of it was kept.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {field}: {problem}")]
pub struct RecordFailure {
    /// The record, counted from 1; 0 when no single record is to blame.
    pub line: usize,
    /// The field that is to blame.
    pub field: String,
    /// What is wrong with it.
    pub problem: RecordProblem,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RecordProblem {
    /// The client is neither on this device nor in this document.
    #[error("unknown client")]
    UnknownClient,
    /// More than one client carries this code.
    #[error("more than one client has this code")]
    Ambiguous,
    /// A client record without an id has a code that another file has, and says something new.
    #[error(
        "the code {code} is that of a client on this device or earlier in this document: add the client's \"id\" if it is the same person, or another code if not"
    )]
    CodeTaken {
        /// The code, as it was given.
        code: String,
    },
    /// A client's id is another's code, or a code another's id.
    #[error("this would name two clients: it is the id of one and the code of another")]
    CodeOfAnother,
    /// The id belongs to an entry of another kind or of another client.
    #[error("this id belongs to another record")]
    OtherRecord,
    /// The case file does not load.
    #[error("this client's case file is damaged and in quarantine")]
    Unreadable,
    /// This device has no room left for edits in the document that holds an entry.
    #[error(
        "this device changed this file too often: record a correction, or do it on another device"
    )]
    NoRoom,
    /// The disk refused it.
    #[error(transparent)]
    Fault(#[from] Fault),
}
