//! A service that answers from a case file in memory, and a way to render a screen until nothing moves any more.

use dioxus::prelude::*;
use futures_channel::mpsc::{UnboundedSender, unbounded};
use futures_util::{FutureExt, stream};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use wayside_seam::wire::{decode, encode};
use wayside_seam::{
    CourierFile, CourierRead, LockTimes, Notice, Problem, Reply, Request, Saved, VaultState,
};

use super::machine::FakeMachine;
use super::samples::{devices, file, id, join, me, page, status, sync};
use crate::components::Loading;
use crate::platform::Host;
use crate::route::Route;
use crate::service::{Answering, Ask, Notices, Service};
use crate::session::use_session_root;

/// A service that keeps what it was asked.
#[derive(Clone)]
pub struct Fake {
    pub asked: Arc<Mutex<Vec<Request>>>,
    pub state: Result<VaultState, Problem>,
    /// Its notices end at once.
    pub ends: bool,
    /// What it answers from the second question about its state on.
    pub later: Option<VaultState>,
    /// It answers nothing but questions about its state.
    pub stopped: bool,
    /// How many segments its courier's file has, and what comes of one that it takes in.
    pub carries: u64,
    pub reads: Result<CourierRead, Problem>,
    /// Drafts, by name.
    pub drafts: Arc<Mutex<HashMap<String, String>>>,
    /// What comes of unlocking.
    pub unlocks: Result<(), Problem>,
    /// What comes of changing the PIN.
    pub changes: Result<(), Problem>,
    /// Who listens.
    pub listeners: Arc<Mutex<Vec<UnboundedSender<Notice>>>>,
}

impl Fake {
    pub fn open() -> Self {
        Self::with(VaultState::Open(me()))
    }

    pub fn with(state: VaultState) -> Self {
        Self::answering(Ok(state))
    }

    /// A service that answers the question about its state with this.
    pub fn answering(state: Result<VaultState, Problem>) -> Self {
        Self {
            asked: Arc::default(),
            state,
            ends: false,
            later: None,
            stopped: false,
            carries: 3,
            reads: Ok(CourierRead {
                new: 2,
                known: 1,
                rejected: 0,
            }),
            drafts: Arc::default(),
            unlocks: Ok(()),
            changes: Ok(()),
            listeners: Arc::default(),
        }
    }

    /// Tells the screens something.
    pub fn tell(&self, notice: Notice) {
        for listener in self.listeners.lock().unwrap().iter() {
            listener.unbounded_send(notice.clone()).unwrap();
        }
    }

    /// The names of what it was asked, in order.
    pub fn heard(&self) -> Vec<&'static str> {
        let asked = self.asked.lock().unwrap();
        asked
            .iter()
            .map(|request| match request {
                Request::State => "state",
                Request::SyncState => "sync-state",
                Request::SyncNow => "sync-now",
                Request::Signal(true) => "signal-on",
                Request::Signal(false) => "signal-off",
                Request::Present { visible: true } => "here",
                Request::Present { visible: false } => "away",
                _ => "other",
            })
            .collect()
    }

    fn answer(&self, request: Request) -> Result<Reply, Problem> {
        if self.stopped && !matches!(request, Request::State) {
            return Err(Problem::Stopped);
        }
        Ok(match request {
            Request::State | Request::Unlock { .. } => {
                let unlocked = matches!(request, Request::Unlock { .. });
                if unlocked {
                    self.unlocks.clone()?;
                }
                let again = self.heard().iter().filter(|name| **name == "state").count() > 1;
                match &self.later {
                    Some(later) if unlocked || again => Reply::State(later.clone()),
                    _ => Reply::State(self.state.clone()?),
                }
            }
            Request::SyncState | Request::SyncNow | Request::Signal(_) => Reply::Sync(sync()),
            Request::Clients(_) => Reply::Clients(page()),
            Request::Client { .. } => Reply::CaseFile(Box::new(file())),
            Request::Devices => Reply::Devices(devices()),
            Request::Draft { key } => Reply::Draft(self.drafts.lock().unwrap().get(&key).cloned()),
            Request::SaveDraft { key, text } => {
                let mut drafts = self.drafts.lock().unwrap();
                match text {
                    Some(text) => drafts.insert(key, text),
                    None => drafts.remove(&key),
                };
                Reply::Done
            }
            Request::LockTimes => Reply::LockTimes(LockTimes::first(false)),
            Request::SetLockTimes(times) => Reply::LockTimes(times),
            Request::ChangePin { .. } => {
                self.changes.clone()?;
                Reply::Done
            }
            Request::Status => Reply::Status(status()),
            Request::CourierExport { all } => Reply::CourierFile(CourierFile {
                number: 7,
                bytes: vec![u8::from(all)],
                records: 2,
                segments: self.carries,
                left_out: 0,
            }),
            Request::CourierImport { .. } => Reply::CourierRead(self.reads.clone()?),
            Request::JoinWords { text } => join(text),
            Request::JoinApprove { .. } => join(crate::qr::tests::golden("answer")),
            Request::Do(command) => Reply::Saved(Saved {
                client: command.client().clone(),
                entry: id("entry"),
                changed: true,
            }),
            _ => Reply::Done,
        })
    }
}

/// As if there were a worker: whatever screens ask and hear here is what they would in a browser.
fn crossed<T: Serialize + DeserializeOwned>(message: T) -> T {
    let bytes = encode(&message).unwrap();
    let arrived: T = decode(&bytes).unwrap();
    assert_eq!(encode(&arrived).unwrap(), bytes);
    arrived
}

impl Ask for Fake {
    fn ask(&self, request: Request) -> Answering {
        self.asked.lock().unwrap().push(request.clone());
        let answer = crossed(self.answer(crossed(request)));
        Box::pin(async move { answer })
    }

    fn notices(&self) -> Notices {
        if self.ends {
            Box::pin(stream::empty())
        } else {
            let (tell, told) = unbounded();
            self.listeners.lock().unwrap().push(tell);
            Box::pin(told)
        }
    }
}

#[derive(Clone)]
struct Opening(Option<Route>);

#[component]
fn Shown() -> Element {
    let Opening(route) = use_context::<Opening>();
    let session = use_session_root();
    let here = session.nav.read().here().clone();
    // The session opens its own screen first; then the wished one is put in its place.
    let mut moved = use_signal(|| route.is_none());
    if !moved() && here != Route::Starting {
        moved.set(true);
        if let Some(route) = route {
            session.reset(route);
        }
        return rsx! { Loading {} };
    }
    let step = session.nav.read().step();
    rsx! {
        for one in [step] {
            crate::app::Screen { key: "{one}", route: here.clone() }
        }
    }
}

/// The page of a screen once nothing moves any more. `None` shows what the session opens by itself.
pub fn page_of(fake: &Fake, route: Option<Route>, language: &str) -> String {
    page_on(fake, FakeMachine::speaking(language), route)
}

/// The same on another machine.
pub fn page_on(fake: &Fake, machine: FakeMachine, route: Option<Route>) -> String {
    settled(
        VirtualDom::new(Shown).with_root_context(Opening(route)),
        fake,
        machine,
    )
}

/// The page of any root once nothing moves any more.
pub fn settled(dom: VirtualDom, fake: &Fake, machine: FakeMachine) -> String {
    let host = Host {
        service: Service::new(fake.clone()),
        platform: Arc::new(machine),
    };
    let mut dom = dom.with_root_context(host);
    dom.rebuild_in_place();
    for _ in 0..200 {
        if dom.wait_for_work().now_or_never().is_none() {
            return dioxus_ssr::render(&dom);
        }
        dom.render_immediate(&mut dioxus::core::NoOpMutations);
    }
    panic!("the screen never came to rest");
}
