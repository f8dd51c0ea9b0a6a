//! The bytes, the signatures and the decoders, as others see them.
// A test that can't go on says so by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

mod chains;
mod frames;
mod garbage;
mod golden;
mod sample;
mod segments;
