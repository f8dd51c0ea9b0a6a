//! Chromium with its WebDriver: a profile that outlives its processes, which may be killed and started again.

pub mod shared;

use std::fs::read_to_string;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel};

use crate::process::{Process, free_port};

const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// What it looks like from outside. `touch`: a phone, with fingers and without a window's frame.
#[derive(Clone, Copy)]
pub struct Shape {
    pub width: u32,
    pub height: u32,
    pub touch: bool,
}

pub struct Chromium {
    profile: TempDir,
    wanted: ChromeCapabilities,
    running: Option<(Process, WebDriver)>,
}

impl Chromium {
    /// Starts one with a fresh profile.
    pub async fn start_new(shape: Shape, more: &[String]) -> Chromium {
        // The WebDriver's HTTP client wants to know a TLS provider, though it never leaves loopback.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let profile = tempfile::tempdir().unwrap();
        let mut wanted = DesiredCapabilities::chrome();
        for flag in FLAGS {
            wanted.add_arg(flag).unwrap();
        }
        for flag in more {
            wanted.add_arg(flag).unwrap();
        }
        let Shape { width, height, .. } = shape;
        let place = profile.path().display();
        wanted
            .add_arg(&format!("--window-size={width},{height}"))
            .unwrap();
        wanted.add_arg(&format!("--user-data-dir={place}")).unwrap();
        wanted
            .set_browser_log_level(LoggingPrefsLogLevel::All)
            .unwrap();
        if shape.touch {
            let size =
                json!({ "width": width, "height": height, "pixelRatio": 2.0, "touch": true });
            wanted
                .add_experimental_option("mobileEmulation", json!({ "deviceMetrics": size }))
                .unwrap();
        }
        let mut chromium = Chromium {
            profile,
            wanted,
            running: None,
        };
        chromium.start().await;
        chromium
    }

    pub async fn start(&mut self) {
        let port = free_port();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}"));
        let (chromedriver, _) = Process::start(&mut command, "started successfully");
        // Each test has a runtime of its own: a connection must not outlive the one that it was opened in.
        let client = reqwest::Client::builder().pool_max_idle_per_host(0);
        let address = format!("http://127.0.0.1:{port}");
        let driver = WebDriver::builder(address, self.wanted.clone())
            .client(client.build().unwrap())
            .await
            .unwrap();
        self.running = Some((chromedriver, driver));
    }

    pub fn driver(&self) -> &WebDriver {
        &self.running.as_ref().unwrap().1
    }

    /// A command of Chromium's own protocol, for the tab that is shown.
    pub async fn command(&self, name: &str, given: Value) -> Result<Value, WebDriverError> {
        self.driver().cdp().send_raw(name, given).await
    }

    /// Ends it as a person does, so that it writes down what it has to. (Left to `drop`, the driver waits two minutes
    /// for itself.)
    pub async fn quit(&mut self) {
        let _ = self.driver().clone().quit().await;
        self.kill();
    }

    /// Ends every process of it without warning, as a phone does that needs the memory.
    pub fn kill(&mut self) {
        let Some((chromedriver, driver)) = self.running.take() else {
            return;
        };
        let _ = driver.leak();
        let mut all = below(chromedriver.0.id());
        all.push(chromedriver.0.id());
        let all: Vec<String> = all.iter().map(u32::to_string).collect();
        // Some may be gone already.
        let _ = Command::new("sh")
            .arg("-c")
            .arg(format!("kill -9 {} 2>/dev/null", all.join(" ")))
            .status();
        drop(chromedriver);
        for pid in &all {
            while running(pid) {
                std::thread::yield_now();
            }
        }
    }

    /// The largest piece of memory that a page of it holds, in kB. A WebAssembly memory is one piece.
    pub fn largest_piece(&self) -> u64 {
        let own = format!("--user-data-dir={}", self.profile.path().display());
        let is_page = |pid: &u32| {
            let line = read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            line.contains("--type=renderer") && line.contains(&own)
        };
        let pages = processes().into_iter().map(|(pid, _)| pid).filter(is_page);
        pages.map(largest_piece).max().unwrap_or(0)
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Of what has no file behind it.
fn largest_piece(pid: u32) -> u64 {
    let (mut largest, mut file) = (0, true);
    for line in read_to_string(format!("/proc/{pid}/smaps"))
        .unwrap_or_default()
        .lines()
    {
        if let Some(size) = line.strip_prefix("Rss:") {
            let kb = size.trim().trim_end_matches(" kB").parse().unwrap_or(0);
            largest = largest.max(if file { 0 } else { kb });
        } else if line.starts_with(|first| matches!(first, '0'..='9' | 'a'..='f')) {
            file = line.split_whitespace().nth(4) != Some("0"); // the inode
        }
    }
    largest
}

/// All processes that this one started, and those that they started.
fn below(pid: u32) -> Vec<u32> {
    let mut found = vec![pid];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        let children = processes().into_iter().filter(|(_, of)| *of == parent);
        found.extend(children.map(|(child, _)| child));
        next += 1;
    }
    found.split_off(1)
}

/// Every process with its parent.
fn processes() -> Vec<(u32, u32)> {
    let all = std::fs::read_dir("/proc").unwrap().flatten();
    all.filter_map(|entry| {
        let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
        Some((pid, stat(&pid.to_string())?.1))
    })
    .collect()
}

/// State and parent. The name before them is in brackets and may hold anything.
fn stat(pid: &str) -> Option<(char, u32)> {
    let text = read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut words = text.rsplit(')').next()?.split_whitespace();
    Some((words.next()?.chars().next()?, words.next()?.parse().ok()?))
}

fn running(pid: &str) -> bool {
    stat(pid).is_some_and(|(state, _)| state != 'Z' && state != 'X')
}
