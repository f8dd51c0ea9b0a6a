//! When to sync.

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
