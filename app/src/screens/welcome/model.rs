//! First start: how this device begins, and what must be known for it.

use crate::route::Purpose;

/// How the device begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Join a team that exists.
    Join,
    /// Make a team.
    NewTeam,
    /// Try everything with made-up people.
    Practise,
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The chosen way.
    pub way: Option<Way>,
    /// The team's name.
    pub name: String,
    /// The relay's address.
    pub relay: String,
    /// What this device is called.
    pub label: String,
    /// "Go on" was pressed: from now on, missing fields are pointed out.
    pub pressed: bool,
}

impl Start {
    /// Whether the team's name is missing.
    pub fn name_missing(&self) -> bool {
        self.way == Some(Way::NewTeam) && self.name.trim().is_empty()
    }

    /// Whether the label is missing.
    pub fn label_missing(&self) -> bool {
        matches!(self.way, Some(Way::NewTeam | Way::Join)) && self.label.trim().is_empty()
    }

    /// Whether the relay's address cannot be one. An empty one is pointed out too: a team without a relay is what practice is for.
    pub fn relay_wrong(&self) -> bool {
        self.way == Some(Way::NewTeam) && wayside_sync::relay::address(&self.relay).is_err()
    }

    /// Why the PIN is asked next; none while something is missing.
    pub fn purpose(&self) -> Option<Purpose> {
        if self.name_missing() || self.label_missing() || self.relay_wrong() {
            return None;
        }
        let label = self.label.trim().to_owned();
        match self.way? {
            Way::Practise => Some(Purpose::Practise),
            Way::Join => Some(Purpose::Join { label }),
            Way::NewTeam => Some(Purpose::NewTeam {
                name: self.name.trim().to_owned(),
                relay: self.relay.trim().to_owned(),
                label,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn practice_needs_nothing() {
        let start = Start {
            way: Some(Way::Practise),
            ..Start::default()
        };
        assert_eq!(start.purpose(), Some(Purpose::Practise));
    }

    #[test]
    fn join_needs_a_label() {
        let mut start = Start {
            way: Some(Way::Join),
            label: "  ".into(),
            ..Start::default()
        };
        assert_eq!(start.purpose(), None);
        start.label = " Phone 3 ".into();
        assert_eq!(
            start.purpose(),
            Some(Purpose::Join {
                label: "Phone 3".into()
            })
        );
    }

    #[test]
    fn new_team_needs_name_label_and_a_relay_that_can_be_one() {
        let mut start = Start {
            way: Some(Way::NewTeam),
            label: "Desk".into(),
            ..Start::default()
        };
        assert!(start.name_missing() && start.relay_wrong());
        start.name = "Team".into();
        assert_eq!(start.purpose(), None);
        start.relay = "relay.example".into();
        assert!(start.relay_wrong());
        start.relay = " https://relay.example ".into();
        let relay = "https://relay.example".to_owned();
        assert_eq!(
            start.purpose(),
            Some(Purpose::NewTeam {
                name: "Team".into(),
                relay,
                label: "Desk".into()
            })
        );
    }

    #[test]
    fn nothing_chosen_asks_nothing() {
        assert_eq!(Start::default().purpose(), None);
    }
}
