//! The PIN is stretched in a worker of its own, which ends afterwards: WebAssembly gives no memory back, so Argon2id's 64 MiB would stay
//! with the vault as long as it is open, on a phone that has 2 GB.
//!
//! | the other worker | then |
//! |---|---|
//! | says `Started`, then `Stretched` | the vault uses that |
//! | does not start in time, can't be started, dies | the vault stretches the PIN itself |
//!
//! A cheap key is stretched in place: starting a worker takes longer.

use gloo_timers::callback::Timeout;
use js_sys::Uint8Array;
use tokio::sync::mpsc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wayside_seam::Request;
use wayside_seam::wire::{FromWorker, ToWorker, decode, encode};
use wayside_vault::{KdfCost, Stretch, Vault};
use web_sys::{Event, MessageEvent, Worker};

use crate::worker::{COST, LEAST_SECRET, folder, scope};

/// From this memory on, in KiB, it is worth a worker.
const WORTH: u32 = 16 * 1024;
/// How long it may take to start, in milliseconds: its script comes from the browser's cache.
const PATIENCE: u32 = 5_000;

/// Stretches the PIN of a request that needs it; whether the vault has it now.
pub async fn ahead(request: &Request) -> bool {
    let Some((pin, stretch)) = needed(request) else {
        return false;
    };
    match elsewhere(pin, stretch).await {
        Some(stretched) => {
            stretch.keep(pin, stretched.into());
            true
        }
        None => false,
    }
}

fn needed(request: &Request) -> Option<(&str, Stretch)> {
    let (pin, makes) = match request {
        Request::Unlock { pin } => (pin, false),
        Request::NewTeam { pin, .. }
        | Request::Practise { pin }
        | Request::JoinRequest { pin, .. } => (pin, true),
        _ => return None,
    };
    let stretch = match Vault::stretch(&folder()) {
        Some(there) => there,
        None if makes && pin.chars().count() >= LEAST_SECRET as usize => new()?,
        None => return None,
    };
    (stretch.cost.memory_kib >= WORTH).then_some((pin, stretch))
}

fn new() -> Option<Stretch> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).ok()?;
    Some(Stretch { salt, cost: COST })
}

async fn elsewhere(pin: &str, stretch: Stretch) -> Option<[u8; 32]> {
    let (tell, mut heard) = mpsc::unbounded_channel();
    let (tell_failed, tell_late) = (tell.clone(), tell.clone());
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        // A text says why it did not start.
        let bytes = event.data().dyn_into::<Uint8Array>().ok();
        let _ = tell.send(bytes.and_then(|bytes| decode(&bytes.to_vec())));
    });
    let fail = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        event.prevent_default();
        let _ = tell_failed.send(None);
    });
    let worker = start(pin, stretch).ok()?;
    worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
    let late = Timeout::new(PATIENCE, move || drop(tell_late.send(None)));
    let mut stretched = None;
    if let Some(Some(FromWorker::Started)) = heard.recv().await {
        late.cancel();
        if let Some(Some(FromWorker::Stretched(bytes))) = heard.recv().await {
            stretched = Some(bytes);
        }
    }
    worker.set_onmessage(None);
    worker.set_onerror(None);
    worker.terminate();
    stretched
}

/// The same script and the same compiled program as this worker's own.
fn start(pin: &str, stretch: Stretch) -> Result<Worker, JsValue> {
    let script = scope().ok_or(JsValue::NULL)?.location().href();
    let KdfCost {
        memory_kib,
        passes,
        lanes,
    } = stretch.cost;
    let message = ToWorker::Stretch {
        pin: pin.to_owned(),
        salt: stretch.salt,
        memory_kib,
        passes,
        lanes,
    };
    let bytes = encode(&message).ok_or(JsValue::NULL)?;
    let worker = Worker::new(&script)?;
    worker.post_message(&wasm_bindgen::module())?;
    worker.post_message(&Uint8Array::from(bytes.as_slice()))?;
    Ok(worker)
}
