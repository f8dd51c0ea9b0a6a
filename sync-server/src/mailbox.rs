//! Where sealed things are kept: one trait, one conformance suite, one backend so far.
//!
//! What every backend promises (and [`crate::mailbox_conformance!`] checks):
//! - **One sequence per team.** [`Mailbox::store`] numbers what it inserts 1, 2, 3 … by a counter that is raised in the
//!   inserting transaction. Whoever has seen `seq` n will never see anything new at or below n. (A database sequence
//!   was refused: transactions commit in another order than they draw numbers, and a reader would pass the late one.)
//! - **All or nothing.** When `store` answers, the batch is on disk; when it fails, none of it is.
//! - **A place is taken once.** Same device, caseload, index and hash again is [`Outcome::Held`]; another hash is
//!   [`Outcome::Conflict`] with the hash that is held. Nothing is ever replaced or deleted.
//! - **Nothing is understood.** Backends see ids, numbers and sealed bytes.
//!
//! The trait is made of boxed futures so that `Arc<dyn Mailbox>` works; the relay does not become generic.

#[doc(hidden)]
pub mod conformance;
pub mod sqlite;

use std::collections::HashMap;
use std::pin::Pin;

use wayside_protocol::{CaseloadId, DeviceId, Hash, Hole, TeamId};

/// A future answer of a mailbox.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, MailboxError>> + Send + 'a>>;

/// Why a mailbox did not do what it was asked. In each case nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailboxError {
    /// No space is left, on the disk or within the configured limit.
    #[error("the store is full")]
    Full,
    /// The database file is gone or was exchanged under a running relay.
    #[error("the database file is no longer the one that was opened")]
    Lost,
    /// As many teams as this relay takes are there already.
    #[error("the relay takes no further teams")]
    TeamLimit,
    /// Anything else, in the backend's words. Backends put no ids and no content into it.
    #[error("the store failed: {0}")]
    Broken(String),
}

/// What identifies this relay; made once, kept with the data.
#[derive(Clone)]
pub struct Identity {
    /// Changes when something may have been lost. Never 0.
    pub log_epoch: u64,
    /// Nonces are derived from it. Several relays over one database share it.
    pub nonce_secret: [u8; 32],
}

/// Where a team's sequence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// See [`Identity::log_epoch`].
    pub log_epoch: u64,
    /// The last number given out; 0 for a team that is not known.
    pub head: u64,
}

/// Things of one team to be kept together.
#[derive(Debug, Clone)]
pub struct Batch {
    /// The team.
    pub team: TeamId,
    /// In the order in which they shall stand in the sequence.
    pub items: Vec<Deposit>,
    /// How much there may be.
    pub quota: Quota,
}

/// How much a relay keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Bytes of one team.
    pub bytes: u64,
    /// Devices of one team.
    pub devices: u64,
    /// Teams.
    pub teams: u64,
}

/// One verified thing to keep.
#[derive(Debug, Clone)]
pub enum Deposit {
    /// A device with its chain. Must come before its first segment.
    Device {
        /// The device.
        device: DeviceId,
        /// Its public signing key.
        sign: [u8; 32],
        /// The encoded chain.
        chain: Vec<u8>,
    },
    /// A segment of a device that is known.
    Segment {
        /// The author.
        device: DeviceId,
        /// The caseload.
        caseload: CaseloadId,
        /// The place in the author's stream, from 1 to `i64::MAX`.
        index: u64,
        /// The hash of the bytes.
        hash: Hash,
        /// The encoded segment.
        bytes: Vec<u8>,
    },
}

/// What became of one deposit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is kept now.
    Stored,
    /// It was there already.
    Held,
    /// Something else is in its place.
    Conflict {
        /// The hash of that.
        held: Hash,
    },
    /// Its author is not known in this team.
    UnknownAuthor,
    /// The team's quota is used up.
    OverQuota,
}

/// A question for what came after a point.
#[derive(Debug, Clone)]
pub struct PageQuery {
    /// The team.
    pub team: TeamId,
    /// The last number already seen.
    pub after: u64,
    /// Caseloads to give besides the roster.
    pub caseloads: Vec<CaseloadId>,
    /// The device that asks; it is not given its own.
    pub except: DeviceId,
    /// Stop after this many bytes, but never before the first entry.
    pub max_bytes: usize,
}

/// One thing in a team's sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub seq: u64,
    /// Whether it is a chain; else it is a segment.
    pub is_chain: bool,
    /// The bytes as they were deposited.
    pub bytes: Vec<u8>,
}

/// An answer to a [`PageQuery`], all read at one instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where the team stood.
    pub standing: Standing,
    /// In order.
    pub entries: Vec<Kept>,
    /// Everything up to here was given or is not for this device.
    pub cursor: u64,
    /// Whether there is something after `cursor`.
    pub more: bool,
}

/// How much is kept, over all teams.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Teams.
    pub teams: u64,
    /// Devices.
    pub devices: u64,
    /// Segments.
    pub segments: u64,
    /// Bytes of segments and chains.
    pub bytes: u64,
}

/// A place that keeps sealed things.
pub trait Mailbox: Send + Sync + 'static {
    /// What identifies this relay.
    fn identity(&self) -> Answer<'_, Identity>;

    /// Makes and keeps a new `log_epoch`.
    fn renew_log_epoch(&self) -> Answer<'_, u64>;

    /// The public signing keys of those of these devices that are known in the team.
    fn keys(&self, team: TeamId, devices: Vec<DeviceId>)
    -> Answer<'_, HashMap<DeviceId, [u8; 32]>>;

    /// Keeps a batch durably, or fails as a whole. One outcome per item, in order.
    fn store(&self, batch: Batch) -> Answer<'_, Vec<Outcome>>;

    /// Where the team stands.
    fn standing(&self, team: TeamId) -> Answer<'_, Standing>;

    /// What came after a point.
    fn page(&self, query: PageQuery) -> Answer<'_, Page>;

    /// The segments that are in these holes, in order, up to `max_bytes` together.
    fn fill(&self, team: TeamId, holes: Vec<Hole>, max_bytes: usize) -> Answer<'_, Vec<Vec<u8>>>;

    /// How much is kept.
    fn totals(&self) -> Answer<'_, Totals>;

    /// The bytes of the last `count` segments, newest first.
    fn latest(&self, count: u32) -> Answer<'_, Vec<Vec<u8>>>;

    /// Whether something could be stored now, by storing something as large as the largest segment. Costs a commit.
    fn ready(&self) -> Answer<'_, ()>;
}
