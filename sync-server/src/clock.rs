//! Time as an argument, so that a test can let a day pass by a number.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// What the relay asks of time.
pub trait Clock: Send + Sync + 'static {
    /// Hours since 1970. May jump; only nonces depend on it.
    fn hours(&self) -> u64;

    /// Milliseconds since some start. Never goes back.
    fn millis(&self) -> u64;
}

/// The machine's clocks.
#[derive(Debug)]
pub struct SystemClock(Instant);

impl Default for SystemClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn hours(&self) -> u64 {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs() / 3600)
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
