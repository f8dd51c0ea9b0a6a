//! The brief intervention: its steps, when it is offered, and what it starts from.
//!
//! The steps are a list that a programme can reorder, shorten or extend; the wording of a step is a Fluent message
//! named after its id. The published material counts nine or ten steps, depending on whether opening the talk (asking
//! whether the client would like to see the results) is a step of its own; the list here has it, and before the
//! take-home material two steps that take down something of their own: the rulers and the plan.
//!
//! | results | offer |
//! |---|---|
//! | all rows low, no recent injecting | information only |
//! | a moderate row, or injecting seldom | brief intervention |
//! | a high row, or injecting often | brief intervention and referral |

use serde::{Deserialize, Serialize};

use crate::assist::{Band, InjectingTier, Report, Substance, SubstanceResult};
use crate::keyword::is_keyword;
use crate::record::Intervention;

/// What a step takes down besides done or skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Capture {
    /// Nothing.
    None,
    /// The ruler of importance and the ruler of confidence.
    Rulers,
    /// The list of good things.
    GoodThings,
    /// The list of less good things.
    LessGoodThings,
    /// What the client wants to do.
    Plan,
    /// The material that was given.
    Materials,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The stable id, such as `less-good-things`.
    pub id: String,
    /// What it takes down.
    pub capture: Capture,
}

/// The steps of a programme, in order, none of them twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct StepList(Vec<Step>);

/// A list of steps that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the message of each says it")]
pub enum StepListError {
    #[error("the list of steps is empty")]
    Empty,
    #[error("\"{0}\" is no step id; ids look like less-good-things")]
    NotAStep(String),
    #[error("the step \"{0}\" stands twice")]
    Twice(String),
}

/// The ids of the steps that ship, in order.
pub const DEFAULT_STEPS: [&str; 12] = [
    "open",
    "feedback",
    "advice",
    "responsibility",
    "concern",
    "good-things",
    "less-good-things",
    "summary",
    "concern-less-good",
    "rulers",
    "plan",
    "take-home",
];

impl Default for StepList {
    fn default() -> Self {
        Self(DEFAULT_STEPS.into_iter().map(step).collect())
    }
}

/// The step that an id names; a programme's own steps take nothing down but done or skipped.
fn step(id: &str) -> Step {
    let capture = match id {
        "rulers" => Capture::Rulers,
        "good-things" => Capture::GoodThings,
        "less-good-things" => Capture::LessGoodThings,
        "plan" => Capture::Plan,
        "take-home" => Capture::Materials,
        _ => Capture::None,
    };
    Step {
        id: id.to_owned(),
        capture,
    }
}

impl StepList {
    /// A programme's list.
    ///
    /// # Errors
    /// [`StepListError`] if it is empty, an id is not a keyword, or a step stands twice.
    pub fn new<'a>(ids: impl IntoIterator<Item = &'a str>) -> Result<Self, StepListError> {
        let mut steps: Vec<Step> = Vec::new();
        for id in ids {
            if !is_keyword(id) {
                return Err(StepListError::NotAStep(id.to_owned()));
            }
            if steps.iter().any(|step| step.id == id) {
                return Err(StepListError::Twice(id.to_owned()));
            }
            steps.push(step(id));
        }
        if steps.is_empty() {
            Err(StepListError::Empty)
        } else {
            Ok(Self(steps))
        }
    }

    /// The steps in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The first step that is neither done nor skipped.
    #[must_use]
    pub fn next(&self, intervention: &Intervention) -> Option<&Step> {
        self.0
            .iter()
            .find(|step| !intervention.steps.contains_key(&step.id))
    }

    /// How many of the steps are done or skipped.
    #[must_use]
    pub fn settled(&self, intervention: &Intervention) -> usize {
        self.0
            .iter()
            .filter(|step| intervention.steps.contains_key(&step.id))
            .count()
    }
}

impl TryFrom<Vec<String>> for StepList {
    type Error = StepListError;
    fn try_from(ids: Vec<String>) -> Result<Self, StepListError> {
        Self::new(ids.iter().map(String::as_str))
    }
}

impl From<StepList> for Vec<String> {
    fn from(list: StepList) -> Vec<String> {
        list.0.into_iter().map(|step| step.id).collect()
    }
}

/// What the results ask for as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Offer {
    /// Information; no screen of the brief intervention.
    Information,
    /// A brief intervention.
    BriefIntervention,
    /// A brief intervention, and a referral.
    BriefInterventionAndReferral,
}

/// What to offer. Rows that are still incomplete say nothing yet.
#[must_use]
pub fn offer(report: &Report) -> Offer {
    let by_band = match report.highest_band() {
        Some(Band::High) => Offer::BriefInterventionAndReferral,
        Some(Band::Moderate) => Offer::BriefIntervention,
        Some(Band::Low) | None => Offer::Information,
    };
    let by_injecting = match report.injecting {
        Some(InjectingTier::Specialist) => Offer::BriefInterventionAndReferral,
        Some(InjectingTier::BriefIntervention) => Offer::BriefIntervention,
        Some(InjectingTier::NotApplicable | InjectingTier::Never | InjectingTier::Past) | None => {
            Offer::Information
        }
    };
    by_band.max(by_injecting)
}

/// The rows that a brief intervention may start from, the suggested one first; worker and client may choose another.
///
/// Rows of concern (moderate or high) come by band, then illicit before licit, then by score. The published trial took
/// the highest score, the published example passed over tobacco although it scored higher: an illicit row goes first
/// unless a licit one is in a higher band. If only injecting asks for it, the other rows follow in the same order.
#[must_use]
pub fn suggestions(report: &Report) -> Vec<Substance> {
    if offer(report) == Offer::Information {
        return Vec::new();
    }
    let concern = |row: &&SubstanceResult| row.band.is_some_and(|band| band > Band::Low);
    let any_concern = report.substances.iter().any(|row| concern(&row));
    let mut rows: Vec<&SubstanceResult> = report
        .substances
        .iter()
        .filter(|row| row.score.is_some() && (concern(row) || !any_concern))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.band, row.substance.is_illicit(), row.score)));
    rows.into_iter().map(|row| row.substance).collect()
}

/// The row that a brief intervention is suggested to start from.
#[must_use]
pub fn suggestion(report: &Report) -> Option<Substance> {
    suggestions(report).first().copied()
}
