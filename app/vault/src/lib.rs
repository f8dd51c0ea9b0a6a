//! The vault of one device: SQLCipher tables around Automerge documents. Typed commands go in, typed rows come out.
//!
//! | state of a record | where it is |
//! |---|---|
//! | shown as saved | one committed transaction: its change, its projection rows, its outbox row |
//! | packed | an own segment, stored before it is sent; its outbox row left in the same transaction |
//! | received | a segment, stored with the cursor that passes it; opened later |
//! | opened | its changes are in the documents, or each bad one alone in quarantine |
//!
//! Invariants, each a test here:
//! - what [`Vault::run`] and [`Vault::record`] answered survives a kill at any instant;
//! - no code path removes unsent work: an outbox row leaves only with the segment that carries it, a damaged database is
//!   moved aside, an unusable change or document is kept byte for byte;
//! - one bad change, document or segment never stops the others;
//! - the same changes in any order, any number of times, give the same projections;
//! - no plaintext in any file; nothing of a record in an error or on standard error.
//!
//! Rooms: `open` (files), `key` (the PIN), `schema` (tables), `document` (Automerge), `projection` and `query` (lists),
//! `outbox`, `segments`, `authors` (how much of a file each made, and may), `quarantine`, `verify`, `salvage` (what a damaged
//! database still gives). Only `open` knows
//! paths. No clock and no randomness of its own: both are arguments. Refused: a second truth in tables
//! (every row follows from a document), full-text search (prefixes of codes and aliases are what workers type, and its index
//! would hold every word of a note), one database file per client (a commit would then cost a file each).

mod apply;
mod authors;
mod document;
mod error;
mod files;
mod key;
mod open;
mod outbox;
mod problem;
mod projection;
mod quarantine;
mod query;
mod record;
mod salvage;
mod schema;
mod segments;
mod settings;
mod store;
mod vault;
mod verify;

// The tests of these rooms have their folders from those of the whole.
#[cfg(all(test, target_family = "wasm"))]
#[path = "../tests/it/browser.rs"]
mod browser;
#[cfg(all(test, not(target_family = "wasm")))]
#[path = "../tests/it/folder.rs"]
mod folder;
#[cfg(all(test, target_family = "wasm"))]
use browser as __rt;
#[cfg(all(test, target_family = "wasm"))]
extern crate self as wasm_bindgen_test;

pub use apply::{Applied, Merge, Opened};
pub use authors::Limits;
pub use document::change::{MAX_CHANGE, MAX_OWN_CHANGE, MAX_SEGMENT_OPERATIONS, weight};
#[cfg(target_family = "wasm")]
pub use document::guard::{Suspect, distrust, suspect};
pub use error::{CommandError, Fault, OpenError, RecordFailure, RecordProblem};
#[cfg(target_family = "wasm")]
pub use files::{StorageError, open_storage};
pub use key::{KdfCost, Keystore, Stretch};
pub use outbox::{OwnRecord, Pending};
pub use quarantine::Quarantined;
pub use query::FollowUpRow;
pub use segments::{
    Begun, MissingRange, Position, RawHash, RawId, Receipt, Received, SegmentState, Stored,
    StoredSegment, Stream, StreamHead,
};
pub use vault::Vault;
pub use verify::Finding;
