//! Why one segment, or a whole request, was not taken. Codes are bytes; those not known are kept as numbers.

use serde::{Deserialize, Serialize};

use crate::Hash;

/// One segment that the relay did not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// Which: segment frames of the request are counted from 0, other kinds are not counted.
    pub position: u32,
    /// Why.
    pub reason: Reason,
}

/// Why one segment was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Another segment holds this place in the stream.
    Conflict {
        /// The hash of the one that the relay holds.
        held: Hash,
    },
    /// No certificate of the author has come yet.
    UnknownAuthor,
    /// The signature does not fit.
    BadSignature,
    /// Not a segment.
    Malformed,
    /// Longer than the limit.
    TooLarge,
    /// Not of the team that the request is for.
    WrongTeam,
    /// The team's share of the relay is full.
    OverQuota,
    /// Something newer.
    Unknown(u8),
}

impl Reason {
    /// The number on the wire.
    pub fn code(self) -> u8 {
        match self {
            Self::Conflict { .. } => 1,
            Self::UnknownAuthor => 2,
            Self::BadSignature => 3,
            Self::Malformed => 4,
            Self::TooLarge => 5,
            Self::WrongTeam => 6,
            Self::OverQuota => 7,
            Self::Unknown(code) => code,
        }
    }
}

/// A refusal as it travels; `detail` lets newer reasons say more.
#[derive(Serialize, Deserialize)]
struct Wire {
    position: u32,
    code: u8,
    detail: Vec<u8>,
}

impl Serialize for Refusal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let detail = match self.reason {
            Reason::Conflict { held } => held.0.to_vec(),
            _ => Vec::new(),
        };
        Wire {
            position: self.position,
            code: self.reason.code(),
            detail,
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Refusal {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Wire {
            position,
            code,
            detail,
        } = Wire::deserialize(deserializer)?;
        let reason = match code {
            1 => detail
                .try_into()
                .map_or(Reason::Unknown(1), |held| Reason::Conflict {
                    held: Hash(held),
                }),
            2 => Reason::UnknownAuthor,
            3 => Reason::BadSignature,
            4 => Reason::Malformed,
            5 => Reason::TooLarge,
            6 => Reason::WrongTeam,
            7 => Reason::OverQuota,
            other => Reason::Unknown(other),
        };
        Ok(Self { position, reason })
    }
}

/// Why a whole request was not served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemCode {
    /// The nonce is not good (any more): repeat at once with the one in the Welcome beside it.
    Nonce,
    /// The relay does not know the device: repeat at once with the own chain as the first frame.
    UnknownDevice,
    /// The request's or the chain's signature does not fit.
    BadSignature,
    /// The request could not be read, or its body is not the signed one. Complete segments before that count.
    Malformed,
    /// The body or one frame is longer than the limit. Complete segments before that count.
    TooLarge,
    /// Too many requests; later.
    RateLimited,
    /// The relay can't store or read just now; later. What was not acknowledged was not kept.
    Unavailable,
    /// This relay does not serve this team.
    TeamNotServed,
    /// The relay does not speak this version.
    Version,
    /// Something newer.
    Unknown(u8),
}

impl From<u8> for ProblemCode {
    fn from(code: u8) -> Self {
        match code {
            1 => Self::Nonce,
            2 => Self::UnknownDevice,
            3 => Self::BadSignature,
            4 => Self::Malformed,
            5 => Self::TooLarge,
            6 => Self::RateLimited,
            7 => Self::Unavailable,
            8 => Self::TeamNotServed,
            9 => Self::Version,
            other => Self::Unknown(other),
        }
    }
}

impl From<ProblemCode> for u8 {
    fn from(code: ProblemCode) -> Self {
        match code {
            ProblemCode::Nonce => 1,
            ProblemCode::UnknownDevice => 2,
            ProblemCode::BadSignature => 3,
            ProblemCode::Malformed => 4,
            ProblemCode::TooLarge => 5,
            ProblemCode::RateLimited => 6,
            ProblemCode::Unavailable => 7,
            ProblemCode::TeamNotServed => 8,
            ProblemCode::Version => 9,
            ProblemCode::Unknown(other) => other,
        }
    }
}
