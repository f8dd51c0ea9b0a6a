//! The worker's event loop.

use std::future::Future;

use futures_util::future::{AbortHandle, abortable};
use gloo_timers::future::TimeoutFuture;
pub use web_time::Instant;

/// A task that can be ended.
pub type Task = AbortHandle;

/// A task beside the loop.
pub fn spawn(work: impl Future<Output = ()> + 'static) -> Task {
    let (work, task) = abortable(work);
    wasm_bindgen_futures::spawn_local(async move {
        // An aborted task has nothing to say.
        let _ = work.await;
    });
    task
}

/// Waits; at most some 24 days at once, which is all that a browser's timer can count. The engine waits minutes.
pub async fn sleep_until(then: Instant) {
    let millis = then.saturating_duration_since(Instant::now()).as_millis();
    TimeoutFuture::new(
        u32::try_from(millis)
            .unwrap_or(u32::MAX)
            .min(i32::MAX as u32),
    )
    .await;
}

/// Lets messages in. A resolved promise would not: the browser runs all of those before the next message.
pub async fn yield_now() {
    TimeoutFuture::new(0).await;
}
