//! The service: one thread, or one worker in the browser, that owns the vault, answers requests and syncs. Screens
//! reach it through the messages of `wayside-seam` only.

pub mod home;
#[cfg(feature = "driver")]
mod platform;
#[cfg(feature = "driver")]
mod run;
#[cfg(feature = "driver")]
mod runtime;
#[cfg(all(feature = "driver", not(target_family = "wasm")))]
mod thread;
mod watch;
#[cfg(all(feature = "driver", target_family = "wasm"))]
mod worker;

#[cfg(feature = "driver")]
pub use platform::Platform;
#[cfg(feature = "driver")]
pub use run::{Notices, ServiceHandle};
#[cfg(all(feature = "driver", not(target_family = "wasm")))]
pub use thread::start;
#[cfg(all(feature = "driver", target_family = "wasm"))]
pub use worker::start;
