//! What every screen shares: the host, the words, the place, who this device is, and a counter that grows with each change.
//!
//! Invariants: no signal guard is held across an `await`; one write per handler; work that must not die with its screen runs through
//! [`Session::keep`], and touches the screen's signals only if they still live.

use std::future::Future;

use dioxus::prelude::*;
use futures_util::StreamExt;
use wayside_domain::id::Id;
use wayside_domain::time::Timestamp;
use wayside_sync::service::message::{Me, Notice, Problem, Reply, Request, SyncState, VaultState};

use crate::i18n::Words;
use crate::platform::Host;
use crate::route::{Nav, Route};
use crate::screens::welcome::model::Start;

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
    /// What was typed before there is a vault: kept while the app runs, so that going back from the PIN loses nothing.
    pub start: Signal<Start>,
    /// Grows with every change of any record, from here or from others.
    pub revision: Signal<u64>,
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
        revision: Signal::new(0),
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

    /// One request to the service.
    pub async fn ask(self, request: Request) -> Result<Reply, Problem> {
        let service = self.host().service;
        service.ask(request).await
    }

    /// Runs on even when the screen that started it is left.
    pub fn keep(self, work: impl Future<Output = ()> + 'static) {
        dioxus::core::spawn_forever(work);
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
    }

    /// Asks what state the vault is in and opens the screen that fits.
    pub async fn enter(mut self) {
        let (me, route) = match self.ask(Request::State).await {
            Ok(Reply::State(VaultState::New)) => (None, Route::Welcome),
            Ok(Reply::State(VaultState::Waiting { .. })) => (None, Route::Join),
            Ok(Reply::State(VaultState::Open(me))) => (Some(me), Route::Clients),
            _ => (None, Route::Unlock),
        };
        if me.is_some()
            && let Ok(Reply::Sync(state)) = self.ask(Request::SyncState).await
        {
            self.sync.set(Some(state));
        }
        self.me.set(me);
        self.reset(route);
    }

    /// Locks the vault at once and shows the keypad.
    pub fn lock(self) {
        self.keep(async move {
            let _ = self.ask(Request::Lock).await;
            self.locked();
        });
    }

    fn locked(mut self) {
        self.me.set(None);
        self.sync.set(None);
        self.reset(Route::Unlock);
    }

    fn heard(mut self, notice: Notice) {
        match notice {
            Notice::Changed { .. } => self.revision += 1,
            Notice::Sync(state) => self.sync.set(Some(state)),
            Notice::Locked => {
                let at_keypad = self.nav.peek().here() == &Route::Unlock;
                if !at_keypad {
                    self.locked();
                }
            }
        }
    }
}
