//! Case files as Automerge documents: one document per client, and further ones where it outgrows that ([`volume`]).
//!
//! # Layout
//! The root map is flat: one key per field of the profile and one per entry, `<kind>/<id>`. Nested containers
//! (`contacts -> id -> ...`) were refused: two devices that each make the container offline would make two, and
//! Automerge shows one of them. A key that carries the id cannot collide, because ids are random.
//!
//! | key | value |
//! |---|---|
//! | `format` | the version of this layout |
//! | `client/<field>` | the profile; [`layout`] has the keys of each shape of field |
//! | `was/<version>` | a version of the profile that was edited or corrected, and why |
//! | `<kind>/<id>` | map: an entry |
//! | `<kind>/<id>+<correction>` | map: a corrected version, with `=reason`, `=at` and `=replaces` |
//! | `log` | the month of a log: a document of entries without a client |
//! | `continues` | the file of which this document is a further volume; entries are all that it has beside this |
//!
//! Strings are scalars everywhere, except notes, which are Text: edits of two people merge letter by letter. No entry
//! is ever removed and unknown keys are never touched, so what a newer app wrote survives an older one. A value that is
//! taken back stays in the history.
//!
//! # Merging
//! Automerge keeps both values where two people set one register; [`tree`] reads both, and the case file carries them
//! as conflicts. The same entry made twice (a file imported on two phones) is two maps under one key: they are read as
//! their union.
//!
//! # Trust
//! Bytes that came from elsewhere are looked at by [`change`] before Automerge parses them, and parsed, applied and
//! read inside [`guard`], because Automerge can panic on them.

use wayside_domain::id::Id;
use wayside_domain::record::Kind;

pub(crate) mod act;
pub(crate) mod assemble;
pub(crate) mod change;
pub(crate) mod entry;
pub(crate) mod file;
pub(crate) mod guard;
mod layout;
pub(crate) mod pen;
pub(crate) mod tree;
pub(crate) mod volume;

/// The version of this layout, written into every new document.
const FORMAT: &str = "format";
const FORMAT_NOW: i64 = 2;

/// What stands before the fields of the profile.
const PROFILE: &str = "client/";

/// What stands before the names of versions that the profile had.
const WAS: &str = "was/";

/// The month of a log.
const LOG: &str = "log";

/// What stands before the answers of a screening.
const ANSWERS: &str = "answers/";

/// Why a correction was made, when, and which versions it replaces.
const REASON: &str = "=reason";
const AT: &str = "=at";
const REPLACES: &str = "=replaces";

/// What stands before the ids of one kind of entry.
fn prefix(kind: Kind) -> String {
    format!("{}/", kind.id())
}

/// The key of an entry in the root, or of a correction of it.
pub(crate) fn key(kind: Kind, id: &Id, correction: Option<&Id>) -> String {
    match correction {
        None => format!("{}/{id}", kind.id()),
        Some(correction) => format!("{}/{id}+{correction}", kind.id()),
    }
}

/// The entry and the correction that a key without its prefix names. No id has a plus sign.
fn named(name: &str) -> Option<(Id, Option<Id>)> {
    match name.split_once('+') {
        None => Some((Id::parse(name).ok()?, None)),
        Some((id, correction)) => Some((Id::parse(id).ok()?, Some(Id::parse(correction).ok()?))),
    }
}

/// Whether a file's own document says who the client is.
pub(crate) fn has_profile(document: &automerge::AutoCommit) -> bool {
    !tree::values(document, &automerge::ROOT, FORMAT, 0).is_empty()
}

/// Writes what makes a document a log.
pub(crate) fn begin_log(
    pen: &mut pen::Pen<'_>,
    month: &str,
) -> Result<(), automerge::AutomergeError> {
    pen.number(&automerge::ROOT, FORMAT, FORMAT_NOW)?;
    pen.text(&automerge::ROOT, LOG, month)
}

/// A list as a scalar: one JSON array, so that its order survives.
fn json_list(values: &[String]) -> String {
    serde_json::to_string(values).unwrap_or_default()
}

/// Reads a list; anything else is an empty one.
fn parse_list(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}
