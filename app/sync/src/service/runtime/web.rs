//! The worker's event loop.

use std::future::Future;

use futures_util::future::{AbortHandle, abortable};
use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;
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

/// Lets messages in, by a message to itself that comes after them. A resolved promise would not: the browser runs all
/// of those before the next message. A timer would, but after a few of them every browser makes it wait four
/// milliseconds.
pub async fn yield_now() {
    let Ok(channel) = MessageChannel::new() else {
        return TimeoutFuture::new(0).await;
    };
    let (here, there) = (channel.port1(), channel.port2());
    let heard = Promise::new(&mut |heard, _| here.set_onmessage(Some(&heard)));
    if there.post_message(&JsValue::NULL).is_ok() {
        // A promise that nothing refuses.
        let _ = JsFuture::from(heard).await;
    }
    here.close();
}
