//! Log, sealing, roster, enrolment, sync engine and the device service.
//!
//! ```text
//! screens ── service (thread) ── Home ── Device ─┬─ vault              documents, projections, segments, settings
//!                 │                              ├─ keyring, roster    who is in the team, which keys we hold
//!               driver (the only HTTP)           ├─ seal, pack         changes <-> segments
//!                                                ├─ exchange           request bytes, response frames
//!                                                ├─ courier            the file that travels by hand
//!                                                └─ engine             when to sync: event in, effects out
//! ```
//! Everything under `Device` is sans-I/O but for the vault itself: the instant and the randomness come in as `Env`,
//! HTTP goes out as `Effect::Post`. Only `driver` and `service` know tokio, and they are behind the feature `driver`.
//!
//! A **stream** is one device's hash-chained sequence of segments within one caseload, numbered from 1. One chain per
//! device over all its caseloads was refused: a device that holds only some of them could not tell a hole from a
//! segment that it may not read.

mod admission;
mod backoff;
pub mod courier;
pub mod device;
#[cfg(feature = "driver")]
pub mod driver;
pub mod engine;
pub mod enrol;
mod env;
mod exchange;
#[cfg(test)]
mod golden;
pub mod identity;
pub mod key;
pub mod keyring;
pub mod pack;
mod parallel;
mod receipts;
pub mod roster;
pub mod seal;
pub mod service;
pub mod team;
pub mod words;
mod wrap;

pub use device::Device;
pub use engine::Pace;
pub use env::Env;
pub use service::home::Home;
