//! When a vault locks itself: two times that a person chooses on this device, each one of five. There is no "never",
//! and nothing longer than half an hour: where no keystore takes part, an open vault is open to whoever finds the
//! device.

use serde::{Deserialize, Serialize};

/// One of the times that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Minutes {
    /// 1 minute.
    One,
    /// 2 minutes.
    Two,
    /// 5 minutes.
    Five,
    /// A quarter of an hour.
    Fifteen,
    /// Half an hour.
    Thirty,
}

impl Minutes {
    /// Every time, from the shortest to the longest.
    pub const ALL: [Minutes; 5] = [
        Minutes::One,
        Minutes::Two,
        Minutes::Five,
        Minutes::Fifteen,
        Minutes::Thirty,
    ];

    /// How many minutes it is.
    pub fn count(self) -> u8 {
        match self {
            Minutes::One => 1,
            Minutes::Two => 2,
            Minutes::Five => 5,
            Minutes::Fifteen => 15,
            Minutes::Thirty => 30,
        }
    }

    /// The time of so many minutes, if it can be chosen.
    pub fn of(count: u8) -> Option<Minutes> {
        Self::ALL.into_iter().find(|time| time.count() == count)
    }

    /// The time in milliseconds.
    pub fn millis(self) -> i64 {
        i64::from(self.count()) * 60_000
    }
}

/// When a vault locks itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockTimes {
    /// When nobody touches the screen for so long.
    pub idle: Minutes,
    /// When the screen is out of sight for so long.
    pub away: Minutes,
}

impl LockTimes {
    /// What holds until a person chooses: sooner with a keystore, whose PIN is short and quickly typed.
    pub fn first(keystore: bool) -> LockTimes {
        let idle = if keystore {
            Minutes::Five
        } else {
            Minutes::Fifteen
        };
        LockTimes {
            idle,
            away: Minutes::Two,
        }
    }

    /// As it is kept: two bytes, the minutes of each.
    pub fn write(self) -> [u8; 2] {
        [self.idle.count(), self.away.count()]
    }

    /// What was kept; none where that is anything else.
    pub fn read(bytes: &[u8]) -> Option<LockTimes> {
        match bytes {
            [idle, away] => Some(LockTimes {
                idle: Minutes::of(*idle)?,
                away: Minutes::of(*away)?,
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn what_is_kept_is_read_back_and_nothing_longer_than_half_an_hour_is() {
        for idle in Minutes::ALL {
            for away in Minutes::ALL {
                let times = LockTimes { idle, away };
                assert_eq!(LockTimes::read(&times.write()), Some(times));
            }
        }
        let bad: [&[u8]; 7] = [
            &[],
            &[5],
            &[5, 2, 0],
            &[0, 2],
            &[5, 0],
            &[31, 2],
            &[255, 255],
        ];
        for bytes in bad {
            assert_eq!(LockTimes::read(bytes), None, "{bytes:?}");
        }
        let longest = Minutes::ALL.iter().max().unwrap();
        assert_eq!(longest.count(), 30);
    }

    #[test]
    fn first_times_are_a_quarter_of_an_hour_without_a_keystore_and_five_minutes_with_one() {
        let minutes = |keystore| LockTimes::first(keystore).write();
        assert_eq!((minutes(false), minutes(true)), ([15, 2], [5, 2]));
    }
}
