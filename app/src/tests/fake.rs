//! A service that answers from a case file in memory, and a way to render a screen until nothing moves any more.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use dioxus::prelude::*;
use futures_util::{FutureExt, StreamExt, stream};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use wayside_domain::assist::Substance;
use wayside_domain::case_file::{CaseFile, Conflict, Filed};
use wayside_domain::id::Id;
use wayside_domain::record::{
    Body, Intervention, Referral, ReferralEvent, ReferralStage, Rulers, StepState, Urgency, When,
};
use wayside_domain::time::Timestamp;
use wayside_seam::wire::{decode, encode};
use wayside_seam::{
    CaseloadInfo, ClientPage, ClientRow, DeviceInfo, Me, Phase, Problem, Reply, Request, Role,
    Saved, StreamInfo, SyncState, VaultState,
};

use crate::components::Loading;
use crate::i18n::Words;
use crate::platform::camera::Scan;
use crate::platform::{Event, Events, Host, Later, Platform, Secret, Storage};
use crate::route::Route;
use crate::service::{Answering, Ask, Notices, Service};
use crate::session::use_session_root;

pub fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub fn now() -> Timestamp {
    Timestamp::parse("2026-11-21T19:40:00+07:00").unwrap()
}

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
    /// Drafts, by name.
    pub drafts: Arc<Mutex<HashMap<String, String>>>,
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
            drafts: Arc::default(),
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
                let again = self.heard().iter().filter(|name| **name == "state").count() > 1;
                match &self.later {
                    Some(later) if again => Reply::State(later.clone()),
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
            Box::pin(stream::pending())
        }
    }
}

pub fn me() -> Me {
    Me {
        team_name: "Team".into(),
        team: "00".repeat(16),
        label: "Phone 3".into(),
        role: Role::Admin,
        device: "11".repeat(16),
        caseloads: ["North", "South"]
            .map(|name| CaseloadInfo {
                id: name.into(),
                name: name.into(),
            })
            .to_vec(),
        relay: "https://relay.example".into(),
        practise: false,
    }
}

fn join(text: String) -> Reply {
    Reply::Join {
        text,
        words: "one two three".into(),
        request_words: None,
    }
}

fn sync() -> SyncState {
    SyncState {
        signal: true,
        phase: Phase::Waiting { retry_in_ms: 4_000 },
        waiting_records: 3,
        to_open: 2,
        quarantined: 1,
        last_success: Some(now()),
        problem: Some(Problem::RelayUnreachable),
        bytes_up: 12_000,
        ..SyncState::default()
    }
}

fn page() -> ClientPage {
    let row = |code: &str| ClientRow {
        id: id(code),
        code: Some(code.into()),
        aliases: vec!["Sample A".into()],
        last_contact: Some(now()),
        next_due: Some(now().date()),
        open_screening: Some(id("open")),
        highest_band: Some(wayside_domain::assist::Band::Moderate),
        screenings: 1,
        conflicts: 0,
    };
    ClientPage {
        rows: vec![
            row("SAMPLE-1"),
            ClientRow {
                last_contact: None,
                ..row("SAMPLE-2")
            },
        ],
        total: 3,
    }
}

fn devices() -> Vec<DeviceInfo> {
    let stream = |hole| StreamInfo {
        caseload: Some("North".into()),
        caseload_id: "n".into(),
        held_to: 4,
        highest: 6,
        first_hole: hole,
        read_by_supervisor: 2,
    };
    let device = |name: &str, me, seen, hole| DeviceInfo {
        id: name.into(),
        label: name.into(),
        role: Role::Worker,
        me,
        streams: vec![stream(hole)],
        last_seen: seen,
    };
    vec![
        device("one", true, None, None),
        device("two", false, Some(now()), Some(5)),
        device("three", false, None, None),
    ]
}

/// A file with one of everything: a finished screening with rows of every band, an open one, all kinds of entries.
pub fn file() -> CaseFile {
    let words = Words::new("en");
    let mut file = CaseFile::new(id("client"), Default::default());
    let mut screenings = 0;
    for entry in crate::browser::sample::entries(now(), &words) {
        match entry.body {
            Body::Client(client) if client.code.as_deref() == Some("SAMPLE-2") => {
                file.profile = client
            }
            Body::Contact(contact) => file.contacts.push(Filed::new(
                id(&format!("contact{}", file.contacts.len())),
                contact,
            )),
            Body::FollowUp(follow_up) => file.follow_ups.push(Filed::new(
                id(&format!("due{}", file.follow_ups.len())),
                follow_up,
            )),
            Body::Screening(screening) => {
                screenings += 1;
                let mut open = screening.clone();
                open.finished = None;
                open.answers.clear(wayside_domain::assist::Item::Q8);
                file.screenings
                    .push(Filed::new(id("finished"), high(screening)));
                file.screenings.push(Filed::new(id("open"), open));
            }
            _ => {}
        }
    }
    assert_eq!(screenings, 1);
    let mut follow_up = file.follow_ups[0].body.clone();
    follow_up.done = Some(now().date());
    file.follow_ups.push(Filed::new(id("done"), follow_up));
    file.referrals.push(Filed::new(id("referral"), referral()));
    file.interventions
        .push(Filed::new(id("begun"), intervention(false)));
    file.interventions
        .push(Filed::new(id("ended"), intervention(true)));
    file.conflicts.push(Conflict {
        entry: None,
        field: "birth_year".into(),
        values: vec!["1988".into(), "1990".into()],
    });
    file
}

/// The sample screening with opioids at high risk, sedatives refused, recent injecting, and under age: every sign at once.
fn high(mut screening: wayside_domain::record::Screening) -> wayside_domain::record::Screening {
    use wayside_domain::assist::{
        Answer, Item,
        Substance::{Opioids, Sedatives},
    };
    let answers = &mut screening.answers;
    for item in [
        Item::Q2(Opioids),
        Item::Q3(Opioids),
        Item::Q4(Opioids),
        Item::Q5(Opioids),
    ] {
        answers.set(item, Answer::Daily).unwrap();
    }
    for item in [Item::Q6(Opioids), Item::Q7(Opioids), Item::Q8] {
        answers.set(item, Answer::Past3Months).unwrap();
    }
    for item in [Item::Q1(Opioids), Item::Q1(Sedatives)] {
        answers.set(item, Answer::Yes).unwrap();
    }
    answers.set(Item::Q2(Sedatives), Answer::Refused).unwrap();
    answers
        .set(Item::Q8Weekly, Answer::MoreThanOnceWeekly)
        .unwrap();
    answers.set(Item::Q8DaysInRow, Answer::ThreeOrMore).unwrap();
    screening.age = Some(17);
    screening
}

fn referral() -> Referral {
    let made = ReferralEvent {
        stage: ReferralStage::Made,
        when: When::Time(now()),
        outcome: None,
    };
    Referral {
        service: "hiv-test".into(),
        reason: Some("asked".into()),
        urgency: Urgency::Soon,
        events: vec![made],
    }
}

fn intervention(finished: bool) -> Intervention {
    let steps = [
        ("opening".to_owned(), StepState::Done),
        ("open".to_owned(), StepState::Done),
        (
            "advice".to_owned(),
            StepState::Skipped(Some("no-time".into())),
        ),
    ];
    Intervention {
        screening: Some(id("finished")),
        substance: Substance::Opioids.into(),
        at: now(),
        finished: finished.then(now),
        steps: steps.into_iter().collect(),
        rulers: Rulers {
            importance: Some(7),
            confidence: None,
        },
        good_things: vec!["sleep".into()],
        less_good_things: vec!["money".into()],
        plan: Some("two days without".into()),
        materials: vec!["self-help".into()],
        note: Some("a note <b>as text</b>".into()),
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
    /// How often the app was left.
    pub left: Arc<AtomicUsize>,
    /// What another app hands over, and what was given to another app.
    pub received: Option<String>,
    pub shared: Arc<Mutex<Vec<String>>>,
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
            left: Arc::default(),
            received: None,
            shared: Arc::default(),
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
