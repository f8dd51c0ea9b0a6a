//! When a newer version of the app is taken. Taking it starts the app again and locks the vault, so it never happens
//! while somebody is in the middle of something.
//!
//! | where | nothing typed, nothing under way | else |
//! |---|---|---|
//! | unlock | now, once a visit; after that, a quiet offer | later |
//! | clients, settings | a quiet offer | later |
//! | anywhere else | later | later |
//!
//! Once a visit, because two hosts with two versions would take turns for ever.
//!
//! Refused: taking it while the app starts. Another tab may hold the vault and a half-written note, and would start
//! again, too. Only the tab that holds the vault (or held it until it was locked) shows the screen that unlocks, and
//! that screen takes the new version at once.

use crate::route::Route;

/// What becomes of a newer version that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// It is changed to without a question.
    Now,
    /// It is offered.
    Offered,
    /// It goes on waiting.
    Later,
}

/// Whether a newer version is taken on this screen. `typed`: something was typed on it; `unsaved`: something is on its
/// way to the vault. `unasked`: none was taken without a question yet.
pub fn take(route: &Route, typed: bool, unsaved: bool, unasked: bool) -> Take {
    if unsaved || typed || !route.between_tasks(typed) {
        return Take::Later;
    }
    match route {
        Route::Unlock if unasked => Take::Now,
        Route::Unlock | Route::Clients | Route::Settings => Take::Offered,
        _ => Take::Later,
    }
}

#[cfg(test)]
mod tests {
    use wayside_domain::id::Id;
    use wayside_seam::Problem;

    use super::*;
    use crate::route::Purpose;

    /// Every screen, whether it is between tasks, and what becomes of a newer version there.
    fn table() -> Vec<(Route, bool, Take)> {
        let client = || Id::parse("client").unwrap();
        let later = |route| (route, false, Take::Later);
        vec![
            (Route::Starting, true, Take::Later),
            (Route::Unlock, true, Take::Now),
            (Route::Clients, true, Take::Offered),
            (Route::Settings, true, Take::Offered),
            (Route::Welcome, true, Take::Later),
            (Route::Sync, true, Take::Later),
            (Route::Devices, true, Take::Later),
            later(Route::Halted(Problem::Stopped)),
            later(Route::SetPin(Purpose::Practise)),
            later(Route::Recovery {
                words: "one two".into(),
            }),
            later(Route::Join),
            later(Route::NewClient),
            later(Route::Client(client())),
            later(Route::Screening {
                client: client(),
                screening: client(),
            }),
            later(Route::Result {
                client: client(),
                screening: client(),
            }),
            later(Route::Intervention {
                client: client(),
                intervention: client(),
            }),
            later(Route::Contact(client())),
            later(Route::Note {
                client: client(),
                entry: None,
            }),
            later(Route::Referral {
                client: client(),
                substance: None,
            }),
            later(Route::FollowUp(client())),
            later(Route::Record {
                client: None,
                kind: wayside_domain::record::Kind::Overdose,
            }),
            later(Route::Approve),
            later(Route::ChangePin),
            later(Route::Emergency),
        ]
    }

    #[test]
    fn newer_version_is_taken_only_between_tasks() {
        for (route, between, expected) in table() {
            let name = route.name();
            assert_eq!(route.between_tasks(false), between, "{name}");
            assert_eq!(take(&route, false, false, true), expected, "{name}");
            let asked = match expected {
                Take::Now => Take::Offered,
                other => other,
            };
            assert_eq!(take(&route, false, false, false), asked, "{name}");
        }
    }

    #[test]
    fn what_was_typed_or_is_being_saved_comes_first_everywhere() {
        for (route, between, _) in table() {
            let name = route.name();
            assert_eq!(take(&route, true, false, true), Take::Later, "{name}");
            assert_eq!(take(&route, false, true, true), Take::Later, "{name}");
            let holds_text = matches!(route, Route::Welcome | Route::Unlock);
            assert_eq!(
                route.between_tasks(true),
                between && !holds_text,
                "{name} with something typed"
            );
        }
    }
}
