//! What the service needs of the machine: a folder, a clock, and how much time and power it may use.

use std::path::PathBuf;
use std::sync::Arc;

use wayside_domain::time::Timestamp;
use wayside_seam::wall_clock;
use wayside_vault::KdfCost;

use crate::engine::Pace;
use crate::service::home::LEAST_PIN;

/// What the service needs of the machine.
#[derive(Clone)]
pub struct Platform {
    /// The vault's folder.
    pub dir: PathBuf,
    /// What unlocking costs.
    pub cost: KdfCost,
    /// The fewest characters of a new PIN or passphrase.
    pub least_secret: u32,
    /// A secret of the platform's keystore, where there is one.
    pub platform_secret: Option<[u8; 32]>,
    /// How often to sync.
    pub pace: Pace,
    /// The wall clock.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Platform {
    /// The machine's own clock, and a phone's cost and pace.
    pub fn native(dir: PathBuf) -> Platform {
        let clock = Arc::new(wall_clock);
        Platform {
            dir,
            cost: KdfCost::PHONE,
            least_secret: LEAST_PIN,
            platform_secret: None,
            pace: Pace::PHONE,
            clock,
        }
    }
}
