//! Chromiums that tests hand on to each other, since starting one costs as much as a short test.
//!
//! ```text
//! take ──> a test's tab ──> clean ──> give ──> rest ──> take …
//!              └ the test fails: killed          └ nobody has a turn or waits for one: killed
//! ```
//! Two browsers are open at a time: each takes hundreds of megabytes, but waits for its files and frames as much as it
//! computes.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::json;
use thirtyfour::prelude::*;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::Chromium;

static TURNS: Semaphore = Semaphore::const_new(2);
static SHARED: Mutex<Shared> = Mutex::new(Shared {
    turns: 0,
    rest: Vec::new(),
});

struct Shared {
    /// That are taken or waited for.
    turns: usize,
    rest: Vec<Chromium>,
}

fn shared() -> MutexGuard<'static, Shared> {
    SHARED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The right to have a browser open. A test that opens a second one closes the first before.
pub struct Turn(#[allow(dead_code, reason = "given back by `drop`")] SemaphorePermit<'static>);

impl Turn {
    pub async fn take() -> Turn {
        shared().turns += 1;
        Turn(TURNS.acquire().await.unwrap())
    }
}

impl Drop for Turn {
    /// The last one out puts out the light: a test's process has no other moment for it.
    fn drop(&mut self) {
        let mut shared = shared();
        shared.turns -= 1;
        if shared.turns == 0 {
            shared.rest.clear();
        }
    }
}

pub fn take() -> Option<Chromium> {
    shared().rest.pop()
}

pub fn give(chromium: Chromium) {
    shared().rest.push(chromium);
}

/// One empty tab, no downloads, and nothing kept of these origins: a port may come again.
pub async fn clean(chromium: &Chromium, origins: BTreeSet<String>) -> WebDriverResult<()> {
    let driver = chromium.driver();
    let old = driver.windows().await?;
    let new = driver.new_tab().await?;
    for tab in old {
        driver.switch_to_window(tab).await?;
        driver.close_window().await?;
    }
    driver.switch_to_window(new).await?;
    for origin in origins {
        let all = json!({ "origin": origin, "storageTypes": "all" });
        chromium.command("Storage.clearDataForOrigin", all).await?;
    }
    let ask = json!({ "behavior": "default" });
    chromium.command("Browser.setDownloadBehavior", ask).await?;
    Ok(())
}
