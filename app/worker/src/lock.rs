//! One tab owns the vault: a Web Lock of the origin, held as long as this worker lives.
//!
//! The files' own handles are exclusive, too. But a page that is loaded anew meets the handles of the page before it,
//! which close a moment later. So this waits a little for the lock. A browser without Web Locks has the handles alone.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The lock's name in the origin.
const NAME: &str = "wayside-vault";
/// How long a page that is going may take, in milliseconds.
const PATIENCE: u32 = 4_000;

/// True when the vault is this worker's.
pub async fn hold() -> bool {
    match locks() {
        Some(locks) => request(&locks).await.unwrap_or(false),
        None => true,
    }
}

fn locks() -> Option<JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

/// Asks, and gives up after `PATIENCE` by the request's abort signal.
async fn request(locks: &JsValue) -> Result<bool, JsValue> {
    let abort = web_sys::AbortController::new()?;
    let options = js_sys::Object::new();
    Reflect::set(&options, &"signal".into(), &abort.signal())?;
    let request: Function = Reflect::get(locks, &"request".into())?.dyn_into()?;
    let locks = locks.clone();
    let granted = Promise::new(&mut |granted, refused| {
        // The lock is held until the promise that this returns is settled, which it never is.
        let held = Closure::once_into_js(move || {
            let _ = granted.call0(&JsValue::NULL);
            Promise::new(&mut |_, _| {})
        });
        let asked = request.call3(&locks, &NAME.into(), &options, &held);
        match asked.and_then(|asked| asked.dyn_into::<Promise>()) {
            Ok(asked) => {
                let refuse = Closure::once(move |error: JsValue| {
                    let _ = refused.call1(&JsValue::NULL, &error);
                });
                let _ = asked.catch(&refuse);
                refuse.forget();
            }
            Err(error) => drop(refused.call1(&JsValue::NULL, &error)),
        }
    });
    let give_up = gloo_timers::callback::Timeout::new(PATIENCE, move || abort.abort());
    let granted = JsFuture::from(granted).await.is_ok();
    drop(give_up);
    Ok(granted)
}
