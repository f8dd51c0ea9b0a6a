//! The fifty devices and the desk's first vault, each a real one.

use std::io::Write;
use std::path::Path;

use rand::SeedableRng;
use rand::rngs::StdRng;
use wayside_domain::record::parse_document;
use wayside_domain::time::Timestamp;
use wayside_seam::{Reply, Request, Role};
use wayside_sync::Env;
use wayside_sync::driver::{Http, sync_once};
use wayside_sync::{Home, Pace};
use wayside_tests::samples::client_with_screening;
use wayside_tests::station::PIN;
use wayside_vault::KdfCost;

pub struct Field {
    workers: Vec<Worker>,
}

struct Worker {
    home: Home,
    rng: StdRng,
}

impl Worker {
    fn new(folder: &Path, name: &str, seed: u64) -> Worker {
        let home = Home::new(folder.join(name), KdfCost::TEST, None, Pace::PHONE);
        Worker {
            home,
            rng: StdRng::seed_from_u64(seed),
        }
    }

    fn ask(&mut self, request: Request) -> Reply {
        let mut env = Env {
            now: now(),
            rng: &mut self.rng,
        };
        self.home.request(request, &mut env).unwrap()
    }

    fn sync(&mut self) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let device = self.home.device().unwrap();
        runtime
            .block_on(sync_once(device, &Http::new(), &now, &mut self.rng))
            .unwrap();
    }
}

pub fn now() -> Timestamp {
    "2026-11-02T19:40:00+07:00".parse().unwrap()
}

impl Field {
    /// A team at the desk, and devices that have joined it.
    pub fn new(folder: &Path, port: u16, devices: u32) -> Field {
        let mut desk = Worker::new(folder, "desk", 1);
        let relay = format!("http://127.0.0.1:{port}");
        desk.ask(Request::NewTeam {
            pin: PIN.into(),
            name: "Sample team".into(),
            relay,
            label: "desk".into(),
        });
        let workers = (0..devices)
            .map(|number| joined(&mut desk, folder, number))
            .collect();
        desk.sync();
        Field { workers }
    }

    /// Every device records its share; the raw changes go to a file for the bare run.
    pub fn record(&mut self, each: u32, changes: &Path) {
        let mut file = std::io::BufWriter::new(std::fs::File::create(changes).unwrap());
        for (number, worker) in (0..).zip(&mut self.workers) {
            for one in 0..each {
                let lines = client_with_screening(&mut worker.rng, number * each + one);
                worker.ask(Request::Record {
                    entries: parse_document(&lines).unwrap(),
                });
            }
            let vault = worker.home.device().unwrap().vault();
            for caseload in vault.caseloads_with_pending().unwrap() {
                for pending in vault.pending(&caseload, usize::MAX).unwrap() {
                    for part in [pending.client.to_string().as_bytes(), &pending.change] {
                        file.write_all(&(part.len() as u32).to_le_bytes()).unwrap();
                        file.write_all(part).unwrap();
                    }
                }
            }
        }
    }

    /// All devices at once.
    pub fn sync(&mut self) {
        std::thread::scope(|scope| {
            for worker in &mut self.workers {
                scope.spawn(|| worker.sync());
            }
        });
    }

    /// One exchange; the first of a device that never synced takes its greeting and what others sent.
    pub fn sync_one(&mut self) {
        if let Some(worker) = self.workers.first_mut() {
            worker.sync();
        }
    }
}

/// Each worker has a caseload of its own, as a list of clients has one worker.
fn joined(desk: &mut Worker, folder: &Path, number: u32) -> Worker {
    let name = format!("worker-{number}");
    desk.ask(Request::NewCaseload { name: name.clone() });
    let mut worker = Worker::new(folder, &name, 100 + u64::from(number));
    let asked = Request::JoinRequest {
        pin: PIN.into(),
        label: name.clone(),
    };
    let approve = Request::JoinApprove {
        text: text(worker.ask(asked)),
        role: Role::Worker,
        caseload: Some(name),
    };
    let text = text(desk.ask(approve));
    worker.ask(Request::JoinAccept { text });
    worker
}

fn text(reply: Reply) -> String {
    match reply {
        Reply::Join { text, .. } => text,
        other => panic!("{other:?}"),
    }
}
