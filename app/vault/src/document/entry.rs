//! Writing one record into a document: new, gone on, or corrected.
//!
//! A correction is a record of its own beside the one that it replaces, with the same fields and three more. A profile
//! is edited in its place instead, since its registers are what screens show; the versions that it had are kept by
//! name, so that an older copy of it changes nothing.

use automerge::{AutomergeError, ObjId, ROOT};
use wayside_domain::case_file::Version;
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Kind, edited, version};

use super::layout::{self, Place};
use super::pen::Pen;
use super::tree::Fields;
use super::{AT, FORMAT, FORMAT_NOW, PROFILE, REASON, REPLACES, WAS, key};

/// Writes a new entry, or what `new` changes in `old`, the version that stands.
pub(crate) fn write(
    pen: &mut Pen<'_>,
    id: &Id,
    correction: Option<&Id>,
    old: Option<&Body>,
    new: &Body,
) -> Result<(), AutomergeError> {
    let kind = new.kind();
    pen.touch(kind.id(), id.as_str());
    let held = old.map(Body::said);
    if kind == Kind::Client {
        if old.is_none() {
            pen.number(&ROOT, FORMAT, FORMAT_NOW)?;
        }
        let place = Place {
            object: &ROOT,
            prefix: PROFILE,
        };
        return layout::write(pen, &place, kind.fields(), held.as_ref(), &new.said());
    }
    let map = pen.map(&ROOT, &key(kind, id, correction))?;
    let place = Place {
        object: &map,
        prefix: "",
    };
    layout::write(pen, &place, kind.fields(), held.as_ref(), &new.said())
}

/// The profile says something else now: the version that it was is kept by name.
pub(crate) fn was(pen: &mut Pen<'_>, old: &Body, reason: &str) -> Result<(), AutomergeError> {
    pen.text(&ROOT, &format!("{WAS}{}", version(old, &[])), reason)
}

/// Keeps a corrected version beside an entry.
pub(crate) fn correct(
    pen: &mut Pen<'_>,
    id: &Id,
    old: Option<&Body>,
    new: &Version,
) -> Result<(), AutomergeError> {
    let reason = new.reason.as_deref().unwrap_or_default();
    if let (Some(held), Body::Client(_)) = (old, &new.body) {
        was(pen, held, reason)?;
        return write(pen, id, None, Some(held), &edited(held, &new.body));
    }
    let correction = new.correction.as_ref();
    write(pen, id, correction, None, &new.body)?;
    let map = pen.map(&ROOT, &key(new.body.kind(), id, correction))?;
    let mut put = |name: &str, text: String| pen.text(&map, name, &text);
    put(REASON, reason.to_owned())?;
    put(REPLACES, new.replaces.join(" "))?;
    match new.at {
        Some(at) => put(AT, at.to_string()),
        None => Ok(()),
    }
}

/// Reads one version of an entry; `None` when this app can't.
pub(crate) fn read(kind: Kind, correction: Option<Id>, fields: &Fields) -> Option<Version> {
    let body = kind.hear(&layout::read(kind.fields(), fields, ""))?;
    let replaces = fields.text(REPLACES).unwrap_or_default();
    Some(Version {
        reason: correction.is_some().then(|| fields.string(REASON)),
        at: fields.text(AT).and_then(|at| at.parse().ok()),
        replaces: replaces.split_whitespace().map(str::to_owned).collect(),
        correction,
        body,
    })
}

/// The map of an entry's version.
pub(crate) fn map(pen: &Pen<'_>, kind: Kind, id: &Id, correction: Option<&Id>) -> Option<ObjId> {
    pen.entry(&key(kind, id, correction))
}
