//! The only HTTP.

use wayside_domain::time::Timestamp;

use crate::device::Device;
use crate::service::message::Problem;

/// What one whole sync did.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SyncReport {
    /// Segments that the relay acknowledged.
    pub sent: u64,
    /// Segments that arrived.
    pub received: u64,
    /// Own changes and segments that still wait.
    pub waiting: u64,
    /// Segments and changes put aside.
    pub quarantined: u64,
    /// Bytes sent (bodies).
    pub bytes_up: u64,
    /// Bytes received (bodies).
    pub bytes_down: u64,
}

/// Pushes and pulls until nothing is left, opens what arrived, and says what was done.
pub async fn sync_once(
    device: &mut Device,
    clock: &dyn Fn() -> Timestamp,
    rng: &mut dyn rand_core::CryptoRng,
) -> Result<SyncReport, Problem> {
    let _ = (device, clock, rng);
    Err(Problem::Internal {
        what: "not built yet".into(),
    })
}
