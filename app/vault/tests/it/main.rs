//! The promises of the vault, one file each, through its public face.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "tests: a failed step is a failed test"
)]

mod durable;
mod lists;
mod log;
mod merging;
mod opening;
mod records;
mod same_everywhere;
mod saving;
mod support;
