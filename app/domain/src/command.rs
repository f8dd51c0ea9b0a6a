//! What one person does to one case file. A command is one tap or one typed text; the vault turns it into one change
//! of one document in one transaction.
//!
//! Ids are made by the caller ([`Id::random`]), so that a command that is sent twice is the same act. [`Command::validate`]
//! checks what can be known without the file (limits, allowed answers, the order of times); what needs the file (a
//! finished interview is not answered) is the vault's to refuse.

mod done;
mod validate;

pub use done::{Outcome, Recorded, Saved};

use serde::{Deserialize, Serialize};

use crate::assist::{Answer, Item, Substance};
use crate::id::Id;
use crate::record::{Body, Client, Contact, FollowUp, Referral, ReferralEvent, StepState};
use crate::time::{Date, Timestamp};

/// What one person does to one case file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "every variant says what it does; the fields are the ids and values that it takes"
)]
pub enum Command {
    /// Opens a file for a new client.
    AddClient { client: Id, profile: Client },
    /// Edits the profile: only fields that differ are written.
    EditProfile { client: Id, profile: Client },
    /// Begins an interview.
    StartScreening {
        client: Id,
        screening: Id,
        wording: String,
        age: Option<u8>,
        at: Timestamp,
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
    /// Ends an interview; it can only be corrected afterwards.
    FinishScreening {
        client: Id,
        screening: Id,
        at: Timestamp,
    },
    /// Begins a brief intervention.
    StartIntervention {
        client: Id,
        intervention: Id,
        screening: Option<Id>,
        substance: Substance,
        at: Timestamp,
    },
    /// Marks a step as done or skipped; `None` takes the mark back.
    Step {
        client: Id,
        intervention: Id,
        step: String,
        state: Option<StepState>,
    },
    /// Sets a ruler, 0 to 10.
    Ruler {
        client: Id,
        intervention: Id,
        ruler: Ruler,
        value: u8,
    },
    /// Sets one of the lists.
    Points {
        client: Id,
        intervention: Id,
        list: PointList,
        points: Vec<String>,
    },
    /// Writes what the client wants to do.
    Plan {
        client: Id,
        intervention: Id,
        text: String,
    },
    /// Ends a brief intervention.
    FinishIntervention {
        client: Id,
        intervention: Id,
        at: Timestamp,
    },
    /// The whole new text of the note of a contact or an intervention; merged letter by letter with what others write.
    Note { client: Id, entry: Id, text: String },
    /// Records a meeting.
    AddContact {
        client: Id,
        id: Id,
        contact: Contact,
    },
    /// Makes a referral.
    AddReferral {
        client: Id,
        id: Id,
        referral: Referral,
    },
    /// Says what happened to a referral.
    ReferralEvent {
        client: Id,
        id: Id,
        event: ReferralEvent,
    },
    /// Plans something for a day.
    AddFollowUp {
        client: Id,
        id: Id,
        follow_up: FollowUp,
    },
    /// Says on which day it was done.
    FollowUpDone { client: Id, id: Id, done: Date },
    /// Keeps a corrected version beside an entry.
    Correct {
        client: Id,
        entry: Id,
        correction: Id,
        body: Body,
        reason: String,
        at: Timestamp,
    },
}

/// A ruler of the brief intervention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ruler {
    /// How important a change is.
    Importance,
    /// How confident the client is.
    Confidence,
}

/// A list of the brief intervention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PointList {
    /// What is good about using.
    GoodThings,
    /// What is less good about it.
    LessGoodThings,
    /// Material that was given to take home.
    Materials,
}

impl Ruler {
    /// The field of the record.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Importance => "importance",
            Self::Confidence => "confidence",
        }
    }
}

impl PointList {
    /// The field of the record.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::GoodThings => "good_things",
            Self::LessGoodThings => "less_good_things",
            Self::Materials => "materials",
        }
    }
}

/// A command that no file could take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{field} {problem}")]
pub struct Invalid {
    /// The field, as records name it.
    pub field: String,
    /// What is wrong with it, to be read after the field.
    pub problem: String,
}

impl Command {
    /// The client whose file it changes.
    #[must_use]
    pub fn client(&self) -> &Id {
        match self {
            Self::AddClient { client, .. }
            | Self::EditProfile { client, .. }
            | Self::StartScreening { client, .. }
            | Self::Answer { client, .. }
            | Self::NameOther { client, .. }
            | Self::FinishScreening { client, .. }
            | Self::StartIntervention { client, .. }
            | Self::Step { client, .. }
            | Self::Ruler { client, .. }
            | Self::Points { client, .. }
            | Self::Plan { client, .. }
            | Self::FinishIntervention { client, .. }
            | Self::Note { client, .. }
            | Self::AddContact { client, .. }
            | Self::AddReferral { client, .. }
            | Self::ReferralEvent { client, .. }
            | Self::AddFollowUp { client, .. }
            | Self::FollowUpDone { client, .. }
            | Self::Correct { client, .. } => client,
        }
    }

    /// The entry that it makes or changes; the client itself where it is about the profile.
    #[must_use]
    pub fn entry(&self) -> &Id {
        match self {
            Self::AddClient { client, .. } | Self::EditProfile { client, .. } => client,
            Self::StartScreening { screening, .. }
            | Self::Answer { screening, .. }
            | Self::NameOther { screening, .. }
            | Self::FinishScreening { screening, .. } => screening,
            Self::StartIntervention { intervention, .. }
            | Self::Step { intervention, .. }
            | Self::Ruler { intervention, .. }
            | Self::Points { intervention, .. }
            | Self::Plan { intervention, .. }
            | Self::FinishIntervention { intervention, .. } => intervention,
            Self::Note { entry, .. } | Self::Correct { entry, .. } => entry,
            Self::AddContact { id, .. }
            | Self::AddReferral { id, .. }
            | Self::ReferralEvent { id, .. }
            | Self::AddFollowUp { id, .. }
            | Self::FollowUpDone { id, .. } => id,
        }
    }
}
