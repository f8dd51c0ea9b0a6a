//! What one person does to one case file. A command is one tap or one typed text; the vault turns it into one change of
//! one document in one transaction. [`Command::stored`] gives its texts the form that is stored (see [`crate::text`]).
//!
//! | command | for |
//! |---|---|
//! | answer, name, step, finish | the acts of an interview and an intervention, one tap each |
//! | add | any new record, a client's file included |
//! | change | fields of a record that goes on, or of a profile |
//! | note | the letters of a note |
//! | correct | another version of an entry, kept beside the one that it replaces |
//! | settle | one of the values that people apart set |
//!
//! Ids are made by the caller ([`Id::random`]), so that a command that is sent twice is the same act.
//! [`Command::validate`] checks what can be known without the file (limits, allowed answers, the order of times); what
//! needs the file (a finished interview is not answered) is the vault's to refuse.

mod done;
mod stored;
mod validate;

pub use done::{Outcome, Recorded, Saved};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assist::{Answer, Item};
use crate::fault::Fault;
use crate::id::Id;
use crate::record::value::Part;
use crate::record::{Body, Kind, Meets, StepState, Typed, Value};
use crate::time::Timestamp;

/// What one person does to one case file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "every variant says what it does; the fields are the ids and values that it takes"
)]
pub enum Command {
    /// Adds a record; a profile opens a file, and its id is the client's.
    Add { client: Id, entry: Id, body: Body },
    /// Sets fields of a record that goes on, or of the profile; `None` takes one back. `steps.advice` names one of
    /// several; what is given for several is laid over them, and takes none away.
    Change {
        client: Id,
        entry: Id,
        kind: Kind,
        fields: BTreeMap<String, Option<Value>>,
    },
    /// Answers an item of an open interview; `None` takes the answer back.
    Answer {
        client: Id,
        screening: Id,
        item: Item,
        answer: Option<Answer>,
    },
    /// Says what the row "other" stands for; empty takes it back.
    NameOther {
        client: Id,
        screening: Id,
        name: String,
    },
    /// Marks a step as done or skipped; `None` takes the mark back.
    Step {
        client: Id,
        intervention: Id,
        step: String,
        state: Option<StepState>,
    },
    /// Ends an interview or an intervention; it can only be corrected afterwards.
    Finish {
        client: Id,
        entry: Id,
        at: Timestamp,
    },
    /// The whole new text of a note; merged letter by letter with what others write.
    Note { client: Id, entry: Id, text: String },
    /// Keeps a corrected version beside an entry. It replaces what stands now.
    Correct {
        client: Id,
        entry: Id,
        correction: Id,
        body: Body,
        reason: String,
        at: Timestamp,
    },
    /// Chooses one of the values of a [`Conflict`](crate::case_file::Conflict).
    Settle {
        client: Id,
        entry: Option<Id>,
        field: String,
        value: String,
    },
}

/// A command that no file could take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{field} {fault}")]
pub struct Invalid {
    /// The field, as records name it.
    pub field: String,
    /// What is wrong with it, to be read after the field.
    pub fault: Fault,
}

impl Command {
    /// Opens a file for a new client.
    pub fn add_client(client: Id, profile: impl Into<Body>) -> Self {
        Self::Add {
            entry: client.clone(),
            client,
            body: profile.into(),
        }
    }

    /// Sets one field; `None` takes it back.
    #[must_use]
    pub fn change<T: Typed>(client: Id, entry: Id, field: &str, value: Option<&impl Part>) -> Self {
        let value = value.and_then(Part::say).filter(Value::says_something);
        Self::Change {
            client,
            entry,
            kind: T::KIND,
            fields: [(field.to_owned(), value)].into(),
        }
    }

    /// Makes a record that goes on, or the profile, say what `new` says: texts, numbers and lists as they are there,
    /// and what it adds to the rest.
    #[must_use]
    pub fn edit<T: Typed>(client: Id, entry: Id, new: &T) -> Self {
        let set = |meets| matches!(meets, Meets::Register | Meets::Set);
        let added = |meets| matches!(meets, Meets::Each | Meets::Log);
        let fields = T::FIELDS.iter().filter_map(|field| {
            let value = new.part(field.name);
            let named = set(field.meets) || added(field.meets) && value.is_some();
            named.then(|| (field.name.to_owned(), value))
        });
        Self::Change {
            client,
            entry,
            kind: T::KIND,
            fields: fields.collect(),
        }
    }

    /// The client whose file it changes.
    #[must_use]
    pub fn client(&self) -> &Id {
        match self {
            Self::Add { client, .. }
            | Self::Change { client, .. }
            | Self::Answer { client, .. }
            | Self::NameOther { client, .. }
            | Self::Step { client, .. }
            | Self::Finish { client, .. }
            | Self::Note { client, .. }
            | Self::Correct { client, .. }
            | Self::Settle { client, .. } => client,
        }
    }

    /// The entry that it makes or changes; the client itself where it is about the profile.
    #[must_use]
    pub fn entry(&self) -> &Id {
        match self {
            Self::Add { entry, .. }
            | Self::Change { entry, .. }
            | Self::Finish { entry, .. }
            | Self::Note { entry, .. }
            | Self::Correct { entry, .. } => entry,
            Self::Answer { screening, .. } | Self::NameOther { screening, .. } => screening,
            Self::Step { intervention, .. } => intervention,
            Self::Settle { client, entry, .. } => entry.as_ref().unwrap_or(client),
        }
    }
}
