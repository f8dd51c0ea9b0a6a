//! What a device wants to hear.

use serde::{Deserialize, Serialize};

use crate::{CaseloadId, DeviceId, MAX_CASELOADS, MAX_HOLES};

/// Everything after a point in the team's sequence, and what is missing before it.
///
/// The cursor passes entries that were filtered out, too. A device that gets a further caseload therefore starts again
/// from cursor 0 (it recognises by their hashes what it holds), or asks for the streams as holes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pull {
    /// The last `seq` that this device has stored; 0 for everything.
    pub cursor: u64,
    /// The caseloads it can read. The roster always comes. At most [`MAX_CASELOADS`].
    pub caseloads: Vec<CaseloadId>,
    /// Gaps in streams. At most [`MAX_HOLES`].
    pub holes: Vec<Hole>,
    /// About how much the answer may hold; 0 leaves it to the relay. At least one entry always comes.
    pub max_bytes: u32,
}

/// Segments that are missing in one stream, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hole {
    /// The author.
    pub device: DeviceId,
    /// The caseload.
    pub caseload: CaseloadId,
    /// The first missing index.
    pub from: u64,
    /// The last missing index.
    pub to: u64,
}

impl Pull {
    /// Whether it keeps to the limits.
    pub fn is_within_limits(&self) -> bool {
        self.caseloads.len() <= MAX_CASELOADS && self.holes.len() <= MAX_HOLES
    }
}
