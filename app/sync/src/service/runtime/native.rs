//! tokio.

use std::future::Future;

pub use tokio::task::{AbortHandle as Task, yield_now};
pub use tokio::time::{Instant, sleep_until};

/// A task beside the loop.
pub fn spawn(work: impl Future<Output = ()> + Send + 'static) -> Task {
    tokio::spawn(work).abort_handle()
}
