//! The texts of a command in the form that is stored. A phone's keyboard, a pasted text and another system write one
//! word in different forms; whoever carries a command out stores one of them.

use super::Command;
use crate::record::{self, Belongs, Body, Entry, Kind, StepState, Value};
use crate::text;

impl Command {
    /// The same command with its texts as they are stored. What can't be stored at all stays, for [`Command::validate`]
    /// to refuse.
    #[must_use]
    pub fn stored(mut self) -> Self {
        match &mut self {
            Self::NameOther { name: text, .. }
            | Self::Note { text, .. }
            | Self::Step {
                state: Some(StepState::Skipped(Some(text))),
                ..
            } => normal(text),
            Self::Change { kind, fields, .. } => {
                for (name, value) in fields {
                    if let Some(value) = value {
                        reread_field(*kind, name, value);
                    }
                }
            }
            Self::Add { body, .. } => reread(body),
            Self::Correct { body, reason, .. } => {
                normal(reason);
                reread(body);
            }
            // What is chosen is chosen by its letters.
            Self::Settle { .. } | Self::Step { .. } | Self::Answer { .. } | Self::Finish { .. } => {
            }
        }
        self
    }
}

fn normal(text: &mut String) {
    if let std::borrow::Cow::Owned(stored) = text::stored(text) {
        *text = stored;
    }
}

fn normal_value(value: &mut Value) {
    match value {
        Value::Text(text) => normal(text),
        Value::List(list) => list.iter_mut().for_each(normal_value),
        // The words of a consent are part of its name.
        Value::Map(map) => {
            let named = std::mem::take(map).into_iter();
            map.extend(named.map(|(mut name, mut value)| {
                normal(&mut name);
                normal_value(&mut value);
                (name, value)
            }));
        }
        Value::Number(_) | Value::Time(_) => {}
    }
}

/// A field as its shape reads it back; a part of one by its letters alone.
fn reread_field(kind: Kind, name: &str, value: &mut Value) {
    normal_value(value);
    if let Some(field) = kind.field(name)
        && let Ok(read) = record::read_value(field.shape, name, record::json(field.shape, value))
    {
        *value = read;
    }
}

/// A body as its record reads back, by the one reader that all records pass.
fn reread(body: &mut Body) {
    let client = matches!(body.kind().belongs(), Belongs::Client).then(|| "client".to_owned());
    if let Ok(read) = record::reread(&Entry::new(None, client, body.clone())) {
        *body = read.body;
    }
}
