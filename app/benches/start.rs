//! What a cold start costs before anybody can tap, in instructions, counted by callgrind: the words of one language,
//! and the first screen over a locked vault. Instructions do not depend on what else the machine does. Printed, without
//! thresholds.
//!
//! Needs valgrind. The program counts itself: `valgrind --tool=callgrind` runs it once for each part, and once for
//! nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark fails by panicking and prints its result"
)]

use std::process::Command;
use std::sync::Arc;

use dioxus::prelude::*;
use futures_util::{FutureExt, stream};
use wayside_app::app::App;
use wayside_app::i18n::Words;
use wayside_app::platform::Host;
use wayside_app::platform::host::Machine;
use wayside_app::service::{Answering, Ask, Notices, Reply, Request, Service};
use wayside_seam::VaultState;

const PARTS: [&str; 2] = ["words", "screen"];

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("nothing") => {}
        Some("words") => drop(Words::new("en")),
        Some("screen") => first_screen(),
        _ => count_all(),
    }
}

/// A vault that is locked, as after every launch.
struct Locked;

impl Ask for Locked {
    fn ask(&self, _: Request) -> Answering {
        Box::pin(std::future::ready(Ok(Reply::State(VaultState::Locked))))
    }

    fn notices(&self) -> Notices {
        Box::pin(stream::pending())
    }
}

fn first_screen() {
    let folder = tempfile::tempdir().unwrap();
    let host = Host {
        service: Service::new(Locked),
        platform: Arc::new(Machine::new(folder.path().to_owned())),
    };
    let mut dom = VirtualDom::new(App).with_root_context(host);
    dom.rebuild_in_place();
    while dom.wait_for_work().now_or_never().is_some() {
        dom.render_immediate(&mut dioxus::core::NoOpMutations);
    }
    assert!(dioxus_ssr::render(&dom).contains("field-passphrase"));
}

fn count_all() {
    let nothing = count("nothing");
    for part in PARTS {
        let millions = (count(part) - nothing) / 1_000_000;
        println!("{part}: {millions} million instructions");
    }
}

/// Instructions of this program with that part.
fn count(part: &str) -> u64 {
    let told = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe().unwrap())
        .arg(part)
        .output()
        .expect("valgrind is needed");
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(!told.contains("panicked"), "{told}");
    let collected = told
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .unwrap_or_else(|| panic!("no count: {told}"));
    collected.1.trim().parse().unwrap()
}
