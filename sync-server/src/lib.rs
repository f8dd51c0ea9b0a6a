//! The relay: stores and forwards sealed segments, and can read none of them.
//!
//! ```text
//! serve ─> places, forwarded             who may connect, by address; who that is behind a proxy
//!   └────> router ─┬> bundle            the browser's app, if one is served: checked files in memory
//!                  ├> cors              pages of other origins may sync
//!                  └> sync ──> upload    the body in pieces: size, hash, where it broke off
//!                      │ ├──> intake    frames -> verified batches -> mailbox
//!                      │ └──> reply     what the device is told
//!                      ├────> nonce, rate, metrics
//!                      └────> mailbox   the one trait that storage hides behind (sqlite; PostgreSQL follows)
//! ```
//!
//! # What holds
//! - What is acknowledged is on disk; what could not be stored is answered with 503 and was not stored.
//! - Nothing is deleted or replaced. There is no code for it.
//! - A segment is believed by its author's signature and certificate, whoever brings it.
//! - No log line and no metric names a team, device, caseload or address.
//! - The wall clock dates nonces and orders nothing.
//!
//! # As a library
//! [`Relay::open`], [`router`], [`health_router`], [`serve`] and [`serve_health`] let tests and demonstrations run a relay in their own process.

mod bundle;
mod clock;
mod config;
mod cors;
mod forwarded;
pub mod mailbox;
mod metrics;
mod nonce;
mod places;
mod rate;
mod relay;
mod router;
mod serve;
mod sync;

pub use bundle::BundleError;
pub use clock::{Clock, SystemClock};
pub use config::{Config, Limits};
pub use places::Bounds;
pub use relay::{OpenError, Overview, Relay};
pub use router::{health_router, router};
pub use serve::{serve, serve_health, shutdown_signal};
