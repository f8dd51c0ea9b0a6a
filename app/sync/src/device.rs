//! The facade: one open vault with its keys, roster and engine. Single-threaded and sans-I/O but for the vault.
//!
//! ```text
//! request ──▶ answered at once from the vault            (never waits for the network)
//! event   ──▶ engine ──▶ effects: Post, CancelPost, SetTimer, Work, Notify
//! work    ──▶ one step of opening what arrived           (called again while it asks for it)
//! ```
//! Whoever holds a `Device` carries out the effects that `handle`, `work` and, after a request, `effects` return.

mod authors;
mod book;
mod courier;
mod join;
mod memory;
mod outcome;
mod pull;
mod push;
mod report;
mod request;
mod results;
mod sealing;
mod setup;
mod store;
mod strays;
mod work;

use std::collections::HashSet;

use wayside_vault::{Merge, Vault};

use crate::engine::{Engine, Input, Output};
use crate::env::Env;
use authors::Authors;
use book::{Book, Membership};
use courier::Offer;
use memory::Memory;
use pull::Exchange;
pub(crate) use setup::named;
use wayside_seam::{Notice, Problem, SyncState};

/// What happened outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The vault was opened.
    Opened,
    /// Something was saved.
    Changed,
    /// The network came.
    SignalFound,
    /// The network went.
    SignalLost,
    /// A person asked.
    AskedToSync,
    /// The timer that was set ran out.
    TimerFired,
    /// The answer's status line is there.
    ResponseStarted {
        /// The HTTP status.
        status: u16,
    },
    /// A piece of the answer.
    ResponseBytes(Vec<u8>),
    /// The answer is complete.
    ResponseEnded,
    /// No answer, or it broke off.
    ResponseFailed(Failure),
}

/// Why there is no (whole) answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// No connection.
    Unreachable,
    /// It broke off or took too long.
    Interrupted,
    /// The address can't be used.
    Address,
}

/// What is to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send this request.
    Post {
        /// Where to.
        url: String,
        /// The `authorization` header.
        authorization: String,
        /// The body.
        body: Vec<u8>,
    },
    /// Drop the request under way.
    CancelPost,
    /// Set the one timer (an earlier setting is forgotten).
    SetTimer {
        /// In so many milliseconds.
        millis: u64,
    },
    /// Call `Device::work` soon.
    Work,
    /// Tell the screens.
    Notify(Notice),
}

/// One open device.
pub struct Device {
    vault: Vault,
    book: Book,
    memory: Memory,
    /// What of the memory is written.
    remembered: Memory,
    authors: Authors,
    engine: Engine,
    exchange: Option<Exchange>,
    effects: Vec<Effect>,
    totals: Totals,
    counts: Counts,
    problem: Option<Problem>,
    /// Outbox rows that fit no segment.
    too_big: HashSet<i64>,
    /// What was opened and is not merged yet.
    merge: Option<Merge>,
    /// The courier's file that was made last.
    offers: Vec<Offer>,
}

/// Since the vault was opened.
#[derive(Debug, Clone, Copy, Default)]
struct Totals {
    sent: u64,
    received: u64,
    bytes_up: u64,
    bytes_down: u64,
}

/// As of the last look.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    waiting_records: u64,
    waiting_segments: u64,
    to_open: u64,
    quarantined: u64,
}

impl Device {
    /// Takes one event of the outside world.
    pub fn handle(&mut self, event: Event, env: &mut Env<'_>) -> Vec<Effect> {
        match event {
            Event::Opened => {
                let retried = self.retry_now_and_then(env);
                self.note(retried);
                self.effects.push(Effect::Work);
                self.drive(Input::Opened, env);
            }
            Event::Changed => self.drive(Input::Changed, env),
            Event::SignalFound => self.drive(Input::SignalFound, env),
            Event::SignalLost => self.drive(Input::SignalLost, env),
            Event::AskedToSync => self.drive(Input::Asked, env),
            Event::TimerFired => self.drive(Input::TimerFired, env),
            Event::ResponseStarted { status } => {
                if let Some(exchange) = &mut self.exchange {
                    exchange.status = status;
                }
            }
            Event::ResponseBytes(bytes) => {
                self.totals.bytes_down += bytes.len() as u64;
                if let Some(mut exchange) = self.exchange.take() {
                    self.take_bytes(&mut exchange, &bytes, env);
                    self.exchange = Some(exchange);
                }
            }
            Event::ResponseEnded => self.finish(None, env),
            Event::ResponseFailed(failure) => self.finish(Some(failure), env),
        }
        self.mind_damage();
        self.effects()
    }

    /// Does one step of background work; `Effect::Work` among the effects asks for the next.
    pub fn work(&mut self, env: &mut Env<'_>) -> Vec<Effect> {
        if self.book.membership.is_some()
            && let Err(problem) = self.work_step(env)
        {
            self.report(problem);
        }
        self.mind_damage();
        self.effects()
    }

    /// Effects that a request caused.
    pub fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The vault, for exports.
    pub fn vault(&mut self) -> &mut Vault {
        &mut self.vault
    }

    /// Is there something left to send, to fetch or to open?
    pub fn busy(&self) -> bool {
        self.engine.working() || self.counts.to_open > 0
    }

    /// Something was written that the engine lets settle before it is sent.
    pub fn settling(&self) -> bool {
        self.engine.settling()
    }

    /// Why it can't sync at all, if it can't.
    pub fn can_sync(&self) -> Result<(), Problem> {
        match self.member()? {
            member if member.practise() => Err(Problem::PractiseOnly),
            _ if !self.engine.signal() => Err(Problem::NoSignal),
            _ => Ok(()),
        }
    }

    /// How syncing stands.
    pub fn sync_state(&self) -> SyncState {
        SyncState {
            signal: self.engine.signal(),
            phase: if self.syncs() {
                self.engine.phase()
            } else {
                wayside_seam::Phase::Blocked
            },
            waiting_records: self.counts.waiting_records,
            waiting_segments: self.counts.waiting_segments,
            sent_total: self.totals.sent,
            received_total: self.totals.received,
            to_open: self.counts.to_open,
            quarantined: self.counts.quarantined,
            last_success: self.memory.last_success,
            problem: self.problem.clone(),
            bytes_up: self.totals.bytes_up,
            bytes_down: self.totals.bytes_down,
        }
    }

    /// Feeds the engine and carries its outputs on.
    fn drive(&mut self, input: Input, env: &mut Env<'_>) {
        if !self.syncs() {
            return;
        }
        for output in self.engine.input(input, &mut *env.rng) {
            match output {
                Output::SetTimer(millis) => self.effects.push(Effect::SetTimer { millis }),
                Output::Cancel => {
                    self.effects.push(Effect::CancelPost);
                    self.abandon(env);
                }
                Output::Exchange => self.post(env),
            }
        }
        let state = self.sync_state();
        self.effects.push(Effect::Notify(Notice::Sync(state)));
    }

    /// What stays wrong although the last exchange went well.
    fn lasting_problem(&self) -> Option<Problem> {
        let conflict = self
            .memory
            .refused
            .first()
            .map(|(_, index)| Problem::Conflict { index: *index });
        conflict.or_else(|| (!self.too_big.is_empty()).then_some(Problem::TooBig))
    }

    /// Does this device have a relay to sync with?
    fn syncs(&self) -> bool {
        self.book
            .membership
            .as_ref()
            .is_some_and(|member| !member.practise())
    }

    fn member(&self) -> Result<&Membership, Problem> {
        self.book.membership.as_ref().ok_or(Problem::NotJoined)
    }

    fn member_mut(&mut self) -> Result<&mut Membership, Problem> {
        self.book.membership.as_mut().ok_or(Problem::NotJoined)
    }

    fn refresh_counts(&mut self) -> Result<(), Problem> {
        self.counts = Counts {
            waiting_records: self.vault.pending_count()?,
            waiting_segments: self.vault.unsent_count()?,
            to_open: self.vault.waiting_count()?,
            quarantined: self.vault.quarantined_count()? + self.set_aside()?,
        };
        Ok(())
    }

    fn recount(&mut self) {
        let counted = self.refresh_counts();
        self.note(counted);
    }

    /// A step that others do not need: what a damaged page takes from it is said, and the rest goes on.
    fn as_far_as_can_be_read(&mut self, result: Result<(), Problem>) -> Result<(), Problem> {
        if self.met_damage_in(&result) {
            self.report(Problem::DatabaseDamaged);
            self.vault.met_damage();
            return Ok(());
        }
        result
    }

    /// Did this step meet a damaged page?
    fn met_damage_in<T>(&mut self, step: &Result<T, Problem>) -> bool {
        if let Err(Problem::DatabaseDamaged) = step {
            self.vault.note_damage();
        }
        self.vault.met_damage()
    }

    /// What was read from a damaged page is no answer; after it the vault has to be opened anew.
    fn mind_damage(&mut self) {
        if self.vault.met_damage() {
            self.report(Problem::DatabaseDamaged);
            self.vault.met_damage();
        }
    }

    fn note(&mut self, result: Result<(), Problem>) {
        if let Err(problem) = result {
            self.report(problem);
        }
    }

    fn report(&mut self, problem: Problem) {
        if problem == Problem::DatabaseDamaged {
            self.vault.note_damage();
        }
        self.problem = Some(problem);
        let state = self.sync_state();
        self.effects.push(Effect::Notify(Notice::Sync(state)));
    }
}

#[cfg(test)]
mod tests;
