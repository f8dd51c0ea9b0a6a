//! Where the person is: a stack of screens, the last one shown.
//!
//! | move | what happens to the stack |
//! |---|---|
//! | go | the new screen on top |
//! | replace | the top screen makes way for the new one |
//! | back | the top screen goes; the first one stays |
//! | reset | only the new screen: after locking, set-up |
//! | resume | the stack as it was when the vault was locked: after unlocking |
//!
//! The stack lives in memory: after a restart the vault is the state. Refused: browser history and addresses (three
//! devices share one demonstration page, and an address would name a client).

use wayside_domain::assist::Substance;
use wayside_domain::id::Id;
use wayside_domain::record::Kind;
use wayside_seam::Problem;

/// Why a PIN is being chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A new team with this device as its first admin.
    NewTeam {
        /// The team's name.
        name: String,
        /// The relay's address; may be empty.
        relay: String,
        /// What this device is called.
        label: String,
    },
    /// A device that asks to join a team.
    Join {
        /// What this device is called.
        label: String,
    },
    /// A team of its own that never syncs.
    Practise,
}

/// One screen with what it needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the fields are the ids of the records that the screen shows"
)]
pub enum Route {
    Starting,
    /// Vault or service can't go on.
    Halted(Problem),
    Welcome,
    SetPin(Purpose),
    Recovery {
        words: String,
    },
    Unlock,
    Join,
    Clients,
    NewClient,
    Client(Id),
    Screening {
        client: Id,
        screening: Id,
    },
    Result {
        client: Id,
        screening: Id,
    },
    Intervention {
        client: Id,
        intervention: Id,
    },
    Contact(Id),
    Note {
        client: Id,
        entry: Option<Id>,
    },
    Referral {
        client: Id,
        substance: Option<Substance>,
    },
    FollowUp(Id),
    /// A record of a kind without a screen of its own; without a client it is nobody's in particular.
    Record {
        client: Option<Id>,
        kind: Kind,
    },
    Sync,
    Courier,
    Devices,
    Approve,
    Settings,
    ChangePin,
    Emergency,
}

impl Route {
    /// The screen's stable name: `data-screen` on the page, and the folder of its module.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Halted(_) => "halted",
            Self::Welcome => "welcome",
            Self::SetPin(_) => "set-pin",
            Self::Recovery { .. } => "recovery",
            Self::Unlock => "unlock",
            Self::Join => "join",
            Self::Clients => "clients",
            Self::NewClient => "new-client",
            Self::Client(_) => "client",
            Self::Screening { .. } => "screening",
            Self::Result { .. } => "result",
            Self::Intervention { .. } => "intervention",
            Self::Contact(_) => "contact",
            Self::Note { .. } => "note",
            Self::Referral { .. } => "referral",
            Self::FollowUp(_) => "follow-up",
            Self::Record { .. } => "record",
            Self::Sync => "sync",
            Self::Courier => "courier",
            Self::Devices => "devices",
            Self::Approve => "approve",
            Self::Settings => "settings",
            Self::ChangePin => "change-pin",
            Self::Emergency => "emergency",
        }
    }

    /// Whether the app could start again here and nobody would miss anything. `typed`: something was typed on this
    /// screen.
    ///
    /// False for each screen with a form, an interview, words to copy or compare, or steps that somebody follows.
    pub fn between_tasks(&self, typed: bool) -> bool {
        match self {
            Self::Starting | Self::Clients | Self::Settings | Self::Sync | Self::Devices => true,
            Self::Welcome | Self::Unlock => !typed,
            Self::Halted(_)
            | Self::SetPin(_)
            | Self::Recovery { .. }
            | Self::Join
            | Self::NewClient
            | Self::Client(_)
            | Self::Screening { .. }
            | Self::Result { .. }
            | Self::Intervention { .. }
            | Self::Contact(_)
            | Self::Note { .. }
            | Self::Referral { .. }
            | Self::FollowUp(_)
            | Self::Record { .. }
            | Self::Courier
            | Self::Approve
            | Self::ChangePin
            | Self::Emergency => false,
        }
    }

    /// Whether it shows something of an open vault, and can be come back to when it was locked meanwhile. Changing the
    /// PIN begins anew.
    fn can_resume(&self) -> bool {
        match self {
            Self::Starting
            | Self::Halted(_)
            | Self::Welcome
            | Self::SetPin(_)
            | Self::Unlock
            | Self::Join
            | Self::ChangePin => false,
            Self::Recovery { .. }
            | Self::Clients
            | Self::NewClient
            | Self::Client(_)
            | Self::Screening { .. }
            | Self::Result { .. }
            | Self::Intervention { .. }
            | Self::Contact(_)
            | Self::Note { .. }
            | Self::Referral { .. }
            | Self::FollowUp(_)
            | Self::Record { .. }
            | Self::Sync
            | Self::Courier
            | Self::Devices
            | Self::Approve
            | Self::Settings
            | Self::Emergency => true,
        }
    }
}

/// The stack. It is never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nav {
    below: Vec<Route>,
    here: Route,
    step: u64,
}

impl Nav {
    /// A stack of one screen.
    pub fn new(first: Route) -> Self {
        Self {
            below: Vec::new(),
            here: first,
            step: 0,
        }
    }

    /// The screen that is shown.
    pub fn here(&self) -> &Route {
        &self.here
    }

    /// Grows with every move: the key that makes each visit a new component.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// Whether there is a screen to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.below.is_empty()
    }

    /// Opens a screen on top of this one.
    pub fn go(&mut self, route: Route) {
        let left = std::mem::replace(&mut self.here, route);
        self.below.push(left);
        self.step += 1;
    }

    /// Opens a screen instead of this one.
    pub fn replace(&mut self, route: Route) {
        self.here = route;
        self.step += 1;
    }

    /// Leaves this screen; false when it is the last.
    pub fn back(&mut self) -> bool {
        let Some(before) = self.below.pop() else {
            return false;
        };
        self.here = before;
        self.step += 1;
        true
    }

    /// Leaves screens until this one is shown; opens it when it is not below.
    pub fn back_to(&mut self, route: Route) {
        while let Some(before) = self.below.pop() {
            if before == route {
                self.here = before;
                self.step += 1;
                return;
            }
        }
        self.reset(route);
    }

    /// Forgets all screens and opens this one.
    pub fn reset(&mut self, route: Route) {
        self.below.clear();
        self.here = route;
        self.step += 1;
    }

    /// The screens that can be come back to after a lock; none where there are none.
    pub fn to_resume(&self) -> Option<Nav> {
        let stack = self.below.iter().chain([&self.here]);
        let mut below: Vec<Route> = stack.filter(|route| route.can_resume()).cloned().collect();
        let here = below.pop()?;
        Some(Nav {
            below,
            here,
            step: self.step,
        })
    }

    /// Comes back to these screens.
    pub fn resume(&mut self, kept: Nav) {
        self.below = kept.below;
        self.here = kept.here;
        self.step += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_returns_to_the_screen_before_and_stops_at_the_first() {
        let mut nav = Nav::new(Route::Clients);
        nav.go(Route::Sync);
        assert!(nav.can_go_back());
        assert!(nav.back());
        assert_eq!(nav.here(), &Route::Clients);
        assert!(!nav.back());
        assert_eq!(nav.here(), &Route::Clients);
    }

    #[test]
    fn replaced_screen_is_not_come_back_to() {
        let mut nav = Nav::new(Route::Clients);
        nav.go(Route::NewClient);
        nav.replace(Route::Settings);
        nav.back();
        assert_eq!(nav.here(), &Route::Clients);
    }

    #[test]
    fn back_to_leaves_everything_above_and_opens_what_is_not_there() {
        let mut nav = Nav::new(Route::Clients);
        nav.go(Route::Devices);
        nav.go(Route::Approve);
        nav.go(Route::Sync);
        nav.back_to(Route::Devices);
        assert_eq!(nav.here(), &Route::Devices);
        assert!(nav.can_go_back());
        nav.back_to(Route::Settings);
        assert_eq!(nav.here(), &Route::Settings);
        assert!(!nav.can_go_back());
    }

    #[test]
    fn what_is_come_back_to_after_a_lock_is_the_stack_without_what_begins_anew() {
        let check = |stack: &[Route], expected: &[Route]| {
            let mut nav = Nav::new(Route::Starting);
            for route in stack {
                nav.go(route.clone());
            }
            let kept = nav.to_resume();
            assert_eq!(kept.is_some(), !expected.is_empty(), "{stack:?}");
            let Some(kept) = kept else { return };
            let mut nav = Nav::new(Route::Unlock);
            nav.resume(kept);
            let mut shown = vec![nav.here().clone()];
            while nav.back() {
                shown.push(nav.here().clone());
            }
            shown.reverse();
            assert_eq!(shown, expected);
        };
        let words = || Route::Recovery {
            words: "one two".into(),
        };
        check(&[Route::Clients], &[Route::Clients]);
        check(
            &[Route::Clients, Route::NewClient, Route::Emergency],
            &[Route::Clients, Route::NewClient, Route::Emergency],
        );
        check(
            &[Route::Clients, Route::Settings, Route::ChangePin],
            &[Route::Clients, Route::Settings],
        );
        // Words that were shown once are not lost by a lock.
        check(&[Route::SetPin(Purpose::Practise), words()], &[words()]);
        check(&[Route::Join], &[]);
        check(&[Route::Unlock], &[]);
    }

    #[test]
    fn every_move_is_a_new_step() {
        let mut nav = Nav::new(Route::Clients);
        let mut steps = vec![nav.step()];
        nav.go(Route::Sync);
        steps.push(nav.step());
        nav.replace(Route::Devices);
        steps.push(nav.step());
        nav.back();
        steps.push(nav.step());
        let kept = nav.to_resume().unwrap();
        nav.reset(Route::Unlock);
        steps.push(nav.step());
        nav.resume(kept);
        steps.push(nav.step());
        assert!(steps.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
