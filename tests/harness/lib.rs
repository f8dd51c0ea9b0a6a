//! What the end-to-end tests and benchmarks share.
//!
//! ```text
//! World ── Station "worker", "desk" … (a real vault and engine each)
//!   │          └ Link: good, or with the faults that a test lines up: drop, cut, twice, hold back
//!   └───── RelayBox (the real router and mailbox in a folder of its own, without a socket; stopped, restored, searched)
//! ```
//! Nothing sleeps: effects are run until none is left, and time stands still but for `World::pass`. Everything random
//! comes from one seed. `process` and `browser` are for the few tests that need real processes, sockets and a real
//! Chromium: `walk` is what a person does in it, `bundle` and `host` what it is served, over a `line`, `opfs` what
//! it keeps, and `axe` judges what it shows.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a harness fails by panicking, and its names are its documentation"
)]

pub mod axe;
pub mod browser;
pub mod bundle;
pub mod chromium;
pub mod disk;
pub mod host;
pub mod line;
pub mod link;
pub mod long;
pub mod opfs;
pub mod process;
pub mod relay;
pub mod samples;
pub mod simulator;
pub mod station;
pub mod walk;
pub mod world;

pub use disk::Disk;
pub use link::{Fault, Link};
pub use relay::RelayBox;
pub use station::Station;
pub use world::World;
