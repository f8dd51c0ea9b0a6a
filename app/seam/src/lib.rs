//! The message seam: what screens and a device say to each other, and nothing of how either works.
//!
//! ```text
//! screens ── Request ──> a thread, a worker of the browser, or a table of answers in tests
//!         <── Reply or Problem, and Notices unasked
//! ```
//! A crate of its own, so that screens are compiled without a line of vault or sync. The types are plain serde values;
//! [`wire`] is how they cross to a worker. Refused: streams and callbacks, which a worker could not carry.

mod clock;
pub mod courier;
mod lock_times;
mod message;
mod problem;
mod refusal;
pub mod relay;
mod state;
pub mod wire;

pub use clock::wall_clock;
pub use courier::{CourierFile, CourierRead};
pub use lock_times::{LockTimes, Minutes};
pub use message::{Notice, Reply, Request};
pub use problem::Problem;
pub use refusal::{RefusalReason, RelayCode};
pub use relay::AddressFault;
pub use state::{
    CaseloadInfo, DeviceInfo, Finding, Me, Phase, Place, RecordPlace, Role, StatusReport,
    StreamInfo, SyncState, UnknownRole, VaultState,
};
pub use wayside_domain::command::{Outcome, Recorded, Saved};
pub use wayside_domain::list::{ClientPage, ClientQuery, ClientRow};
