//! A stand-in for the machine, which answers as it is told and remembers what it was asked to do.

use futures_util::{StreamExt, stream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use wayside_domain::time::Timestamp;
use wayside_seam::Problem;

use super::samples::now;
use crate::platform::camera::Scan;
use crate::platform::{Event, Events, Kept, Later, Platform, Secret, Storage};

/// A machine that answers as it is told.
#[derive(Clone)]
pub struct FakeMachine {
    pub language: Arc<Mutex<String>>,
    pub secret: Secret,
    pub storage: Option<Storage>,
    pub bundle: Option<String>,
    pub origin: Option<String>,
    pub events: Vec<Event>,
    /// How often it was told to change to another version.
    pub updates: Arc<AtomicUsize>,
    /// Whether one may be changed to without a question.
    pub updates_unasked: bool,
    /// Whether the app is kept offline, and the word that was kept about the notes.
    pub offline: Arc<Mutex<Option<bool>>>,
    pub kept: Arc<Mutex<Option<Kept>>>,
    /// How often the app was left.
    pub left: Arc<AtomicUsize>,
    /// What another app hands over, and what was given to another app.
    pub received: Option<String>,
    pub shared: Arc<Mutex<Vec<String>>>,
    /// Whether it can hand files over, what is picked, what came from another app, and what was given.
    pub files: bool,
    pub picked: Option<Vec<u8>>,
    pub received_files: Arc<Mutex<Vec<Vec<u8>>>>,
    pub given: Arc<Mutex<Vec<GivenFile>>>,
    /// How giving ends.
    pub gives: Result<bool, Problem>,
    /// Whether it reminds, whether it would if asked, and what it was told.
    pub reminders: Arc<Mutex<Option<bool>>>,
    pub may_remind: bool,
    pub reminded: Arc<Mutex<Vec<Reminded>>>,
    /// How looking for a code ends; none: it goes on.
    pub scan: Option<Scan>,
    /// Whether there is a camera, and how often it was asked for.
    pub camera: bool,
    pub scans: Arc<AtomicUsize>,
    pub tell: UnboundedSender<Event>,
    pub told: Arc<tokio::sync::Mutex<UnboundedReceiver<Event>>>,
}

/// A file's name and its bytes.
pub type GivenFile = (String, Vec<u8>);

/// When to remind, and with what text.
pub type Reminded = (Option<Timestamp>, String);

impl FakeMachine {
    /// A machine with folders.
    pub fn speaking(language: &str) -> Self {
        let (tell, told) = unbounded_channel();
        Self {
            tell,
            told: Arc::new(told.into()),
            language: Arc::new(Mutex::new(language.to_owned())),
            secret: Secret::Pin,
            storage: None,
            bundle: None,
            origin: None,
            events: Vec::new(),
            updates: Arc::default(),
            updates_unasked: true,
            offline: Arc::default(),
            kept: Arc::default(),
            left: Arc::default(),
            received: None,
            shared: Arc::default(),
            files: true,
            picked: None,
            received_files: Arc::default(),
            given: Arc::default(),
            gives: Ok(true),
            reminders: Arc::default(),
            may_remind: true,
            reminded: Arc::default(),
            scan: None,
            camera: true,
            scans: Arc::default(),
        }
    }

    /// A page in a browser that promised nothing.
    pub fn page(language: &str) -> Self {
        Self {
            secret: Secret::Passphrase { least: 12 },
            storage: Some(Storage {
                kept: false,
                used: 12_345_678,
                quota: 2_012_345_678,
            }),
            bundle: Some("0123456789abcdef".repeat(4)),
            origin: Some("https://relay.example".into()),
            ..Self::speaking(language)
        }
    }

    /// Tells something now.
    pub fn tell(&self, event: Event) {
        self.tell.send(event).unwrap();
    }

    /// The same machine, telling this from the start.
    pub fn telling(self, events: &[Event]) -> Self {
        Self {
            events: events.to_vec(),
            ..self
        }
    }
}

impl Platform for FakeMachine {
    fn now(&self) -> Timestamp {
        now()
    }

    fn machine_language(&self) -> String {
        self.language.lock().unwrap().clone()
    }

    fn kept_language(&self) -> Option<String> {
        None
    }

    fn keep_language(&self, _tag: &str) {}

    fn secret(&self) -> Secret {
        self.secret
    }

    fn storage(&self, _ask: bool) -> Later<Option<Storage>> {
        Box::pin(std::future::ready(self.storage))
    }

    fn bundle(&self) -> Option<String> {
        self.bundle.clone()
    }

    fn origin(&self) -> Option<String> {
        self.origin.clone()
    }

    fn events(&self) -> Events {
        let later = stream::unfold(self.told.clone(), |told| async move {
            let event = told.lock().await.recv().await?;
            Some((event, told))
        });
        Box::pin(stream::iter(self.events.clone()).chain(later))
    }

    fn offline(&self) -> Option<bool> {
        *self.offline.lock().unwrap()
    }

    fn updates_unasked(&self) -> bool {
        self.updates_unasked
    }

    fn remembered(&self) -> Option<Kept> {
        *self.kept.lock().unwrap()
    }

    fn remember(&self, kept: Option<Kept>) {
        *self.kept.lock().unwrap() = kept;
    }

    fn update(&self) {
        self.updates.fetch_add(1, Ordering::SeqCst);
    }

    fn restart(&self) {}

    fn leave(&self) {
        self.left.fetch_add(1, Ordering::SeqCst);
    }

    fn can_share(&self) -> bool {
        self.received.is_some()
    }

    fn share(&self, text: &str) {
        self.shared.lock().unwrap().push(text.to_owned());
    }

    fn camera(&self) -> bool {
        self.camera
    }

    fn scan(&self) -> Later<Scan> {
        self.scans.fetch_add(1, Ordering::SeqCst);
        match self.scan.clone() {
            Some(end) => Box::pin(std::future::ready(end)),
            None => Box::pin(std::future::pending()),
        }
    }

    fn received(&self) -> Option<String> {
        self.received.clone()
    }

    fn files(&self) -> bool {
        self.files
    }

    fn share_file(&self, name: &str, bytes: Vec<u8>) -> Later<Result<bool, Problem>> {
        self.given.lock().unwrap().push((name.to_owned(), bytes));
        Box::pin(std::future::ready(self.gives.clone()))
    }

    fn pick_file(&self) -> Later<Result<Option<Vec<u8>>, Problem>> {
        Box::pin(std::future::ready(Ok(self.picked.clone())))
    }

    fn received_file(&self) -> Option<Vec<u8>> {
        self.received_files.lock().unwrap().pop()
    }

    fn reminders(&self) -> Option<bool> {
        *self.reminders.lock().unwrap()
    }

    fn set_reminders(&self, on: bool) {
        let on = on && self.may_remind;
        *self.reminders.lock().unwrap() = Some(on);
        self.tell.send(Event::Reminders(on)).unwrap();
    }

    fn remind(&self, at: Option<Timestamp>, text: &str) {
        self.reminded.lock().unwrap().push((at, text.to_owned()));
    }
}
