//! What recording the same id again means.
//!
//! | the new record | outcome |
//! |---|---|
//! | has an id that is not stored yet | added |
//! | says nothing that the stored one does not say | same |
//! | goes on where the stored one was open: more or other answers, steps, an end, events, the day done | continued |
//! | says something else | corrected: it is kept beside the stored one |
//!
//! "Open" is: a screening or intervention without an end, a referral (its loop is a list that grows), a follow-up that
//! is not done, and every profile (registers are edited; one that only adds is a continuation). Continuing never takes
//! anything away, so an older copy of an open record changes nothing. How each field meets its earlier value is in the
//! table of its kind ([`Meets`]).

use std::collections::BTreeMap;

use super::field::{Field, Meets, Role};
use super::value::{Said, Value};
use super::{Body, Kind};

/// What the new record is to the stored one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// It says nothing new.
    Same,
    /// It goes on where the stored one was open.
    Continue,
    /// It says something else.
    Correct,
}

/// What is to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// A record that was not there.
    Added(Body),
    /// Nothing.
    Same,
    /// The stored record, gone on: this takes its place.
    Continued(Body),
    /// A correction, to be kept beside the stored record.
    Corrected(Body),
}

/// What `new` is to `old`, the current version of the stored record with the same id.
#[must_use]
pub fn compare(old: &Body, new: &Body) -> Merge {
    match apply(Some(old), new) {
        Applied::Same => Merge::Same,
        Applied::Continued(_) => Merge::Continue,
        Applied::Added(_) | Applied::Corrected(_) => Merge::Correct,
    }
}

/// What storing `new` over `old` makes.
#[must_use]
pub fn apply(old: Option<&Body>, new: &Body) -> Applied {
    let Some(old) = old else {
        return Applied::Added(new.clone());
    };
    if old.kind() != new.kind() {
        return Applied::Corrected(new.clone());
    }
    let (kind, held, said) = (old.kind(), old.said(), kept(new));
    if held == said {
        return Applied::Same;
    }
    match continued(kind, &held, &said) {
        Some(merged) if merged == held => Applied::Same,
        Some(merged) => kind
            .hear(&merged)
            .map_or_else(|| Applied::Corrected(new.clone()), Applied::Continued),
        None => Applied::Corrected(new.clone()),
    }
}

/// The stored record with what a correction names in the place of what it held: a short correction takes nothing away.
#[must_use]
pub fn edited(old: &Body, new: &Body) -> Body {
    let (held, said) = (old.said(), kept(new));
    let mut edited = held.clone();
    for field in old.kind().fields() {
        let (held, said) = (held.get(field.name), said.get(field.name));
        let value = match (held, said) {
            (Some(held), Some(said)) => laid_over(held, said, true),
            (held, said) => said.or(held).cloned(),
        };
        edited.put(field.name, value);
    }
    old.kind().hear(&edited).unwrap_or_else(|| new.clone())
}

/// What a body says without what is only read on the way in.
pub(super) fn kept(body: &Body) -> Said {
    let mut said = body.said();
    for field in body.kind().fields() {
        if field.meets == Meets::Never {
            said.put(field.name, None);
        }
    }
    said
}

/// The stored record with what the new one adds; `None` where the new one is not a continuation.
fn continued(kind: Kind, old: &Said, new: &Said) -> Option<Said> {
    if !kind.goes_on() {
        return None;
    }
    let ended = |said: &Said, role| {
        kind.with(role)
            .is_some_and(|field| said.get(field.name).is_some())
    };
    if ended(old, Role::Closes) || ended(old, Role::Done) {
        return None;
    }
    // While a record has an end to come, its registers are being written; else a register that is set is a statement.
    let open = kind.with(Role::Closes).is_some();
    let mut merged = old.clone();
    for field in kind.fields() {
        let (held, said) = (old.get(field.name), new.get(field.name));
        merged.put(field.name, met(field, open, held, said)?);
    }
    // A record with an end says the whole: it goes on only if it leaves none of the stored one out. Otherwise recording
    // it a second time could not be told from a correction.
    let is_whole = ended(new, Role::Closes) || ended(new, Role::Done);
    (!is_whole || merged == *new).then_some(merged)
}

/// What a field holds when both are said; `None` where the new one is another statement.
fn met(
    field: &Field,
    open: bool,
    old: Option<&Value>,
    new: Option<&Value>,
) -> Option<Option<Value>> {
    let (Some(held), Some(said)) = (old, new) else {
        return Some(new.or(old).cloned());
    };
    match field.meets {
        _ if held == said => Some(Some(held.clone())),
        Meets::Never => Some(None),
        Meets::Once => None,
        Meets::Register | Meets::Letters => open.then(|| Some(said.clone())),
        Meets::Set => Some(Some(union(held, said))),
        Meets::Each | Meets::Log => laid_over(held, said, open).map(Some),
    }
}

fn union(old: &Value, new: &Value) -> Value {
    let (Value::List(held), Value::List(said)) = (old, new) else {
        return new.clone();
    };
    let mut all = held.clone();
    all.extend(said.iter().filter(|one| !held.contains(one)).cloned());
    Value::List(all)
}

/// A map with another laid over it: what is only in one of them stays, and maps are laid over each other. While the
/// record is open a later value takes the place of an earlier one; else it is another statement.
fn laid_over(old: &Value, new: &Value, open: bool) -> Option<Value> {
    match (old, new) {
        (old, new) if old == new => Some(old.clone()),
        (Value::Map(held), Value::Map(said)) => {
            let mut all: BTreeMap<String, Value> = held.clone();
            for (name, value) in said {
                let value = match held.get(name) {
                    Some(there) => laid_over(there, value, open)?,
                    None => value.clone(),
                };
                all.insert(name.clone(), value);
            }
            Some(Value::Map(all))
        }
        (_, new) => open.then(|| new.clone()),
    }
}
