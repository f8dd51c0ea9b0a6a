//! Writing one command into a document.
//!
//! What the domain can judge without the file ([`Command::validate`]) was judged before; what needs the file is judged
//! here, and nothing is written unless all of it holds. A command that says what the file says already writes nothing,
//! so that sending one twice is the same act. Every act is on the version of an entry that stands.

use automerge::{AutomergeError, ROOT};
use wayside_domain::assist::OTHER_NAME;
use wayside_domain::case_file::{CaseFile, Version};
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Kind, Meets, Role, Said, Value};
use wayside_domain::time::Timestamp;

use super::pen::Pen;
use super::tree::{self, Node};
use super::{ANSWERS, PROFILE, entry, key};
use crate::error::CommandError;

/// Why an act was not written: a rule, or Automerge.
#[derive(Debug)]
pub(crate) enum Failed {
    Rule(CommandError),
    Document,
}

impl From<AutomergeError> for Failed {
    fn from(_: AutomergeError) -> Self {
        Self::Document
    }
}

impl From<CommandError> for Failed {
    fn from(error: CommandError) -> Self {
        Self::Rule(error)
    }
}

/// Writes the command; answers the kind of the entry. `file` is what the document said before.
pub(crate) fn write(pen: &mut Pen<'_>, file: &CaseFile, command: &Command) -> Result<Kind, Failed> {
    let id = command.entry();
    match command {
        Command::Add { body, .. } => add(pen, file, id, body),
        Command::Change { kind, fields, .. } => {
            let standing = Standing::find(file, id, *kind)?;
            let mut said = standing.body.said();
            for (name, value) in fields {
                set(&mut said, *kind, name, value.as_ref());
            }
            standing.change(pen, id, &said)
        }
        Command::Answer { item, answer, .. } => {
            let answer = answer.map(|answer| answer.id());
            answered(pen, file, id, &item.to_string(), answer)
        }
        Command::NameOther { name, .. } => {
            let name = Some(name.trim()).filter(|name| !name.is_empty());
            answered(pen, file, id, OTHER_NAME, name)
        }
        Command::Step { step, state, .. } => {
            let standing = Standing::find(file, id, Kind::Intervention)?;
            let mut said = standing.body.said();
            let state = state.as_ref().map(|state| Value::Text(state.to_string()));
            set(
                &mut said,
                Kind::Intervention,
                &format!("steps.{step}"),
                state.as_ref(),
            );
            standing.change(pen, id, &said)
        }
        Command::Finish { at, .. } => finish(pen, file, id, at),
        Command::Note { text, .. } => note(pen, file, id, text),
        Command::Correct {
            correction,
            body,
            reason,
            at,
            ..
        } => {
            let standing = Standing::find(file, id, body.kind())?;
            if body.kind() == Kind::Client && standing.body == *body {
                return Ok(Kind::Client);
            }
            if body.kind() == Kind::Client {
                entry::said(pen, &standing.body, "")?;
                entry::said(pen, body, reason)?;
            }
            if entry::map(pen, body.kind(), id, Some(correction)).is_none() {
                let version = Version {
                    correction: Some(correction.clone()),
                    reason: Some(reason.clone()),
                    at: Some(*at),
                    replaces: file
                        .entries
                        .get(id)
                        .map(|filed| filed.heads())
                        .unwrap_or_default(),
                    body: body.clone(),
                };
                entry::correct(pen, id, Some(&standing.body), &version)?;
            }
            Ok(body.kind())
        }
        Command::Settle {
            entry,
            field,
            value,
            ..
        } => settle(pen, file, entry.as_ref(), field, value),
    }
}

/// The version of an entry that stands.
struct Standing {
    correction: Option<Id>,
    body: Body,
}

impl Standing {
    fn find(file: &CaseFile, id: &Id, kind: Kind) -> Result<Self, CommandError> {
        let body = file.body(id).filter(|body| body.kind() == kind);
        let body = body.ok_or(CommandError::UnknownEntry)?;
        let filed = file.entries.get(id).filter(|_| kind != Kind::Client);
        Ok(Self {
            correction: filed.and_then(|filed| filed.version().correction.clone()),
            body,
        })
    }

    /// Writes what `said` changes in it. What is finished or done can only be corrected.
    fn change(&self, pen: &mut Pen<'_>, id: &Id, said: &Said) -> Result<Kind, Failed> {
        let kind = self.body.kind();
        let new = kind.hear(said).ok_or(CommandError::UnknownEntry)?;
        if new == self.body {
            return Ok(kind);
        }
        let over = kind.with(Role::Closes).or_else(|| kind.with(Role::Done));
        if over.is_some_and(|field| self.body.part(field.name).is_some()) {
            return Err(CommandError::Finished.into());
        }
        if kind == Kind::Client {
            entry::said(pen, &self.body, "")?;
        }
        entry::write(pen, id, self.correction.as_ref(), Some(&self.body), &new)?;
        Ok(kind)
    }
}

/// Sets a field, or one of several in it. What is given for several is laid over them.
fn set(said: &mut Said, kind: Kind, name: &str, value: Option<&Value>) {
    let (field, part) = name
        .split_once('.')
        .map_or((name, None), |(field, part)| (field, Some(part)));
    let held = said
        .get(field)
        .and_then(Value::map)
        .cloned()
        .unwrap_or_default();
    let meets = kind.field(field).map(|field| field.meets);
    let is_several = matches!(meets, Some(Meets::Each | Meets::Log));
    let value = match (part, value) {
        (Some(part), value) => {
            let mut map = held;
            match value {
                Some(value) => map.insert(part.to_owned(), value.clone()),
                None => map.remove(part),
            };
            Some(Value::Map(map))
        }
        (None, Some(Value::Map(added))) if is_several => {
            let mut map = held;
            map.extend(added.clone());
            Some(Value::Map(map))
        }
        (None, value) => value.cloned(),
    };
    said.put(field, value);
}

/// Adds an entry. What was added before, and perhaps gone on with since, is there already; another one is refused.
fn add(pen: &mut Pen<'_>, file: &CaseFile, id: &Id, body: &Body) -> Result<Kind, Failed> {
    let kind = body.kind();
    let known = match kind {
        Kind::Client => pen.has_profile().then(|| file.body(id)).flatten(),
        _ => file.body(id),
    };
    match known {
        None => entry::write(pen, id, None, None, body)?,
        Some(known) if same_act(&known, body) => {}
        Some(_) => return Err(CommandError::Exists.into()),
    }
    Ok(kind)
}

/// Ids are random, so an entry of the same id that began in the same way is the same act sent twice.
fn same_act(known: &Body, new: &Body) -> bool {
    let begins = |field: &&wayside_domain::record::Field| match known.kind() {
        Kind::Client => field.role == Role::Title,
        _ => field.needed && field.meets == Meets::Once,
    };
    let mut fields = known.kind().fields().iter().filter(begins);
    known.kind() == new.kind() && fields.all(|field| known.part(field.name) == new.part(field.name))
}

/// Sets or takes back one answer of an open interview: what a tap does, without looking at the others.
fn answered(
    pen: &mut Pen<'_>,
    file: &CaseFile,
    id: &Id,
    name: &str,
    value: Option<&str>,
) -> Result<Kind, Failed> {
    let filed = file
        .entries
        .get(id)
        .filter(|filed| filed.body().kind() == Kind::Screening);
    let filed = filed.ok_or(CommandError::UnknownEntry)?;
    if !filed.body().is_open() {
        return Err(CommandError::Finished.into());
    }
    pen.touch(Kind::Screening.id(), id.as_str());
    let correction = filed.version().correction.as_ref();
    let map = entry::map(pen, Kind::Screening, id, correction).ok_or(CommandError::UnknownEntry)?;
    let key = format!("{ANSWERS}{name}");
    match value {
        Some(value) => pen.text(&map, &key, value)?,
        None => pen.clear(&map, &key)?,
    }
    Ok(Kind::Screening)
}

fn finish(pen: &mut Pen<'_>, file: &CaseFile, id: &Id, at: &Timestamp) -> Result<Kind, Failed> {
    let body = file.body(id).ok_or(CommandError::UnknownEntry)?;
    let kind = body.kind();
    let closes = kind.with(Role::Closes).ok_or(CommandError::UnknownEntry)?;
    if body.part(closes.name) == Some(Value::Time(*at)) {
        return Ok(kind);
    }
    let standing = Standing::find(file, id, kind)?;
    let mut said = body.said();
    // A clock that was put back in between ends it when it began, at the earliest.
    let begun = closes.not_before.and_then(|(begun, _)| body.part(begun));
    let at = match begun {
        Some(Value::Time(begun)) => begun.max(*at),
        _ => *at,
    };
    said.put(closes.name, Some(Value::Time(at)));
    standing.change(pen, id, &said)
}

fn note(pen: &mut Pen<'_>, file: &CaseFile, id: &Id, text: &str) -> Result<Kind, Failed> {
    let body = file.body(id).ok_or(CommandError::UnknownEntry)?;
    let kind = body.kind();
    let letters = kind
        .fields()
        .iter()
        .find(|field| field.meets == Meets::Letters);
    let letters = letters.ok_or(CommandError::UnknownEntry)?;
    let standing = Standing::find(file, id, kind)?;
    let map = entry::map(pen, kind, id, standing.correction.as_ref());
    pen.touch(kind.id(), id.as_str());
    pen.edit_note(&map.ok_or(CommandError::UnknownEntry)?, letters.name, text)?;
    Ok(kind)
}

/// Sets a field to one of its values: the others are in the history then.
fn settle(
    pen: &mut Pen<'_>,
    file: &CaseFile,
    id: Option<&Id>,
    field: &str,
    value: &str,
) -> Result<Kind, Failed> {
    let (kind, object, prefix) = match id {
        None => (Kind::Client, ROOT, PROFILE),
        Some(id) => {
            let filed = file.entries.get(id).ok_or(CommandError::UnknownEntry)?;
            let kind = filed.body().kind();
            let correction = filed.version().correction.as_ref();
            let map = pen
                .entry(&key(kind, id, correction))
                .ok_or(CommandError::UnknownEntry)?;
            (kind, map, "")
        }
    };
    let fields = tree::fields(pen.document(), &object, 0);
    let named = |name: &&str| {
        name.strip_prefix(prefix)
            .is_some_and(|name| super::file::shown_name(name) == field)
    };
    let key = fields
        .contested()
        .find(named)
        .ok_or(CommandError::UnknownEntry)?;
    let chosen = fields
        .all(key)
        .find(|node| super::file::shown(node).as_deref() == Some(value));
    pen.touch(kind.id(), id.unwrap_or(&file.id).as_str());
    match chosen {
        Some(Node::Text(text)) => pen.text(&object, key, text)?,
        Some(Node::Number(number)) => pen.number(&object, key, *number)?,
        _ => return Err(CommandError::UnknownEntry.into()),
    }
    Ok(kind)
}
