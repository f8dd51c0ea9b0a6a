//! A real Chromium, driven through its WebDriver, and the demonstration that it looks at.
//!
//! The page answers over a socket, so every look waits until what it looks for is there, at most `PATIENCE`.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;
use thirtyfour::components::SelectElement;
use thirtyfour::prelude::*;

use crate::process::{Process, binary, free_port};

const PATIENCE: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(50);

pub struct Browser {
    pub driver: WebDriver,
    _chromedriver: Process,
    _profile: TempDir,
}

/// Set by `tests/run --quick`.
pub fn skipped() -> bool {
    std::env::var_os("WAYSIDE_SKIP_BROWSER").is_some()
}

/// The app in browser mode, and the address that it prints.
pub fn demonstration(data: &Path, more: &[&str]) -> (Process, String) {
    let mut command = Command::new(binary("wayside-app"));
    command
        .arg("--data")
        .arg(data)
        .args(more)
        .env("LANG", "en_US.UTF-8");
    let (process, line) = Process::start(&mut command, "http://127.0.0.1:");
    let start = line.find("http://").unwrap();
    let address = line[start..].split_whitespace().next().unwrap().to_owned();
    (process, address)
}

impl Browser {
    /// A window of the given size with a fresh profile.
    pub async fn open(width: u32, height: u32) -> Browser {
        // The WebDriver's HTTP client wants to know a TLS provider, though it never leaves loopback.
        let _ = rustls::crypto::ring::default_provider().install_default();
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

    /// Ends the browser. (Left to `drop`, the driver waits two minutes for itself.)
    pub async fn close(self) {
        self.driver.quit().await.unwrap();
    }

    /// What a person can see and press, by its test id.
    pub async fn find(&self, testid: &str) -> WebElement {
        self.css(&format!("[data-testid='{testid}']")).await
    }

    /// What a selector finds, once it is there.
    pub async fn css(&self, selector: &str) -> WebElement {
        match self
            .driver
            .query(By::Css(selector.to_owned()))
            .wait(PATIENCE, LOOK)
            .first()
            .await
        {
            Ok(element) => element,
            Err(_) => panic!("no {selector} on the page: {:.1500}", self.text().await),
        }
    }

    /// Presses it; a page that drew itself anew in between is looked at again.
    pub async fn tap(&self, testid: &str) {
        for _ in 0..50 {
            let element = self.find(testid).await;
            if element.scroll_into_view().await.is_ok() && element.click().await.is_ok() {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
        panic!("{testid} can't be pressed");
    }

    /// Presses an answer and waits until it is shown as saved.
    pub async fn answer(&self, item: &str, answer: &str) {
        let id = format!("answer-{item}-{answer}");
        self.tap(&id).await;
        self.css(&format!("[data-testid='{id}'][data-state='on']"))
            .await;
    }

    pub async fn fill(&self, testid: &str, text: &str) {
        self.find(testid).await.send_keys(text).await.unwrap();
    }

    pub async fn choose(&self, testid: &str, value: &str) {
        SelectElement::new(&self.find(testid).await)
            .await
            .unwrap()
            .select_by_value(value)
            .await
            .unwrap();
    }

    pub async fn pin(&self, digits: &str) {
        for digit in digits.chars() {
            self.tap(&format!("key-{digit}")).await;
        }
        self.css(&format!(
            "[data-testid='pin-dots'][data-count='{}']",
            digits.len()
        ))
        .await;
        self.tap("pin-go-on").await;
    }

    /// Into the frame of one of the demonstration's devices.
    pub async fn enter(&self, device: &str) {
        self.driver.enter_default_frame().await.unwrap();
        self.find(&format!("frame-{device}"))
            .await
            .enter_frame()
            .await
            .unwrap();
    }

    /// Out of any frame.
    pub async fn leave(&self) {
        self.driver.enter_default_frame().await.unwrap();
    }

    pub async fn text(&self) -> String {
        match self.driver.find(By::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    pub async fn attribute(&self, testid: &str, name: &str) -> String {
        self.find(testid)
            .await
            .attr(name)
            .await
            .unwrap()
            .unwrap_or_default()
    }
}
