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
    said: BTreeMap<String, Value>,
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
    /// The text of a field; empty where there is none.
    pub fn text(&self, name: &str) -> String {
        match self.said.get(name) {
            Some(Value::List(list)) => list.first().and_then(Value::text).unwrap_or_default(),
            value => value.and_then(Value::text).unwrap_or_default(),
        }
    }

    /// The count in a field; nothing counts as none.
    pub fn count(&self, name: &str) -> u32 {
        match self.said.get(name) {
            Some(Value::Number(count)) => u32::try_from(*count).unwrap_or_default(),
            _ => 0,
        }
    }

    /// The units of one supply.
    pub fn units(&self, name: &str, supply: &str) -> u32 {
        match self
            .said
            .get(name)
            .and_then(|value| value.map()?.get(supply))
        {
            Some(Value::Number(count)) => u32::try_from(*count).unwrap_or_default(),
            _ => 0,
        }
    }

    /// Sets a text or a word.
    pub fn write(&mut self, field: &Field, text: String) {
        let text = Value::Text(text);
        let value = match field.shape {
            Shape::List(_) => Value::List(vec![text]),
            _ => text,
        };
        self.said.insert(field.name.to_owned(), value);
    }

    /// Sets a count; none takes it out.
    pub fn set_count(&mut self, name: &str, count: u32) {
        match count {
            0 => _ = self.said.remove(name),
            _ => {
                _ = self
                    .said
                    .insert(name.to_owned(), Value::Number(count.into()))
            }
        }
    }

    /// Sets the units of one supply; none takes it out.
    pub fn set_units(&mut self, name: &str, supply: &str, count: u32) {
        let units = self
            .said
            .entry(name.to_owned())
            .or_insert_with(|| Value::Map(BTreeMap::new()));
        if let Value::Map(units) = units {
            match count {
                0 => _ = units.remove(supply),
                _ => _ = units.insert(supply.to_owned(), Value::Number(count.into())),
            }
        }
    }

    /// The first field that has to be filled in and is not.
    pub fn missing(&self, kind: Kind) -> Option<&'static Field> {
        let said = |field: &&Field| self.said.get(field.name).is_some_and(says);
        drawn(kind).find(|field| field.needed && !said(field))
    }

    /// The record; none while something is missing.
    pub fn record(&self, kind: Kind, at: Timestamp, by: Option<String>) -> Option<Body> {
        if self.missing(kind).is_some() {
            return None;
        }
        let mut said = Said::default();
        for (name, value) in &self.said {
            said.put(name, Some(trimmed(value)));
        }
        for (role, value) in [
            (Role::Met, Some(Value::Time(at))),
            (Role::When, Some(Value::Time(at))),
            (Role::By, by.map(Value::Text)),
        ] {
            if let Some(field) = kind.with(role) {
                said.put(field.name, value);
            }
        }
        kind.hear(&said)
    }
}

fn says(value: &Value) -> bool {
    trimmed(value).says_something()
}

/// Texts without the space around them; blank ones of a list go.
fn trimmed(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(text.trim().to_owned()),
        Value::List(list) => Value::List(
            list.iter()
                .map(trimmed)
                .filter(Value::says_something)
                .collect(),
        ),
        other => other.clone(),
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
                    Shape::Word(word) => new.write(field, word.ids[0].to_owned()),
                    Shape::Text(_) | Shape::List(_) => new.write(field, " some words ".to_owned()),
                    Shape::Number { .. } => new.set_count(field.name, 2),
                    Shape::Map { .. } => new.set_units(field.name, "condoms", 3),
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
        let field = |name| Kind::Overdose.field(name).unwrap();
        new.write(field("setting"), "home".into());
        new.write(field("what"), "  ".into());
        new.set_count("naloxone", 1);
        new.set_count("naloxone", 0);
        assert_eq!(
            new.missing(Kind::Overdose).map(|field| field.name),
            Some("outcome")
        );
        let at = Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap();
        assert_eq!(new.record(Kind::Overdose, at, None), None);
        new.write(field("outcome"), "survived".into());
        let Some(Body::Overdose(overdose)) = new.record(Kind::Overdose, at, None) else {
            panic!()
        };
        assert_eq!((overdose.what, overdose.naloxone), (None, None));
    }
}
