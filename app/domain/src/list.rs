//! The list of clients: what it is asked for, and what a row of it shows.

use serde::{Deserialize, Serialize};

use crate::assist::Band;
use crate::id::Id;
use crate::time::{Date, Timestamp};

/// What a list of clients should show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientQuery {
    /// The beginning of a code, of an alias or of words in it. Capital letters, marks and separators do not count.
    pub search: String,
    /// Only clients with something due on this day or before, the most overdue first.
    pub due_before: Option<Date>,
    /// Rows to pass over.
    pub offset: u64,
    /// The most rows to give.
    pub limit: u64,
}

/// One client in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientRow {
    /// The client.
    pub id: Id,
    /// The code.
    pub code: Option<String>,
    /// Other codes.
    pub aliases: Vec<String>,
    /// When a contact was last recorded.
    pub last_contact: Option<Timestamp>,
    /// The next thing that is due.
    pub next_due: Option<Date>,
    /// An interview that is not finished.
    pub open_screening: Option<Id>,
    /// The highest band of the last finished interview.
    pub highest_band: Option<Band>,
    /// How many interviews there are.
    pub screenings: u64,
    /// How many fields hold more than one value.
    pub conflicts: u64,
}

/// A page of clients.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientPage {
    /// The rows.
    pub rows: Vec<ClientRow>,
    /// How many there are in all.
    pub total: u64,
}
