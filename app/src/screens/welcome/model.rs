//! First start: how this device begins, and what must be known for it.

use wayside_seam::{AddressFault, relay};

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
    /// The relay's address was filled in, and not typed over since.
    pub relay_filled: bool,
    /// "Go on" was pressed: from now on, missing fields are pointed out.
    pub pressed: bool,
}

impl Start {
    /// Goes this way. The server that the app came from is filled in as a new team's relay, until somebody types
    /// another address. Nothing is filled in where that server's address can't be a relay's.
    pub fn choose(&mut self, way: Way, origin: Option<String>) {
        self.way = Some(way);
        let origin = origin.filter(|origin| relay::address(origin).is_ok());
        if way == Way::NewTeam
            && self.relay.is_empty()
            && let Some(origin) = origin
        {
            self.relay = origin;
            self.relay_filled = true;
        }
    }

    /// The relay's address was typed.
    pub fn type_relay(&mut self, text: String) {
        self.relay = text;
        self.relay_filled = false;
    }

    /// Whether the team's name is missing.
    pub fn name_missing(&self) -> bool {
        self.way == Some(Way::NewTeam) && self.name.trim().is_empty()
    }

    /// Whether the label is missing.
    pub fn label_missing(&self) -> bool {
        matches!(self.way, Some(Way::NewTeam | Way::Join)) && self.label.trim().is_empty()
    }

    /// What is wrong with the relay's address. An empty one is pointed out too: a team without a relay is what practice
    /// is for.
    pub fn relay_fault(&self) -> Option<AddressFault> {
        match self.way {
            Some(Way::NewTeam) => relay::address(&self.relay).err(),
            _ => None,
        }
    }

    /// Why the PIN is asked next; none while something is missing.
    pub fn purpose(&self) -> Option<Purpose> {
        if self.name_missing() || self.label_missing() || self.relay_fault().is_some() {
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
        assert!(start.name_missing() && start.relay_fault().is_some());
        start.name = "Team".into();
        assert_eq!(start.purpose(), None);
        for (relay, fault) in [
            ("relay.example", AddressFault::Scheme),
            ("http://relay.example", AddressFault::Plain),
            ("https://relay.example:99999", AddressFault::Port),
        ] {
            start.relay = relay.into();
            assert_eq!((start.relay_fault(), start.purpose()), (Some(fault), None));
        }
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
    fn relay_is_filled_in_only_with_what_can_be_one_and_never_over_what_was_typed() {
        let check = |way, typed: &str, origin: Option<&str>, expected: &str, filled| {
            let mut start = Start {
                relay: typed.into(),
                ..Start::default()
            };
            start.choose(way, origin.map(str::to_owned));
            assert_eq!(
                (start.relay.as_str(), start.relay_filled),
                (expected, filled),
                "{way:?} {typed:?} {origin:?}"
            );
        };
        let here = Some("https://relay.example");
        let near = Some("http://127.0.0.1:8787");
        check(Way::NewTeam, "", here, "https://relay.example", true);
        check(Way::NewTeam, "", near, "http://127.0.0.1:8787", true);
        check(Way::NewTeam, "", Some("http://relay.example"), "", false);
        check(Way::NewTeam, "", Some("null"), "", false);
        check(Way::NewTeam, "", None, "", false);
        check(
            Way::NewTeam,
            "https://a.example",
            here,
            "https://a.example",
            false,
        );
        check(Way::Join, "", here, "", false);
        check(Way::Practise, "", here, "", false);
    }

    #[test]
    fn typed_address_is_not_called_filled_in() {
        let mut start = Start::default();
        start.choose(Way::NewTeam, Some("https://relay.example".into()));
        start.type_relay("https://other.example".into());
        assert!(!start.relay_filled);
    }

    #[test]
    fn nothing_chosen_asks_nothing() {
        assert_eq!(Start::default().purpose(), None);
    }
}
