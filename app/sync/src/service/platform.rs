//! What the service needs of the machine: a folder, a clock, and how much time and power it may use.

use std::path::PathBuf;
use std::sync::Arc;

use wayside_domain::time::Timestamp;
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

/// What the machine's clock says, in its own time zone.
pub fn wall_clock() -> Timestamp {
    let now = chrono::Local::now();
    let offset = now.offset().local_minus_utc() / 60;
    let told = Timestamp::from_millis(now.timestamp_millis(), offset);
    // A clock before the year 1000 or after 9999 tells nothing: then it is 1970.
    told.or_else(|| Timestamp::from_millis(0, 0))
        .unwrap_or_else(|| unreachable!("1970 can be written"))
}
