//! Taking a JSON object apart, field by field: what is wrong is named by its path (`events[1].made`), and whatever is
//! left at the end is an unknown field. Problems describe what is expected and never repeat the value.

use serde_json::{Map, Value};

use crate::fault::Fault;
use crate::id::Id;
use crate::text::stored;
use crate::{json, limits};

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The path of the field.
    pub field: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What was read, or the field that is to blame.
pub type Read<T> = Result<T, Problem>;

/// What is left of one JSON object.
pub(super) struct Fields {
    path: String,
    map: Map<String, Value>,
}

impl Fields {
    /// Starts on an object; `path` is empty for the record itself.
    pub(super) fn new(path: &str, value: Value) -> Read<Self> {
        match value {
            Value::Object(map) => Ok(Self {
                path: path.to_owned(),
                map,
            }),
            other => Err(wrong(path, &other, "an object")),
        }
    }

    /// The full path of a field.
    pub(super) fn at(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        }
    }

    pub(super) fn problem(&self, name: &str, what: impl Into<String>) -> Problem {
        at(&self.at(name), what)
    }

    /// Takes a field out; `null` counts as absent.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.map.shift_remove(name).filter(|value| !value.is_null())
    }

    /// The names that are left, for objects whose keys are free.
    pub(super) fn rest(&mut self) -> Map<String, Value> {
        std::mem::take(&mut self.map)
    }

    /// Ends the reading: whatever is left is unknown.
    pub(super) fn finish(self) -> Read<()> {
        match self.map.keys().next() {
            None => Ok(()),
            Some(name) => {
                let name: String = name.chars().take(limits::KEYWORD).collect();
                Err(self.problem(&name, "is not a field of this record"))
            }
        }
    }

    pub(super) fn required<T>(&self, name: &str, value: Option<T>) -> Read<T> {
        value.ok_or_else(|| missing(&self.at(name)))
    }

    /// A text of at most `most` characters in the form that is stored; one of nothing but space is absent.
    pub(super) fn text(&mut self, name: &str, most: usize) -> Read<Option<String>> {
        let path = self.at(name);
        let text = self
            .take(name)
            .map(|value| text(&path, value, most))
            .transpose()?;
        Ok(text.filter(|text| !is_blank(text)))
    }

    /// A text that `parse` turns into a value; `expected` says what would be right.
    pub(super) fn parsed<T>(
        &mut self,
        name: &str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Read<Option<T>> {
        let path = self.at(name);
        self.take(name)
            .map(|value| parsed(&path, &value, expected, parse))
            .transpose()
    }

    pub(super) fn id(&mut self, name: &str) -> Read<Option<Id>> {
        self.parsed(
            name,
            "an id of 1 to 64 letters, digits, hyphens or underscores",
            |text| Id::parse(text).ok(),
        )
    }
}

pub(super) fn at(path: &str, what: impl Into<String>) -> Problem {
    with(path, Fault::not_possible(what.into()))
}

pub(super) fn with(path: &str, fault: Fault) -> Problem {
    Problem {
        field: path.to_owned(),
        fault,
    }
}

pub(super) fn missing(path: &str) -> Problem {
    with(path, Fault::missing())
}

pub(super) fn empty(path: &str) -> Problem {
    let what = "is empty".into();
    with(path, Fault::Missing { what })
}

pub(super) fn too_many(path: &str, most: usize) -> Problem {
    with(path, Fault::TooMany { most })
}

pub(super) fn wrong(path: &str, value: &Value, expected: &str) -> Problem {
    at(
        path,
        format!("is {}; expected {expected}", json::kind(value)),
    )
}

pub(super) fn text(path: &str, value: Value, most: usize) -> Read<String> {
    match value {
        Value::String(text) => {
            let text = stored(&text);
            if limits::fits(&text, most) {
                Ok(text.into_owned())
            } else {
                Err(with(path, Fault::TooLong { most }))
            }
        }
        other => Err(wrong(path, &other, "a text")),
    }
}

pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

pub(super) fn parsed<T>(
    path: &str,
    value: &Value,
    expected: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Read<T> {
    match value {
        Value::String(text) => {
            parse(text).ok_or_else(|| at(path, format!("is not understood; expected {expected}")))
        }
        other => Err(wrong(path, other, expected)),
    }
}

/// "one of a, b, c".
pub(super) fn one_of(ids: &[&str]) -> String {
    format!("one of {}", ids.join(", "))
}
