//! One entry of a file with the corrections that were kept beside it.
//!
//! | versions | what stands |
//! |---|---|
//! | the original alone | the original |
//! | each names what it replaces, and one is replaced by none | that one |
//! | several are replaced by none: people apart corrected one version, or one was edited after it was corrected elsewhere | the one with the most corrections behind it, then the greater id of the correction; the entry is **disputed** until a correction replaces all of them |
//!
//! No clock takes part: a phone whose clock is wrong must not win.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::record::{Body, Entry, version};
use crate::time::Timestamp;

/// One entry with all its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// Its place in the order in which entries were written down, as far as the document knows it.
    pub order: u64,
    /// The original first, then corrections, each after what it replaces. Never empty.
    versions: Vec<Version>,
    standing: usize,
    disputed: bool,
}

/// One version of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The id of the correction; `None` for the original.
    pub correction: Option<Id>,
    /// Why it was made.
    pub reason: Option<String>,
    /// When it was made. For people to read: nothing is decided by it.
    pub at: Option<Timestamp>,
    /// The versions that it replaces.
    pub replaces: Vec<String>,
    /// What it says.
    pub body: Body,
}

impl Version {
    /// An original.
    #[must_use]
    pub fn original(body: Body) -> Self {
        Self {
            correction: None,
            reason: None,
            at: None,
            replaces: Vec::new(),
            body,
        }
    }

    /// Its name.
    #[must_use]
    pub fn version(&self) -> String {
        version(&self.body, &self.replaces)
    }
}

impl Filed {
    /// An entry that was never corrected.
    #[must_use]
    pub fn new(order: u64, body: Body) -> Self {
        Self {
            order,
            versions: vec![Version::original(body)],
            standing: 0,
            disputed: false,
        }
    }

    /// An entry out of its versions in any order; `None` where there is none.
    #[must_use]
    pub fn of(order: u64, mut versions: Vec<Version>) -> Option<Self> {
        let (mut standing, mut disputed) = (0, false);
        if versions.len() > 1 {
            (versions, standing, disputed) = judged(versions);
        }
        (!versions.is_empty()).then_some(Self {
            order,
            versions,
            standing,
            disputed,
        })
    }

    /// What the entry says now.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.version().body
    }

    /// The version that stands.
    #[must_use]
    pub fn version(&self) -> &Version {
        #[allow(
            clippy::indexing_slicing,
            reason = "there is at least one version, and `standing` is one of them"
        )]
        &self.versions[self.standing.min(self.versions.len() - 1)]
    }

    /// All versions, each after what it replaces.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// How often it was corrected.
    #[must_use]
    pub fn corrections(&self) -> usize {
        let corrections = self.versions.iter().filter(|one| one.correction.is_some());
        corrections.count()
    }

    /// People apart corrected it differently, and nobody has settled it yet.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        self.disputed
    }

    /// The original, if it is here.
    #[must_use]
    pub fn original(&self) -> Option<&Body> {
        let original = self.versions.iter().find(|one| one.correction.is_none());
        original.map(|one| &one.body)
    }

    /// The versions that nothing replaces: what a correction made now replaces.
    #[must_use]
    pub fn heads(&self) -> Vec<String> {
        let names: Vec<String> = self.versions.iter().map(Version::version).collect();
        let replaced = |name: &String| self.versions.iter().any(|one| one.replaces.contains(name));
        names.into_iter().filter(|name| !replaced(name)).collect()
    }

    /// The body of an entry that was never corrected, to be brought up to date after an act.
    pub fn uncorrected_mut(&mut self) -> Option<&mut Body> {
        match self.versions.as_mut_slice() {
            [only] => Some(&mut only.body),
            _ => None,
        }
    }

    /// The entry as records: each version, and after it those that replace it.
    pub fn records<'a>(
        &'a self,
        id: &'a Id,
        client: Option<&'a str>,
    ) -> impl Iterator<Item = Entry> + 'a {
        // The same statement made twice apart is one line.
        let mut given = BTreeSet::new();
        let once = self.versions.iter().filter_map(move |one| {
            let name = one.version();
            given.insert(name.clone()).then_some((name, one))
        });
        once.map(move |(name, one)| Entry {
            id: Some(id.clone()),
            client: client.map(str::to_owned),
            correction: one
                .correction
                .as_ref()
                .map(|_| one.reason.clone().unwrap_or_default()),
            named: Some(name),
            replaces: one.replaces.clone(),
            disputed: self.disputed,
            body: one.body.clone(),
        })
    }
}

/// The versions in order, which of them stands, and whether others stand beside it.
fn judged(versions: Vec<Version>) -> (Vec<Version>, usize, bool) {
    let names: Vec<String> = versions.iter().map(Version::version).collect();
    let depths = depths(&versions, &names);
    let mut all: Vec<(usize, String, Version)> = depths
        .into_iter()
        .zip(names)
        .zip(versions)
        .map(|((depth, name), one)| (depth, name, one))
        .collect();
    // By the id of the correction before its name: an act on what stands changes its name, and must not change which
    // one stands.
    all.sort_by(|a, b| {
        let key = |one: &(usize, String, Version)| (one.0, one.2.correction.clone());
        key(a).cmp(&key(b)).then_with(|| a.1.cmp(&b.1))
    });
    let replaced: BTreeSet<&String> = all.iter().flat_map(|(_, _, one)| &one.replaces).collect();
    let heads: Vec<usize> = (0..all.len())
        .filter(|at| {
            let name = all.get(*at).map(|(_, name, _)| name);
            name.is_some_and(|name| !replaced.contains(name))
        })
        .collect();
    // The same statement made twice apart is one.
    let stand: BTreeSet<&String> = heads
        .iter()
        .filter_map(|at| all.get(*at).map(|(_, name, _)| name))
        .collect();
    let disputed = stand.len() > 1;
    let standing = heads.last().copied().unwrap_or(all.len().saturating_sub(1));
    (
        all.into_iter().map(|(_, _, one)| one).collect(),
        standing,
        disputed,
    )
}

/// How many corrections are behind each version, as far as they are here. Each version is looked at once, after all
/// that it replaces: a name is a hash over the names before it, so there is no circle, and what somebody made into one
/// keeps no depth.
fn depths(versions: &[Version], names: &[String]) -> Vec<usize> {
    let mut of_name: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        of_name.entry(name).or_default().push(at);
    }
    let mut later: Vec<Vec<usize>> = vec![Vec::new(); versions.len()];
    let mut waits: Vec<usize> = vec![0; versions.len()];
    for (at, one) in versions.iter().enumerate() {
        for before in one
            .replaces
            .iter()
            .filter_map(|name| of_name.get(name))
            .flatten()
        {
            if let (Some(later), Some(waits)) = (later.get_mut(*before), waits.get_mut(at)) {
                later.push(at);
                *waits += 1;
            }
        }
    }
    let mut depths: Vec<usize> = versions
        .iter()
        .map(|one| usize::from(one.correction.is_some()))
        .collect();
    let ready = waits.iter().enumerate().filter(|(_, waits)| **waits == 0);
    let mut ready: Vec<usize> = ready.map(|(at, _)| at).collect();
    while let Some(at) = ready.pop() {
        let depth = depths.get(at).copied().unwrap_or_default() + 1;
        for next in later.get(at).into_iter().flatten() {
            let (Some(known), Some(waits)) = (depths.get_mut(*next), waits.get_mut(*next)) else {
                continue;
            };
            *known = depth.max(*known);
            *waits -= 1;
            if *waits == 0 {
                ready.push(*next);
            }
        }
    }
    depths
}
