//! The ASSIST v3.1 interview: weights, skip rules and bands as code, wording as data elsewhere.
//!
//! | file | holds |
//! |---|---|
//! | `substance` | the ten rows |
//! | `item` | the items, their stable ids, which answers each may have |
//! | `answer` | the answers and their stable ids |
//! | `frequency` | what an answer says of time: how often, how long ago |
//! | `answers` | what was answered; also what a newer app wrote that this one cannot read |
//! | `flow` | skip rules: what is required now, what comes next, what is no longer counted |
//! | `weight` | the table of weights |
//! | `score` | scores, bands, actions, the injecting tier |
//! | `report` | all results of one set of answers, as `wayside score` prints them |
//! | `effect` | what one more answer would change |
//! | `input` | the strict reading of `wayside score` input |
//!
//! Invariants: a score is a pure function of the answers that the skip rules reach; an answer that they do not reach is
//! kept and never counted; a row with a required item missing or refused has no score and no band; there is no total.
//! To add an eleventh substance, start in `substance`: every other file follows from its list.

mod answer;
mod answers;
mod effect;
mod flow;
mod frequency;
mod input;
mod item;
mod report;
mod score;
mod substance;
mod weight;

pub use answer::{Answer, NotAnAnswer};
pub use answers::{Answers, NotAllowed, OTHER_NAME};
pub use effect::{BandChange, Effect, effect_of};
pub use flow::{Progress, counted, ignored, last, next, previous, progress, required};
pub use frequency::{Frequency, Recency};
pub(crate) use input::read_answers;
pub use input::{ScoreError, score_json};
pub use item::{Item, NotAnItem, Question};
pub use report::{Disclaimer, Flag, Report, Status, SubstanceResult, report};
pub use score::{Action, Band, InjectingTier, action, band, injecting_tier, score};
pub use substance::{NotASubstance, Substance};
pub use weight::weight;

/// The instrument that this module is, as records name it.
pub const INSTRUMENT: &str = "assist-3.1";
