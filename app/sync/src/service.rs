//! The service: one thread that owns the vault, answers requests and syncs. Screens reach it through `message` only.

mod convert;
pub mod home;
pub mod message;
mod problem;
mod state;
#[cfg(feature = "driver")]
mod thread;

#[cfg(feature = "driver")]
pub use thread::{Notices, Platform, ServiceHandle, start, wall_clock};
