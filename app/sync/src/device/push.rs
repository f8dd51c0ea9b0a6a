//! Own changes become own segments, and own segments a request.
//!
//! Order: roster entries first (others need them to read what follows), receipts, then changes, oldest first. A segment is in
//! the vault before it is in a request, and its outbox rows leave in the same transaction. A change that fits no segment is
//! put aside on this side and reported; the rest goes on.

use wayside_protocol::{CaseloadId, DeviceId, Hash, Header, Hole, Kind, MAX_HOLES, Pull, VERSION};
use wayside_vault::{Position, Receipt, StoredSegment};

use super::Device;
use crate::exchange::{self, Outgoing, PUSH_BYTES};
use crate::key::Key;
use crate::pack::{self, Item};
use crate::roster;
use crate::seal::{self, MAX_SEALED_BODY};
use crate::service::message::{Env, Problem};

/// Raw changes looked at for one segment at first; doubled while all of them fit.
const WINDOW: usize = 128 * 1024;
const WIDEST_WINDOW: usize = 768 * 1024;
/// Segments looked at for one request.
const MOST_SEGMENTS: usize = 512;

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
        self.seal_roster(env)?;
        self.seal_receipts(env)?;
        let mut segments = self.sendable()?;
        if weight(&segments) < PUSH_BYTES {
            self.seal_changes(PUSH_BYTES - weight(&segments), env)?;
            segments = self.sendable()?;
        }
        let cursor = self.start_cursor()?;
        let member = self.member()?;
        let holes = self
            .vault
            .holes()?
            .into_iter()
            .take(MAX_HOLES)
            .map(|hole| Hole {
                device: DeviceId(hole.device),
                caseload: CaseloadId(hole.caseload),
                from: hole.from,
                to: hole.to,
            });
        let pull = Pull {
            cursor,
            caseloads: member.keyring.caseloads(),
            holes: holes.collect(),
            max_bytes: 0,
        };
        let introduced = !self.memory.introduced;
        let chain = member.chain();
        let introduction = introduced.then_some(&chain);
        let (me, team, nonce) = (&self.book.identity, member.team.id(), self.memory.nonce);
        let outgoing = exchange::outgoing(me, team, nonce, introduction, pull, &segments);
        Ok(Built {
            outgoing,
            pushed: segments.iter().map(position).collect(),
            introduced,
            cursor,
        })
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

    /// Own segments that the relay does not have, oldest first, as many as one request carries.
    fn sendable(&self) -> Result<Vec<StoredSegment>, Problem> {
        let mut unsent = self
            .vault
            .unsent(MOST_SEGMENTS.min(64 + self.memory.refused.len()))?;
        unsent.retain(|segment| !self.memory.is_refused(&position(segment)));
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
        if self.vault.unsent_count()? > self.memory.refused.len() as u64 {
            return Ok(true);
        }
        let keyring = &self.member()?.keyring;
        let mut pending = self.vault.caseloads_with_pending()?.into_iter();
        Ok(
            pending.any(|caseload| keyring.current(CaseloadId(caseload)).is_some())
                && self.vault.pending_count()? > self.too_big.len() as u64,
        )
    }

    fn seal_roster(&mut self, env: &mut Env<'_>) -> Result<(), Problem> {
        while !self.member()?.roster.is_empty() {
            let member = self.member()?;
            let team_key = member.team.key.clone();
            let Some((count, body)) = roster::fill(&member.roster, MAX_SEALED_BODY) else {
                return Err(Problem::Internal {
                    what: "a roster entry is too big".into(),
                });
            };
            self.seal_own(
                Kind::Roster,
                CaseloadId::ROSTER,
                0,
                &team_key,
                &body,
                &[],
                env,
            )?;
            self.member_mut()?.roster.drain(..count);
            self.book.save(&mut self.vault)?;
        }
        Ok(())
    }

    fn seal_receipts(&mut self, env: &mut Env<'_>) -> Result<(), Problem> {
        if !self.member()?.role.leads()
            || self.memory.receipts_due.is_empty()
            || self.vault.waiting_count()? > 0
        {
            return Ok(());
        }
        let due = std::mem::take(&mut self.memory.receipts_due);
        let me = self.book.identity.id();
        let mut told = Vec::new();
        for caseload in self.member()?.keyring.caseloads() {
            let of_caseload: Vec<_> = due
                .iter()
                .filter(|due| due.0 == caseload && due.1 != me)
                .collect();
            for some in of_caseload.chunks(crate::receipts::MAX_RECEIPTS) {
                let mut receipts = Vec::new();
                for (_, device, index) in some {
                    let read = self
                        .vault
                        .stream(&device.0, &caseload.0)?
                        .contiguous
                        .min(*index);
                    receipts.push((*device, read));
                    told.push(Receipt {
                        caseload: caseload.0,
                        device: device.0,
                        reader: me.0,
                        index: read,
                    });
                }
                let Some(grant) = self.member()?.keyring.current(caseload).cloned() else {
                    continue;
                };
                let body = crate::receipts::write(&receipts);
                self.seal_own(
                    Kind::Receipts,
                    caseload,
                    grant.epoch,
                    &grant.key,
                    &body,
                    &[],
                    env,
                )?;
            }
        }
        self.vault.put_receipts(&told)?;
        self.memory.save(&mut self.remembered, &mut self.vault)?;
        Ok(())
    }

    /// Seals pending changes of every caseload until about `room` bytes are made.
    fn seal_changes(&mut self, mut room: usize, env: &mut Env<'_>) -> Result<(), Problem> {
        for caseload in self.vault.caseloads_with_pending()? {
            let Some(grant) = self
                .member()?
                .keyring
                .current(CaseloadId(caseload))
                .cloned()
            else {
                continue;
            };
            while room > 0 {
                let Some(length) =
                    self.seal_some(CaseloadId(caseload), grant.epoch, &grant.key, env)?
                else {
                    break;
                };
                room = room.saturating_sub(length);
            }
        }
        Ok(())
    }

    /// Seals one full segment of a caseload's pending changes; none if there are none.
    fn seal_some(
        &mut self,
        caseload: CaseloadId,
        epoch: u32,
        key: &Key,
        env: &mut Env<'_>,
    ) -> Result<Option<usize>, Problem> {
        let mut window = WINDOW;
        loop {
            let mut pending = self.vault.pending(&caseload.0, window)?;
            let looked_at: usize = pending.iter().map(|pending| pending.change.len()).sum();
            pending.retain(|pending| !self.too_big.contains(&pending.row));
            let rows: Vec<i64> = pending.iter().map(|pending| pending.row).collect();
            let items: Vec<Item> = pending
                .into_iter()
                .map(|pending| Item {
                    client: pending.client.to_string(),
                    change: pending.change,
                })
                .collect();
            // There may be more behind the window: a first look that fits whole is widened before it is sealed.
            let whole_window = looked_at * 10 >= window * 9 && window < WIDEST_WINDOW;
            match pack::fill(&items, MAX_SEALED_BODY) {
                Some(filled) if filled.count == items.len() && whole_window => window *= 2,
                Some(filled) => {
                    let rows = rows.get(..filled.count).unwrap_or_default();
                    let segment = self.seal_own(
                        Kind::Changes,
                        caseload,
                        epoch,
                        key,
                        &filled.body,
                        rows,
                        env,
                    )?;
                    return Ok(Some(segment));
                }
                None => match rows.first() {
                    Some(row) => {
                        self.too_big.insert(*row);
                        self.problem = Some(Problem::TooBig);
                    }
                    None if whole_window => window *= 2,
                    None => return Ok(None),
                },
            }
        }
    }

    /// Seals one own segment and writes it to the own log; gives its length.
    #[allow(clippy::too_many_arguments)]
    fn seal_own(
        &mut self,
        kind: Kind,
        caseload: CaseloadId,
        epoch: u32,
        key: &Key,
        body: &[u8],
        rows: &[i64],
        env: &mut Env<'_>,
    ) -> Result<usize, Problem> {
        let (team, device) = (self.member()?.team.id(), self.book.identity.id());
        let head = self.vault.stream(&device.0, &caseload.0)?;
        let (index, prev) = (head.contiguous + 1, Hash(head.head));
        let header = Header {
            version: VERSION,
            kind,
            team,
            caseload,
            epoch,
            device,
            index,
            prev,
        };
        let segment =
            seal::seal(header, key, body, &self.book.identity, &mut *env.rng).map_err(|error| {
                Problem::Internal {
                    what: error.to_string(),
                }
            })?;
        let stored = stored(&segment);
        self.vault.append_own(&stored, rows)?;
        Ok(stored.bytes.len())
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
