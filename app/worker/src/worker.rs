//! The worker's two ends: messages of the page, and the service.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use tokio::sync::mpsc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::spawn_local;
use wayside_seam::wall_clock;
use wayside_seam::wire::{FromWorker, ToWorker, decode, encode};
use wayside_seam::{Problem, Request};
use wayside_sync::engine::Pace;
use wayside_sync::service::{Platform, ServiceHandle, start};
use wayside_vault::{KdfCost, StorageError, Stretch, distrust, open_storage, suspect};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::{lock, stretch};

/// What a guess of a new passphrase costs.
pub const COST: KdfCost = KdfCost::PHONE;

/// Tries to open the files while another worker's handles close.
const TRIES: u32 = 20;
/// Between two tries, in milliseconds.
const PAUSE: u32 = 100;

thread_local! {
    static ASKS: RefCell<Option<mpsc::UnboundedSender<(u64, Request)>>> = const { RefCell::new(None) };
}

/// Whether this is a worker, and not a page.
pub fn inside() -> bool {
    scope().is_some()
}

/// Listens from now on.
pub fn run() {
    std::panic::set_hook(Box::new(|_| die()));
    // The program also ends without the hook: when stack or memory is used up, and in a small build at every panic.
    let trapped = Closure::<dyn FnMut(web_sys::Event)>::new(|event: web_sys::Event| {
        event.prevent_default();
        die();
    });
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        if let Ok(bytes) = event.data().dyn_into::<Uint8Array>()
            && let Some(message) = decode(&bytes.to_vec())
        {
            hear(message);
        }
    });
    if let Some(scope) = scope() {
        scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        let _ = scope.add_event_listener_with_callback("error", trapped.as_ref().unchecked_ref());
    }
    // They listen as long as the worker lives.
    hear.forget();
    trapped.forget();
}

fn die() {
    let suspect = suspect().map(|hash| HEXLOWER.encode(&hash));
    say(&FromWorker::Died { suspect });
}

pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

fn say(message: &FromWorker) {
    if let (Some(scope), Some(bytes)) = (scope(), encode(message)) {
        // A page that is gone hears nothing.
        let _ = scope.post_message(&Uint8Array::from(bytes.as_slice()));
    }
}

fn hear(message: ToWorker) {
    match message {
        ToWorker::Start {
            folder,
            distrust: suspects,
        } => spawn_local(async move {
            let hashes = suspects
                .iter()
                .filter_map(|hash| HEXLOWER.decode(hash.as_bytes()).ok()?.try_into().ok());
            distrust(hashes);
            match open(&folder).await {
                Ok(()) => serve(),
                Err(error) => say(&FromWorker::Refused(problem(error))),
            }
        }),
        ToWorker::Ask { number, request } => ask(number, request),
        ToWorker::Stretch {
            pin,
            salt,
            memory_kib,
            passes,
            lanes,
        } => {
            say(&FromWorker::Started);
            let cost = KdfCost {
                memory_kib,
                passes,
                lanes,
            };
            match (Stretch { salt, cost }).run(&pin) {
                // This worker and all its memory end when that is heard.
                Some(stretched) => say(&FromWorker::Stretched(*stretched)),
                None => say(&FromWorker::Died { suspect: None }),
            }
        }
    }
}

/// The vault's files are at the root of the folder that `Start` named.
pub fn folder() -> PathBuf {
    PathBuf::new()
}

/// The handles of a worker that is going may outlive its lock by a moment.
async fn open(folder: &str) -> Result<(), StorageError> {
    if !lock::hold().await {
        return Err(StorageError::InUse);
    }
    for _ in 0..TRIES {
        match open_storage(folder).await {
            Err(StorageError::InUse) => TimeoutFuture::new(PAUSE).await,
            done => return done,
        }
    }
    open_storage(folder).await
}

fn problem(error: StorageError) -> Problem {
    match error {
        StorageError::InUse => Problem::InUse,
        StorageError::Full => Problem::DiskFull,
        StorageError::Missing(what) => Problem::NoStorage { what },
    }
}

fn serve() {
    let service = start(Platform {
        dir: folder(),
        cost: COST,
        keystore: None,
        locks_itself: true,
        pace: Pace::PHONE,
        clock: Arc::new(wall_clock),
    });
    let mut notices = service.subscribe();
    spawn_local(async move {
        while let Some(notice) = notices.next().await {
            say(&FromWorker::Notice(notice));
        }
    });
    let (asks, asked) = mpsc::unbounded_channel();
    spawn_local(pass_on(service, asked));
    ASKS.set(Some(asks));
    say(&FromWorker::Started);
}

fn ask(number: u64, request: Request) {
    let passed = ASKS.with_borrow(|asks| {
        let asks = asks.as_ref()?;
        asks.send((number, request)).ok()
    });
    if passed.is_none() {
        let answer = Err(Problem::Stopped);
        say(&FromWorker::Answer { number, answer });
    }
}

/// Requests are answered in their order. One that comes after an unlocking waits until the key is there.
async fn pass_on(service: ServiceHandle, mut asked: mpsc::UnboundedReceiver<(u64, Request)>) {
    while let Some((number, request)) = asked.recv().await {
        let stretched = stretch::ahead(&request).await;
        let answering = service.send(request);
        if stretched {
            say(&FromWorker::Answer {
                number,
                answer: answering.await,
            });
            Stretch::forget();
            continue;
        }
        spawn_local(async move {
            let answer = answering.await;
            say(&FromWorker::Answer { number, answer });
        });
    }
}
