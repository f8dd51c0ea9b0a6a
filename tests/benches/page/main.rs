//! The browser's app in a real Chromium beside the native service, in the same run, against the same relay, with real
//! HTTP.
//!
//! ```text
//! 50 devices (threads here) ─┐                 native: a process of its own, the service alone, without a screen
//!                            ├─ the relay ── a proxy that counts every byte ──┤
//! desk (here) ───────────────┘                 page: the bundle of `target/web` in Chromium at a phone's size
//! ```
//! Native device and page are admitted by the desk as supervisors and hold nothing but the team when the fifty devices
//! push. What a person waits for on a screen is compared with the native app's own (`screens`, of a program that `cargo
//! build --release` makes first). Printed, without thresholds: first visit and later starts in bytes, pull and merge of
//! everything with somebody tapping answers and searching all along, unlocking, saving one answer, Argon2id, memory.
//! `WAYSIDE_BENCH_SCALE=10` divides the numbers by ten; `WAYSIDE_APP_BUNDLE` names another bundle than `target/web`,
//! which `app/web/build` makes; `WAYSIDE_BENCH_FLAGS` are flags for Chromium, for a profiler.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark fails by panicking and prints its result"
)]

mod device;
mod numbers;
mod page;
mod renderer;
mod run;
mod screens;

#[path = "../team/counting.rs"]
mod counting;
#[allow(
    dead_code,
    reason = "of the other benchmark; not everything is used here"
)]
#[path = "../team/field.rs"]
mod field;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    match words.as_slice() {
        ["relay", data, port, app] => device::relay(data, port, app),
        ["native", "ask", dir] => device::ask_to_join(dir),
        ["native", "join", dir, text] => device::join(dir, text),
        ["native", "pull", dir] => device::pull(dir),
        ["native", "measure", dir] => device::measure(dir),
        _ => tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(run::run()),
    }
}
