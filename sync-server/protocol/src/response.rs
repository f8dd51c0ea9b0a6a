//! Frames from the relay.
//!
//! | kind | payload |
//! |---|---|
//! | 16 Welcome | postcard of [`Welcome`] |
//! | 17 Results | postcard of `(accepted, refusals)` |
//! | 18 Entry | `seq 8 LE ‖ tag 1 (0 segment, 1 chain) ‖ bytes` |
//! | 19 HoleEntry | the bytes of a segment |
//! | 20 End | postcard of `(cursor, more)` |
//! | 21 Problem | code 1 |
//!
//! Welcome and Results always come first. The answer to a Pull is complete only with its End; without a Pull there is
//! no End. A refused request ends with its Problem. Certificates stand in the same sequence as segments, so an
//! author's chain always comes before its first segment.

use serde::{Deserialize, Serialize};

use crate::bytes::Reader;
use crate::{Chain, Frame, PayloadError, ProblemCode, Refusal, write_frame};

/// The numbers of the kinds.
pub mod response_kind {
    /// The relay introduces itself.
    pub const WELCOME: u8 = 16;
    /// What became of the pushed segments.
    pub const RESULTS: u8 = 17;
    /// The next thing in the team's sequence.
    pub const ENTRY: u8 = 18;
    /// A segment that fills a hole.
    pub const HOLE_ENTRY: u8 = 19;
    /// The answer is complete.
    pub const END: u8 = 20;
    /// The request was not served.
    pub const PROBLEM: u8 = 21;
}

/// The relay introduces itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The newest version that the relay speaks.
    pub version: u8,
    /// A number that changes when the relay lost something; 0 means "not told", as beside [`ProblemCode::Nonce`]:
    /// who can't sign yet learns nothing about a team.
    pub log_epoch: u64,
    /// The last number in the team's sequence; only told together with the epoch.
    pub head: u64,
    /// To be signed next time; good for a day by the relay's clock.
    pub nonce: [u8; 24],
}

impl Welcome {
    /// Whether the relay may have lost what this device saw there: it is to be given everything again.
    pub fn has_lost(&self, known_epoch: Option<u64>, cursor: u64) -> bool {
        self.log_epoch != 0
            && (known_epoch.is_some_and(|known| known != self.log_epoch) || self.head < cursor)
    }
}

/// Something in the team's sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number. Not every number comes: some are of other caseloads.
    pub seq: u64,
    /// The thing.
    pub held: Held,
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// The bytes of a segment.
    Segment(Vec<u8>),
    /// The chain of a device of the team. To be verified by the reader.
    Certificate(Chain),
    /// Something newer, or a chain that this version can't read.
    Unknown(u8, Vec<u8>),
}

/// One frame of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResponseFrame {
    /// Always first.
    Welcome(Welcome),
    /// What became of the pushed segments.
    Results {
        /// How many are kept now, counting those that were already there.
        accepted: u32,
        /// Those that are not.
        refused: Vec<Refusal>,
    },
    /// The next thing in the team's sequence.
    Entry(Entry),
    /// The bytes of a segment that fills a hole.
    HoleEntry(Vec<u8>),
    /// The answer is complete.
    End {
        /// Where the next pull goes on.
        cursor: u64,
        /// Whether the next pull would bring something at once.
        more: bool,
    },
    /// The request was not served.
    Problem(ProblemCode),
    /// A kind of a newer version, to be skipped.
    Unknown(Frame),
}

const SEGMENT: u8 = 0;
const CHAIN: u8 = 1;

impl Entry {
    /// Appends an entry frame from raw bytes, as a relay holds them.
    pub fn encode_raw(out: &mut Vec<u8>, seq: u64, is_chain: bool, bytes: &[u8]) {
        let mut payload = Vec::with_capacity(9 + bytes.len());
        payload.extend_from_slice(&seq.to_le_bytes());
        payload.push(if is_chain { CHAIN } else { SEGMENT });
        payload.extend_from_slice(bytes);
        write_frame(out, response_kind::ENTRY, &payload);
    }

    fn decode(payload: &[u8]) -> Option<Self> {
        let mut reader = Reader(payload);
        let seq = u64::from_le_bytes(reader.array()?);
        let tag = reader.byte()?;
        let held = match tag {
            SEGMENT => Held::Segment(reader.0.to_vec()),
            CHAIN => match Chain::decode(reader.0) {
                Ok(chain) => Held::Certificate(chain),
                Err(_) => Held::Unknown(tag, reader.0.to_vec()),
            },
            tag => Held::Unknown(tag, reader.0.to_vec()),
        };
        Some(Self { seq, held })
    }
}

impl ResponseFrame {
    /// Appends the frame.
    pub fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Welcome(welcome) => {
                write_frame(
                    out,
                    response_kind::WELCOME,
                    &postcard::to_allocvec(welcome).unwrap_or_default(),
                );
            }
            Self::Results { accepted, refused } => {
                let payload = postcard::to_allocvec(&(accepted, refused)).unwrap_or_default();
                write_frame(out, response_kind::RESULTS, &payload);
            }
            Self::Entry(Entry {
                seq,
                held: Held::Segment(bytes),
            }) => Entry::encode_raw(out, *seq, false, bytes),
            Self::Entry(Entry {
                seq,
                held: Held::Certificate(chain),
            }) => {
                Entry::encode_raw(out, *seq, true, &chain.encode());
            }
            Self::Entry(Entry {
                seq,
                held: Held::Unknown(tag, bytes),
            }) => {
                let payload = [&seq.to_le_bytes(), std::slice::from_ref(tag), bytes].concat();
                write_frame(out, response_kind::ENTRY, &payload);
            }
            Self::HoleEntry(bytes) => write_frame(out, response_kind::HOLE_ENTRY, bytes),
            Self::End { cursor, more } => {
                write_frame(
                    out,
                    response_kind::END,
                    &postcard::to_allocvec(&(cursor, more)).unwrap_or_default(),
                );
            }
            Self::Problem(code) => write_frame(out, response_kind::PROBLEM, &[(*code).into()]),
            Self::Unknown(frame) => write_frame(out, frame.kind, &frame.payload),
        }
    }

    /// Reads the payload of a complete frame.
    pub fn decode(frame: Frame) -> Result<Self, PayloadError> {
        let error = PayloadError { kind: frame.kind };
        let payload = frame.payload.as_slice();
        match frame.kind {
            response_kind::WELCOME => postcard::from_bytes(payload)
                .map(Self::Welcome)
                .map_err(|_| error),
            response_kind::RESULTS => postcard::from_bytes(payload)
                .map(|(accepted, refused)| Self::Results { accepted, refused })
                .map_err(|_| error),
            response_kind::ENTRY => Entry::decode(payload).map(Self::Entry).ok_or(error),
            response_kind::HOLE_ENTRY => Ok(Self::HoleEntry(frame.payload)),
            response_kind::END => postcard::from_bytes(payload)
                .map(|(cursor, more)| Self::End { cursor, more })
                .map_err(|_| error),
            response_kind::PROBLEM => payload
                .first()
                .map(|code| Self::Problem((*code).into()))
                .ok_or(error),
            _ => Ok(Self::Unknown(frame)),
        }
    }
}
