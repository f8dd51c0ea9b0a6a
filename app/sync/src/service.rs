//! The service: one thread, or one worker in the browser, that owns the vault, answers requests and syncs. Screens reach it through `message` only.

mod convert;
pub mod home;
pub mod message;
#[cfg(feature = "driver")]
mod platform;
mod problem;
#[cfg(feature = "driver")]
mod run;
#[cfg(feature = "driver")]
mod runtime;
mod state;
#[cfg(all(feature = "driver", not(target_family = "wasm")))]
mod thread;
pub mod wire;
#[cfg(all(feature = "driver", target_family = "wasm"))]
mod worker;

#[cfg(feature = "driver")]
pub use platform::{Platform, wall_clock};
#[cfg(feature = "driver")]
pub use run::{Notices, ServiceHandle};
#[cfg(all(feature = "driver", not(target_family = "wasm")))]
pub use thread::start;
#[cfg(all(feature = "driver", target_family = "wasm"))]
pub use worker::start;
