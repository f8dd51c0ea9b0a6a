//! The PIN is stretched in a worker of its own, which ends afterwards. WebAssembly gives no memory back: otherwise
//! Argon2id's 64 MiB would stay with the open vault, on a phone with 2 GB.
//!
//! | the other worker | then |
//! |---|---|
//! | says `Started`, then `Stretched` | the vault uses that |
//! | does not start in time, can't be started, dies, says nothing for a minute | the vault stretches the PIN itself, as from then on |
//!
//! A cheap key is stretched in place: starting a worker takes longer. Changing a PIN stretches the old one and the new
//! one, in turn, so that no more than one's memory is taken at a time; both with the salt and cost of the key file.

use std::cell::Cell;

use gloo_timers::callback::Timeout;
use js_sys::Uint8Array;
use tokio::sync::mpsc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wayside_domain::passphrase;
use wayside_seam::Request;
use wayside_seam::wire::{FromWorker, ToWorker, decode, encode};
use wayside_vault::{KdfCost, Stretch, Vault};
use web_sys::{Event, MessageEvent, Worker};
use zeroize::{Zeroize, Zeroizing};

use crate::worker::{COST, folder, scope};

/// From this memory on, in KiB, it is worth a worker.
const WORTH: u32 = 16 * 1024;
/// How long it may take to start, in milliseconds: its script comes from the browser's cache.
const PATIENCE: u32 = 5_000;
/// How long it may work: many times what a slow phone needs.
const LONGEST: u32 = 60_000;

thread_local! {
    /// Another worker failed once: it is not waited for again.
    static FAILED: Cell<bool> = const { Cell::new(false) };
}

/// Stretches what a request needs stretched; whether the vault has some of it now.
pub async fn ahead(request: &Request) -> bool {
    let mut kept = false;
    for (pin, stretch) in needed(request) {
        if FAILED.get() {
            break;
        }
        match elsewhere(pin, stretch).await {
            Some(stretched) => {
                stretch.keep(pin, stretched);
                kept = true;
            }
            None => FAILED.set(true),
        }
    }
    kept
}

/// Nothing where the request is refused in any case: no vault, a short secret, a key file of a wrong size.
fn needed(request: &Request) -> Vec<(&str, Stretch)> {
    let there = Vault::stretch(&folder());
    let (old, made) = match request {
        Request::Unlock { pin } => (Some(pin), None),
        Request::NewTeam { pin, .. }
        | Request::Practise { pin }
        | Request::JoinRequest { pin, .. } => match there {
            Some(_) => (Some(pin), None),
            None if Vault::exists(&folder()) => (None, None),
            None => (None, Some(pin)),
        },
        Request::ChangePin { old, new } if there.is_some() => (Some(old), Some(new)),
        _ => (None, None),
    };
    let enough = made.is_none_or(|new| passphrase::reaches(new, passphrase::LEAST));
    if !enough {
        return Vec::new();
    }
    let old = old.and_then(|pin| Some((pin.as_str(), there?)));
    let made = made.and_then(|pin| Some((pin.as_str(), there.or_else(new)?)));
    old.into_iter()
        .chain(made)
        .filter(|(_, stretch)| stretch.cost.memory_kib >= WORTH)
        .collect()
}

fn new() -> Option<Stretch> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).ok()?;
    Some(Stretch { salt, cost: COST })
}

async fn elsewhere(pin: &str, stretch: Stretch) -> Option<Zeroizing<[u8; 32]>> {
    let (tell, mut heard) = mpsc::unbounded_channel();
    let (tell_failed, tell_late) = (tell.clone(), tell.clone());
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let _ = tell.send(told(&event));
    });
    let fail = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        event.prevent_default();
        let _ = tell_failed.send(None);
    });
    let other = Other(Worker::new(&scope()?.location().href()).ok()?);
    other.0.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    other.0.set_onerror(Some(fail.as_ref().unchecked_ref()));
    ask(&other.0, pin, stretch)?;
    let starting = time_out(PATIENCE, tell_late.clone());
    let Some(Some(Heard::Started)) = heard.recv().await else {
        return None;
    };
    drop(starting);
    let _working = time_out(LONGEST, tell_late);
    match heard.recv().await {
        Some(Some(Heard::Stretched(stretched))) => Some(stretched),
        _ => None,
    }
}

/// What the other worker says; the key is wiped when dropped.
enum Heard {
    Started,
    Stretched(Zeroizing<[u8; 32]>),
    Else,
}

/// None where it is a text, which says why it did not start.
fn told(event: &MessageEvent) -> Option<Heard> {
    let sent: Uint8Array = event.data().dyn_into().ok()?;
    let bytes = Zeroizing::new(sent.to_vec());
    sent.fill(0, 0, sent.length());
    Some(match decode(&bytes)? {
        FromWorker::Started => Heard::Started,
        FromWorker::Stretched(stretched) => Heard::Stretched(Zeroizing::new(stretched)),
        _ => Heard::Else,
    })
}

/// Dropped before it fires, it never does.
fn time_out(millis: u32, tell: mpsc::UnboundedSender<Option<Heard>>) -> Timeout {
    Timeout::new(millis, move || drop(tell.send(None)))
}

/// Ended when dropped.
struct Other(Worker);

impl Drop for Other {
    fn drop(&mut self) {
        self.0.set_onmessage(None);
        self.0.set_onerror(None);
        self.0.terminate();
    }
}

/// Sends the same compiled program as this worker's own, and what is to be done.
fn ask(other: &Worker, pin: &str, stretch: Stretch) -> Option<()> {
    let KdfCost {
        memory_kib,
        passes,
        lanes,
    } = stretch.cost;
    let mut message = ToWorker::Stretch {
        pin: pin.to_owned(),
        salt: stretch.salt,
        memory_kib,
        passes,
        lanes,
    };
    let bytes = Zeroizing::new(encode(&message)?);
    if let ToWorker::Stretch { pin, .. } = &mut message {
        pin.zeroize();
    }
    let sent = Uint8Array::from(bytes.as_slice());
    other.post_message(&wasm_bindgen::module()).ok()?;
    other.post_message(&sent).ok()?;
    sent.fill(0, 0, sent.length());
    Some(())
}
