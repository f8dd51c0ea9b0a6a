//! Opening what arrived, in slices, so that requests are answered in between and progress can be shown.
//!
//! A slice is some segments, opened together and then merged by steps of some documents. A device that is closed
//! between two steps finds the slice's segments waiting again. That a slice is begun is marked before; what ended the
//! app in the middle of one is opened alone, and put aside when that does not end well either.
//!
//! | waiting segment | then |
//! |---|---|
//! | names another predecessor than the one held | quarantined: its author has two histories |
//! | of a kind that its stream may not hold (`admission`) | quarantined |
//! | no key for its caseload and epoch | held until the key comes |
//! | does not open, unpack or read | quarantined |
//! | changes | merged by the vault; a change that it can't use is quarantined alone |
//! | roster entries | see `roster`; entries of later kinds are skipped and stay in the segment |
//! | receipts of a device that leads | noted |
//! | another kind | held: a later version reads it |

use std::collections::HashMap;

use wayside_domain::id::Id;
use wayside_protocol::{CaseloadId, DeviceId, Kind, Segment};
use wayside_seam::{Notice, Problem};
use wayside_vault::{Begun, Merge, Opened, Position, Receipt, StoredSegment};

use super::push::position;
use super::{Device, Effect};
use crate::admission::{Admission, admit};
use crate::engine::Input;
use crate::env::Env;
use crate::key::Key;
use crate::pack;
use crate::parallel;
use crate::roster::{self, Entry};
use crate::seal;

/// When, and by which version, what was put aside was tried again last.
const RETRIED: &str = "sync.retried";
/// In milliseconds.
const WEEK: u64 = 7 * 24 * 60 * 60 * 1000;

/// Segments opened in one slice.
const SLICE: usize = 6;

/// Documents merged in one step: whoever taps meanwhile waits for one step at most. Natively that is the whole slice,
/// which is worked on by several threads; a browser's worker has one, and takes about a millisecond for each document.
const STEP: usize = if cfg!(test) {
    2
} else if cfg!(target_family = "wasm") {
    64
} else {
    usize::MAX
};

/// A segment with the key to open it.
struct Task {
    stored: StoredSegment,
    key: Key,
}

impl Device {
    /// One step. Emits `Work` while there is more.
    pub(super) fn work_step(&mut self, env: &mut Env<'_>) -> Result<(), Problem> {
        let mut merge = match self.merge.take() {
            Some(merge) => merge,
            None => match self.open_slice(env)? {
                Some(merge) => merge,
                None => return self.refresh_counts(),
            },
        };
        if !self.vault.merge(&mut merge, STEP)? {
            self.merge = Some(merge);
            self.effects.push(Effect::Work);
            return Ok(());
        }
        let changed = match merge.applied().clients.as_slice() {
            [] => None,
            [client] => Some(Some(client.clone())),
            _ => Some(None),
        };
        if let Some(client) = changed {
            self.effects
                .push(Effect::Notify(Notice::Changed { client }));
        }
        self.refresh_counts()?;
        if self.counts.to_open > 0 {
            self.effects.push(Effect::Work);
        } else {
            self.drained(env)?;
            self.refresh_counts()?;
        }
        let state = self.sync_state();
        self.effects.push(Effect::Notify(Notice::Sync(state)));
        Ok(())
    }

    /// The next segments, opened; none when none waits.
    fn open_slice(&mut self, env: &mut Env<'_>) -> Result<Option<Merge>, Problem> {
        let begun = self.vault.unended()?;
        let waiting = match begun {
            Begun::Any => self.vault.waiting(SLICE)?,
            Begun::Alone(place) => self.vault.segment(&place)?.into_iter().collect(),
        };
        if waiting.is_empty() {
            return Ok(None);
        }
        let places: Vec<Position> = waiting.iter().map(position).collect();
        self.vault.begin(&places, begun != Begun::Any)?;
        let tasks = self.tasks(waiting)?;
        let bodies = parallel::map(&tasks, open);
        let mut opened = Vec::new();
        for (task, body) in tasks.iter().zip(bodies) {
            let place = position(&task.stored);
            match body {
                Ok(Body::Changes(changes)) => opened.push(opened_at(place, changes)),
                Ok(Body::Roster(entries)) => {
                    let later = entries
                        .iter()
                        .any(|entry| matches!(entry, Entry::Unknown(..)));
                    self.read_roster(DeviceId(place.device), entries, env)?;
                    if later {
                        // What this version can't read, a later one reads when it opens the vault.
                        self.vault.hold_segment(&place)?;
                    } else {
                        opened.push(opened_at(place, Vec::new()));
                    }
                }
                Ok(Body::Receipts(receipts)) => {
                    self.read_receipts(&place, receipts)?;
                    opened.push(opened_at(place, Vec::new()));
                }
                Ok(Body::Unknown) => self.vault.hold_segment(&place)?,
                Err(reason) => self.vault.quarantine_segment(&place, reason)?,
            }
        }
        for one in opened.iter().filter(|one| !one.changes.is_empty()) {
            self.memory
                .opened(CaseloadId(one.caseload), DeviceId(one.device), one.index);
        }
        Ok(Some(Merge::new(opened)))
    }

    /// Sorts out what can't be opened.
    fn tasks(&mut self, waiting: Vec<StoredSegment>) -> Result<Vec<Task>, Problem> {
        let mut hashes: HashMap<Position, [u8; 32]> = HashMap::new();
        let mut tasks = Vec::new();
        for stored in waiting {
            let place = position(&stored);
            hashes.insert(place, stored.hash);
            let before = Position {
                index: place.index.saturating_sub(1),
                ..place
            };
            let expected = match hashes.get(&before) {
                Some(hash) => Some(*hash),
                None => self.vault.segment(&before)?.map(|segment| segment.hash),
            };
            if expected.is_some_and(|hash| hash != stored.prev) {
                self.vault.quarantine_segment(&place, "broken-chain")?;
                continue;
            }
            let caseload = CaseloadId(stored.caseload);
            match admit(Kind::from(stored.kind), caseload) {
                Admission::Open => {}
                Admission::Hold => {
                    self.vault.hold_segment(&place)?;
                    continue;
                }
                Admission::Refuse(reason) => {
                    self.vault.quarantine_segment(&place, reason)?;
                    continue;
                }
            }
            let member = self.member()?;
            let key = match caseload {
                CaseloadId::ROSTER => Some(&member.team.key),
                _ => member.keyring.key(caseload, stored.epoch),
            };
            match key.cloned() {
                Some(key) => tasks.push(Task { stored, key }),
                None => self.vault.hold_segment(&place)?,
            }
        }
        Ok(tasks)
    }

    /// What was put aside since its opening never ended is tried again: weekly, and by every other version of the app.
    pub(super) fn retry_now_and_then(&mut self, env: &Env<'_>) -> Result<(), Problem> {
        let now = (env.now.millis(), env!("CARGO_PKG_VERSION").to_owned());
        let bytes = self.vault.setting(RETRIED)?;
        let last: Option<(i64, String)> = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        let Some((at, version)) = last else {
            return self.retried(&now);
        };
        // A clock that was put back is no reason to wait longer.
        let due = now.0.abs_diff(at) >= WEEK;
        if !due && version == now.1 {
            return Ok(());
        }
        self.vault.retry_quarantined(version != now.1)?;
        self.retried(&now)
    }

    fn retried(&mut self, now: &(i64, String)) -> Result<(), Problem> {
        let bytes = postcard::to_allocvec(now).unwrap_or_default();
        Ok(self.vault.put_setting(RETRIED, &bytes)?)
    }

    /// Everything that was put aside and holds its place in a stream is tried again, since a person asks. Answers how
    /// much.
    ///
    /// # Errors
    /// The disk's.
    pub fn retry_quarantined(&mut self) -> Result<u64, Problem> {
        let tried = self.vault.retry_quarantined(true)?;
        self.refresh_counts()?;
        self.effects.push(Effect::Work);
        Ok(tried)
    }

    /// Everything is opened: tell authors, and fetch what a new key makes readable.
    fn drained(&mut self, env: &mut Env<'_>) -> Result<(), Problem> {
        self.memory.save(&mut self.remembered, &mut self.vault)?;
        let member = self.member()?;
        if self.memory.rewind.is_some() {
            self.drive(Input::Asked, env);
        } else if (member.role.leads() && !self.memory.receipts_due.is_empty())
            || !member.roster.is_empty()
        {
            self.drive(Input::Changed, env);
        }
        Ok(())
    }

    fn read_receipts(
        &mut self,
        place: &Position,
        receipts: crate::receipts::Receipts,
    ) -> Result<(), Problem> {
        if !self.authors.leads(DeviceId(place.device)) {
            return Ok(());
        }
        let me = self.book.identity.id().0;
        let mut told = Vec::new();
        for (device, index) in receipts {
            let own = device.0 == me;
            let index = match own {
                true => self.read_of_own(&place.caseload, index)?,
                false => Some(index),
            };
            told.extend(index.map(|index| Receipt {
                caseload: place.caseload,
                device: device.0,
                reader: place.device,
                index,
            }));
        }
        self.vault.put_receipts(&told)?;
        if told.iter().any(|receipt| receipt.device == me) {
            // The signs of where records are say something else now.
            self.effects
                .push(Effect::Notify(Notice::Changed { client: None }));
        }
        Ok(())
    }

    fn read_roster(
        &mut self,
        author: DeviceId,
        entries: Vec<Entry>,
        env: &mut Env<'_>,
    ) -> Result<(), Problem> {
        let leads = self.authors.leads(author);
        let before = self.book.clone();
        let (mut gained, mut learnt) = (Vec::new(), Vec::new());
        for entry in entries {
            match entry {
                Entry::Admitted(chain) => learnt.push(chain),
                Entry::Keys(keys) if leads => {
                    let team = self.member()?.team.id();
                    let grant = roster::unwrap_keys(team, author, &keys, &self.book.identity);
                    if let Some(grant) = grant
                        && self.member_mut()?.keyring.add(grant)
                    {
                        gained.push(keys.caseload);
                    }
                }
                Entry::CaseloadCreated(_) | Entry::Keys(_) | Entry::Unknown(..) => {}
            }
        }
        if let Err(problem) = self.learn(&learnt, env) {
            self.book = before;
            return Err(problem);
        }
        if gained.is_empty() {
            return Ok(());
        }
        // Others may have had the key long before, without the network: their records may have passed anywhere.
        self.memory.rewind = Some(0);
        let saved = self.memory.save(&mut self.remembered, &mut self.vault);
        if let Err(problem) = saved
            .map_err(Problem::from)
            .and_then(|()| self.book.save(&mut self.vault))
        {
            // A key that is only in memory would be gone with the next start, and its segment not read again.
            self.book = before;
            return Err(problem);
        }
        for caseload in &gained {
            self.vault.release_held(&caseload.0)?;
        }
        self.keep_home()
    }
}

fn opened_at(place: Position, changes: Vec<(Id, Vec<Vec<u8>>)>) -> Opened {
    Opened {
        device: place.device,
        caseload: place.caseload,
        index: place.index,
        changes,
    }
}

/// What a segment turned out to be.
enum Body {
    Changes(Vec<(Id, Vec<Vec<u8>>)>),
    Roster(Vec<Entry>),
    Receipts(crate::receipts::Receipts),
    Unknown,
}

/// Opens one segment: pure, so that many run at once.
fn open(task: &Task) -> Result<Body, &'static str> {
    let segment = Segment::decode(&task.stored.bytes).map_err(|_| "not-a-segment")?;
    let body = seal::open(&segment, &task.key).map_err(|_| "does-not-open")?;
    match segment.header.kind {
        Kind::Changes => {
            let documents = match pack::unpack(&body) {
                Err(pack::PackError::Format(_)) => return Ok(Body::Unknown),
                other => other.map_err(|_| "malformed-pack")?,
            };
            let named = documents
                .into_iter()
                .map(|document| Ok((Id::parse(&document.client)?, document.changes)));
            let named: Result<Vec<_>, wayside_domain::id::NotAnId> = named.collect();
            named.map(Body::Changes).map_err(|_| "malformed-id")
        }
        Kind::Roster => roster::read(&body)
            .map(Body::Roster)
            .ok_or("malformed-roster"),
        Kind::Receipts => crate::receipts::read(&body)
            .map(Body::Receipts)
            .ok_or("malformed-receipts"),
        Kind::Unknown(_) => Ok(Body::Unknown),
    }
}
