//! A quick contact: where, what was done, what was handed out and taken back, a note.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wayside_domain::limits;
use wayside_domain::record::{Contact, Setting};
use wayside_domain::time::Timestamp;

/// What can be done at a contact; ids of messages, kept as keywords.
pub const DONE: &[&str] = &[
    "talk",
    "supplies",
    "overdose-training",
    "overdose-reversed",
    "wound-care",
    "hiv-test",
    "hepatitis-test",
    "tb-screening",
    "accompanied",
    "food",
    "other",
];

/// What was chosen and typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewContact {
    /// Where.
    pub setting: String,
    /// What was done.
    pub done: Vec<String>,
    /// Pieces by supply.
    pub supplies: BTreeMap<String, u32>,
    /// The note.
    pub note: String,
}

impl Default for NewContact {
    fn default() -> Self {
        Self {
            setting: "street".to_owned(),
            done: Vec::new(),
            supplies: BTreeMap::new(),
            note: String::new(),
        }
    }
}

impl NewContact {
    /// Sets a count; nothing is kept of a count of nothing.
    pub fn count(&mut self, supply: &str, value: u32) {
        match value.min(limits::SUPPLY) {
            0 => drop(self.supplies.remove(supply)),
            value => drop(self.supplies.insert(supply.to_owned(), value)),
        }
    }

    /// The record. Handing something out is itself something done.
    pub fn record(&self, at: Timestamp, worker: Option<String>) -> Contact {
        let mut done = self.done.clone();
        if !self.supplies.is_empty() && !done.iter().any(|what| what == "supplies") {
            done.push("supplies".to_owned());
        }
        Contact {
            at,
            setting: Setting::read(&self.setting),
            worker,
            done,
            supplies: self.supplies.clone(),
            note: Some(self.note.trim().to_owned()).filter(|note| !note.is_empty()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> Timestamp {
        Timestamp::parse("2026-11-21T19:40:00+07:00").unwrap()
    }

    #[test]
    fn count_of_nothing_is_not_recorded() {
        let mut contact = NewContact::default();
        contact.count("condoms", 2);
        contact.count("condoms", 0);
        assert!(contact.record(at(), None).supplies.is_empty());
    }

    #[test]
    fn supplies_are_something_done_once() {
        let mut contact = NewContact {
            done: vec!["talk".into()],
            ..NewContact::default()
        };
        contact.count("needles-out", 10);
        assert_eq!(contact.record(at(), None).done, ["talk", "supplies"]);
        contact.done.push("supplies".into());
        assert_eq!(contact.record(at(), None).done, ["talk", "supplies"]);
    }

    #[test]
    fn empty_note_is_no_note() {
        let contact = NewContact {
            note: "  \n".into(),
            ..NewContact::default()
        };
        assert_eq!(contact.record(at(), None).note, None);
    }

    #[test]
    fn counts_stop_at_the_limit() {
        let mut contact = NewContact::default();
        contact.count("condoms", u32::MAX);
        assert_eq!(contact.supplies["condoms"], limits::SUPPLY);
    }
}
