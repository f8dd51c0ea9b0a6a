//! What became of a command, and of a whole record.

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::record::Odd;

/// What an act did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The case file.
    pub client: Id,
    /// The entry that the act was about.
    pub entry: Id,
    /// False when the file said so already.
    pub changed: bool,
}

/// What recording a record did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was new.
    Added,
    /// It was there.
    Same,
    /// It went on with an open entry.
    Continued,
    /// It is kept beside the first.
    Corrected,
}

/// One recorded record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its id.
    pub id: Id,
    /// The client; the log, where it has none.
    pub client: Id,
    /// What was done.
    pub outcome: Outcome,
    /// What is odd about its time, seen from the day on which it was recorded.
    pub odd: Option<Odd>,
}
