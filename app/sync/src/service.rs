//! The service: one thread that owns the vault, answers requests and syncs. Screens reach it through `message` only.

mod convert;
pub mod home;
pub mod message;
#[cfg(feature = "driver")]
mod platform;
mod problem;
mod state;
#[cfg(feature = "driver")]
mod thread;

#[cfg(feature = "driver")]
pub use platform::{Platform, wall_clock};
#[cfg(feature = "driver")]
pub use thread::{Notices, ServiceHandle, start};
