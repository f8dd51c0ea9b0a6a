//! The native app with its screens, drawn by the same Chromium: what a person waits for there.
//!
//! The demonstration's single device stands in for the desktop's window and for Android, because no benchmark can look
//! into their web views. Screens and service are the same, and there, too, the drawing goes over a websocket. It has a
//! copy of the native vault.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use wayside_tests::browser::Browser;
use wayside_tests::process::{Process, binary};

use crate::device::cheapen_key;
use crate::numbers::{SECRET, UNLOCKS};

/// Milliseconds from the press that unlocks to the list, many times; deriving the key costs nothing.
pub async fn unlock(vault: &str, data: &Path) -> Vec<f64> {
    let one = data.join("one");
    copy(Path::new(vault), &one);
    cheapen_key(&one);
    let mut command = Command::new(binary("wayside-app"));
    command.args(["--one", "--data"]).arg(data);
    let (_process, line) = Process::start(&mut command, "http://");
    let address = line
        .split_whitespace()
        .find(|word| word.starts_with("http"));

    let browser = Browser::own_phone(&[]).await;
    browser.before_pages(include_str!("probe.js")).await;
    browser.goto(address.unwrap()).await;
    let mut shown = Vec::new();
    for _ in 0..UNLOCKS {
        browser.fill("field-passphrase", SECRET).await;
        let told = browser
            .run(
                "return probe.press('pin-go-on', probe.listShown)",
                Value::Array(Vec::new()),
            )
            .await;
        shown.push(told.as_f64().unwrap());
        browser.tap("go-lock").await;
        browser.find("pin-go-on").await;
    }
    browser.close().await;
    shown
}

/// A vault is a folder of files.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}
