//! The relay in a folder of its own, without a socket, by a clock that stands still but for `pass`.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use tempfile::TempDir;
use wayside_protocol::{CaseloadId, DeviceId, Segment, TeamId};
use wayside_relay::mailbox::sqlite::SqliteMailbox;
use wayside_relay::mailbox::{Mailbox, PageQuery};
use wayside_relay::{Clock, Config, Relay, router};

use crate::disk::{self, Disk};

pub struct RelayBox {
    pub folder: TempDir,
    disk: Disk,
    clock: Arc<Hands>,
    running: Option<Running>,
}

struct Running {
    relay: Relay,
    mailbox: Arc<dyn Mailbox>,
}

/// Milliseconds since 1970, as far as tests let them pass.
struct Hands(AtomicU64);

impl Clock for Hands {
    fn hours(&self) -> u64 {
        self.millis() / 3_600_000
    }

    fn millis(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl RelayBox {
    pub async fn start(disk: Disk, millis: u64) -> RelayBox {
        let mut relay = RelayBox {
            folder: disk.folder(),
            disk,
            clock: Arc::new(Hands(AtomicU64::new(millis))),
            running: None,
        };
        relay.restart().await;
        relay
    }

    /// None while it is stopped.
    pub fn router(&self) -> Option<Router> {
        self.running.as_ref().map(|one| router(one.relay.clone()))
    }

    /// The process is gone, without a chance to tidy up.
    pub fn stop(&mut self) {
        self.running = None;
    }

    pub async fn restart(&mut self) {
        self.running = None;
        let mut config = Config::new(self.folder.path());
        config.clock = self.clock.clone();
        let mailbox = SqliteMailbox::open(self.folder.path(), config.limits.store).unwrap();
        let mailbox: Arc<dyn Mailbox> = Arc::new(mailbox);
        let relay = Relay::with_mailbox(config, mailbox.clone()).await.unwrap();
        self.running = Some(Running { relay, mailbox });
    }

    pub fn pass(&self, millis: u64) {
        self.clock.0.fetch_add(millis, Ordering::Relaxed);
    }

    /// A copy of the folder, as an operator's backup.
    pub fn back_up(&self) -> TempDir {
        self.disk.copy_of(self.folder.path())
    }

    /// The relay is lost, and an old backup takes its place.
    pub async fn restore(&mut self, backup: &TempDir) {
        self.stop();
        disk::put_back(backup.path(), self.folder.path());
        self.restart().await;
    }

    /// The operator says that it was put back, as the manual wants it.
    pub async fn tell_restored(&self) {
        let running = self.running.as_ref().unwrap();
        running.relay.restored().await.unwrap();
    }

    /// Every segment of these caseloads and of the roster that it holds.
    pub async fn segments(&self, team: TeamId, caseloads: Vec<CaseloadId>) -> Vec<Segment> {
        let query = PageQuery {
            team,
            after: 0,
            caseloads,
            except: DeviceId([0; 16]),
            max_bytes: usize::MAX,
        };
        let page = self.running.as_ref().unwrap().mailbox.page(query).await;
        let kept = page.unwrap().entries.into_iter();
        kept.filter(|kept| !kept.is_chain)
            .map(|kept| Segment::decode(&kept.bytes).unwrap())
            .collect()
    }

    /// Which of the words stand in the relay's files.
    pub fn search(&self, words: &[&str]) -> Vec<String> {
        search(self.folder.path(), words)
    }
}

/// Which of the words stand in the files of a folder, as UTF-8.
pub fn search(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let hit = |word: &&&str| {
                bytes
                    .windows(word.len())
                    .any(|window| window == word.as_bytes())
            };
            found.extend(
                words
                    .iter()
                    .filter(hit)
                    .map(|word| format!("{word} in {}", path.display())),
            );
        }
    }
    found
}
