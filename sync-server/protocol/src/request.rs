//! Frames from a device.
//!
//! | kind | payload |
//! |---|---|
//! | 1 Certificate | a [`Chain`]; the own one first if the relay may not know this device |
//! | 2 Pull | postcard of [`Pull`]; the last one counts |
//! | 3 Segment | the bytes of a [`crate::Segment`], own or carried for another |

use crate::{Chain, Frame, PayloadError, Pull, write_frame};

/// The numbers of the kinds.
pub mod request_kind {
    /// A chain of certificates.
    pub const CERTIFICATE: u8 = 1;
    /// What the device wants to hear.
    pub const PULL: u8 = 2;
    /// One segment.
    pub const SEGMENT: u8 = 3;
}

/// One frame of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestFrame {
    /// A chain, not yet verified.
    Certificate(Chain),
    /// What the device wants to hear.
    Pull(Pull),
    /// The bytes of a segment, not yet looked at.
    Segment(Vec<u8>),
    /// A kind of a newer version, to be skipped.
    Unknown(Frame),
}

impl RequestFrame {
    /// Appends the frame.
    pub fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Certificate(chain) => {
                write_frame(out, request_kind::CERTIFICATE, &chain.encode())
            }
            Self::Pull(pull) => {
                write_frame(
                    out,
                    request_kind::PULL,
                    &postcard::to_allocvec(pull).unwrap_or_default(),
                );
            }
            Self::Segment(bytes) => write_frame(out, request_kind::SEGMENT, bytes),
            Self::Unknown(frame) => write_frame(out, frame.kind, &frame.payload),
        }
    }

    /// Reads the payload of a complete frame.
    pub fn decode(frame: Frame) -> Result<Self, PayloadError> {
        let error = PayloadError { kind: frame.kind };
        match frame.kind {
            request_kind::CERTIFICATE => Chain::decode(&frame.payload)
                .map(Self::Certificate)
                .map_err(|_| error),
            request_kind::PULL => postcard::from_bytes(&frame.payload)
                .map(Self::Pull)
                .map_err(|_| error),
            request_kind::SEGMENT => Ok(Self::Segment(frame.payload)),
            _ => Ok(Self::Unknown(frame)),
        }
    }
}
