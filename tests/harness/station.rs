//! One named device: a real vault and engine, driven by hand.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use axum::Router;
use rand::SeedableRng;
use rand::rngs::StdRng;
use tempfile::TempDir;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{Entry, parse_document, to_json};
use wayside_domain::time::Timestamp;
use wayside_seam::{CourierFile, CourierRead, Notice, Place, Problem, Reply, Request, SyncState};
use wayside_sync::Env;
use wayside_sync::device::{Device, Effect, Event};
use wayside_sync::{Home, Pace};
use wayside_vault::KdfCost;

use crate::disk::{self, Disk};
use crate::link::{Link, Wire};

/// The passphrase of every device in a test.
pub const PIN: &str = wayside_domain::passphrase::SAMPLE;

/// Far more than any exchange needs; a device that goes on for ever fails the test.
const MOST_STEPS: u32 = 20_000;

pub struct Station {
    pub name: String,
    pub link: Link,
    pub now: Timestamp,
    pub notices: Vec<Notice>,
    pub folder: TempDir,
    disk: Disk,
    home: Home,
    rng: StdRng,
}

impl Station {
    pub fn new(name: &str, seed: u64, now: Timestamp, disk: Disk) -> Station {
        let folder = disk.folder();
        Station {
            name: name.to_owned(),
            link: Link::default(),
            now,
            notices: Vec::new(),
            home: home(&vault(&folder)),
            folder,
            disk,
            rng: StdRng::seed_from_u64(seed),
        }
    }

    pub fn try_ask(&mut self, request: Request) -> Result<Reply, Problem> {
        let mut env = Env {
            now: self.now,
            rng: &mut self.rng,
        };
        self.home.request(request, &mut env)
    }

    pub fn ask(&mut self, request: Request) -> Reply {
        let said = format!("{request:?}");
        let name = self.name.clone();
        self.try_ask(request)
            .unwrap_or_else(|problem| panic!("{name}: {said:.200}: {problem}"))
    }

    pub fn device(&mut self) -> &mut Device {
        self.home.device().unwrap()
    }

    pub fn new_id(&mut self) -> Id {
        Id::random(&mut self.rng)
    }

    pub fn act(&mut self, command: Command) {
        self.ask(Request::Do(command));
    }

    /// Records JSON lines as `wayside record` does.
    pub fn record(&mut self, lines: &str) {
        let entries = parse_document(lines).unwrap();
        self.ask(Request::Record { entries });
    }

    /// The process ends without a word and the vault is opened again.
    pub fn restart(&mut self) {
        self.home = home(&vault(&self.folder));
        self.ask(Request::Unlock { pin: PIN.into() });
    }

    /// A copy of the vault as it lies on the disk at this moment.
    pub fn copied(&self) -> TempDir {
        self.disk.copy_of(&vault(&self.folder))
    }

    /// The vault is a copy that was made earlier, as after a backup was put back.
    pub fn put_back(&mut self, copy: &TempDir) {
        self.home = home(&copy.path().join("nothing"));
        disk::put_back(copy.path(), &vault(&self.folder));
        self.restart();
    }

    /// Its clock goes on.
    pub fn pass(&mut self, millis: i64) {
        let (now, offset) = (self.now.millis() + millis, self.now.offset_minutes());
        self.now = Timestamp::from_millis(now, offset).unwrap();
    }

    /// Gives a courier a file: what the relay is not known to hold, or all.
    pub fn give(&mut self, all: bool) -> Vec<u8> {
        match self.ask(Request::CourierExport { all }) {
            Reply::CourierFile(CourierFile { number, bytes, .. }) => {
                self.ask(Request::CourierLeft { number });
                bytes
            }
            other => panic!("{other:?}"),
        }
    }

    /// Takes a courier's file in and opens what is new, without any signal.
    pub async fn take(&mut self, file: &[u8]) -> CourierRead {
        let bytes = file.to_vec();
        match self.ask(Request::CourierImport { bytes }) {
            Reply::CourierRead(read) => {
                self.run(Event::Opened, None).await;
                read
            }
            other => panic!("{other:?}"),
        }
    }

    /// Where the records made here are.
    pub fn places(&mut self) -> Vec<Place> {
        match self.ask(Request::Status) {
            Reply::Status(report) => report.records.iter().map(|record| record.place).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// One whole attempt to sync: until the engine rests or waits for its timer.
    pub async fn sync(&mut self, router: Option<Router>) -> SyncState {
        self.run(Event::AskedToSync, router).await;
        self.state()
    }

    pub fn state(&mut self) -> SyncState {
        match self.ask(Request::SyncState) {
            Reply::Sync(state) => state,
            other => panic!("{other:?}"),
        }
    }

    /// Gives the device one event and runs every effect that follows, timers excepted.
    pub async fn run(&mut self, event: Event, router: Option<Router>) {
        let mut events = VecDeque::from([event]);
        let mut steps = 0;
        loop {
            let Some(event) = events.pop_front() else {
                // Something was saved on the way: the timer that gathers taps would fire now.
                if !self.device().settling() {
                    return;
                }
                events.push_back(Event::TimerFired);
                continue;
            };
            // What the requests since the last run left to do comes first.
            let mut effects: VecDeque<Effect> = self.device().effects().into();
            effects.extend(self.handle(event));
            while let Some(effect) = effects.pop_front() {
                steps += 1;
                assert!(steps < MOST_STEPS, "{}: never comes to rest", self.name);
                match effect {
                    Effect::Post {
                        authorization,
                        body,
                        ..
                    } => {
                        events.extend(
                            self.link
                                .carry(
                                    router.clone(),
                                    Wire {
                                        authorization,
                                        body,
                                    },
                                )
                                .await,
                        );
                    }
                    Effect::Work => effects.extend(self.work()),
                    Effect::Notify(notice) => self.notices.push(notice),
                    Effect::CancelPost | Effect::SetTimer { .. } => {}
                }
            }
        }
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        let mut env = Env {
            now: self.now,
            rng: &mut self.rng,
        };
        self.home.device().unwrap().handle(event, &mut env)
    }

    fn work(&mut self) -> Vec<Effect> {
        let mut env = Env {
            now: self.now,
            rng: &mut self.rng,
        };
        self.home.device().unwrap().work(&mut env)
    }

    /// Every record that this device can read, as sorted JSON lines.
    pub fn records(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        self.device()
            .vault()
            .export_entries(|_, entries: Vec<Entry>| {
                lines.extend(entries.iter().map(|entry| to_json(entry).to_string()));
                Ok::<(), wayside_vault::Fault>(())
            })
            .unwrap();
        lines.sort();
        lines
    }

    /// Nothing may be wrong in the vault.
    pub fn assert_sound(&mut self) {
        match self.ask(Request::Verify) {
            Reply::Findings(findings) => assert_eq!(findings, [], "{}", self.name),
            other => panic!("{other:?}"),
        }
    }
}

fn vault(folder: &TempDir) -> PathBuf {
    folder.path().join("vault")
}

fn home(vault: &Path) -> Home {
    Home::new(vault.to_owned(), KdfCost::TEST, None, Pace::LIVELY)
}
