//! One brief intervention: which steps were done or skipped, the rulers, what the client said, and the plan.
//! Which steps there are, and in which order, is the programme's list (`crate::intervention`), not the record's.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::define::record;
use super::field::{Meets, Role, Shape, Word};
use super::value::{Part, Value, text_part};
use super::words::{ID, LONG, SHORTS, TIME};
use crate::assist::Substance;
use crate::id::Id;
use crate::limits;
use crate::text::stored;
use crate::time::Timestamp;

record! {
    /// A brief intervention
    Intervention = "intervention" {
        /// The screening that it follows
        screening: Option<Id> => ID;
        /// What it was about
        substance: Subject => SUBSTANCE, needed, role(Role::Title);
        /// When it began
        at: Timestamp => TIME, needed, role(Role::Met);
        /// When it ended; empty while it is open
        finished: Option<Timestamp> => TIME, meets(Meets::Register), role(Role::Closes), not_before("at", "is before the start");
        /// step=done or skipped, with the reason
        steps: BTreeMap<String, StepState> => STEPS, meets(Meets::Each);
        /// How important a change is and how confident the client is, 0 to 10
        rulers: Rulers => RULERS, meets(Meets::Each);
        /// What the client likes about the use
        good_things: Vec<String> => SHORTS, meets(Meets::Set);
        /// What the client likes less about it
        less_good_things: Vec<String> => SHORTS, meets(Meets::Set);
        /// What the client plans
        plan: Option<String> => LONG, meets(Meets::Register);
        /// What was given to take home
        materials: Vec<String> => SHORTS, meets(Meets::Set);
        /// Free text
        note: Option<String> => LONG, meets(Meets::Letters);
    }
}

const SUBSTANCE: Shape = Shape::Word(Word {
    kind: "keyword",
    expected: "",
    ids: &Substance::IDS,
    read: |text| {
        text.parse::<Substance>()
            .ok()
            .map(|row| Value::Text(row.id().to_owned()))
    },
});

const STEPS: Shape = Shape::Map {
    names: "is no step id; ids look like less-good-things",
    values: &Shape::Word(Word {
        kind: "keyword",
        expected: "done, skipped, or skipped: a reason",
        ids: &[],
        read: |text| StepState::parse(text).as_ref().and_then(Part::say),
    }),
};

const RULER: Shape = Shape::number(0..=limits::RULER as i64);
const RULERS: Shape = Shape::Group(&[("importance", RULER), ("confidence", RULER)]);

impl Intervention {
    /// A brief intervention that begins now.
    #[must_use]
    pub fn begin(screening: Option<Id>, substance: Substance, now: Timestamp) -> Self {
        Self {
            screening,
            substance: substance.into(),
            at: now,
            finished: None,
            steps: BTreeMap::new(),
            rulers: Rulers::default(),
            good_things: Vec::new(),
            less_good_things: Vec::new(),
            plan: None,
            materials: Vec::new(),
            note: None,
        }
    }
}

text_part!(Subject, |text| Some(Self::read(text)));
text_part!(StepState, |text| Some(Self::read(text)));

impl Part for Rulers {
    fn say(&self) -> Option<Value> {
        let rulers = [
            ("importance", self.importance),
            ("confidence", self.confidence),
        ];
        let set = rulers
            .into_iter()
            .filter_map(|(name, at)| Some((name.to_owned(), at.say()?)));
        Some(Value::Map(set.collect()))
    }

    fn hear(value: Option<&Value>) -> Option<Self> {
        let ruler = |name: &str| u8::hear(value?.map()?.get(name));
        Some(Self {
            importance: ruler("importance"),
            confidence: ruler("confidence"),
        })
    }
}

/// The substance that an intervention is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Subject {
    /// A row of the instrument.
    Known(Substance),
    /// A substance of a newer app, kept as it was written.
    Unknown(String),
}

/// What became of one step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum StepState {
    /// `done`
    Done,
    /// `skipped`, or `skipped: the reason`
    Skipped(Option<String>),
    /// A state of a newer app, kept as it was written.
    Unknown(String),
}

/// How important a change is to the client, and how confident they are; 0 to 10.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rulers {
    /// How important.
    pub importance: Option<u8>,
    /// How confident.
    pub confidence: Option<u8>,
}

impl Subject {
    /// Reads what a document holds; an unknown word is kept.
    #[must_use]
    pub fn read(text: &str) -> Self {
        text.parse()
            .map_or_else(|_| Self::Unknown(text.to_owned()), Self::Known)
    }

    /// The row, if this version knows it.
    #[must_use]
    pub fn known(&self) -> Option<Substance> {
        match self {
            Self::Known(substance) => Some(*substance),
            Self::Unknown(_) => None,
        }
    }

    /// The stable id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Known(substance) => substance.id(),
            Self::Unknown(text) => text,
        }
    }
}

impl From<Substance> for Subject {
    fn from(substance: Substance) -> Self {
        Self::Known(substance)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl From<String> for Subject {
    fn from(text: String) -> Self {
        Self::read(&text)
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> String {
        subject.id().to_owned()
    }
}

impl StepState {
    /// Reads a state strictly; `None` for any other word and for a reason that is too long.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match Self::read(&stored(text)) {
            Self::Unknown(_) => None,
            Self::Skipped(Some(reason)) if !limits::fits(&reason, limits::SHORT_TEXT) => None,
            state => Some(state),
        }
    }

    /// Reads what a document holds; an unknown word is kept.
    #[must_use]
    pub fn read(text: &str) -> Self {
        match (text, text.strip_prefix("skipped:").map(str::trim)) {
            ("done", _) => Self::Done,
            ("skipped", _) | (_, Some("")) => Self::Skipped(None),
            (_, Some(reason)) => Self::Skipped(Some(reason.to_owned())),
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

impl fmt::Display for StepState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("done"),
            Self::Skipped(None) => f.write_str("skipped"),
            Self::Skipped(Some(reason)) => write!(f, "skipped: {reason}"),
            Self::Unknown(text) => f.write_str(text),
        }
    }
}

impl From<String> for StepState {
    fn from(text: String) -> Self {
        Self::read(&text)
    }
}

impl From<StepState> for String {
    fn from(state: StepState) -> String {
        state.to_string()
    }
}
