//! How often one device may ask: a token bucket each, in memory.
//!
//! A bucket holds four minutes' share and then refills evenly. A phone that comes back after weeks can send and fetch
//! in one go. Full buckets are forgotten when there are many. Only requests with a right signature are counted, so
//! nobody can use up another's share.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use wayside_protocol::{DeviceId, TeamId};

const BURST_MINUTES: u64 = 4;
const MINUTE: u64 = 60_000;
const TIDY_ABOVE: usize = 10_000;

/// Everyone's buckets.
pub(crate) struct Rate {
    per_minute: u64,
    /// When each bucket will be full again. (A level and a time would say the same with one number more.)
    full_at: Mutex<HashMap<(TeamId, DeviceId), u64>>,
}

impl Rate {
    pub(crate) fn new(per_minute: u32) -> Self {
        Self {
            per_minute: per_minute.max(1).into(),
            full_at: Mutex::new(HashMap::new()),
        }
    }

    /// Takes one request out of the device's bucket; whether there was one.
    pub(crate) fn take(&self, team: TeamId, device: DeviceId, now: u64) -> bool {
        let cost = MINUTE / self.per_minute;
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > TIDY_ABOVE {
            buckets.retain(|_, full_at| *full_at > now);
        }
        let full_at = buckets.entry((team, device)).or_insert(now);
        let after = (*full_at).max(now) + cost;
        let is_allowed = after - now <= BURST_MINUTES * MINUTE;
        if is_allowed {
            *full_at = after;
        }
        is_allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flooding_device_is_slowed_and_others_are_not() {
        let rate = Rate::new(60);
        let [flood, calm] = [DeviceId([1; 16]), DeviceId([2; 16])];
        let take = |device, now| rate.take(TeamId([0; 16]), device, now);
        let taken = (0..1000).filter(|_| take(flood, 0)).count();
        assert_eq!(taken, 240);
        assert!(take(calm, 0));
        assert!(!take(flood, 999));
        assert!(take(flood, 1000));
        assert!(!take(flood, 1000));
        assert_eq!(
            (0..1000).filter(|_| take(flood, 600_000)).count(),
            240,
            "after a rest the bucket is full again"
        );
    }
}
