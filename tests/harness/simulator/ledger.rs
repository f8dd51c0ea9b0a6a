//! What people said, and who was given what: the truth that devices are held to.

use std::collections::{BTreeMap, BTreeSet};

use wayside_domain::id::Id;
use wayside_protocol::CaseloadId;
use wayside_seam::Role;

use super::Name;

/// The mark of what the enemy has no right to.
pub const FORGED: &str = "forged-";
/// The beginning of every tag.
const SAID: &str = "said-";

#[derive(Debug, Default)]
pub struct Ledger {
    pub said: Vec<Said>,
    /// Files, and the caseload that each was opened in.
    pub files: BTreeMap<Id, CaseloadId>,
    /// By the id of a device, what the one who admitted it said first.
    pub admitted: BTreeMap<String, Admitted>,
    /// The caseloads that a device was given. Leads are given all and do not stand here.
    pub given: BTreeMap<Name, BTreeSet<CaseloadId>>,
    numbers: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    pub label: String,
    pub role: Role,
}

/// One text that one person said on one device.
#[derive(Debug, Clone)]
pub struct Said {
    pub who: Name,
    pub file: Id,
    pub entry: Id,
    pub tag: String,
    pub how: How,
    /// The device was put back to an earlier state since.
    pub rewound: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It stays readable for ever.
    Entry,
    /// Whoever sets the same register next takes its place.
    Register,
    /// A correction stays, and what it replaces must not stand any more.
    Replaces(Vec<String>),
}

impl Ledger {
    /// A tag that nobody has said yet.
    pub fn tag(&mut self, who: Name) -> String {
        self.numbers += 1;
        format!("{SAID}{}-by-{who}", self.numbers)
    }

    /// An id that nobody has used yet.
    pub fn id(&mut self, what: &str) -> Id {
        self.numbers += 1;
        Id::parse(&format!("{what}-{}", self.numbers)).unwrap()
    }

    /// A device is as it was when so many things had been said.
    pub fn rewind(&mut self, who: Name, since: usize) {
        let later = self.said.iter_mut().skip(since);
        for said in later.filter(|said| said.who == who) {
            said.rewound = true;
        }
    }
}

/// The tags and marks in a text.
pub fn tags(text: &str) -> BTreeSet<String> {
    let part = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
    text.split(part)
        .filter(|word| word.starts_with(SAID) || word.starts_with(FORGED))
        .map(str::to_owned)
        .collect()
}
