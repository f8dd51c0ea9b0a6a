//! Records: what `wayside record` reads and `wayside export --format json` writes, one JSON object each.
//!
//! ```json
//! {"type": "follow-up", "id": "…", "client": "AB-7K2M", "due": "2026-11-16", "what": "re-screen", "done": null}
//! ```
//! | file | holds |
//! |---|---|
//! | `client`, `contact`, `screening`, `intervention`, `referral`, `follow_up`, `note`, `overdose`, `activity` | one kind each: its fields in one table |
//! | `kinds` | the list of kinds |
//! | `define`, `field`, `words`, `value` | what a table is made of |
//! | `entry` | one record with its type, id, client, version and correction |
//! | `walk`, `fields` | JSON strictly in and canonically out, for every kind |
//! | `document` | one document or JSON lines: which line a problem is in |
//! | `merge` | what recording the same id again means |
//! | `version` | the hash that names one version |
//! | `when` | the day and time of a record, and times that can't be right |
//!
//! Reading is strict (an unknown field or word, an impossible date, a negative count is refused and named, and the
//! message never repeats the value, which could be about a person). Writing is canonical: the same record is always the
//! same text. `null`, an empty list and an absent optional field all mean the same, and none of them is written.
//!
//! A new kind is a file here, a line in `kinds`, its words in `locales` and its screen; nothing else names it.

mod activity;
mod client;
mod contact;
mod define;
mod document;
mod entry;
mod field;
mod fields;
mod follow_up;
mod intervention;
mod kinds;
mod merge;
mod note;
mod overdose;
mod referral;
mod screening;
pub(crate) mod value;
mod version;
mod walk;
mod when;
mod words;

pub use activity::Activity;
pub use client::{Client, Consent, Sex, SpecialGroup};
pub use contact::{Contact, SUPPLIES, Setting};
pub(crate) use document::reread;
pub use document::{Lined, RecordError, parse_document, parse_line, parse_lined};
pub use entry::{Entry, to_json, to_line};
pub use field::{Field, Meets, Own, Role, Shape, Word};
pub use fields::Problem;
pub use follow_up::{FollowUp, FollowUpOutcome};
pub use intervention::{Intervention, Rulers, StepState, Subject};
pub use kinds::{Belongs, Body, Kind, Record, Typed};
pub use merge::{Applied, Merge, apply, compare, edited};
pub use note::Note;
pub use overdose::{Ending, Overdose};
pub use referral::{Referral, ReferralEvent, ReferralStage, Urgency, When};
pub use screening::Screening;
pub use value::{Said, Value};
pub use version::version;
pub use walk::{json, value as read_value};
pub use when::Odd;
