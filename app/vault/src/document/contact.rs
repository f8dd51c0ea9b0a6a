//! `contacts/<id>`: at, setting, worker, done, `supplies/<what>`, note.

use automerge::{AutomergeError, ROOT};
use wayside_domain::record::{Contact, Setting};
use wayside_domain::time::Timestamp;

use super::pen::Pen;
use super::tree::{Fields, Node};
use super::{NOTE, parse_list};

const SUPPLIES: &str = "supplies/";

/// Writes a new contact. Its note is a Text from the start, so that there is only ever one.
pub(crate) fn write(pen: &mut Pen<'_>, key: &str, contact: &Contact) -> Result<(), AutomergeError> {
    let map = pen.map(&ROOT, key)?;
    pen.text(&map, "at", &contact.at.to_string())?;
    pen.text(&map, "setting", contact.setting.id())?;
    pen.optional(&map, "worker", contact.worker.as_deref())?;
    pen.list(&map, "done", &contact.done)?;
    for (what, count) in &contact.supplies {
        pen.number(&map, &format!("{SUPPLIES}{what}"), i64::from(*count))?;
    }
    pen.note(&map, NOTE, contact.note.as_deref().unwrap_or_default())
}

/// Reads a contact; `None` when its time is not one that this app can read.
pub(crate) fn read(fields: &Fields) -> Option<Contact> {
    let count = |(what, node): (&str, &Node)| match node {
        Node::Number(count) => Some((what.to_owned(), u32::try_from(*count).ok()?)),
        _ => None,
    };
    Some(Contact {
        at: Timestamp::parse(fields.text("at")?).ok()?,
        setting: Setting::read(fields.text("setting").unwrap_or_default()),
        worker: fields.text("worker").map(str::to_owned),
        done: fields.text("done").map(parse_list).unwrap_or_default(),
        supplies: fields.under(SUPPLIES).filter_map(count).collect(),
        note: fields.text(NOTE).map(str::to_owned),
    })
}
