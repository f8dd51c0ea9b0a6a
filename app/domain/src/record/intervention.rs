//! One brief intervention: which steps were done or skipped, the rulers, what the client said, and the plan.
//! Which steps there are, and in which order, is the programme's list (`crate::intervention`), not the record's.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fields::{Fields, Read, at, one_of, parsed, put, put_list, put_text};
use crate::assist::Substance;
use crate::id::Id;
use crate::keyword::is_keyword;
use crate::limits;
use crate::time::Timestamp;

/// One brief intervention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intervention {
    /// The screening that it starts from.
    pub screening: Option<Id>,
    /// What it is about.
    pub substance: Subject,
    /// When it began.
    pub at: Timestamp,
    /// When it was finished.
    pub finished: Option<Timestamp>,
    /// The state of each step that was touched.
    pub steps: BTreeMap<String, StepState>,
    /// Importance and confidence, 0 to 10.
    pub rulers: Rulers,
    /// What is good about using, in the client's words.
    pub good_things: Vec<String>,
    /// What is less good about it.
    pub less_good_things: Vec<String>,
    /// What the client wants to do.
    pub plan: Option<String>,
    /// Material that was given to take home.
    pub materials: Vec<String>,
    /// A free note.
    pub note: Option<String>,
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
        match Self::read(text) {
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

pub(super) fn read(fields: &mut Fields) -> Read<Intervention> {
    let substances = Substance::ALL.map(Substance::id);
    let substance = fields.parsed("substance", &one_of(&substances), |text| {
        text.parse().ok().map(Subject::Known)
    })?;
    let begun = fields.time("at")?;
    let screening = fields.id("screening")?;
    let intervention = Intervention {
        screening,
        substance: fields.required("substance", substance)?,
        at: fields.required("at", begun)?,
        finished: fields.time("finished")?,
        steps: steps(fields)?,
        rulers: rulers(fields)?,
        good_things: fields.texts("good_things", limits::SHORT_TEXT)?,
        less_good_things: fields.texts("less_good_things", limits::SHORT_TEXT)?,
        plan: fields.text("plan", limits::LONG_TEXT)?,
        materials: fields.texts("materials", limits::SHORT_TEXT)?,
        note: fields.text("note", limits::LONG_TEXT)?,
    };
    if intervention
        .finished
        .is_some_and(|finished| finished < intervention.at)
    {
        return Err(fields.problem("finished", "is before the start"));
    }
    Ok(intervention)
}

fn steps(fields: &mut Fields) -> Read<BTreeMap<String, StepState>> {
    let Some(value) = fields.take("steps") else {
        return Ok(BTreeMap::new());
    };
    let path = fields.at("steps");
    let mut steps = BTreeMap::new();
    for (step, value) in Fields::new(&path, value)?.rest() {
        let shown: String = step.chars().take(limits::KEYWORD).collect();
        let path = format!("{path}.{shown}");
        if !is_keyword(&step) {
            return Err(at(&path, "is no step id; ids look like less-good-things"));
        }
        let state = parsed(
            &path,
            &value,
            "done, skipped, or skipped: a reason",
            StepState::parse,
        )?;
        steps.insert(step, state);
    }
    Ok(steps)
}

fn rulers(fields: &mut Fields) -> Read<Rulers> {
    let Some(value) = fields.take("rulers") else {
        return Ok(Rulers::default());
    };
    let mut inner = Fields::new(&fields.at("rulers"), value)?;
    let mut ruler = |name: &str| -> Read<Option<u8>> {
        Ok(inner
            .count(name, limits::RULER.into())?
            .and_then(|value| u8::try_from(value).ok()))
    };
    let rulers = Rulers {
        importance: ruler("importance")?,
        confidence: ruler("confidence")?,
    };
    inner.finish()?;
    Ok(rulers)
}

pub(super) fn write(intervention: &Intervention, out: &mut Map<String, Value>) {
    put(out, "screening", intervention.screening.as_ref());
    put(out, "substance", Some(&intervention.substance));
    put(out, "at", Some(intervention.at));
    put(out, "finished", intervention.finished);
    put(
        out,
        "steps",
        Some(&intervention.steps).filter(|steps| !steps.is_empty()),
    );
    let mut rulers = Map::new();
    put(&mut rulers, "importance", intervention.rulers.importance);
    put(&mut rulers, "confidence", intervention.rulers.confidence);
    put(
        out,
        "rulers",
        Some(rulers).filter(|rulers| !rulers.is_empty()),
    );
    put_list(out, "good_things", intervention.good_things.iter().cloned());
    put_list(
        out,
        "less_good_things",
        intervention.less_good_things.iter().cloned(),
    );
    put_text(out, "plan", intervention.plan.as_ref());
    put_list(out, "materials", intervention.materials.iter().cloned());
    put_text(out, "note", intervention.note.as_ref());
}
