//! Taking a JSON object apart, field by field: what is wrong is named by its path (`events[1].made`), and whatever is
//! left at the end is an unknown field. Problems describe what is expected and never repeat the value.

use serde_json::{Map, Value};

use crate::id::Id;
use crate::time::{Date, Timestamp};
use crate::{json, limits};

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) field: String,
    pub(super) what: String,
}

pub(super) type Read<T> = Result<T, Problem>;

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
        Problem {
            field: self.at(name),
            what: what.into(),
        }
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
        value.ok_or_else(|| self.problem(name, "is missing"))
    }

    /// A text of at most `most` characters, kept as it is written; one of nothing but space is absent.
    pub(super) fn text(&mut self, name: &str, most: usize) -> Read<Option<String>> {
        let path = self.at(name);
        let text = self
            .take(name)
            .map(|value| text(&path, value, most))
            .transpose()?;
        Ok(text.filter(|text| !is_blank(text)))
    }

    /// A list of texts, none of them empty.
    pub(super) fn texts(&mut self, name: &str, most: usize) -> Read<Vec<String>> {
        self.list(name, |path, value| {
            let text = text(path, value, most)?;
            if is_blank(&text) {
                Err(at(path, "is empty"))
            } else {
                Ok(text)
            }
        })
    }

    /// A list, read one by one with its own path.
    pub(super) fn list<T>(
        &mut self,
        name: &str,
        read: impl Fn(&str, Value) -> Read<T>,
    ) -> Read<Vec<T>> {
        let path = self.at(name);
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Value::Array(values)) if values.len() <= limits::LIST => values
                .into_iter()
                .enumerate()
                .map(|(n, value)| read(&format!("{path}[{n}]"), value))
                .collect(),
            Some(Value::Array(_)) => {
                Err(at(&path, format!("has more than {} entries", limits::LIST)))
            }
            Some(other) => Err(wrong(&path, &other, "a list")),
        }
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

    pub(super) fn time(&mut self, name: &str) -> Read<Option<Timestamp>> {
        self.parsed(name, TIME, |text| Timestamp::parse(text).ok())
    }

    pub(super) fn date(&mut self, name: &str) -> Read<Option<Date>> {
        self.parsed(name, DATE, |text| Date::parse(text).ok())
    }

    pub(super) fn id(&mut self, name: &str) -> Read<Option<Id>> {
        self.parsed(
            name,
            "an id of 1 to 64 letters, digits, hyphens or underscores",
            |text| Id::parse(text).ok(),
        )
    }

    /// A whole number from 0 to `most`.
    pub(super) fn count(&mut self, name: &str, most: u32) -> Read<Option<u32>> {
        let path = self.at(name);
        self.take(name)
            .map(|value| count(&path, &value, most))
            .transpose()
    }
}

pub(super) const TIME: &str = "a time such as 2026-11-02T19:40:00+07:00";
pub(super) const DATE: &str = "a date that exists, such as 2026-11-02";

pub(super) fn at(path: &str, what: impl Into<String>) -> Problem {
    Problem {
        field: path.to_owned(),
        what: what.into(),
    }
}

pub(super) fn wrong(path: &str, value: &Value, expected: &str) -> Problem {
    at(
        path,
        format!("is {}; expected {expected}", json::kind(value)),
    )
}

fn text(path: &str, value: Value, most: usize) -> Read<String> {
    match value {
        Value::String(text) if !limits::fits(&text, most) => {
            Err(at(path, format!("is longer than {most} characters")))
        }
        Value::String(text) => Ok(text),
        other => Err(wrong(path, &other, "a text")),
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Writes a text unless it is absent or blank: both read back as absent.
pub(super) fn put_text(out: &mut Map<String, Value>, name: &str, text: Option<&String>) {
    if let Some(text) = text.filter(|text| !is_blank(text)) {
        out.insert(name.to_owned(), Value::String(text.clone()));
    }
}

/// Writes a list unless it is empty.
pub(super) fn put_list(
    out: &mut Map<String, Value>,
    name: &str,
    list: impl IntoIterator<Item = impl Into<Value>>,
) {
    let list: Vec<Value> = list.into_iter().map(Into::into).collect();
    if !list.is_empty() {
        out.insert(name.to_owned(), Value::Array(list));
    }
}

/// Writes any other value if there is one.
pub(super) fn put<T: serde::Serialize>(out: &mut Map<String, Value>, name: &str, value: Option<T>) {
    if let Some(value) = value {
        out.insert(name.to_owned(), serde_json::json!(value));
    }
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

pub(super) fn count(path: &str, value: &Value, most: u32) -> Read<u32> {
    let number = value
        .as_u64()
        .and_then(|number| u32::try_from(number).ok())
        .filter(|number| *number <= most);
    number.ok_or_else(|| at(path, format!("has to be a whole number from 0 to {most}")))
}

/// "one of a, b, c".
pub(super) fn one_of(ids: &[&str]) -> String {
    format!("one of {}", ids.join(", "))
}
