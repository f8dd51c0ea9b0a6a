//! When an open vault locks itself, by the wall clock.
//!
//! | what happens | the vault locks |
//! |---|---|
//! | somebody touches the screen, or it comes into sight | `idle` minutes later |
//! | the screen goes out of sight | `away` minutes later, or when it would have locked anyway |
//! | a sync, an import, a notice | no later than without it: they are nobody's touch |
//! | the times are changed | by the new ones, counted from the same moments |
//!
//! Two clocks watch. The service's timer counts the time that passes while the machine runs ([`Watch::left`]); the wall
//! clock counts what a machine slept through, and is looked at before anything is answered ([`Watch::due`]). A clock
//! that was put back therefore does not keep a vault open, and one that was put forward closes it early.

use wayside_domain::time::Timestamp;
use wayside_seam::LockTimes;

/// Since when nobody touched the screen, and since when it is out of sight. In milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Watch {
    pub(super) times: LockTimes,
    touched: i64,
    gone: Option<i64>,
}

impl Watch {
    /// The vault was opened: somebody has just typed.
    pub(super) fn new(times: LockTimes, now: Timestamp) -> Watch {
        Watch {
            times,
            touched: now.millis(),
            gone: None,
        }
    }

    /// Somebody touched the screen, or it went out of sight.
    pub(super) fn seen(&mut self, visible: bool, now: Timestamp) {
        if visible {
            *self = Watch::new(self.times, now);
        } else {
            self.gone = self.gone.or(Some(now.millis()));
        }
    }

    /// When it locks.
    fn lock_at(&self) -> i64 {
        let idle = self.touched.saturating_add(self.times.idle.millis());
        match self.gone {
            Some(gone) => idle.min(gone.saturating_add(self.times.away.millis())),
            None => idle,
        }
    }

    /// Whether it should be locked by now.
    pub(super) fn due(&self, now: Timestamp) -> bool {
        now.millis() >= self.lock_at()
    }

    /// In how many milliseconds it locks: never more than the time that was chosen, whatever the clock did.
    pub(super) fn left(&self, now: Timestamp) -> u64 {
        let longest = match self.gone {
            Some(_) => self.times.idle.min(self.times.away),
            None => self.times.idle,
        };
        let left = self.lock_at().saturating_sub(now.millis());
        u64::try_from(left.clamp(0, longest.millis())).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use wayside_seam::Minutes::{self, *};

    use super::*;

    const BEGUN: i64 = 1_793_600_000_000;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(BEGUN + seconds * 1_000, 420).unwrap()
    }

    /// What happens at which second: `true` a touch, `false` out of sight.
    type Happens<'a> = &'a [(i64, bool)];

    #[test]
    fn the_moment_of_locking_follows_from_touches_sight_and_settings() {
        let minutes = |n: i64| n * 60;
        let table: [(Minutes, Minutes, Happens, i64); 14] = [
            (Fifteen, Two, &[], minutes(15)),
            (Five, Two, &[], minutes(5)),
            (One, Thirty, &[], minutes(1)),
            (Fifteen, Two, &[(60, true)], minutes(16)),
            (Fifteen, Two, &[(60, true), (61, true)], 61 + minutes(15)),
            (Fifteen, Two, &[(60, false)], minutes(3)),
            // Going away again does not begin anew.
            (Fifteen, Two, &[(60, false), (120, false)], minutes(3)),
            // Who comes back is there.
            (Fifteen, Two, &[(60, false), (179, true)], 179 + minutes(15)),
            (
                Fifteen,
                Two,
                &[(60, false), (100, true), (200, false)],
                200 + minutes(2),
            ),
            // Out of sight is never longer than idle.
            (Two, Thirty, &[(60, false)], minutes(2)),
            (One, One, &[(30, false)], minutes(1)),
            (Five, Fifteen, &[(0, false)], minutes(5)),
            (Thirty, Thirty, &[(1, false)], minutes(30)),
            (Thirty, One, &[(1700, true), (1710, false)], 1_770),
        ];
        for (idle, away, happens, expected) in table {
            let mut watch = Watch::new(LockTimes { idle, away }, at(0));
            for (second, visible) in happens {
                assert!(!watch.due(at(*second)), "{happens:?}");
                watch.seen(*visible, at(*second));
            }
            let name = format!("{idle:?} {away:?} {happens:?}");
            assert!(!watch.due(at(expected - 1)), "{name}: early");
            assert!(watch.due(at(expected)), "{name}: late");
            assert_eq!(watch.left(at(expected - 1)), 1_000, "{name}");
            assert_eq!(watch.left(at(expected + 5)), 0, "{name}");
        }
    }

    #[test]
    fn other_times_count_from_the_same_moments() {
        let mut watch = Watch::new(LockTimes::first(false), at(0));
        watch.seen(false, at(60));
        watch.times = LockTimes {
            idle: Fifteen,
            away: Five,
        };
        assert_eq!(watch.left(at(60)), 300_000);
        watch.times.away = One;
        assert!(watch.due(at(120)));
    }

    #[test]
    fn a_clock_that_was_put_back_gives_no_more_than_the_chosen_time() {
        let mut watch = Watch::new(LockTimes::first(false), at(0));
        assert_eq!(watch.left(at(-86_400)), 15 * 60_000);
        watch.seen(false, at(0));
        assert_eq!(watch.left(at(-86_400)), 2 * 60_000);
    }
}
