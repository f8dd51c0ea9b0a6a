//! One client's whole file, read from one document. It is what screens draw and what exports write; nothing is changed
//! here: changes are [`crate::command`]s, and the next reading shows them.
//!
//! Two people may have set one field differently while apart: the file then holds one of the values in its place and
//! all of them in [`CaseFile::conflicts`], until a person chooses.

use serde::{Deserialize, Serialize};

use crate::assist::{Band, InjectingTier};
use crate::id::Id;
use crate::record::{
    Body, Client, Contact, Entry, FollowUp, Intervention, Kind, Referral, Screening,
};
use crate::time::{Date, Timestamp};

/// One client's whole file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    /// The client's id; also the id of the document.
    pub id: Id,
    /// The registers of the profile, consents included.
    pub profile: Client,
    /// Meetings.
    pub contacts: Vec<Filed<Contact>>,
    /// Interviews.
    pub screenings: Vec<Filed<Screening>>,
    /// Brief interventions.
    pub interventions: Vec<Filed<Intervention>>,
    /// Referrals.
    pub referrals: Vec<Filed<Referral>>,
    /// What is or was due.
    pub follow_ups: Vec<Filed<FollowUp>>,
    /// Fields in which two people set different values.
    pub conflicts: Vec<Conflict>,
}

/// One entry of a file, with the corrections that were kept beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed<T> {
    /// The id of the entry.
    pub id: Id,
    /// The entry as it was first written down.
    pub body: T,
    /// Later versions, the newest last.
    pub corrections: Vec<Correction<T>>,
}

/// A later version of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction<T> {
    /// The id of the correction.
    pub id: Id,
    /// Why it was made.
    pub reason: String,
    /// When it was made.
    pub at: Timestamp,
    /// The entry as it should have been.
    pub body: T,
}

/// A field in which two people set different values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The entry; `None` for the profile.
    pub entry: Option<Id>,
    /// The field, as records name it.
    pub field: String,
    /// All values, the one that stands in the field first.
    pub values: Vec<String>,
}

/// One line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The day on which it happened, or is due.
    pub day: Date,
    /// The exact time where one is known.
    pub at: Option<Timestamp>,
    /// What kind of entry it is.
    pub kind: Kind,
    /// Which one.
    pub id: Id,
}

impl<T> Filed<T> {
    /// An entry that was never corrected.
    pub fn new(id: Id, body: T) -> Self {
        Self {
            id,
            body,
            corrections: Vec::new(),
        }
    }

    /// The version that holds now: the newest correction, or the entry itself.
    pub fn current(&self) -> &T {
        self.corrections
            .last()
            .map_or(&self.body, |correction| &correction.body)
    }
}

impl CaseFile {
    /// A file with a profile and nothing else.
    #[must_use]
    pub fn new(id: Id, profile: Client) -> Self {
        Self {
            id,
            profile,
            contacts: Vec::new(),
            screenings: Vec::new(),
            interventions: Vec::new(),
            referrals: Vec::new(),
            follow_ups: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    /// What stands for the client in a list: the code, or the id where there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        self.profile.code.as_deref().unwrap_or(self.id.as_str())
    }

    /// All entries as records, as an export writes them: the client first, each entry before its corrections.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        let client = Entry {
            id: Some(self.id.clone()),
            client: None,
            correction: None,
            body: Body::Client(self.profile.clone()),
        };
        std::iter::once(client)
            .chain(
                self.contacts
                    .iter()
                    .flat_map(|filed| self.records(filed, Body::Contact)),
            )
            .chain(
                self.screenings
                    .iter()
                    .flat_map(|filed| self.records(filed, Body::Screening)),
            )
            .chain(
                self.interventions
                    .iter()
                    .flat_map(|filed| self.records(filed, Body::Intervention)),
            )
            .chain(
                self.referrals
                    .iter()
                    .flat_map(|filed| self.records(filed, Body::Referral)),
            )
            .chain(
                self.follow_ups
                    .iter()
                    .flat_map(|filed| self.records(filed, Body::FollowUp)),
            )
    }

    fn records<T: Clone>(&self, filed: &Filed<T>, body: fn(T) -> Body) -> Vec<Entry> {
        let entry = |correction: Option<String>, value: &T| Entry {
            id: Some(filed.id.clone()),
            client: Some(self.label().to_owned()),
            correction,
            body: body(value.clone()),
        };
        let corrections = filed
            .corrections
            .iter()
            .map(|made| entry(Some(made.reason.clone()), &made.body));
        std::iter::once(entry(None, &filed.body))
            .chain(corrections)
            .collect()
    }

    /// The interview that is not finished; the newest if there are several.
    #[must_use]
    pub fn open_screening(&self) -> Option<&Filed<Screening>> {
        self.screenings
            .iter()
            .filter(|filed| filed.current().finished.is_none())
            .max_by_key(|filed| filed.current().started)
    }

    /// The interview that was begun last.
    #[must_use]
    pub fn latest_screening(&self) -> Option<&Filed<Screening>> {
        self.screenings
            .iter()
            .max_by_key(|filed| filed.current().started)
    }

    /// The highest band of the last finished interview.
    #[must_use]
    pub fn highest_band(&self) -> Option<Band> {
        self.last_finished()?.report()?.highest_band()
    }

    /// What injecting asked for in the last finished interview.
    #[must_use]
    pub fn injecting_tier(&self) -> Option<InjectingTier> {
        self.last_finished()?.report()?.injecting
    }

    fn last_finished(&self) -> Option<&Screening> {
        let finished = self
            .screenings
            .iter()
            .map(Filed::current)
            .filter(|screening| screening.finished.is_some());
        finished.max_by_key(|screening| screening.started)
    }

    /// When the client was last met.
    #[must_use]
    pub fn last_contact(&self) -> Option<Timestamp> {
        self.contacts.iter().map(|filed| filed.current().at).max()
    }

    /// The next thing that is due and not done.
    #[must_use]
    pub fn next_due(&self) -> Option<Date> {
        let open = self
            .follow_ups
            .iter()
            .map(Filed::current)
            .filter(|follow_up| follow_up.done.is_none());
        open.map(|follow_up| follow_up.due).min()
    }

    /// Everything in the file that has a day, the newest first.
    #[must_use]
    pub fn timeline(&self) -> Vec<Moment> {
        let timed = |kind, id: &Id, at: Timestamp| Moment {
            day: at.date(),
            at: Some(at),
            kind,
            id: id.clone(),
        };
        let mut moments: Vec<Moment> = Vec::new();
        moments.extend(
            self.contacts
                .iter()
                .map(|filed| timed(Kind::Contact, &filed.id, filed.current().at)),
        );
        moments.extend(
            self.screenings
                .iter()
                .map(|filed| timed(Kind::Screening, &filed.id, filed.current().started)),
        );
        moments.extend(
            self.interventions
                .iter()
                .map(|filed| timed(Kind::Intervention, &filed.id, filed.current().at)),
        );
        moments.extend(self.referrals.iter().filter_map(|filed| {
            let day = filed
                .current()
                .events
                .iter()
                .map(|event| event.when.date())
                .max()?;
            Some(Moment {
                day,
                at: None,
                kind: Kind::Referral,
                id: filed.id.clone(),
            })
        }));
        moments.extend(self.follow_ups.iter().map(|filed| {
            let day = filed.current().done.unwrap_or(filed.current().due);
            Moment {
                day,
                at: None,
                kind: Kind::FollowUp,
                id: filed.id.clone(),
            }
        }));
        moments.sort_by(|a, b| (b.day, b.at, b.kind, &b.id).cmp(&(a.day, a.at, a.kind, &a.id)));
        moments
    }
}
