//! Writing one record into a document: new, gone on, or corrected.
//!
//! A correction is a record of its own beside the one that it replaces, with the same fields and three more. A profile
//! is edited in its place instead, since its registers are what screens show; the versions that it had are kept by
//! name, so that an older copy of it changes nothing.

use automerge::{AutomergeError, ObjId, ROOT};
use sha2::{Digest, Sha256};
use wayside_domain::case_file::Version;
use wayside_domain::id::Id;
use wayside_domain::limits;
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

/// A profile that was said, with the reason that it was said with, is kept by name: an older copy of it changes
/// nothing.
pub(crate) fn said(pen: &mut Pen<'_>, profile: &Body, reason: &str) -> Result<(), AutomergeError> {
    let mut key = format!("{WAS}{}", version(profile, &[]));
    if !reason.is_empty() {
        let hash = Sha256::digest(reason);
        key.push('+');
        key.push_str(Id::of_bytes(hash.get(..5).unwrap_or_default()).as_str());
    }
    match pen.reads(&ROOT, &key) {
        Some(_) => Ok(()),
        None => pen.text(&ROOT, &key, reason),
    }
}

/// Keeps a corrected version beside an entry.
pub(crate) fn correct(
    pen: &mut Pen<'_>,
    id: &Id,
    old: Option<&Body>,
    new: &Version,
) -> Result<(), AutomergeError> {
    let reason = new.reason.as_deref().unwrap_or_default();
    if let Body::Client(_) = &new.body {
        return match old {
            Some(held) => write(pen, id, None, old, &edited(held, &new.body)),
            None => write(pen, id, None, None, &new.body),
        };
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
        replaces: replaces
            .split_whitespace()
            .take(limits::LIST)
            .map(str::to_owned)
            .collect(),
        correction,
        body,
    })
}

/// The map of an entry's version.
pub(crate) fn map(pen: &Pen<'_>, kind: Kind, id: &Id, correction: Option<&Id>) -> Option<ObjId> {
    pen.entry(&key(kind, id, correction))
}
