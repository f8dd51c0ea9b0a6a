//! In a real Chromium: the bundle that phones get, at a phone's size, and the demonstration. One file a promise.
//!
//! They need the bundle of `app/web/build`, so plain `cargo test` leaves them out: `cargo test --workspace --test
//! browser`.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod alone;
mod bad_input;
mod clock;
mod courier;
mod demonstration;
mod ended;
mod full;
mod kept;
mod late;
mod locked;
mod main_job;
mod moved;
mod not_offline;
mod removed;
mod room;
mod shared;
mod slow;
mod start;
mod tabs;
mod taken_away;
mod two_hosts;
mod update;
