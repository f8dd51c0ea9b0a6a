//! The log as it lies on this device: own segments and received ones, byte for byte, with where each of them stands.
//!
//! A **stream** is one device's hash-chained sequence within one caseload, numbered from 1. The vault knows ids and
//! bytes only; what a segment means is the sync crate's business.
//!
//! | state | means | next |
//! |---|---|---|
//! | waiting | stored, not opened yet | applied, quarantined or held |
//! | applied | its changes are in the documents (own segments always are) | |
//! | quarantined | could not be used; its reason is in the quarantine list | |
//! | held | no key for it yet | waiting, when the key arrives |
//!
//! That a waiting one is being opened is marked before (`begun`).
//!
//! Beside its state a segment is **sent** (the relay has it) or not, and **carried** (it was in a courier's bundle) or
//! not. What a courier brought is not sent until the relay has it: whoever holds it brings it there, even without a key
//! to open it.
//!
//! A segment is stored before it is sent and before it is opened. The cursor moves in the transaction that stores what
//! it passes, so no cursor passes a segment that is not here. A segment never leaves: nothing in this file deletes.

use std::collections::BTreeSet;

use rusqlite::Row;
use serde::{Deserialize, Serialize};

mod begun;
mod courier;
mod marks;
mod paper;
mod query;
mod store;

pub use begun::Begun;
pub(crate) use store::set_state;

/// The id of a device or caseload, as bytes.
pub type RawId = [u8; 16];
/// A SHA-256 hash, as bytes.
pub type RawHash = [u8; 32];

/// One segment with what its header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSegment {
    /// Who wrote it.
    pub device: RawId,
    /// Where it belongs.
    pub caseload: RawId,
    /// Its number in the stream, from 1.
    pub index: u64,
    /// What it carries.
    pub kind: u8,
    /// The epoch of its key.
    pub epoch: u32,
    /// SHA-256 of `bytes`.
    pub hash: RawHash,
    /// The hash of the one before it, zero for the first.
    pub prev: RawHash,
    /// The whole segment as it travels.
    pub bytes: Vec<u8>,
}

/// Where a segment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentState {
    /// Stored, not opened yet.
    Waiting,
    /// Its changes are in the documents.
    Applied,
    /// Could not be used.
    Quarantined,
    /// No key for it yet.
    Held,
}

impl SegmentState {
    fn code(self) -> i64 {
        match self {
            Self::Waiting => 0,
            Self::Applied => 1,
            Self::Quarantined => 2,
            Self::Held => 3,
        }
    }
}

/// A segment that came from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The segment.
    pub segment: StoredSegment,
    /// How it is to be stored.
    pub state: SegmentState,
    /// It came from the relay; else a courier brought it, and the relay may not have it.
    pub at_relay: bool,
}

/// Where in which stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The author.
    pub device: RawId,
    /// The caseload.
    pub caseload: RawId,
    /// The number.
    pub index: u64,
}

/// What became of received segments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// New here.
    pub new: u64,
    /// Whose the new ones are.
    pub authors: BTreeSet<RawId>,
    /// Here already, byte for byte.
    pub duplicates: u64,
    /// Another segment holds this place: both are kept, the later one in quarantine.
    pub conflicts: Vec<Position>,
}

/// How far a stream is here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StreamHead {
    /// `1..=contiguous` are here without a hole.
    pub contiguous: u64,
    /// The hash of segment `contiguous`, zero when there is none.
    pub head: RawHash,
    /// The highest number that is here.
    pub highest: u64,
}

/// One stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    /// Its author.
    pub device: RawId,
    /// Its caseload.
    pub caseload: RawId,
    /// How far it is here.
    pub head: StreamHead,
}

/// Missing numbers of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingRange {
    /// The author.
    pub device: RawId,
    /// The caseload.
    pub caseload: RawId,
    /// The first missing number.
    pub from: u64,
    /// The last missing number.
    pub to: u64,
}

/// How far a reader says it has opened a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The stream's caseload.
    pub caseload: RawId,
    /// The stream's author.
    pub device: RawId,
    /// Who has read it.
    pub reader: RawId,
    /// Up to this number.
    pub index: u64,
}

const CURSOR: &str = "sync.cursor";

fn position(segment: &StoredSegment) -> Position {
    Position {
        device: segment.device,
        caseload: segment.caseload,
        index: segment.index,
    }
}

/// SQLite has signed integers only; nothing here ever counts that far.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(u64::try_from(row.get::<_, i64>(column)?).unwrap_or_default())
}
