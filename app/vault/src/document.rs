//! Case files as Automerge documents: one document per client.
//!
//! # Layout
//! The root map is flat: one key per register and one per entry, `<kind>/<id>`. Nested containers
//! (`contacts -> id -> ...`) were refused: two devices that each make the container offline would make two, and
//! Automerge shows one of them. A key that carries the id cannot collide, because ids are random.
//!
//! | key | value |
//! |---|---|
//! | `profile/<field>` | a scalar register; lists are one JSON array, so that their order survives |
//! | `consents/<given>␟<purpose>␟<how>` | map: withdrawn, by |
//! | `contacts/<id>` | map: at, setting, worker, done, `supplies/<what>`, note: Text |
//! | `screenings/<id>` | map: instrument, wording, started, finished, age, `answers`: map of items |
//! | `interventions/<id>` | map: screening, substance, at, finished, `steps/<id>`, rulers, lists, plan, note: Text |
//! | `referrals/<id>` | map: service, reason, urgency, `events/<when>␟<stage>` |
//! | `follow-ups/<id>` | map: due, what, done |
//! | `corrections/<id>` | map: entry, at, reason, content (JSON of the corrected entry) |
//!
//! Strings are scalars everywhere, except notes, which are Text: edits of two people merge letter by letter. A note's
//! Text is made together with its entry, so there is only ever one. No entry is ever removed and unknown keys are never
//! touched, so what a newer app wrote survives an older one. A value that is taken back stays in the history.
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
mod contact;
mod correction;
pub(crate) mod entry;
pub(crate) mod file;
mod follow_up;
pub(crate) mod guard;
mod intervention;
pub(crate) mod pen;
mod profile;
mod referral;
mod screening;
pub(crate) mod tree;

/// The version of this layout, written into every new document.
const FORMAT: &str = "format";

/// The Text of an entry.
const NOTE: &str = "note";

/// What stands before the ids of one kind of entry; `None` for the profile.
const fn prefix(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Client => None,
        Kind::Contact => Some("contacts/"),
        Kind::Screening => Some("screenings/"),
        Kind::Intervention => Some("interventions/"),
        Kind::Referral => Some("referrals/"),
        Kind::FollowUp => Some("follow-ups/"),
    }
}

/// What stands before the ids of corrections.
const CORRECTIONS: &str = "corrections/";

/// The key of an entry in the root; `None` for the profile, which is many keys.
fn key(kind: Kind, id: &Id) -> Option<String> {
    prefix(kind).map(|prefix| format!("{prefix}{id}"))
}

/// A list as a scalar: one JSON array, so that its order survives.
fn json_list(values: &[String]) -> String {
    serde_json::to_string(values).unwrap_or_default()
}

/// Reads a list; anything else is an empty one.
fn parse_list(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}
