//! The relay in a folder of its own, without a socket.

use std::path::Path;

use axum::Router;
use tempfile::TempDir;
use wayside_relay::{Config, Relay, router};

pub struct RelayBox {
    pub folder: TempDir,
    running: Option<Router>,
}

impl RelayBox {
    pub async fn start() -> RelayBox {
        let mut relay = RelayBox {
            folder: tempfile::tempdir().unwrap(),
            running: None,
        };
        relay.restart().await;
        relay
    }

    /// None while it is stopped.
    pub fn router(&self) -> Option<Router> {
        self.running.clone()
    }

    /// The process is gone, without a chance to tidy up.
    pub fn stop(&mut self) {
        self.running = None;
    }

    pub async fn restart(&mut self) {
        self.running = None;
        let relay = Relay::open(Config::new(self.folder.path())).await.unwrap();
        self.running = Some(router(relay));
    }

    /// A copy of the folder, as an operator's backup.
    pub fn back_up(&self) -> TempDir {
        let copy = tempfile::tempdir().unwrap();
        copy_files(self.folder.path(), copy.path());
        copy
    }

    /// The relay is lost, and an old backup takes its place.
    pub async fn restore(&mut self, backup: &TempDir) {
        self.stop();
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            std::fs::remove_file(file.unwrap().path()).unwrap();
        }
        copy_files(backup.path(), self.folder.path());
        self.restart().await;
    }

    /// Which of the words stand in the relay's files.
    pub fn search(&self, words: &[&str]) -> Vec<String> {
        search(self.folder.path(), words)
    }
}

fn copy_files(from: &Path, to: &Path) {
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
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
