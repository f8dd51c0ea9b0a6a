//! The answer of the relay, frame by frame. What is believed of it is in `store`. Anything else in the sequence is of a
//! later version: passed over, the relay keeps it.
//!
//! The cursor moves in the transaction that stores what it passes; a batch is committed every `BATCH_BYTES`, and at the
//! end, however that comes.

use wayside_protocol::{Chain, Entry, Held, ProblemCode, ResponseFrame, VERSION, Welcome};
use wayside_seam::{Notice, Problem};
use wayside_vault::Position;

use super::store::Source;
use super::{Device, Effect};
use crate::env::Env;
use crate::exchange::Incoming;

const BATCH_BYTES: usize = 256 * 1024;

/// An exchange under way.
#[derive(Default)]
pub(super) struct Exchange {
    pub incoming: Incoming,
    pub pushed: Vec<Position>,
    pub introduced: bool,
    pub status: u16,
    /// The cursor that is committed, and where this exchange began.
    pub cursor: u64,
    batch: Batch,
    welcomed: bool,
    pub lost: bool,
    /// Something was acknowledged, stored or learnt.
    pub progress: bool,
    pub ended: Option<bool>,
    pub code: Option<ProblemCode>,
    pub failed: Option<Problem>,
    pub refusals: Option<Problem>,
}

/// What is not committed yet.
#[derive(Default)]
struct Batch {
    bytes: usize,
    segments: Vec<Vec<u8>>,
    chains: Vec<Chain>,
    cursor: Option<u64>,
}

impl Device {
    /// Takes a piece of the answer.
    pub(super) fn take_bytes(&mut self, exchange: &mut Exchange, bytes: &[u8], env: &mut Env<'_>) {
        exchange.incoming.push(bytes);
        while exchange.failed.is_none() {
            let taken = match exchange.incoming.next_frame() {
                Ok(Some(frame)) => self.take_frame(exchange, frame, env),
                Ok(None) => return,
                Err(problem) => Err(problem),
            };
            if let Err(problem) = taken {
                exchange.failed = Some(problem);
            }
        }
    }

    fn take_frame(
        &mut self,
        exchange: &mut Exchange,
        frame: ResponseFrame,
        env: &mut Env<'_>,
    ) -> Result<(), Problem> {
        match frame {
            ResponseFrame::Welcome(welcome) => return self.welcome(exchange, &welcome, env),
            ResponseFrame::Unknown(_) => return Ok(()),
            // Whatever answers without a Welcome is no relay.
            _ if !exchange.welcomed => return Err(Problem::RelayGarbage),
            ResponseFrame::Results { accepted, refused } => {
                self.results(exchange, accepted, &refused)?;
            }
            ResponseFrame::Entry(Entry { seq, held }) => {
                let last = exchange.batch.cursor.unwrap_or(exchange.cursor);
                // Out of order the cursor would pass something.
                if seq <= last && !exchange.lost {
                    return Err(Problem::RelayGarbage);
                }
                exchange.batch.cursor = Some(seq);
                match held {
                    Held::Segment(bytes) => exchange.batch.add(bytes),
                    Held::Certificate(chain) => {
                        exchange.batch.bytes += chain.encode().len();
                        exchange.batch.chains.push(chain);
                    }
                    Held::Unknown(..) => {}
                }
            }
            ResponseFrame::HoleEntry(bytes) => exchange.batch.add(bytes),
            ResponseFrame::End { cursor, more } => {
                if cursor < exchange.batch.cursor.unwrap_or(exchange.cursor) && !exchange.lost {
                    return Err(Problem::RelayGarbage);
                }
                exchange.batch.cursor = Some(cursor);
                exchange.ended = Some(more || exchange.lost);
            }
            ResponseFrame::Problem(code) => exchange.code = Some(code),
        }
        if exchange.batch.bytes >= BATCH_BYTES {
            self.commit(exchange, env)?;
        }
        Ok(())
    }

    fn welcome(
        &mut self,
        exchange: &mut Exchange,
        welcome: &Welcome,
        env: &Env<'_>,
    ) -> Result<(), Problem> {
        exchange.welcomed = true;
        if welcome.version < VERSION {
            return Err(Problem::RelayVersion);
        }
        // After a greeting, what was held back follows at once.
        exchange.progress |= !self.memory.nonce_may_hold(env.now);
        self.memory.nonce = welcome.nonce;
        self.memory.nonce_at = Some(env.now);
        if welcome.has_lost(self.memory.log_epoch, exchange.cursor) {
            // What it lost may be ours or others': start from the beginning, in both directions.
            self.vault.mark_all_unsent()?;
            self.vault.receive(&[], &[], Some(0))?;
            self.memory.introduced = false;
            self.memory.forget_refusals();
            exchange.lost = true;
            exchange.progress = true;
            exchange.cursor = 0;
        }
        if welcome.log_epoch != 0 {
            self.memory.log_epoch = Some(welcome.log_epoch);
        }
        Ok(())
    }

    /// Stores what the batch holds, and moves the cursor past it, in one transaction.
    pub(super) fn commit(
        &mut self,
        exchange: &mut Exchange,
        env: &mut Env<'_>,
    ) -> Result<(), Problem> {
        let batch = std::mem::take(&mut exchange.batch);
        let cursor = if exchange.lost { None } else { batch.cursor };
        let source = Source::Relay { cursor };
        let new = self.store(batch.segments, &batch.chains, source, env)?.new;
        if let Some(cursor) = cursor {
            exchange.progress |= cursor > exchange.cursor;
            exchange.cursor = cursor;
        }
        exchange.progress |= new > 0;
        if new > 0 {
            self.totals.received += new;
            self.refresh_counts()?;
            self.effects.push(Effect::Work);
            let state = self.sync_state();
            self.effects.push(Effect::Notify(Notice::Sync(state)));
        }
        Ok(())
    }
}

impl Exchange {
    /// A request was built: what it carries, and the cursor that it names.
    pub(super) fn new(pushed: Vec<Position>, introduced: bool, cursor: u64) -> Exchange {
        Exchange {
            pushed,
            introduced,
            cursor,
            ..Exchange::default()
        }
    }
}

impl Batch {
    fn add(&mut self, bytes: Vec<u8>) {
        self.bytes += bytes.len();
        self.segments.push(bytes);
    }
}
