//! A team of named devices around one relay.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand::rngs::StdRng;
use wayside_domain::time::Timestamp;
use wayside_seam::{Reply, Request, Role, SyncState};

use crate::disk::Disk;
use crate::relay::RelayBox;
use crate::station::{PIN, Station};

pub struct World {
    pub relay: RelayBox,
    pub rng: StdRng,
    stations: BTreeMap<String, Station>,
    /// What a clock that is right says.
    pub now: Timestamp,
    seed: u64,
    disk: Disk,
}

impl World {
    /// A relay, and "desk": the device that made the team.
    pub async fn new(seed: u64) -> World {
        World::on(Disk::Real, seed).await
    }

    pub async fn on(disk: Disk, seed: u64) -> World {
        let now: Timestamp = "2026-11-02T09:00:00+07:00".parse().unwrap();
        let mut world = World {
            relay: RelayBox::start(disk, now.millis().unsigned_abs()).await,
            rng: StdRng::seed_from_u64(seed),
            stations: BTreeMap::new(),
            now,
            seed,
            disk,
        };
        world.add_station("desk");
        world.at("desk").ask(Request::NewTeam {
            pin: PIN.into(),
            name: "Sample team".into(),
            relay: "http://127.0.0.1:1/".into(),
            label: "Sample desk".into(),
        });
        world
    }

    /// A relay, the desk, and workers that have joined.
    pub async fn with_workers(seed: u64, names: &[&str]) -> World {
        let mut world = World::new(seed).await;
        for name in names {
            world.join(name, Role::Worker);
        }
        world
    }

    pub fn at(&mut self, name: &str) -> &mut Station {
        self.stations
            .get_mut(name)
            .unwrap_or_else(|| panic!("no station {name}"))
    }

    pub fn names(&self) -> Vec<String> {
        self.stations.keys().cloned().collect()
    }

    pub fn add_station(&mut self, name: &str) -> &mut Station {
        self.seed += 1;
        let station = Station::new(name, self.seed, self.now, self.disk);
        self.stations.entry(name.to_owned()).or_insert(station)
    }

    /// Three steps, no network; for a team with one caseload.
    pub fn join(&mut self, name: &str, role: Role) {
        self.join_for("desk", name, role, None);
    }

    /// The same, let in by this device, for one of several caseloads.
    pub fn join_for(&mut self, by: &str, name: &str, role: Role, caseload: Option<&str>) {
        let request = self.ask_to_join(name);
        let (answer, said) = self.approve(by, &request, role, caseload);
        let (_, heard) = join_text(self.at(name).ask(Request::JoinAccept { text: answer }));
        assert_eq!(said, heard);
    }

    /// A new device, and the text of its request.
    pub fn ask_to_join(&mut self, name: &str) -> String {
        let label = format!("Sample {name}");
        let request = Request::JoinRequest {
            pin: PIN.into(),
            label,
        };
        join_text(self.add_station(name).ask(request)).0
    }

    /// The text of the answer, and its words.
    pub fn approve(
        &mut self,
        by: &str,
        request: &str,
        role: Role,
        caseload: Option<&str>,
    ) -> (String, String) {
        join_text(self.at(by).ask(Request::JoinApprove {
            text: request.to_owned(),
            role,
            caseload: caseload.map(str::to_owned),
        }))
    }

    pub async fn sync(&mut self, name: &str) -> SyncState {
        let router = self.relay.router();
        self.at(name).sync(router).await
    }

    /// Lets a device finish what it has stored, without any signal.
    pub async fn sync_nothing(&mut self, name: &str) {
        self.at(name)
            .run(wayside_sync::device::Event::Opened, None)
            .await;
    }

    /// Everybody syncs, twice: what the first round pushed, the second round pulls.
    pub async fn sync_all(&mut self) {
        for _ in 0..2 {
            for name in self.names() {
                let state = self.sync(&name).await;
                assert_eq!(state.problem, None, "{name}");
            }
        }
    }

    /// Time goes on for everybody, whatever their clocks say.
    pub fn pass(&mut self, seconds: i64) {
        let millis = seconds * 1_000;
        let now = self.now.millis() + millis;
        self.now = Timestamp::from_millis(now, self.now.offset_minutes()).unwrap();
        self.relay.pass(millis.unsigned_abs());
        for station in self.stations.values_mut() {
            station.pass(millis);
        }
    }

    /// All devices show the same records, their vaults are sound, and nothing waits.
    pub fn assert_converged(&mut self) {
        let expected = self.at("desk").records();
        for name in self.names() {
            let station = self.at(&name);
            assert_eq!(station.records(), expected, "{name}");
            station.assert_sound();
            let state = station.state();
            assert_eq!(
                (state.waiting_records, state.waiting_segments, state.to_open),
                (0, 0, 0),
                "{name}"
            );
        }
    }
}

fn join_text(reply: Reply) -> (String, String) {
    match reply {
        Reply::Join { text, words, .. } => (text, words),
        other => panic!("{other:?}"),
    }
}
