//! How much room there is, as the browser tells it. The numbers are guesses; the quota may even be less than what is
//! used.

use crate::platform::Storage;

/// Room, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// In use.
    pub used: u64,
    /// Left.
    pub left: u64,
}

impl Room {
    /// The room that the machine tells of.
    pub fn of(storage: &Storage) -> Self {
        Self {
            used: storage.used,
            left: storage.quota.saturating_sub(storage.used),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_never_less_than_nothing() {
        let check = |used, quota, left| {
            let room = Room::of(&Storage {
                kept: false,
                used,
                quota,
            });
            assert_eq!(room, Room { used, left });
        };
        check(10, 100, 90);
        check(0, 0, 0);
        check(100, 10, 0);
    }
}
