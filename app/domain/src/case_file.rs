//! One client's whole file, read from one document. It is what screens draw and what exports write; nothing is changed
//! here: changes are [`crate::command`]s, and the next reading shows them.
//!
//! Two people may have set one field differently while apart: the file then holds one of the values in its place and
//! all of them in [`CaseFile::conflicts`], until a person chooses. Two people may have corrected one entry differently:
//! see [`Filed`].
//!
//! Contacts and overdoses of people without a file are entries of a **log**: a file of one device and month that has no
//! client.

mod filed;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use filed::{Filed, Version};

use crate::assist::{Band, InjectingTier};
use crate::id::Id;
use crate::record::{Body, Client, Contact, Entry, Kind, Role, Screening, Typed};
use crate::time::{Date, Timestamp};

/// One client's whole file, or one log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    /// The client's id; also the id of the document.
    pub id: Id,
    /// It has no client: it holds entries of people without a file.
    pub is_log: bool,
    /// The registers of the profile, consents included.
    pub profile: Client,
    /// Versions of the profile that were said before, each with the reason that it was said with (empty for none).
    pub said_profiles: BTreeSet<(String, String)>,
    /// Everything that happened or is due.
    pub entries: BTreeMap<Id, Filed>,
    /// Fields in which two people set different values.
    pub conflicts: Vec<Conflict>,
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
    /// The day on which it happened, was done, or is due.
    pub day: Date,
    /// The exact time where one is known.
    pub at: Option<Timestamp>,
    /// What kind of entry it is.
    pub kind: Kind,
    /// Which one.
    pub id: Id,
}

impl CaseFile {
    /// A file with a profile and nothing else.
    #[must_use]
    pub fn new(id: Id, profile: Client) -> Self {
        Self {
            id,
            is_log: false,
            profile,
            said_profiles: BTreeSet::new(),
            entries: BTreeMap::new(),
            conflicts: Vec::new(),
        }
    }

    /// Puts an original in.
    pub fn put(&mut self, id: Id, body: impl Into<Body>) {
        let order = self.entries.values().map(|filed| filed.order).max();
        let filed = Filed::new(order.map_or(0, |order| order + 1), body.into());
        self.entries.insert(id, filed);
    }

    /// What stands for the client in a list: the code, or the id where there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        self.profile.code.as_deref().unwrap_or(self.id.as_str())
    }

    /// The entry as it stands now; the profile by the client's id.
    #[must_use]
    pub fn body(&self, id: &Id) -> Option<Body> {
        if *id == self.id && !self.is_log {
            return Some(Body::Client(self.profile.clone()));
        }
        self.entries.get(id).map(|filed| filed.body().clone())
    }

    /// The entry as it stands now, if it is of this type.
    #[must_use]
    pub fn get<T: Typed>(&self, id: &Id) -> Option<&T> {
        T::of(self.entries.get(id)?.body())
    }

    /// All entries of this type as they stand now, in the order of their times.
    #[must_use]
    pub fn all<T: Typed>(&self) -> Vec<(&Id, &T)> {
        let all = self.of_kind(T::KIND).into_iter();
        all.filter_map(|(id, body)| Some((id, T::of(body)?)))
            .collect()
    }

    fn of_kind(&self, kind: Kind) -> Vec<(&Id, &Body)> {
        let bodies = self.entries.iter().map(|(id, filed)| (id, filed.body()));
        let mut found: Vec<_> = bodies.filter(|(_, body)| body.kind() == kind).collect();
        found.sort_by_cached_key(|(id, body)| (when(body), (*id).clone()));
        found
    }

    /// All entries as records, as an export writes them: the client first, each entry before its corrections.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        let mut all = Vec::new();
        if !self.is_log {
            let body = Body::Client(self.profile.clone());
            let mut client = Entry::new(Some(self.id.clone()), None, body);
            client.named = Some(client.version());
            all.push(client);
        }
        let client = (!self.is_log).then(|| self.label().to_owned());
        let mut filed: Vec<_> = self.entries.iter().collect();
        filed.sort_by_cached_key(|(id, filed)| {
            let body = filed.body();
            (body.kind(), when(body), (*id).clone())
        });
        for (id, filed) in filed {
            all.extend(filed.records(id, client.as_deref()));
        }
        all
    }

    /// The interview that is not finished; the newest if there are several.
    #[must_use]
    pub fn open_screening(&self) -> Option<&Id> {
        let all = self.all::<Screening>();
        let open = all.into_iter().filter(|(_, body)| body.finished.is_none());
        open.map(|(id, _)| id).next_back()
    }

    /// The interviews that say how the client stands: the finished one that began last, and the one that was written
    /// down last where that is another one. They differ where a date is wrong, or where an old interview was entered
    /// late; a date alone must not hide a risk, so whoever asks reads both.
    #[must_use]
    pub fn newest_results(&self) -> Vec<&Screening> {
        let finished: Vec<(&Id, &Filed, &Screening)> = self
            .entries
            .iter()
            .filter_map(|(id, filed)| Some((id, filed, Screening::of(filed.body())?)))
            .filter(|(_, _, screening)| screening.finished.is_some())
            .collect();
        let last = finished
            .iter()
            .max_by_key(|(id, filed, screening)| (screening.started, filed.order, *id))
            .map(|(id, _, _)| *id);
        // People apart may have written several at one place in the order.
        let order = finished.iter().map(|(_, filed, _)| filed.order).max();
        let newest = finished
            .into_iter()
            .filter(|(id, filed, _)| Some(*id) == last || Some(filed.order) == order);
        newest.map(|(_, _, screening)| screening).collect()
    }

    /// The highest band of the newest results.
    #[must_use]
    pub fn highest_band(&self) -> Option<Band> {
        let newest = self.newest_results().into_iter();
        newest
            .filter_map(|screening| screening.report()?.highest_band())
            .max()
    }

    /// The most that injecting asked for in the newest results.
    #[must_use]
    pub fn injecting_tier(&self) -> Option<InjectingTier> {
        let newest = self.newest_results().into_iter();
        newest
            .filter_map(|screening| screening.report()?.injecting)
            .max()
    }

    /// When the client was last met for a contact.
    #[must_use]
    pub fn last_contact(&self) -> Option<Timestamp> {
        self.all::<Contact>()
            .into_iter()
            .map(|(_, contact)| contact.at)
            .max()
    }

    /// When the client was last met for anything.
    #[must_use]
    pub fn last_met(&self) -> Option<Timestamp> {
        let bodies = self.entries.values().map(Filed::body);
        let met = bodies.filter(|body| body.kind().with(Role::Met).is_some());
        met.filter_map(Body::at).max()
    }

    /// The next thing that is due and not done.
    #[must_use]
    pub fn next_due(&self) -> Option<Date> {
        let bodies = self.entries.values().map(Filed::body);
        bodies.filter_map(Body::due).min()
    }

    /// Everything in the file that has a day, the newest first.
    #[must_use]
    pub fn timeline(&self) -> Vec<Moment> {
        let moment = |(id, filed): (&Id, &Filed)| {
            let body = filed.body();
            Some(Moment {
                day: body.done().or_else(|| body.day())?,
                at: body.at(),
                kind: body.kind(),
                id: id.clone(),
            })
        };
        let mut moments: Vec<Moment> = self.entries.iter().filter_map(moment).collect();
        moments.sort_by(|a, b| (b.day, b.at, b.kind, &b.id).cmp(&(a.day, a.at, a.kind, &a.id)));
        moments
    }
}

/// What entries of one kind are sorted by.
fn when(body: &Body) -> (Option<i64>, Option<Date>) {
    (body.at().map(|at| at.millis()), body.day())
}
