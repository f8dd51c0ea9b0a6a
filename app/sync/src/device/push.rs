//! Segments become a request: own ones, and those that a courier brought for the relay, with their authors' chains.
//!
//! Without a nonce that the relay should take, a request is a greeting: it carries no segments, since the relay would
//! refuse it and everything would travel twice.
//!
//! Order: roster entries first (others need them to read what follows), receipts, then changes, oldest first.

use wayside_protocol::{CaseloadId, DeviceId, Hash, Hole, MAX_HOLES, Pull};
use wayside_seam::Problem;
use wayside_vault::{Position, StoredSegment};

use super::Device;
use crate::env::Env;
use crate::exchange::{self, Outgoing, PUSH_BYTES};

/// Segments of one request.
const MOST_SEGMENTS: usize = 64;

/// A built request and what it carries.
pub(super) struct Built {
    pub outgoing: Outgoing,
    pub pushed: Vec<Position>,
    pub introduced: bool,
    pub cursor: u64,
}

impl Device {
    /// Seals what waits and builds the next request.
    pub(super) fn build(&mut self, env: &mut Env<'_>) -> Result<Built, Problem> {
        self.seal_first(env)?;
        let mut segments = self.sendable()?;
        if weight(&segments) < PUSH_BYTES {
            let sealed = self.seal_changes(PUSH_BYTES - weight(&segments), env);
            self.as_far_as_can_be_read(sealed)?;
            segments = self.sendable()?;
        }
        if !self.memory.nonce_may_hold(env.now) {
            segments.clear();
        }
        let cursor = self.start_cursor()?;
        let member = self.member()?;
        let caseloads = member.keyring.caseloads();
        // What a courier brought of other caseloads has holes, too; whoever can read them fills them.
        let mine =
            |caseload: &CaseloadId| *caseload == CaseloadId::ROSTER || caseloads.contains(caseload);
        let holes = self
            .vault
            .holes()?
            .into_iter()
            .filter(|hole| mine(&CaseloadId(hole.caseload)))
            .take(MAX_HOLES)
            .map(|hole| Hole {
                device: DeviceId(hole.device),
                caseload: CaseloadId(hole.caseload),
                from: hole.from,
                to: hole.to,
            });
        let holes = holes.collect();
        let pull = Pull {
            cursor,
            caseloads,
            holes,
            max_bytes: 0,
        };
        let introduced = !self.memory.introduced;
        let introduction = introduced.then(|| member.chain().encode());
        let chains: Vec<Vec<u8>> = introduction
            .into_iter()
            .chain(self.chains_of(&segments))
            .collect();
        let (me, team, nonce) = (&self.book.identity, member.team.id(), self.memory.nonce);
        let outgoing = exchange::outgoing(me, team, nonce, &chains, pull, &segments);
        Ok(Built {
            outgoing,
            pushed: segments.iter().map(position).collect(),
            introduced,
            cursor,
        })
    }

    /// Seals what others need to read the changes.
    pub(super) fn seal_first(&mut self, env: &mut Env<'_>) -> Result<(), Problem> {
        let roster = self.seal_roster(env);
        self.as_far_as_can_be_read(roster)?;
        let receipts = self.seal_receipts(env);
        self.as_far_as_can_be_read(receipts)
    }

    /// The cursor, taken back if a key for a further caseload came since the last exchange.
    fn start_cursor(&mut self) -> Result<u64, Problem> {
        let cursor = self.vault.cursor()?;
        let Some(rewind) = self.memory.rewind else {
            return Ok(cursor);
        };
        let start = cursor.min(rewind);
        self.vault.receive(&[], &[], Some(start))?;
        self.memory.rewind = None;
        self.memory.save(&mut self.remembered, &mut self.vault)?;
        Ok(start)
    }

    /// Segments that the relay does not have and did not refuse for good, oldest first, as many as one request carries.
    fn sendable(&mut self) -> Result<Vec<StoredSegment>, Problem> {
        let me = self.book.identity.id();
        let unsent = self.vault.unsent(MOST_SEGMENTS, |position| {
            !self.memory.is_refused(position, me)
        })?;
        let mut room = PUSH_BYTES;
        Ok(unsent
            .into_iter()
            .take_while(|segment| {
                let fits = segment.bytes.len() <= room;
                room = room.saturating_sub(segment.bytes.len());
                fits
            })
            .collect())
    }

    /// Is anything left that a further request would carry?
    pub(super) fn has_to_push(&self) -> Result<bool, Problem> {
        if self.vault.unsent_count()? > self.memory.refused_count() as u64 {
            return Ok(true);
        }
        let keyring = &self.member()?.keyring;
        let mut pending = self.vault.caseloads_with_pending()?.into_iter();
        Ok(
            pending.any(|caseload| keyring.current(CaseloadId(caseload)).is_some())
                && self.vault.pending_count()? > self.too_big.len() as u64,
        )
    }
}

/// As the vault keeps segments.
pub(super) fn stored(segment: &wayside_protocol::Segment) -> StoredSegment {
    let bytes = segment.encode();
    let header = &segment.header;
    StoredSegment {
        device: header.device.0,
        caseload: header.caseload.0,
        index: header.index,
        kind: header.kind.into(),
        epoch: header.epoch,
        hash: Hash::of(&bytes).0,
        prev: header.prev.0,
        bytes,
    }
}

/// Where a segment is.
pub(super) fn position(segment: &StoredSegment) -> Position {
    Position {
        device: segment.device,
        caseload: segment.caseload,
        index: segment.index,
    }
}

fn weight(segments: &[StoredSegment]) -> usize {
    segments.iter().map(|segment| segment.bytes.len()).sum()
}
