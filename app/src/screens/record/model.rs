//! A record of a kind that has no screen of its own: what was chosen and typed, by the table of its fields.
//!
//! | field | drawn as |
//! |---|---|
//! | the time at which it happened | nothing: it is now |
//! | who made it | nothing: this device |
//! | a word of a list | choices |
//! | a number, units of supplies | counters |
//! | a few words, letters | a text |

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wayside_domain::record::{Body, Field, Kind, Role, Said, Shape, Value};
use wayside_domain::time::Timestamp;

/// What was chosen and typed, by field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewRecord {
    texts: BTreeMap<String, String>,
    counts: BTreeMap<String, u32>,
    units: BTreeMap<String, u32>,
    /// "Save" was pressed.
    pub pressed: bool,
}

/// The fields that a person fills in.
pub fn drawn(kind: Kind) -> impl Iterator<Item = &'static Field> {
    let by_itself = [Role::Met, Role::When, Role::By];
    kind.fields()
        .iter()
        .filter(move |field| !by_itself.contains(&field.role))
}

impl NewRecord {
    /// The text or word of a field; empty where there is none.
    pub fn text(&self, name: &str) -> String {
        self.texts.get(name).cloned().unwrap_or_default()
    }

    /// The count in a field.
    pub fn count(&self, name: &str) -> u32 {
        self.counts.get(name).copied().unwrap_or_default()
    }

    /// The units of one supply.
    pub fn units(&self, supply: &str) -> u32 {
        self.units.get(supply).copied().unwrap_or_default()
    }

    /// Sets a text or a word.
    pub fn write(&mut self, name: &str, text: String) {
        self.texts.insert(name.to_owned(), text);
    }

    /// Sets a count.
    pub fn set_count(&mut self, name: &str, count: u32) {
        self.counts.insert(name.to_owned(), count);
    }

    /// Sets the units of one supply.
    pub fn set_units(&mut self, supply: &str, count: u32) {
        self.units.insert(supply.to_owned(), count);
    }

    /// What a field says; nothing of nothing.
    fn said(&self, field: &Field) -> Option<Value> {
        let number = |count: u32| (count > 0).then(|| Value::Number(i64::from(count)));
        let text = Value::Text(self.text(field.name).trim().to_owned());
        let value = match field.shape {
            Shape::Number { .. } => number(self.count(field.name)),
            Shape::Map { .. } => {
                let units = self.units.iter();
                let units = units.filter_map(|(name, count)| Some((name.clone(), number(*count)?)));
                Some(Value::Map(units.collect()))
            }
            Shape::List(_) => text.says_something().then(|| Value::List(vec![text])),
            _ => Some(text),
        };
        value.filter(Value::says_something)
    }

    /// The first field that has to be filled in and is not.
    pub fn missing(&self, kind: Kind) -> Option<&'static Field> {
        drawn(kind).find(|field| field.needed && self.said(field).is_none())
    }

    /// The record; none while something is missing.
    pub fn record(&self, kind: Kind, at: Timestamp, by: Option<String>) -> Option<Body> {
        if self.missing(kind).is_some() {
            return None;
        }
        let mut said = Said::default();
        for field in kind.fields() {
            let value = match field.role {
                Role::Met | Role::When => Some(Value::Time(at)),
                Role::By => by.clone().map(Value::Text),
                _ => self.said(field),
            };
            said.put(field.name, value);
        }
        kind.hear(&said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayside_domain::command::Command;
    use wayside_domain::id::Id;

    #[test]
    fn every_plain_kind_becomes_a_record_that_a_file_would_take() {
        let at = Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap();
        for kind in [Kind::Contact, Kind::Note, Kind::Overdose, Kind::Activity] {
            let mut new = NewRecord::default();
            for field in drawn(kind) {
                match field.shape {
                    Shape::Word(word) => new.write(field.name, word.ids[0].to_owned()),
                    Shape::Text(_) | Shape::List(_) => {
                        new.write(field.name, " some words ".to_owned())
                    }
                    Shape::Number { .. } => new.set_count(field.name, 2),
                    Shape::Map { .. } => new.set_units("condoms", 3),
                    other => panic!("no way to draw {other:?}"),
                }
            }
            assert!(new.missing(kind).is_none(), "{kind}");
            let body = new.record(kind, at, Some("W".into())).unwrap();
            assert_eq!((body.kind(), body.at()), (kind, Some(at)));
            let add = Command::Correct {
                client: Id::parse("c").unwrap(),
                entry: Id::parse("e").unwrap(),
                correction: Id::parse("x").unwrap(),
                body,
                reason: "any".into(),
                at,
            };
            assert_eq!(add.validate(), Ok(()), "{kind}");
        }
    }

    #[test]
    fn what_has_to_be_said_is_asked_for_and_nothing_of_nothing_is_kept() {
        let mut new = NewRecord::default();
        assert_eq!(
            new.missing(Kind::Overdose).map(|field| field.name),
            Some("setting")
        );
        new.write("setting", "home".into());
        new.write("what", "  ".into());
        new.set_count("naloxone", 1);
        new.set_count("naloxone", 0);
        assert_eq!(
            new.missing(Kind::Overdose).map(|field| field.name),
            Some("outcome")
        );
        let at = Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap();
        assert_eq!(new.record(Kind::Overdose, at, None), None);
        new.write("outcome", "survived".into());
        let Some(Body::Overdose(overdose)) = new.record(Kind::Overdose, at, None) else {
            panic!()
        };
        assert_eq!((overdose.what, overdose.naloxone), (None, None));
    }
}
