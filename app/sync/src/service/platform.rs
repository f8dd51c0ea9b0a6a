//! What the service needs of the machine: a folder, a clock, and how much time and power it may use.

use std::path::PathBuf;
use std::sync::Arc;

use wayside_domain::time::Timestamp;
use wayside_seam::wall_clock;
use wayside_vault::{KdfCost, Keystore};

use crate::engine::Pace;

/// What the service needs of the machine.
#[derive(Clone)]
pub struct Platform {
    /// The vault's folder.
    pub dir: PathBuf,
    /// What unlocking costs.
    pub cost: KdfCost,
    /// The machine's keystore, where there is one.
    pub keystore: Option<Arc<dyn Keystore>>,
    /// There are screens, which tell of every touch: without one the vault locks itself.
    pub locks_itself: bool,
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
            keystore: None,
            locks_itself: false,
            pace: Pace::PHONE,
            clock,
        }
    }
}
