//! When to sync: a pure state machine, input in, outputs out. It knows nothing of bytes, only that an exchange runs,
//! ended or failed. There is one timer; setting it again replaces it.
//!
//! | input | resting | settling | waiting (after a failure) | working |
//! |---|---|---|---|---|
//! | Asked | exchange | exchange | exchange | note it |
//! | Opened, TimerFired | exchange | exchange | exchange | nothing: it began after the opening; a stale timer |
//! | Changed | settling | – | – (the retry will carry it) | note it |
//! | SignalFound | exchange | exchange | failures = 0, exchange | – |
//! | SignalLost | off | off | off | cancel, off |
//! | Done, more | – | – | – | exchange |
//! | Done | – | – | – | failures = 0; asked meanwhile: exchange; changed meanwhile: settling; else resting |
//! | Failed, again at once | – | – | – | exchange, at most three times running; then as below |
//! | Failed | – | – | – | failures + 1, waiting |
//!
//! While off, only SignalFound does anything. The exchange that it starts takes along everything that happened
//! meanwhile. The engine never gives up, and it remembers no failure longer than the next success or the next return of
//! the signal.

use rand_core::CryptoRng;
use wayside_seam::Phase;

use crate::backoff;

/// How long the engine waits for what. Milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// After a saved change, so that the taps of one screen travel together.
    pub settle: u64,
    /// After a good exchange, to hear what others sent.
    pub poll: u64,
    /// After the first failure; doubled after each further one.
    pub first_retry: u64,
    /// The longest wait after a failure.
    pub longest_retry: u64,
}

impl Pace {
    /// For a phone on mobile data.
    pub const PHONE: Pace = Pace {
        settle: 5_000,
        poll: 300_000,
        first_retry: 2_000,
        longest_retry: 600_000,
    };
    /// For a demonstration on one machine.
    pub const LIVELY: Pace = Pace {
        settle: 200,
        poll: 2_000,
        first_retry: 500,
        longest_retry: 5_000,
    };
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// The vault was opened.
    Opened,
    /// Something is to be sent.
    Changed,
    /// The network came.
    SignalFound,
    /// The network went.
    SignalLost,
    /// A person asked.
    Asked,
    /// The timer ran out.
    TimerFired,
    /// The exchange ended well.
    Done {
        /// There is more to send or to fetch.
        more: bool,
    },
    /// The exchange failed.
    Failed {
        /// The same exchange is likely to succeed at once (a fresh nonce, an introduction).
        again: bool,
    },
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// Start an exchange.
    Exchange,
    /// Drop the exchange under way.
    Cancel,
    /// Set the timer.
    SetTimer(u64),
}

/// The state.
#[derive(Debug, Clone)]
pub struct Engine {
    pace: Pace,
    signal: bool,
    state: State,
    failures: u32,
    repeats: u32,
    asked: bool,
    changed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Resting,
    Settling,
    Waiting { millis: u64 },
    Working,
}

const MOST_REPEATS: u32 = 3;

impl Engine {
    /// At rest, with a signal until the platform says otherwise.
    pub fn new(pace: Pace) -> Engine {
        Engine {
            pace,
            signal: true,
            state: State::Resting,
            failures: 0,
            repeats: 0,
            asked: false,
            changed: false,
        }
    }

    /// Is there a signal?
    pub fn signal(&self) -> bool {
        self.signal
    }

    /// Is an exchange under way?
    pub fn working(&self) -> bool {
        self.state == State::Working
    }

    /// Does something wait to settle before it is sent?
    pub fn settling(&self) -> bool {
        self.signal && self.state == State::Settling
    }

    /// What screens show of it.
    pub fn phase(&self) -> Phase {
        match self.state {
            _ if !self.signal => Phase::Blocked,
            State::Resting | State::Settling => Phase::Idle,
            State::Waiting { millis } => Phase::Waiting {
                retry_in_ms: millis,
            },
            State::Working => Phase::Working,
        }
    }

    /// Takes one input.
    pub fn input(&mut self, input: Input, rng: &mut dyn CryptoRng) -> Vec<Output> {
        match (input, self.state) {
            (Input::SignalLost, state) => {
                self.signal = false;
                self.state = State::Resting;
                if state == State::Working {
                    vec![Output::Cancel]
                } else {
                    Vec::new()
                }
            }
            (Input::SignalFound, State::Working) => Vec::new(),
            (Input::SignalFound, _) => {
                self.signal = true;
                self.failures = 0;
                self.start()
            }
            _ if !self.signal => Vec::new(),
            (Input::Asked, State::Working) => {
                self.asked = true;
                Vec::new()
            }
            // What works already began after the opening.
            (Input::Opened | Input::TimerFired, State::Working) => Vec::new(),
            (Input::Opened | Input::Asked | Input::TimerFired, _) => self.start(),
            (Input::Changed, State::Working) => {
                self.changed = true;
                Vec::new()
            }
            (Input::Changed, State::Resting) => self.settle(),
            (Input::Changed, State::Settling | State::Waiting { .. }) => Vec::new(),
            (Input::Done { more }, State::Working) => self.done(more, rng),
            (Input::Failed { again }, State::Working) => self.failed(again, rng),
            // The end of an exchange that was cancelled.
            (Input::Done { .. } | Input::Failed { .. }, _) => Vec::new(),
        }
    }

    fn start(&mut self) -> Vec<Output> {
        self.repeats = 0;
        self.begin()
    }

    fn begin(&mut self) -> Vec<Output> {
        self.state = State::Working;
        self.asked = false;
        self.changed = false;
        vec![Output::Exchange]
    }

    fn settle(&mut self) -> Vec<Output> {
        self.state = State::Settling;
        vec![Output::SetTimer(self.pace.settle)]
    }

    fn done(&mut self, more: bool, rng: &mut dyn CryptoRng) -> Vec<Output> {
        self.failures = 0;
        if more || self.asked {
            return self.start();
        }
        if self.changed {
            return self.settle();
        }
        self.state = State::Resting;
        vec![Output::SetTimer(backoff::spread(self.pace.poll, rng))]
    }

    fn failed(&mut self, again: bool, rng: &mut dyn CryptoRng) -> Vec<Output> {
        if again && self.repeats < MOST_REPEATS {
            self.repeats += 1;
            return self.begin();
        }
        self.failures = self.failures.saturating_add(1);
        let millis = backoff::wait(&self.pace, self.failures, rng);
        self.state = State::Waiting { millis };
        vec![Output::SetTimer(millis)]
    }
}

#[cfg(test)]
mod tests;
