//! Writing one record into a document: new, gone on, or corrected.

use automerge::AutomergeError;
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Client};
use wayside_domain::time::Timestamp;

use super::pen::Pen;
use super::{
    CORRECTIONS, contact, correction, follow_up, intervention, key, profile, referral, screening,
};

/// Writes a new entry, or what `new` adds to `old`.
pub(crate) fn write(
    pen: &mut Pen<'_>,
    id: &Id,
    old: Option<&Body>,
    new: &Body,
) -> Result<(), AutomergeError> {
    pen.touch(new.kind().id(), id.as_str());
    let key = key(new.kind(), id).unwrap_or_default();
    match (old, new) {
        (Some(Body::Client(old)), Body::Client(new)) => profile::write(pen, Some(old), new),
        (_, Body::Client(new)) => profile::write(pen, None, new),
        // A contact never goes on: it is added or corrected.
        (_, Body::Contact(new)) => contact::write(pen, &key, new),
        (Some(Body::Screening(old)), Body::Screening(new)) => {
            screening::write(pen, &key, Some(old), new)
        }
        (_, Body::Screening(new)) => screening::write(pen, &key, None, new),
        (Some(Body::Intervention(old)), Body::Intervention(new)) => {
            intervention::write(pen, &key, Some(old), new)
        }
        (_, Body::Intervention(new)) => intervention::write(pen, &key, None, new),
        (Some(Body::Referral(old)), Body::Referral(new)) => {
            referral::write(pen, &key, Some(old), new)
        }
        (_, Body::Referral(new)) => referral::write(pen, &key, None, new),
        (Some(Body::FollowUp(old)), Body::FollowUp(new)) => {
            follow_up::write(pen, &key, Some(old), new)
        }
        (_, Body::FollowUp(new)) => follow_up::write(pen, &key, None, new),
    }
}

/// Keeps a corrected version beside an entry. A profile is edited as well: its registers are what screens show. Only
/// what the correction names is edited, so that a short one takes nothing away.
pub(crate) fn correct(
    pen: &mut Pen<'_>,
    entry: &Id,
    correction_id: &Id,
    old: &Body,
    new: &Body,
    reason: &str,
    at: &Timestamp,
) -> Result<(), AutomergeError> {
    if let (Body::Client(held), Body::Client(named)) = (old, new) {
        write(pen, entry, Some(old), &Body::Client(laid_over(held, named)))?;
    }
    pen.touch(new.kind().id(), entry.as_str());
    correction::write(
        pen,
        &format!("{CORRECTIONS}{correction_id}"),
        entry,
        at,
        reason,
        new,
    )
}

fn laid_over(held: &Client, named: &Client) -> Client {
    let list = |held: &[String], named: &[String]| {
        if named.is_empty() {
            held.to_vec()
        } else {
            named.to_vec()
        }
    };
    Client {
        code: named.code.clone().or_else(|| held.code.clone()),
        uic: None,
        aliases: list(&held.aliases, &named.aliases),
        sex: named.sex.clone().or_else(|| held.sex.clone()),
        birth_year: named.birth_year.or(held.birth_year),
        languages: list(&held.languages, &named.languages),
        special_groups: if named.special_groups.is_empty() {
            &held.special_groups
        } else {
            &named.special_groups
        }
        .clone(),
        contact_preferences: named
            .contact_preferences
            .clone()
            .or_else(|| held.contact_preferences.clone()),
        // Those that are held and not named stay: consents are added and withdrawn, never taken away.
        consents: named.consents.clone(),
    }
}
