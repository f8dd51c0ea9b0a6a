//! What waits becomes own segments. A segment is in the vault before it is in a request, and its outbox rows leave in
//! the same transaction. A change that fits no segment is put aside on this side and reported; the rest goes on.

use wayside_protocol::{CaseloadId, Hash, Header, Kind, VERSION};
use wayside_seam::Problem;
use wayside_vault::{MAX_SEGMENT_OPERATIONS, Pending, Receipt, weight};

use super::Device;
use super::push::stored;
use crate::env::Env;
use crate::key::Key;
use crate::pack::{self, Item};
use crate::roster;
use crate::seal::{self, MAX_SEALED_BODY};

/// How many from the front one segment may bring. Readers put aside what is beyond.
fn within_limit(pending: &[Pending]) -> usize {
    let mut room = MAX_SEGMENT_OPERATIONS;
    let fits = pending.iter().take_while(|pending| {
        let left = room.checked_sub(weight(&pending.change));
        room = left.unwrap_or_default();
        left.is_some()
    });
    fits.count()
}

/// Raw changes looked at for one segment at first; doubled while all of them fit.
const WINDOW: usize = 128 * 1024;
const WIDEST_WINDOW: usize = 768 * 1024;

impl Device {
    pub(super) fn seal_roster(&mut self, env: &mut Env<'_>) -> Result<(), Problem> {
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

    pub(super) fn seal_receipts(&mut self, env: &mut Env<'_>) -> Result<(), Problem> {
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
                    let read = self.vault.applied_to(&device.0, &caseload.0)?.min(*index);
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
    pub(super) fn seal_changes(
        &mut self,
        mut room: usize,
        env: &mut Env<'_>,
    ) -> Result<(), Problem> {
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
            let mut pending = self.vault.pending(&caseload.0, window);
            if self.vault.met_damage() || pending.is_err() {
                pending = self.vault.pending_behind_damage(&caseload.0, window);
            }
            let mut pending = pending?;
            let looked_at: usize = pending.iter().map(|pending| pending.change.len()).sum();
            pending.retain(|pending| !self.too_big.contains(&pending.row));
            let fits = within_limit(&pending);
            let cut = fits < pending.len();
            pending.truncate(fits);
            let rows: Vec<i64> = pending.iter().map(|pending| pending.row).collect();
            let items: Vec<Item> = pending
                .into_iter()
                .map(|pending| Item {
                    client: pending.client.to_string(),
                    change: pending.change,
                })
                .collect();
            // There may be more behind the window: a first look that fits whole is widened before it is sealed.
            let whole_window = !cut && looked_at * 10 >= window * 9 && window < WIDEST_WINDOW;
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
