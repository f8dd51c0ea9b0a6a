//! Records: what `wayside record` reads and `wayside export --format json` writes, one JSON object each.
//!
//! ```json
//! {"type": "follow-up", "id": "…", "client": "AB-7K2M", "due": "2026-11-16", "what": "re-screen", "done": null}
//! ```
//! | file | holds |
//! |---|---|
//! | `entry` | one record with its type, id, client and correction |
//! | `client`, `contact`, `screening`, `intervention`, `referral`, `follow_up` | one record type each: type, strict reading, writing |
//! | `fields` | the strict reader that all of them use |
//! | `document` | one document or JSON lines: which line a problem is in |
//! | `merge` | what recording the same id again means |
//!
//! Reading is strict (an unknown field or word, an impossible date, a negative count is refused and named, and the
//! message never repeats the value, which could be about a person). Writing is canonical: the same record is always the
//! same text. `null`, an empty list and an absent optional field all mean the same, and none of them is written.
//! To add a record type: a file here, a variant in [`Body`], and a match arm wherever the compiler then asks for one.

mod client;
mod contact;
mod document;
mod entry;
mod fields;
mod follow_up;
mod intervention;
mod merge;
mod referral;
mod screening;

pub use client::{Client, Consent, Sex, SpecialGroup};
pub use contact::{Contact, SUPPLIES, Setting};
pub(crate) use document::reread;
pub use document::{RecordError, parse_document, parse_line};
pub use entry::{Body, Entry, Kind, to_json, to_line};
pub use follow_up::FollowUp;
pub use intervention::{Intervention, Rulers, StepState, Subject};
pub use merge::{Applied, Merge, apply, compare};
pub use referral::{Referral, ReferralEvent, ReferralStage, Urgency, When};
pub use screening::Screening;
