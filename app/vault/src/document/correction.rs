//! `corrections/<id>`: entry, at, reason, content. The content is the corrected entry as JSON, whole; what it corrects
//! stays as it was.

use automerge::{AutomergeError, ROOT};
use wayside_domain::id::Id;
use wayside_domain::record::Body;
use wayside_domain::time::Timestamp;

use super::pen::Pen;
use super::tree::Fields;

/// A correction as a document holds it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stored {
    pub(crate) entry: Id,
    pub(crate) at: Option<Timestamp>,
    pub(crate) reason: String,
    pub(crate) body: Body,
}

/// Writes a correction.
pub(crate) fn write(
    pen: &mut Pen<'_>,
    key: &str,
    entry: &Id,
    at: &Timestamp,
    reason: &str,
    body: &Body,
) -> Result<(), AutomergeError> {
    let map = pen.map(&ROOT, key)?;
    pen.text(&map, "entry", entry.as_str())?;
    pen.text(&map, "at", &at.to_string())?;
    pen.text(&map, "reason", reason)?;
    pen.text(
        &map,
        "content",
        &serde_json::to_string(body).unwrap_or_default(),
    )
}

/// Reads a correction; `None` when its content is not one that this app can read.
pub(crate) fn read(fields: &Fields) -> Option<Stored> {
    Some(Stored {
        entry: Id::parse(fields.text("entry")?).ok()?,
        at: fields.text("at").and_then(|at| Timestamp::parse(at).ok()),
        reason: fields.string("reason"),
        body: serde_json::from_str(fields.text("content")?).ok()?,
    })
}
