//! What recording the same id again means.
//!
//! | the new record | outcome |
//! |---|---|
//! | has an id that is not stored yet | added |
//! | says nothing that the stored one does not say | same |
//! | goes on where the stored one was open: more or other answers, steps, an end, events, the day done | continued |
//! | says something else | corrected: it is kept beside the stored one |
//!
//! "Open" is: a screening or intervention without an end, a referral (its loop is a list that grows), a follow-up that
//! is not done, and every profile (registers are edited; one that only adds is a continuation). Continuing never takes
//! anything away, so an older copy of an open record changes nothing.

use super::entry;
use super::{Body, Client, FollowUp, Intervention, Referral, Screening};

/// What the new record is to the stored one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// It says nothing new.
    Same,
    /// It goes on where the stored one was open.
    Continue,
    /// It says something else.
    Correct,
}

/// What is to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// A record that was not there.
    Added(Body),
    /// Nothing.
    Same,
    /// The stored record, gone on: this takes its place.
    Continued(Body),
    /// A correction, to be kept beside the stored record.
    Corrected(Body),
}

/// What `new` is to `old`, the current version of the stored record with the same id.
#[must_use]
pub fn compare(old: &Body, new: &Body) -> Merge {
    if same(old, new) {
        return Merge::Same;
    }
    match continued(old, new) {
        Some(merged) if same(old, &merged) => Merge::Same,
        Some(_) => Merge::Continue,
        None => Merge::Correct,
    }
}

/// Whether two bodies say the same: equal, or written alike (an empty text and no text are written alike).
fn same(one: &Body, other: &Body) -> bool {
    let written = |body: &Body| {
        let mut out = serde_json::Map::new();
        entry::write(body, &mut out);
        out
    };
    one == other || (one.kind() == other.kind() && written(one) == written(other))
}

/// What storing `new` over `old` makes.
#[must_use]
pub fn apply(old: Option<&Body>, new: &Body) -> Applied {
    let Some(old) = old else {
        return Applied::Added(new.clone());
    };
    match (compare(old, new), continued(old, new)) {
        (Merge::Same, _) => Applied::Same,
        (Merge::Continue, Some(merged)) => Applied::Continued(merged),
        (Merge::Continue | Merge::Correct, _) => Applied::Corrected(new.clone()),
    }
}

/// The stored record with what the new one adds; `None` where the new one is not a continuation.
fn continued(old: &Body, new: &Body) -> Option<Body> {
    match (old, new) {
        (Body::Screening(old), Body::Screening(new)) => screening(old, new).map(Body::Screening),
        (Body::Intervention(old), Body::Intervention(new)) => {
            intervention(old, new).map(Body::Intervention)
        }
        (Body::Referral(old), Body::Referral(new)) => referral(old, new).map(Body::Referral),
        (Body::FollowUp(old), Body::FollowUp(new)) => follow_up(old, new).map(Body::FollowUp),
        (Body::Client(old), Body::Client(new)) => client(old, new).map(Body::Client),
        _ => None,
    }
}

/// The new value where the old one was not set; `None` (no continuation) where both are set and differ.
fn filled<T: Clone + PartialEq>(old: &Option<T>, new: &Option<T>) -> Option<Option<T>> {
    match (old, new) {
        (Some(old), Some(new)) if old != new => None,
        (Some(old), _) => Some(Some(old.clone())),
        (None, new) => Some(new.clone()),
    }
}

fn union<T: Clone + PartialEq>(old: &[T], new: &[T]) -> Vec<T> {
    let mut all = old.to_vec();
    for value in new {
        if !all.contains(value) {
            all.push(value.clone());
        }
    }
    all
}

/// A record with an end says the whole: it goes on from the stored one only if it leaves none of it out. Otherwise
/// recording it a second time could not be told from a correction.
fn whole<T: PartialEq>(merged: T, new: &T, finished: bool) -> Option<T> {
    (!finished || merged == *new).then_some(merged)
}

fn screening(old: &Screening, new: &Screening) -> Option<Screening> {
    let same = old.instrument == new.instrument
        && old.wording == new.wording
        && old.started == new.started;
    if old.finished.is_some() || !same {
        return None;
    }
    let merged = Screening {
        finished: new.finished,
        age: filled(&old.age, &new.age)?,
        answers: old.answers.with(&new.answers),
        ..old.clone()
    };
    whole(merged, new, new.finished.is_some())
}

fn intervention(old: &Intervention, new: &Intervention) -> Option<Intervention> {
    if old.finished.is_some() || old.substance != new.substance || old.at != new.at {
        return None;
    }
    let mut merged = old.clone();
    merged.screening = filled(&old.screening, &new.screening)?;
    merged.finished = new.finished;
    merged.steps.extend(new.steps.clone());
    merged.rulers.importance = new.rulers.importance.or(old.rulers.importance);
    merged.rulers.confidence = new.rulers.confidence.or(old.rulers.confidence);
    merged.good_things = union(&old.good_things, &new.good_things);
    merged.less_good_things = union(&old.less_good_things, &new.less_good_things);
    merged.materials = union(&old.materials, &new.materials);
    merged.plan = new.plan.clone().or(merged.plan);
    merged.note = new.note.clone().or(merged.note);
    whole(merged, new, new.finished.is_some())
}

fn referral(old: &Referral, new: &Referral) -> Option<Referral> {
    let same = old.service == new.service && old.reason == new.reason && old.urgency == new.urgency;
    same.then(|| Referral {
        events: union(&old.events, &new.events),
        ..old.clone()
    })
}

fn follow_up(old: &FollowUp, new: &FollowUp) -> Option<FollowUp> {
    let same = old.due == new.due && old.what == new.what && old.done.is_none();
    same.then(|| new.clone())
}

fn client(old: &Client, new: &Client) -> Option<Client> {
    let mut consents = old.consents.clone();
    for consent in &new.consents {
        let same = |held: &&mut super::Consent| {
            held.purpose == consent.purpose
                && held.given == consent.given
                && held.how == consent.how
        };
        match consents.iter_mut().find(same) {
            Some(held) => {
                held.withdrawn = filled(&held.withdrawn, &consent.withdrawn)?;
                held.by = filled(&held.by, &consent.by)?;
            }
            None => consents.push(consent.clone()),
        }
    }
    Some(Client {
        code: filled(&old.code, &new.code)?,
        uic: None,
        aliases: union(&old.aliases, &new.aliases),
        sex: filled(&old.sex, &new.sex)?,
        birth_year: filled(&old.birth_year, &new.birth_year)?,
        languages: union(&old.languages, &new.languages),
        special_groups: union(&old.special_groups, &new.special_groups),
        contact_preferences: filled(&old.contact_preferences, &new.contact_preferences)?,
        consents,
    })
}
