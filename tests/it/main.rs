//! End to end, one file a promise. The numbers are those of the invariants in the README.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod acknowledged;
mod bad_relay;
mod courier;
mod main_job;
mod membership;
mod plaintext;
mod processes;
mod readmes;
mod recovery;
mod simulated;
mod tidy;
