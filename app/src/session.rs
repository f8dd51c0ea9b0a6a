//! What every screen shares: the host, the words, the place, who this device is, and a counter that grows with each
//! change.
//!
//! | what is heard | what follows |
//! |---|---|
//! | a record changed | `revision` grows, and what is shown is asked for again |
//! | the vault was locked, by a person or by itself | the screen that unlocks it; unlocked, the screen that was shown comes back |
//! | the service stopped: it says so, or its notices end | [`Route::Halted`] |
//! | somebody touched the page, or it went out of sight | the vault is told: it locks itself by that |
//! | the network came or went | kept; the vault is told, and remembers it while it is closed |
//! | a moment for syncing | a sync, where there is something to sync with |
//! | a newer version waits, or found no room | `update`, `no_room` is set; [`crate::update`] says when it is taken |
//! | the app came to lie whole on this device, or no longer does | `offline` says so |
//! | what is sent, and what is not | the machine keeps one word about it ([`crate::platform::Kept`]) |
//! | the machine's language changed | it is spoken, unless one was chosen here |
//! | the machine's back was pressed | the same as the page's own back ([`WayBack`]); where that has none, the app is left |
//! | a record changed, or the language | the machine's reminder is set anew, if it differs ([`crate::reminder`]) |
//! | a file came, from another app or picked | kept until the screen for couriers can show it |
//! | another app handed a text over | kept until the screen for join texts can show it: joining, or approving for who may |
//!
//! Invariants: no signal guard is held across an `await`; one write per handler; work that must not die with its screen
//! runs through [`Session::keep`], and touches the screen's signals only if they still live.

mod heard;
mod kept;
mod newer;

use std::collections::VecDeque;
use std::future::Future;

use dioxus::prelude::*;
use futures_util::StreamExt;
use wayside_domain::id::Id;
use wayside_domain::time::Timestamp;
use wayside_seam::{Me, Problem, Reply, Request, SyncState, VaultState};

use crate::i18n::Words;
use crate::platform::{Host, Storage};
use crate::route::{Nav, Route};
use crate::screens::approve::model::Approval;
use crate::screens::welcome::model::Start;

/// What back does on a page. The page's frame sets it. The page's button and the machine's back both follow it.
#[derive(Clone, Copy, PartialEq)]
pub enum WayBack {
    /// The page offers none.
    None,
    /// It leaves the screen, where there is one below.
    Screen,
    /// The page does something of its own.
    Own(EventHandler<()>),
}

/// The shared state. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Session {
    host: CopyValue<Host>,
    /// The words of the chosen language.
    pub words: Signal<Words>,
    /// Where the person is.
    pub nav: Signal<Nav>,
    /// Who this device is, once the vault is open.
    pub me: Signal<Option<Me>>,
    /// The last known state of sync.
    pub sync: Signal<Option<SyncState>>,
    /// The texts that were typed before there is a vault. They are kept while the app runs, so that going back from the
    /// PIN loses nothing.
    pub start: Signal<Start>,
    /// A device that is being let in, until that is done: a lock, or a look at another screen, loses neither its text
    /// nor the answer. Both travel in the open anyway.
    pub approval: Signal<Approval>,
    /// Grows with every change of any record, from here or from others.
    pub revision: Signal<u64>,
    /// The screens that were left when the vault was locked: ids, and nothing that was typed.
    left: Signal<Option<Nav>>,
    /// A newer version of the app waits.
    pub update: Signal<bool>,
    /// A newer version found no room.
    pub no_room: Signal<bool>,
    /// Whether the app starts without a network, as the machine said last.
    pub offline: Signal<Option<bool>>,
    /// How safe the files are, as the machine said last.
    pub storage: Signal<Option<Storage>>,
    /// Whether the machine reminds; `None` where it can't.
    pub reminders: Signal<Option<bool>>,
    /// A look at what is due next is under way, and perhaps another one is wanted.
    looking_ahead: CopyValue<Option<bool>>,
    /// When the machine was told last to remind, and with what text.
    reminded: CopyValue<Option<(Option<Timestamp>, String)>>,
    /// Work under way that must not be cut off: saving, drafts on their way.
    unsaved: Signal<u32>,
    /// Whether there is a network, as the machine said last.
    signal: CopyValue<Option<bool>>,
    /// The way back of the shown page, and the visit that it was said for.
    way_back: CopyValue<(u64, WayBack)>,
    /// A text that another app handed over, until a screen takes it.
    given: CopyValue<Option<String>>,
    /// Files that came, in order, until the person takes each in.
    given_files: Signal<VecDeque<Vec<u8>>>,
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        self.nav == other.nav
    }
}

/// Makes the session at the root and listens to the service.
pub fn use_session_root() -> Session {
    let host = use_context::<Host>();
    let session = use_hook(|| Session {
        words: Signal::new(Words::new(&host.language())),
        nav: Signal::new(Nav::new(Route::Starting)),
        me: Signal::new(None),
        sync: Signal::new(None),
        start: Signal::new(Start::default()),
        approval: Signal::new(Approval::default()),
        revision: Signal::new(0),
        left: Signal::new(None),
        update: Signal::new(false),
        no_room: Signal::new(false),
        offline: Signal::new(host.platform.offline()),
        storage: Signal::new(None),
        reminders: Signal::new(host.platform.reminders()),
        looking_ahead: CopyValue::new(None),
        reminded: CopyValue::new(None),
        unsaved: Signal::new(0),
        signal: CopyValue::new(None),
        way_back: CopyValue::new((0, WayBack::Screen)),
        given: CopyValue::new(None),
        given_files: Signal::new(VecDeque::new()),
        host: CopyValue::new(host),
    });
    use_context_provider(|| session);
    use_hook(|| {
        spawn(async move {
            let mut notices = session.host().service.notices();
            session.enter().await;
            while let Some(notice) = notices.next().await {
                session.heard(notice);
            }
            // Every later answer of the service says why.
            let why = session.host().service.ask(Request::State).await.err();
            session.halt(why.unwrap_or(Problem::Stopped));
        })
    });
    use_hook(|| {
        spawn(async move {
            let mut events = session.host().platform.events();
            while let Some(event) = events.next().await {
                session.happened(event).await;
            }
        })
    });
    session
}

/// The session of this app.
pub fn use_session() -> Session {
    use_context::<Session>()
}

/// The words of the chosen language; the component draws again when it changes.
pub fn use_words() -> Words {
    use_session().words.read().clone()
}

impl Session {
    /// The seams below the screens.
    pub fn host(&self) -> Host {
        self.host.read().clone()
    }

    /// The time now, with the device's offset.
    pub fn now(&self) -> Timestamp {
        self.host().now()
    }

    /// A new random id.
    pub fn new_id(&self) -> Id {
        self.host().new_id()
    }

    /// One request to the service. When it has stopped, the screen that says so is shown.
    pub async fn ask(self, request: Request) -> Result<Reply, Problem> {
        let service = self.host().service;
        let answer = service.ask(request).await;
        if matches!(answer, Err(Problem::Stopped)) {
            self.halt(Problem::Stopped);
        }
        answer
    }

    /// Goes on even when the screen that started it is left. No newer version is taken before its end.
    pub fn keep(mut self, work: impl Future<Output = ()> + 'static) {
        self.unsaved += 1;
        dioxus::core::spawn_forever(async move {
            work.await;
            self.unsaved -= 1;
        });
    }

    /// Opens a screen.
    pub fn go(mut self, route: Route) {
        self.nav.write().go(route);
    }

    /// Opens a screen instead of this one.
    pub fn replace(mut self, route: Route) {
        self.nav.write().replace(route);
    }

    /// Leaves this screen.
    pub fn back(mut self) {
        self.nav.write().back();
    }

    /// Says what back does on the page that is drawn; answers whether there is a way back.
    pub fn offer_back(mut self, way: WayBack) -> bool {
        let nav = self.nav.read();
        self.way_back.set((nav.step(), way));
        match way {
            WayBack::None => false,
            WayBack::Screen => nav.can_go_back(),
            WayBack::Own(_) => true,
        }
    }

    /// Back, by the page's button or by the machine: the page's own way back, or the screen below. False where there is
    /// no way back.
    pub fn press_back(mut self) -> bool {
        let (step, way) = *self.way_back.peek();
        // A page that was not drawn yet has not said what its back does. The value of the page before it does not
        // apply.
        let way = if step == self.nav.peek().step() {
            way
        } else {
            WayBack::Screen
        };
        match way {
            WayBack::None => false,
            WayBack::Screen => self.nav.write().back(),
            WayBack::Own(leave) => {
                leave.call(());
                true
            }
        }
    }

    /// The text that another app handed over, once.
    pub fn take_given(mut self) -> Option<String> {
        self.given.take()
    }

    /// How many files came that were not taken in.
    pub fn given_files(self) -> usize {
        self.given_files.read().len()
    }

    /// The first of them, once.
    pub fn take_given_file(mut self) -> Option<Vec<u8>> {
        let file = self.given_files.write().pop_front();
        if file.is_some() {
            self.host().platform.file_taken();
        }
        file
    }

    /// Leaves screens until this one is shown.
    pub fn back_to(mut self, route: Route) {
        self.nav.write().back_to(route);
    }

    /// Forgets all screens and opens this one.
    pub fn reset(mut self, route: Route) {
        self.nav.write().reset(route);
    }

    /// Speaks another language from now on, and remembers it.
    pub fn speak(mut self, tag: &str) {
        self.host().platform.keep_language(tag);
        self.words.set(Words::new(tag));
        self.look_ahead();
    }

    /// Asks what state the vault is in and opens the screen that fits.
    pub async fn enter(self) {
        let state = self.ask(Request::State).await;
        self.arrive(state);
    }

    /// Opens the screen that fits the state of the vault that an answer tells.
    pub fn arrive(mut self, state: Result<Reply, Problem>) {
        let (me, route) = match state {
            Ok(Reply::State(VaultState::New)) => (None, Route::Welcome),
            Ok(Reply::State(VaultState::Locked)) | Err(Problem::Locked) => (None, Route::Unlock),
            Ok(Reply::State(VaultState::Waiting { .. })) => (None, Route::Join),
            Ok(Reply::State(VaultState::Open(me))) => (Some(me), Route::Clients),
            Ok(_) => (
                None,
                Route::Halted(Problem::Internal {
                    what: "seam".to_owned(),
                }),
            ),
            Err(problem) => (None, Route::Halted(problem)),
        };
        let open = me.is_some();
        self.me.set(me);
        let shown = self.nav.peek().here() == &route;
        let left = self.left.write().take_if(|_| open);
        match left {
            Some(left) => self.nav.write().resume(left),
            None if !shown || !matches!(route, Route::Halted(_)) => self.reset(route),
            None => {}
        }
        if open {
            self.remember();
            self.look_around();
        }
        self.show_given();
        self.show_given_file();
    }

    /// Asks for the values that screens show beside the records; nobody waits for the answers. An opened vault assumes
    /// that there is a network, so it is told where there is none.
    fn look_around(self) {
        let request = match *self.signal.peek() {
            Some(false) => Request::Signal(false),
            _ => Request::SyncState,
        };
        dioxus::core::spawn_forever(async move {
            let answer = self.ask(request).await;
            // It may have been locked meanwhile.
            if let (Ok(Reply::Sync(state)), true) = (answer, self.me.peek().is_some()) {
                self.synced(state);
            }
        });
        self.look_at_storage(false);
        self.look_ahead();
    }

    /// Starts again after a halt. The machine restarts the app; where it can't, the service is asked again.
    pub fn again(self) {
        self.host().platform.restart();
        self.keep(self.enter());
    }

    /// Locks the vault at once and shows the keypad.
    pub fn lock(self) {
        self.keep(async move {
            if !matches!(self.ask(Request::Lock).await, Err(Problem::Stopped)) {
                self.locked();
            }
        });
    }

    /// Asks the machine how safe the files are. With `ask` it first asks the machine to keep them, which may take as
    /// long as a person thinks.
    pub fn look_at_storage(mut self, ask: bool) {
        let answer = self.host().platform.storage(ask);
        dioxus::core::spawn_forever(async move {
            let storage = answer.await;
            if *self.storage.peek() != storage {
                self.storage.set(storage);
            }
        });
    }

    /// The service can't go on. The first reason stays: what follows from it says less.
    fn halt(mut self, problem: Problem) {
        let halted = matches!(self.nav.peek().here(), Route::Halted(_));
        if !halted {
            self.me.set(None);
            self.sync.set(None);
            self.reset(Route::Halted(problem));
        }
    }

    /// Somebody is there, or the page went out of sight. Nobody waits for the answer: a vault that is closed by it
    /// tells so.
    pub fn seen(self, visible: bool) {
        dioxus::core::spawn_forever(async move {
            let _ = self.ask(Request::Present { visible }).await;
        });
    }

    fn locked(mut self) {
        let left = self.nav.peek().to_resume();
        if left.is_some() {
            self.left.set(left);
        }
        self.me.set(None);
        self.sync.set(None);
        self.reset(Route::Unlock);
    }
}
