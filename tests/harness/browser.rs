//! A real Chromium, driven through its WebDriver.

use std::process::Command;

use tempfile::TempDir;
use thirtyfour::prelude::*;

use crate::process::{Process, free_port};

pub struct Browser {
    pub driver: WebDriver,
    _chromedriver: Process,
    _profile: TempDir,
}

/// Set by `tests/run --quick`.
pub fn skipped() -> bool {
    std::env::var_os("WAYSIDE_SKIP_BROWSER").is_some()
}

impl Browser {
    /// A window of the given size with a fresh profile.
    pub async fn open(width: u32, height: u32) -> Browser {
        let profile = tempfile::tempdir().unwrap();
        let port = free_port();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}"));
        let (chromedriver, _) = Process::start(&mut command, "started successfully");
        let mut wanted = DesiredCapabilities::chrome();
        for flag in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ] {
            wanted.add_arg(flag).unwrap();
        }
        wanted
            .add_arg(&format!("--window-size={width},{height}"))
            .unwrap();
        wanted
            .add_arg(&format!("--user-data-dir={}", profile.path().display()))
            .unwrap();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted)
            .await
            .unwrap();
        Browser {
            driver,
            _chromedriver: chromedriver,
            _profile: profile,
        }
    }
}
