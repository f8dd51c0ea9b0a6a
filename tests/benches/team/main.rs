//! Fifty devices, ten thousand screenings, one relay, one supervisor, on loopback with real HTTP.
//!
//! ```text
//! 50 devices (threads here) ──┐
//!                             ├─ a proxy that counts every byte on the sockets ── the relay (a process of its own)
//! supervisor (own process) ───┘
//! bare (own process): the same Automerge changes and the same SQLCipher rows, without Wayside
//! ```
//! Prints bytes a screening each way (HTTP included), times, the ratio of the supervisor's whole work to the bare work,
//! the supervisor's peak memory, and what an idle exchange costs. No thresholds. `WAYSIDE_BENCH_SCALE=10` divides the
//! numbers by ten.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark fails by panicking and prints its result"
)]

mod bare;
mod children;
mod counting;
mod field;

use std::time::Instant;

use counting::Proxy;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        Some("relay") => children::relay(&arguments[2], &arguments[3]),
        Some("supervisor") => children::supervisor(&arguments[2]),
        Some("bare") => bare::run(&arguments[2], &arguments[3]),
        _ => measure(),
    }
}

fn measure() {
    let scale: u32 = std::env::var("WAYSIDE_BENCH_SCALE")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let (devices, each) = (50, 200 / scale);
    let screenings = u64::from(devices * each);
    let folder = tempfile::tempdir().unwrap();
    let port = wayside_tests::process::free_port();
    let _relay = children::start(
        &[
            "relay",
            folder.path().join("relay").to_str().unwrap(),
            &port.to_string(),
        ],
        "listening",
    );
    let proxy = Proxy::start(port);

    let mut field = field::Field::new(folder.path(), proxy.port, devices);
    // What a first contact costs (nonce, admission, the team's roster) is measured apart from the records.
    let before = proxy.counted();
    field.sync();
    let greeting = proxy.counted() - before;
    field.record(each, &folder.path().join("changes"));

    let before = proxy.counted();
    let start = Instant::now();
    field.sync();
    let pushed = start.elapsed();
    let up = proxy.counted() - before;

    let before = proxy.counted();
    let desk = folder.path().join("desk");
    let report = children::run(&["supervisor", desk.to_str().unwrap()]);
    let down = proxy.counted() - before;
    let bare = children::run(&[
        "bare",
        folder.path().join("changes").to_str().unwrap(),
        folder.path().join("bare").to_str().unwrap(),
    ]);

    // The supervisor's receipts arrive with the first of these; the second has nothing new.
    field.sync_one();
    let before = proxy.counted();
    field.sync_one();
    let idle = proxy.counted() - before;

    let number = |value: &serde_json::Value, name: &str| value[name].as_f64().unwrap();
    let per = |bytes: u64| bytes as f64 / screenings as f64;
    println!(
        "{screenings} screenings, {devices} devices, {} clients at the desk",
        number(&report, "clients")
    );
    println!(
        "first contact: {} B up, {} B down a device (a team of {devices})",
        greeting.up / u64::from(devices),
        greeting.down / u64::from(devices)
    );
    println!(
        "push: {:.2} s; per screening {:.1} B up, {:.1} B down",
        pushed.as_secs_f64(),
        per(up.up),
        per(up.down)
    );
    println!(
        "pull: per screening {:.1} B up, {:.1} B down",
        per(down.up),
        per(down.down)
    );
    println!(
        "supervisor: durable after {:.2} s, merged and projected after {:.2} s, peak memory {:.0} MB",
        number(&report, "durable"),
        number(&report, "done"),
        number(&report, "peak_mb")
    );
    println!(
        "bare (one thread): {:.2} s (Automerge {:.2} s, rows {:.2} s)",
        number(&bare, "whole"),
        number(&bare, "automerge"),
        number(&bare, "rows")
    );
    println!(
        "ratio of the supervisor's whole work to the bare work: {:.2}",
        number(&report, "done") / number(&bare, "whole")
    );
    println!(
        "idle exchange: {} B up, {} B down, HTTP included",
        idle.up, idle.down
    );
}
