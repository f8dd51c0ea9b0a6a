//! The page's end of the seam: requests go to the worker as messages, answers and notices come back.
//!
//! | state | a request | the worker says |
//! |---|---|---|
//! | starting | waits | `Started`: those that wait are sent, in their order; `Refused`: every request gets that problem from now on |
//! | running | is sent under the next number | `Answer`: whoever asked gets it |
//! | dead (`Died`, a text of `web/start-worker.js`, an error event) | `Stopped`, as those under way | nothing; the notices end |
//!
//! When the vault is locked, by a person or by itself, its worker ends and another one starts in its place. A page
//! gives no memory back: without that, what records and keys left in memory would stay as long as the page. Until the
//! app is kept offline the worker stays, because without a network there would be no other.
//!
//! A worker that dies over received work names the work's hash. The page keeps it in `localStorage` and tells the next
//! worker not to touch that work, so a batch with bad records ends a worker three times at most. The hash tells nothing
//! by itself, since a record carries random ids. But somebody who has the very same record from elsewhere could prove
//! by it that it was here.

use std::collections::HashMap;

use futures_channel::{mpsc, oneshot};
use futures_util::StreamExt;
use js_sys::{JsString, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wayside_seam::Phase;
use wayside_seam::wire::{FromWorker, ToWorker, decode, encode};
use web_sys::{Event, MessageEvent};

use crate::platform::web::{boot_says, call_boot, window};
use crate::service::{Answering, Ask, Notice, Notices, Problem, Reply, Request};

/// Where the vault's files are in the origin's private file system.
const FOLDER: &str = "vault";
/// The name in `localStorage`.
const DISTRUSTED: &str = "distrusted";
/// The most hashes that are kept; the oldest go first.
const MOST: usize = 100;

type Answer = oneshot::Sender<Result<Reply, Problem>>;

/// The way to the worker.
#[derive(Clone)]
pub struct Worker(mpsc::UnboundedSender<Turn>);

enum Turn {
    Ask(Request, Answer),
    Listen(mpsc::UnboundedSender<Notice>),
    Heard(FromWorker),
    /// The worker's half did not start; the id of the sentence that says why.
    Failed(String),
    /// It threw something, or its script did not come.
    Threw,
}

impl Worker {
    /// Starts the worker of this page.
    pub fn start() -> Self {
        let (turns, heard) = mpsc::unbounded();
        wasm_bindgen_futures::spawn_local(run(turns.clone(), heard));
        Self(turns)
    }
}

impl Ask for Worker {
    fn ask(&self, request: Request) -> Answering {
        let (answer, answered) = oneshot::channel();
        let sent = self.0.unbounded_send(Turn::Ask(request, answer));
        Box::pin(async move {
            sent.map_err(|_| Problem::Stopped)?;
            answered.await.map_err(|_| Problem::Stopped)?
        })
    }

    fn notices(&self) -> Notices {
        let (tell, notices) = mpsc::unbounded();
        // Without a worker the notices end at once.
        let _ = self.0.unbounded_send(Turn::Listen(tell));
        notices.boxed()
    }
}

enum State {
    Starting(Vec<(Request, Answer)>),
    Running,
    Gone(Problem),
}

struct Page {
    turns: mpsc::UnboundedSender<Turn>,
    worker: Option<OpenWorker>,
    state: State,
    next: u64,
    asked: HashMap<u64, Answer>,
    /// The request that locks the vault, while it is under way.
    locking: Option<u64>,
    listeners: Vec<mpsc::UnboundedSender<Notice>>,
}

async fn run(turns: mpsc::UnboundedSender<Turn>, mut heard: mpsc::UnboundedReceiver<Turn>) {
    let mut page = Page {
        turns,
        worker: None,
        state: State::Starting(Vec::new()),
        next: 0,
        asked: HashMap::new(),
        locking: None,
        listeners: Vec::new(),
    };
    page.start();
    while let Some(turn) = heard.next().await {
        page.turn(turn);
    }
}

/// A worker, and what hears it as long as it lives.
struct OpenWorker {
    worker: web_sys::Worker,
    _hear: Closure<dyn FnMut(MessageEvent)>,
    _fail: Closure<dyn FnMut(Event)>,
}

impl OpenWorker {
    fn end(self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// A worker whose messages become turns.
fn open(turns: mpsc::UnboundedSender<Turn>) -> Result<OpenWorker, JsValue> {
    let script = window()
        .and_then(|window| {
            window
                .document()?
                .document_element()?
                .get_attribute("data-worker")
        })
        .ok_or(JsValue::NULL)?;
    let worker = web_sys::Worker::new(&script)?;
    // The worker is the other half of this program: it gets what is compiled already.
    worker.post_message(&wasm_bindgen::module())?;
    let tell = turns.clone();
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let turn = match event.data().dyn_into::<Uint8Array>() {
            Ok(bytes) => decode(&bytes.to_vec()).map(Turn::Heard),
            Err(other) => (other.dyn_into::<JsString>().ok()).map(|id| Turn::Failed(id.into())),
        };
        if let Some(turn) = turn {
            let _ = tell.unbounded_send(turn);
        }
    });
    // What a worker throws may quote a record: it goes nowhere.
    let fail = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        event.prevent_default();
        let _ = turns.unbounded_send(Turn::Threw);
    });
    worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
    Ok(OpenWorker {
        worker,
        _hear: hear,
        _fail: fail,
    })
}

impl Page {
    fn start(&mut self) {
        match open(self.turns.clone()) {
            Ok(worker) => {
                self.worker = Some(worker);
                self.send(&ToWorker::Start {
                    folder: FOLDER.to_owned(),
                    distrust: distrusted(),
                });
            }
            Err(_) => self.gone(Problem::NoStorage {
                what: "no worker".to_owned(),
            }),
        }
    }

    fn locked(&mut self) {
        if boot_says("offline") {
            self.renew();
        }
        // The page's memory still has what was shown.
        call_boot("collect", &[]);
    }

    /// Ends the worker of a locked vault, and starts the next. What was asked behind the lock gets a locked vault's
    /// answer.
    fn renew(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.end();
        }
        for (_, answer) in self.asked.drain() {
            let _ = answer.send(Err(Problem::Locked));
        }
        self.state = State::Starting(Vec::new());
        self.start();
    }

    fn turn(&mut self, turn: Turn) {
        match turn {
            Turn::Ask(request, answer) => self.ask(request, answer),
            Turn::Listen(tell) if !matches!(self.state, State::Gone(_)) => {
                self.listeners.push(tell)
            }
            Turn::Listen(_) => {}
            Turn::Heard(message) => self.heard(message),
            // As with the page's own files, `web/boot.js` has the sentence: damaged, missing, no network, no place to
            // keep notes.
            Turn::Failed(id) => {
                call_boot("fail", &[&id]);
                self.gone(Problem::Stopped);
            }
            Turn::Threw => {
                if matches!(self.state, State::Starting(_)) {
                    call_boot("workerLost", &[]);
                }
                self.gone(Problem::Stopped);
            }
        }
    }

    fn ask(&mut self, request: Request, answer: Answer) {
        match &mut self.state {
            State::Starting(waiting) => waiting.push((request, answer)),
            State::Running => {
                let number = self.next;
                self.next += 1;
                if matches!(request, Request::Lock) {
                    self.locking = Some(number);
                }
                self.asked.insert(number, answer);
                self.send(&ToWorker::Ask { number, request });
            }
            // Whoever asked may have gone.
            State::Gone(problem) => drop(answer.send(Err(problem.clone()))),
        }
    }

    fn heard(&mut self, message: FromWorker) {
        match message {
            FromWorker::Started => {
                let before = std::mem::replace(&mut self.state, State::Running);
                if let State::Starting(waiting) = before {
                    for (request, answer) in waiting {
                        self.ask(request, answer);
                    }
                }
            }
            FromWorker::Refused(problem) => self.gone(problem),
            FromWorker::Answer { number, answer } => {
                let locked = self.locking == Some(number) && answer.is_ok();
                if let Some(asked) = self.asked.remove(&number) {
                    let _ = asked.send(answer);
                }
                if locked {
                    self.locking = None;
                    self.locked();
                }
            }
            FromWorker::Notice(notice) => {
                if waits_for_signal(&notice) {
                    call_boot("syncLater", &[]);
                }
                self.listeners
                    .retain(|listener| listener.unbounded_send(notice.clone()).is_ok());
                // What a person asked for ends with its answer.
                if notice == Notice::Locked && self.locking.is_none() {
                    self.locked();
                }
            }
            // The vault's worker has it from one of its own.
            FromWorker::Stretched(_) => {}
            FromWorker::Died { suspect } => {
                if let Some(suspect) = suspect {
                    keep_distrust(suspect);
                }
                self.gone(Problem::Stopped);
            }
        }
    }

    /// From now on everything is answered with this problem. The first problem stays: it is the cause of the others.
    fn gone(&mut self, problem: Problem) {
        if let Some(worker) = self.worker.take() {
            worker.end();
        }
        let before = match &self.state {
            State::Gone(_) => return,
            _ => std::mem::replace(&mut self.state, State::Gone(problem.clone())),
        };
        if let State::Starting(waiting) = before {
            for (_, answer) in waiting {
                let _ = answer.send(Err(problem.clone()));
            }
        }
        for (_, answer) in self.asked.drain() {
            let _ = answer.send(Err(problem.clone()));
        }
        self.listeners.clear();
    }

    fn send(&self, message: &ToWorker) {
        if let (Some(open), Some(bytes)) = (&self.worker, encode(message)) {
            let _ = open
                .worker
                .post_message(&Uint8Array::from(bytes.as_slice()));
        }
    }
}

/// Something is unsent and can't be sent now: the browser may call when it can.
fn waits_for_signal(notice: &Notice) -> bool {
    match notice {
        Notice::Sync(state) => {
            state.waiting_records + state.waiting_segments > 0
                && matches!(state.phase, Phase::Blocked | Phase::Waiting { .. })
        }
        _ => false,
    }
}

fn distrusted() -> Vec<String> {
    let kept = window()
        .and_then(|window| window.local_storage().ok()??.get_item(DISTRUSTED).ok()?)
        .unwrap_or_default();
    kept.split_whitespace().map(str::to_owned).collect()
}

fn keep_distrust(hash: String) {
    let mut all = distrusted();
    all.retain(|known| *known != hash);
    all.push(hash);
    let from = all.len().saturating_sub(MOST);
    let text = all.split_off(from).join(" ");
    if let Some(Ok(Some(storage))) = window().map(|window| window.local_storage()) {
        // Where it can't be kept, the bad record ends the next worker, too.
        let _ = storage.set_item(DISTRUSTED, &text);
    }
}
