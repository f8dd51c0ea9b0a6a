//! Wayside in the browser: the worker that holds the vault and syncs.
//!
//! | state | hears | does |
//! |---|---|---|
//! | new | `Start` | opens the origin's private files; `Started`, or `Refused` and stays new |
//! | running | `Ask` | passes it to the service, one after the other; the answer goes back under the same number |
//! | new | `Stretch` | is a worker for that alone (`stretch.rs`): `Started`, `Stretched` |
//! | any | anything unreadable | nothing: page and worker are of one bundle |
//!
//! Page and worker are one program, so that what both need is fetched once. `web` in the app's crate starts the half
//! that fits.
//!
//! A panic ends the program, since WebAssembly can't unwind. An event of the browser (in a build for development the
//! panic's hook) then says `Died` with the work's hash. It does not repeat the panic's own words, which may quote a
//! record. Earlier answers are durable. The page says that the worker stopped, and the next start has another one.

#[cfg(target_family = "wasm")]
mod lock;
#[cfg(target_family = "wasm")]
mod stretch;
#[cfg(target_family = "wasm")]
mod worker;

#[cfg(target_family = "wasm")]
pub use worker::{inside, run};
