//! Why a relay said no, as values. Each has words in every language of the screens, by exhaustive match
//! (`app/src/problem.rs`); `Display` is the English of the command line.

use serde::{Deserialize, Serialize};

/// Why the relay refused one segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RefusalReason {
    /// Another segment holds its place.
    #[error("another segment holds its place")]
    PlaceTaken,
    /// The relay does not know its author.
    #[error("unknown author")]
    UnknownAuthor,
    /// The team's share of the relay is full.
    #[error("the team's share of the relay is full")]
    OverQuota,
    /// It is not a valid segment.
    #[error("not a valid segment")]
    NotValid,
    /// A reason of a later version.
    #[error("for a reason that this version does not know")]
    Newer,
}

/// What the relay, or whatever stands before it, said instead of serving a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RelayCode {
    /// Too many requests of this device.
    #[error("too many requests")]
    TooManyRequests,
    /// It can't store or read just now.
    #[error("unavailable")]
    Unavailable,
    /// The request's signature is wrong.
    #[error("signature")]
    Signature,
    /// The request can't be read.
    #[error("malformed")]
    Malformed,
    /// The request is too large.
    #[error("too large")]
    TooLarge,
    /// It does not serve this team.
    #[error("team not served")]
    TeamNotServed,
    /// An HTTP status alone.
    #[error("status {0}")]
    Status(u16),
    /// A code of a later version.
    #[error("code {0}")]
    Newer(u8),
}
