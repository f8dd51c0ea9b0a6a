//! Time and tasks: tokio's on a thread, the event loop's in a worker.

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod web;

#[cfg(not(target_family = "wasm"))]
pub(super) use native::{Instant, Task, sleep_until, spawn, yield_now};
#[cfg(target_family = "wasm")]
pub(super) use web::{Instant, Task, sleep_until, spawn, yield_now};
