//! The relay through its router, and once each through a real socket and a real process.
// A test that can't go on says so by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

mod admission;
mod app;
mod broken_bodies;
mod cors;
mod limits;
mod loss;
mod mailbox_sqlite;
mod operator;
mod places;
mod process;
mod pull;
mod push;
mod socket;
mod storage_failure;
mod team;
mod world;
