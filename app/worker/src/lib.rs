//! Wayside in the browser: the worker that holds the vault and syncs.
//!
//! | state | hears | does |
//! |---|---|---|
//! | new | `Start` | opens the origin's private files; `Started`, or `Refused` and stays new |
//! | running | `Ask` | passes it to the service, one after the other; the answer goes back under the same number |
//! | new | `Stretch` | is a worker for that alone (`stretch.rs`): `Started`, `Stretched` |
//! | any | anything unreadable | nothing: page and worker are of one bundle |
//!
//! The page and its worker are one program, so that what both need is fetched once; `web` in the app's crate starts the half that fits.
//!
//! A panic ends the program, for WebAssembly can't unwind: an event of the browser's, in a build for development the panic's hook, says
//! `Died` with what was being worked on, without the panic's own words, which may quote a record. What was answered before is durable;
//! the page says that it stopped, and the next start has another worker.

#[cfg(target_family = "wasm")]
mod lock;
#[cfg(target_family = "wasm")]
mod stretch;
#[cfg(target_family = "wasm")]
mod worker;

#[cfg(target_family = "wasm")]
pub use worker::{inside, run};
