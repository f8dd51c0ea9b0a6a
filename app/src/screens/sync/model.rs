//! What the state of sync means to a person.
//!
//! | standing | when, the first that fits |
//! |---|---|
//! | practise | a practice team: nothing ever leaves |
//! | trouble | a problem that is not "no signal" |
//! | no signal | the platform says so |
//! | working | an exchange is under way, or segments are still being opened |
//! | waiting | something was not acknowledged yet |
//! | all sent | nothing waits |

use wayside_seam::{Phase, Problem, SyncState};

/// How syncing stands, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing ever leaves.
    Practise,
    /// Something is wrong.
    Trouble,
    /// There is no network.
    NoSignal,
    /// An exchange is under way.
    Working,
    /// Records wait to be sent.
    Waiting,
    /// Everything was sent.
    AllSent,
}

impl Standing {
    /// The stable name, as `data-state` shows it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Practise => "practise",
            Self::Trouble => "trouble",
            Self::NoSignal => "no-signal",
            Self::Working => "working",
            Self::Waiting => "waiting",
            Self::AllSent => "all-sent",
        }
    }

    /// The message of the short sign in the bar.
    pub fn chip(self) -> &'static str {
        match self {
            Self::Practise => "sync-chip-practise",
            Self::Trouble => "sync-chip-trouble",
            Self::NoSignal => "sync-chip-no-signal",
            Self::Working => "sync-chip-working",
            Self::Waiting => "sync-chip-waiting",
            Self::AllSent => "sync-chip-all-sent",
        }
    }
}

/// How syncing stands.
pub fn standing(state: Option<&SyncState>, practise: bool) -> Standing {
    let Some(state) = state else {
        return if practise {
            Standing::Practise
        } else {
            Standing::NoSignal
        };
    };
    if practise {
        return Standing::Practise;
    }
    match &state.problem {
        Some(Problem::NoSignal) | None => {}
        Some(_) => return Standing::Trouble,
    }
    if !state.signal {
        return Standing::NoSignal;
    }
    if matches!(state.phase, Phase::Working) || state.to_open > 0 {
        return Standing::Working;
    }
    if state.waiting_records + state.waiting_segments > 0 {
        Standing::Waiting
    } else {
        Standing::AllSent
    }
}

/// An amount of bytes as the message and number that tell it.
pub fn amount(bytes: u64) -> (&'static str, u64) {
    match bytes {
        0..=9_999 => ("unit-bytes", bytes),
        10_000..=9_999_999 => ("unit-kilobytes", bytes / 1_000),
        10_000_000..=9_999_999_999 => ("unit-megabytes", bytes / 1_000_000),
        _ => ("unit-gigabytes", bytes / 1_000_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(change: impl FnOnce(&mut SyncState), practise: bool, expected: Standing) {
        let mut state = SyncState {
            signal: true,
            ..SyncState::default()
        };
        change(&mut state);
        assert_eq!(standing(Some(&state), practise), expected, "{state:?}");
    }

    #[test]
    fn standing_follows_the_table() {
        check(|_| {}, false, Standing::AllSent);
        check(|_| {}, true, Standing::Practise);
        check(|state| state.waiting_records = 1, false, Standing::Waiting);
        check(|state| state.waiting_segments = 1, false, Standing::Waiting);
        check(
            |state| state.phase = Phase::Working,
            false,
            Standing::Working,
        );
        check(|state| state.to_open = 3, false, Standing::Working);
        check(|state| state.signal = false, false, Standing::NoSignal);
        check(
            |state| state.problem = Some(Problem::NoSignal),
            false,
            Standing::AllSent,
        );
        check(
            |state| state.problem = Some(Problem::RelayUnreachable),
            false,
            Standing::Trouble,
        );
        assert_eq!(standing(None, false), Standing::NoSignal);
    }

    #[test]
    fn amounts_use_the_unit_that_a_person_can_read() {
        assert_eq!(amount(812), ("unit-bytes", 812));
        assert_eq!(amount(12_345), ("unit-kilobytes", 12));
        assert_eq!(amount(45_000_000), ("unit-megabytes", 45));
        assert_eq!(amount(9_999_999_999), ("unit-megabytes", 9_999));
        assert_eq!(amount(10_000_000_000), ("unit-gigabytes", 10));
        assert_eq!(amount(u64::MAX), ("unit-gigabytes", 18_446_744_073));
    }
}
