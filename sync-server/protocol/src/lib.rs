//! What devices and relay say to each other, and nothing else: types, sizes, limits, signatures over public bytes.
//!
//! # One exchange
//! A device sends one `POST /v1/sync`. Its [`Auth`] header names team and device and signs the hash of the body.
//! The body is a sequence of [`RequestFrame`]s, the answer a sequence of [`ResponseFrame`]s:
//! ```text
//! device                                   relay
//!  Certificate (own chain, first contact)    Welcome  epoch of the log, head, a nonce for next time
//!  Pull        cursor, caseloads, holes      Results  how many segments are kept now, which were refused and why
//!  Certificate (of authors it carries for)   HoleEntry*, Entry*   what was asked for
//!  Segment*                                  End      the new cursor, and whether there is more
//! ```
//! Every complete frame counts, even if the connection dies in the next one. Kinds that are not known are skipped.
//!
//! # Streams
//! A **stream** is what one device wrote into one caseload: segments numbered from 1, each naming the hash of the
//! one before it. The chain runs per device *and* caseload, not per device: a device that may read one caseload of
//! an author's two could otherwise not tell a lost segment from one that is none of its business.
//!
//! # Promises
//! - Bytes are promises: `testdata/` holds each format as hex. Fields are never reordered; new ones go to the end
//!   of a frame's payload, where old readers ignore them. [`Header`], [`Segment`] and [`Certificate`] are signed,
//!   so their layout is fixed and a new one takes a new version number.
//! - No decoder panics, allocates more than its input calls for, or accepts two encodings of one signed thing.
//! - Unknown kinds, reasons and codes survive decoding as numbers.
//! - No clock, no randomness, no I/O.

mod auth;
mod bytes;
mod certificate;
mod chain;
mod frame;
mod header;
mod id;
pub mod limits;
mod pull;
mod refusal;
mod request;
mod response;
mod segment;

pub use auth::{Auth, AuthError, SCHEME};
pub use certificate::{Certificate, CertificateError, Issuer, NewCertificate};
pub use chain::{Chain, ChainError};
pub use frame::{Frame, FrameError, FrameReader, write_frame};
pub use header::{HEADER_LEN, Header, Kind};
pub use id::{CaseloadId, DeviceId, Hash, IdError, TeamId};
pub use limits::*;
pub use pull::{Hole, Pull};
pub use refusal::{ProblemCode, Reason, Refusal};
pub use request::{RequestFrame, request_kind};
pub use response::{Entry, Held, ResponseFrame, Welcome, response_kind};
pub use segment::{SEGMENT_OVERHEAD, Segment, SegmentError};

/// The version of segments, certificates and frames that this crate writes.
pub const VERSION: u8 = 1;

/// The one path that devices post to.
pub const SYNC_PATH: &str = "/v1/sync";

/// A frame's payload was not what its kind says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the payload of a frame of kind {kind} could not be read")]
pub struct PayloadError {
    /// The kind of the frame.
    pub kind: u8,
}
