//! A person with a real Chromium: what they see (`eyes`) and what they press and type (`hands`).
//!
//! A page draws when it is ready, so nothing is read once. Every look waits until there is what it looks for, at most
//! `PATIENCE`, and what is read is never empty. No test gets an element of the page, or the driver, to read it
//! otherwise.
//!
//! Browsers of `phone` share a Chromium (`chromium::shared`): each gets a tab of its own, and leaves nothing behind.
//! A test that kills its browser, measures it or starts it with flags opens one for itself.

mod eyes;
mod hands;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::chromium::shared::{self, Turn};
use crate::chromium::{Chromium, Shape};
use crate::process::{Process, binary};

/// On a busy machine a page takes its time; who fails waits that long, too.
pub const PATIENCE: Duration = Duration::from_secs(60);
const LONGEST_CLEANING: Duration = Duration::from_secs(15);
const LOOK: Duration = Duration::from_millis(50);

const PHONE: Shape = Shape {
    width: 390,
    height: 844,
    touch: true,
};

pub struct Browser {
    chromium: Option<Chromium>,
    own: bool,
    /// Every origin that was visited.
    origins: Mutex<BTreeSet<String>>,
    // After the browser, so that the last one finds it ended.
    _turn: Turn,
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
    /// A phone on which this origin was never visited.
    pub async fn phone() -> Browser {
        let turn = Turn::take().await;
        let chromium = match shared::take() {
            Some(chromium) => chromium,
            None => Chromium::start_new(PHONE, &[]).await,
        };
        Browser::of(chromium, false, turn)
    }

    /// A phone with a Chromium of its own, which is given these flags.
    pub async fn own_phone(flags: &[String]) -> Browser {
        let turn = Turn::take().await;
        Browser::of(Chromium::start_new(PHONE, flags).await, true, turn)
    }

    /// A computer's window of this size, in a Chromium of its own.
    pub async fn window(width: u32, height: u32) -> Browser {
        let turn = Turn::take().await;
        let shape = Shape {
            width,
            height,
            touch: false,
        };
        Browser::of(Chromium::start_new(shape, &[]).await, true, turn)
    }

    fn of(chromium: Chromium, own: bool, turn: Turn) -> Browser {
        Browser {
            chromium: Some(chromium),
            own,
            origins: Mutex::default(),
            _turn: turn,
        }
    }

    fn chromium(&self) -> &Chromium {
        self.chromium.as_ref().unwrap() // taken by `close` alone
    }

    fn driver(&self) -> &WebDriver {
        self.chromium().driver()
    }

    /// Ends the browser, or leaves its Chromium to the next one. (Left to `drop`, it is killed.)
    pub async fn close(mut self) {
        let mut chromium = self.chromium.take().unwrap();
        if self.own {
            chromium.quit().await;
            return;
        }
        let origins = std::mem::take(&mut *self.origins.lock().unwrap());
        // Now and then a Chromium never answers when a service worker still writes while its files are cleared: such a one
        // is ended, and the next test starts another.
        let cleaned = tokio::time::timeout(LONGEST_CLEANING, shared::clean(&chromium, origins));
        if let Ok(Ok(())) = cleaned.await {
            shared::give(chromium);
        }
    }

    /// Kills it in the middle of whatever it does, and starts it again with the same profile.
    pub async fn reopen(&mut self) {
        assert!(self.own, "others use this Chromium after this test");
        let chromium = self.chromium.as_mut().unwrap();
        chromium.kill();
        chromium.start().await;
    }

    /// The largest piece of memory that its pages hold, in kB.
    pub fn largest_piece(&self) -> u64 {
        assert!(self.own, "other pages would be measured, too");
        self.chromium().largest_piece()
    }

    pub async fn goto(&self, address: &str) {
        let end = address.match_indices('/').nth(2);
        let origin = end.map_or(address, |(at, _)| &address[..at]);
        self.origins.lock().unwrap().insert(origin.to_owned());
        self.driver().goto(address).await.unwrap();
    }

    pub async fn refresh(&self) {
        self.driver().refresh().await.unwrap();
    }

    /// Loads the page anew, which something may break off.
    pub async fn try_refresh(&self) {
        let _ = self.driver().refresh().await;
    }

    /// With or without a network, for this page; its workers keep theirs.
    pub async fn offline(&self, offline: bool) {
        self.command("Network.enable", json!({})).await;
        let none = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.command("Network.emulateNetworkConditions", none).await;
    }

    /// The tab that is shown.
    pub async fn tab(&self) -> WindowHandle {
        self.driver().window().await.unwrap()
    }

    /// Opens another tab and shows it.
    pub async fn new_tab(&self) -> WindowHandle {
        let tab = self.driver().new_tab().await.unwrap();
        self.show_tab(&tab).await;
        tab
    }

    pub async fn show_tab(&self, tab: &WindowHandle) {
        self.driver().switch_to_window(tab.clone()).await.unwrap();
    }

    /// Closes the tab that is shown.
    pub async fn close_tab(&self) {
        self.driver().close_window().await.unwrap();
    }

    /// Into the frame of one of the demonstration's devices.
    pub async fn enter(&self, device: &str) {
        self.leave().await;
        let frame = format!("[data-testid='frame-{device}']");
        self.element(&frame).await.enter_frame().await.unwrap();
    }

    /// Out of any frame.
    pub async fn leave(&self) {
        self.driver().enter_default_frame().await.unwrap();
    }

    /// What the browser itself had to complain about since it was asked last.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.driver().browser_log().await.unwrap().into_iter();
        log.filter(|entry| ["SEVERE", "WARNING"].contains(&entry.level.as_str()))
            .map(|entry| entry.message)
            .collect()
    }

    /// A page may take that long to load.
    pub async fn allow_loading(&self, long: Duration) {
        self.driver().set_page_load_timeout(long).await.unwrap();
    }

    /// A script of a test may take that long.
    pub async fn allow_scripts(&self, long: Duration) {
        self.driver().set_script_timeout(long).await.unwrap();
    }

    /// A command of Chromium's own protocol, for this tab.
    pub async fn command(&self, name: &str, given: Value) -> Value {
        self.chromium().command(name, given).await.unwrap()
    }

    /// Runs the body of an async function in the page; `given` is an array of its arguments.
    pub async fn run(&self, body: &str, given: Value) -> Value {
        self.try_run(body, given)
            .await
            .unwrap_or_else(|error| panic!("{error}: {body:.300}"))
    }

    async fn try_run(&self, body: &str, given: Value) -> Result<Value, String> {
        let script = format!(
            "const given = Array.from(arguments), done = given.pop(); (async (given) => {{ {body} }})(given)
               .then((value) => done([value === undefined ? null : value, null]), (error) => done([null, String(error)]));"
        );
        let given = given.as_array().cloned().unwrap_or_default();
        let told = self
            .driver()
            .execute_async(script, given)
            .await
            .map_err(|error| error.to_string())?;
        match told.json()[1].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(told.json()[0].clone()),
        }
    }

    /// A script that runs in this tab before every page's own, from now on; `forget` takes what this gives.
    pub async fn before_pages(&self, script: &str) -> Value {
        self.command(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        )
        .await
    }

    pub async fn forget(&self, script: Value) {
        self.command("Page.removeScriptToEvaluateOnNewDocument", script)
            .await;
    }
}
