//! Named devices, each with a vault in a folder of its own, and the ways in which a link can fail.

use std::collections::VecDeque;

use rand::SeedableRng;
use rand::rngs::StdRng;
use tempfile::TempDir;
use wayside_domain::id::Id;
use wayside_domain::list::ClientQuery;
use wayside_domain::record::parse_document;
use wayside_domain::time::Timestamp;
use wayside_seam::{
    CourierFile, CourierRead, Me, Notice, Place, Problem, Reply, Request, Role, SyncState,
    VaultState,
};
use wayside_vault::{KdfCost, Keystore};
use zeroize::Zeroizing;

use super::relay::Relay;
use crate::device::{Device, Effect, Event, Failure};
use crate::engine::Pace;
use crate::env::Env;
use crate::service::home::Home;

pub const PIN: &str = wayside_domain::passphrase::SAMPLE;
/// What opens nothing.
pub const WRONG: &str = "four other words instead";

/// A stand-in for a phone's keystore.
pub struct Hardware;

impl Keystore for Hardware {
    fn hmac(&self, stretched: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
        Some(Zeroizing::new(stretched.map(|byte| byte ^ 7)))
    }
}

/// What the link does to one exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    Good,
    /// No connection at all.
    Down,
    /// The request arrives, the answer breaks off after so many bytes.
    Cut(usize),
    /// The answer arrives one byte at a time.
    Dribble,
}

/// One device.
pub struct One {
    pub home: Home,
    pub dir: TempDir,
    pub rng: StdRng,
    pub notices: Vec<Notice>,
}

pub fn now() -> Timestamp {
    Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap()
}

impl One {
    pub fn new(seed: u64) -> One {
        let dir = tempfile::tempdir().unwrap();
        let home = home(dir.path());
        One {
            home,
            dir,
            rng: StdRng::seed_from_u64(seed),
            notices: Vec::new(),
        }
    }

    pub fn ask(&mut self, request: Request) -> Result<Reply, Problem> {
        self.home.request(
            request,
            &mut Env {
                now: now(),
                rng: &mut self.rng,
            },
        )
    }

    pub fn device(&mut self) -> &mut Device {
        self.home.device().unwrap()
    }

    /// Closes the vault and opens it again, as after a kill.
    pub fn restart(&mut self) {
        self.home = home(self.dir.path());
        self.ask(Request::Unlock { pin: PIN.into() }).unwrap();
    }

    /// The vault is copied, and both go on.
    pub fn copied(&mut self) -> One {
        let mut copy = One::new(99);
        let to = copy.dir.path().join("vault");
        std::fs::create_dir(&to).unwrap();
        self.home = One::new(98).home;
        for file in std::fs::read_dir(self.dir.path().join("vault")).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
        self.restart();
        copy.ask(Request::Unlock { pin: PIN.into() }).unwrap();
        copy
    }

    pub fn me(&mut self) -> Me {
        match self.ask(Request::State).unwrap() {
            Reply::State(VaultState::Open(me)) => me,
            other => panic!("{other:?}"),
        }
    }

    pub fn state(&mut self) -> SyncState {
        match self.ask(Request::SyncState).unwrap() {
            Reply::Sync(state) => state,
            other => panic!("{other:?}"),
        }
    }

    pub fn record(&mut self, lines: &str) -> Result<Reply, Problem> {
        let entries = parse_document(lines).unwrap();
        self.ask(Request::Record { entries })
    }

    pub fn client(&mut self, code: &str) {
        self.record(&format!(r#"{{"type":"client","code":"{code}"}}"#))
            .unwrap();
    }

    pub fn codes(&mut self) -> Vec<String> {
        let query = ClientQuery {
            limit: 10_000,
            ..ClientQuery::default()
        };
        let Reply::Clients(page) = self.ask(Request::Clients(query)).unwrap() else {
            panic!()
        };
        let mut codes: Vec<String> = page.rows.into_iter().filter_map(|row| row.code).collect();
        codes.sort();
        codes
    }

    pub fn find(&mut self, code: &str) -> Id {
        match self.ask(Request::FindClient { code: code.into() }).unwrap() {
            Reply::Id(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub fn places(&mut self) -> Vec<Place> {
        let Reply::Status(report) = self.ask(Request::Status).unwrap() else {
            panic!()
        };
        report
            .records
            .into_iter()
            .map(|record| record.place)
            .collect()
    }

    /// Where the record of one client is.
    pub fn place(&mut self, code: &str) -> Place {
        let id = self.find(code);
        let Reply::Status(report) = self.ask(Request::Status).unwrap() else {
            panic!()
        };
        let mut records = report.records.into_iter();
        records.find(|record| record.client == id).unwrap().place
    }

    pub fn verify(&mut self) {
        let Reply::Findings(findings) = self.ask(Request::Verify).unwrap() else {
            panic!()
        };
        assert_eq!(findings, [], "verify");
    }

    /// Syncs until nothing is left to do, or the engine waits to try again. Gives the number of requests.
    pub fn sync(&mut self, relay: &mut Relay, link: Link) -> usize {
        self.exchange(Some(Event::AskedToSync), relay, link, true)
    }

    /// Syncs, and opens nothing of what arrives.
    pub fn fetch(&mut self, relay: &mut Relay) {
        self.exchange(Some(Event::AskedToSync), relay, Link::Good, false);
    }

    /// Makes a courier's file that does not leave yet.
    pub fn pack(&mut self, all: bool) -> CourierFile {
        match self.ask(Request::CourierExport { all }).unwrap() {
            Reply::CourierFile(file) => file,
            other => panic!("{other:?}"),
        }
    }

    /// Gives a courier a file.
    pub fn give(&mut self, all: bool) -> Vec<u8> {
        let CourierFile { number, bytes, .. } = self.pack(all);
        self.ask(Request::CourierLeft { number }).unwrap();
        bytes
    }

    /// Takes a courier's file in and opens what is new.
    pub fn take(&mut self, bytes: &[u8]) -> CourierRead {
        let bytes = bytes.to_vec();
        let Reply::CourierRead(read) = self.ask(Request::CourierImport { bytes }).unwrap() else {
            panic!()
        };
        self.exchange(None, &mut Relay::default(), Link::Down, true);
        read
    }

    /// One step of opening what arrived.
    pub fn step(&mut self) {
        let mut env = Env {
            now: now(),
            rng: &mut self.rng,
        };
        self.home.device().unwrap().work(&mut env);
    }

    fn exchange(
        &mut self,
        event: Option<Event>,
        relay: &mut Relay,
        link: Link,
        work: bool,
    ) -> usize {
        let device = self.home.device().unwrap();
        let rng = &mut self.rng;
        let mut effects: VecDeque<Effect> = device.effects().into();
        if let Some(event) = event {
            let mut env = Env {
                now: now(),
                rng: &mut *rng,
            };
            effects.extend(device.handle(event, &mut env));
        }
        let mut requests = 0;
        for _ in 0..10_000 {
            let mut env = Env {
                now: now(),
                rng: &mut *rng,
            };
            match effects.pop_front() {
                Some(Effect::Post {
                    authorization,
                    body,
                    url,
                }) => {
                    assert_eq!(url, "https://relay.example/v1/sync");
                    requests += 1;
                    for event in carry(relay, link, &authorization, &body) {
                        effects.extend(device.handle(event, &mut env));
                    }
                }
                Some(Effect::Work) if !work => {}
                Some(Effect::Work) => effects.extend(device.work(&mut env)),
                Some(Effect::Notify(notice)) => self.notices.push(notice),
                Some(Effect::SetTimer { .. } | Effect::CancelPost) => {}
                None if work && device.sync_state().to_open > 0 => {
                    effects.extend(device.work(&mut env))
                }
                None if device.settling() => {
                    effects.extend(device.handle(Event::TimerFired, &mut env))
                }
                None => return requests,
            }
        }
        panic!("syncing never came to rest");
    }

    /// As `sync` over a good link, which has to go well.
    pub fn synced(&mut self, relay: &mut Relay) -> usize {
        let requests = self.sync(relay, Link::Good);
        let state = self.state();
        assert_eq!(
            (state.problem, state.to_open, state.quarantined),
            (None, 0, 0)
        );
        assert_eq!((state.waiting_records, state.waiting_segments), (0, 0));
        requests
    }
}

fn home(dir: &std::path::Path) -> Home {
    Home::new(dir.join("vault"), KdfCost::TEST, None, Pace::LIVELY)
}

/// What one request becomes on its way.
fn carry(relay: &mut Relay, link: Link, authorization: &str, body: &[u8]) -> Vec<Event> {
    if link == Link::Down {
        return vec![Event::ResponseFailed(Failure::Unreachable)];
    }
    let (status, answer) = relay.answer(authorization, body);
    let mut events = vec![Event::ResponseStarted { status }];
    match link {
        Link::Cut(after) if after < answer.len() => {
            events.push(Event::ResponseBytes(answer[..after].to_vec()));
            events.push(Event::ResponseFailed(Failure::Interrupted));
        }
        Link::Dribble => {
            events.extend(answer.iter().map(|byte| Event::ResponseBytes(vec![*byte])));
            events.push(Event::ResponseEnded);
        }
        _ => {
            events.push(Event::ResponseBytes(answer));
            events.push(Event::ResponseEnded);
        }
    }
    events
}

/// A team with its first device.
pub fn founder(seed: u64) -> One {
    let mut desk = One::new(seed);
    let made = desk.ask(Request::NewTeam {
        pin: PIN.into(),
        name: "North".into(),
        relay: "https://relay.example/".into(),
        label: "desk".into(),
    });
    let Ok(Reply::Team { recovery_words }) = made else {
        panic!("{made:?}")
    };
    assert_eq!(recovery_words.split(' ').count(), 24);
    desk
}

/// Text and words of a join step.
pub fn join(reply: Result<Reply, Problem>) -> (String, String) {
    match reply {
        Ok(Reply::Join { text, words, .. }) => (text, words),
        other => panic!("{other:?}"),
    }
}

/// A further device, enrolled without a relay.
pub fn enrolled(by: &mut One, seed: u64, role: Role, caseload: Option<&str>) -> One {
    let mut one = One::new(seed);
    let request = Request::JoinRequest {
        pin: PIN.into(),
        label: format!("phone {seed}"),
    };
    let (text, _) = join(one.ask(request));
    let caseload = caseload.map(str::to_owned);
    let (text, approved) = join(by.ask(Request::JoinApprove {
        text,
        role,
        caseload,
    }));
    let (_, accepted) = join(one.ask(Request::JoinAccept { text }));
    assert_eq!(approved, accepted);
    one
}
