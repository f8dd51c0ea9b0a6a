//! What can be known of a command without the file: limits, allowed answers, the order of times.

use serde_json::Value as Json;

use super::{Command, Invalid};
use crate::fault::Fault;
use crate::keyword::is_keyword;
use crate::limits::{self, fits};
use crate::record::{self, Belongs, Body, Entry, Kind, Meets, Shape, StepState, Value};

impl Command {
    /// Checks what can be known without the file. Bodies are checked by the same rules as records.
    ///
    /// # Errors
    /// [`Invalid`] names the field.
    pub fn validate(&self) -> Result<(), Invalid> {
        match self {
            Self::Add {
                client,
                entry,
                body,
            } => {
                let own = matches!(body, Body::Client(_)) == (client == entry);
                rule(own, "id", "is another record's")?;
                let nobodys = body.kind().belongs() == Belongs::Nobody;
                rule(!nobodys, "client", "is not a field of this record")?;
                check_body(body)
            }
            Self::Change { kind, fields, .. } => fields
                .iter()
                .try_for_each(|(name, value)| check_field(*kind, name, value.as_ref())),
            Self::Answer { item, answer, .. } => {
                let fine =
                    !item.allowed().is_empty() && answer.is_none_or(|answer| item.allows(answer));
                rule(fine, &item.to_string(), "cannot have that answer")
            }
            Self::NameOther { name, .. } => within("other.name", name, limits::SHORT_TEXT),
            Self::Step { step, state, .. } => {
                rule(is_keyword(step), "steps", "is no step id")?;
                match state {
                    Some(StepState::Skipped(Some(reason))) => {
                        within("steps", reason, limits::SHORT_TEXT)
                    }
                    Some(StepState::Unknown(_)) => {
                        rule(false, "steps", "is no state that this version knows")
                    }
                    _ => Ok(()),
                }
            }
            Self::Note { text, .. } => within("note", text, limits::LONG_TEXT),
            Self::Correct { body, reason, .. } => {
                if reason.trim().is_empty() {
                    let what = "needs a reason".into();
                    return refused("correction", Fault::Missing { what });
                }
                within("correction", reason, limits::SHORT_TEXT)?;
                check_body(body)
            }
            Self::Finish { .. } | Self::Settle { .. } => Ok(()),
        }
    }
}

fn refused(field: &str, fault: Fault) -> Result<(), Invalid> {
    Err(Invalid {
        field: field.to_owned(),
        fault,
    })
}

fn rule(holds: bool, field: &str, problem: &'static str) -> Result<(), Invalid> {
    if holds {
        Ok(())
    } else {
        refused(field, Fault::not_possible(problem))
    }
}

fn within(field: &str, text: &str, most: usize) -> Result<(), Invalid> {
    if fits(text, most) {
        Ok(())
    } else {
        refused(field, Fault::TooLong { most })
    }
}

/// One field, or one of several in it (`rulers.importance`), by its shape.
fn check_field(kind: Kind, name: &str, value: Option<&Value>) -> Result<(), Invalid> {
    let (field, part) = name
        .split_once('.')
        .map_or((name, None), |(field, part)| (field, Some(part)));
    let Some(known) = kind.field(field) else {
        return rule(false, name, "is not a field of this record");
    };
    let goes_on = matches!(
        known.meets,
        Meets::Register | Meets::Set | Meets::Each | Meets::Log
    );
    rule(goes_on, name, "is said once; correct the record instead")?;
    let shape = match (known.shape, part) {
        (shape, None) => Some(shape),
        (Shape::Group(parts), Some(part)) => parts
            .iter()
            .find(|(known, _)| *known == part)
            .map(|(_, shape)| shape),
        (Shape::Map { values, .. }, Some(part)) => is_keyword(part).then_some(*values),
        (_, Some(_)) => None,
    };
    let Some(shape) = shape else {
        return rule(false, name, "is not a field of this record");
    };
    match value {
        None => rule(
            !(known.needed && part.is_none()),
            name,
            "can't be taken back",
        ),
        Some(value) => {
            let read = record::read_value(shape, name, record::json(shape, value));
            match read {
                Ok(read) => rule(read == *value, name, "is not written as records write it"),
                Err(problem) => refused(&problem.field, problem.fault),
            }
        }
    }
}

/// One set of rules for what comes from screens and from files: a body is good if its record can be read back.
fn check_body(body: &Body) -> Result<(), Invalid> {
    let client = matches!(body.kind().belongs(), Belongs::Client).then(|| "client".to_owned());
    let entry = Entry::new(None, client, body.clone());
    match record::reread(&entry) {
        Ok(read) => {
            let (written, read) = (record::to_json(&entry), record::to_json(&read));
            if read == written {
                return Ok(());
            }
            let field = differing(&written, &read);
            refused(
                &field,
                Fault::not_possible("is not in the form that is stored"),
            )
        }
        Err(error) => refused(&error.field, error.fault),
    }
}

/// The first field that reads back differently.
fn differing(written: &Json, read: &Json) -> String {
    let mut fields = written.as_object().into_iter().flatten();
    let field = fields
        .find(|(name, value)| name.as_str() != "version" && read.get(name.as_str()) != Some(value));
    field.map(|(name, _)| name.clone()).unwrap_or_default()
}
