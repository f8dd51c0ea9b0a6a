//! `follow-ups/<id>`: due, what, done.

use automerge::{AutomergeError, ROOT};
use wayside_domain::record::FollowUp;
use wayside_domain::time::Date;

use super::pen::Pen;
use super::tree::Fields;

/// Writes a follow-up, or that `old` is done.
pub(crate) fn write(
    pen: &mut Pen<'_>,
    key: &str,
    old: Option<&FollowUp>,
    new: &FollowUp,
) -> Result<(), AutomergeError> {
    let map = pen.map(&ROOT, key)?;
    if old.is_none() {
        pen.text(&map, "due", &new.due.to_string())?;
        pen.text(&map, "what", &new.what)?;
    }
    let done = |follow_up: &FollowUp| follow_up.done.map(|day| day.to_string());
    pen.changed(
        &map,
        "done",
        old.and_then(done).as_deref(),
        done(new).as_deref(),
    )
}

/// Reads a follow-up; `None` when its day is not one that this app can read.
pub(crate) fn read(fields: &Fields) -> Option<FollowUp> {
    Some(FollowUp {
        due: Date::parse(fields.text("due")?).ok()?,
        what: fields.string("what"),
        done: fields.text("done").and_then(|day| Date::parse(day).ok()),
    })
}
