//! Everything that one set of answers says, in the shape and key order that `wayside score` prints.
//!
//! `substances` has one entry for each row with Q1 = Yes. A row that was never used has nothing to say; if it holds
//! answers all the same (a Q1 that was changed to No), or if injecting items do, the flag `ignored-answers` says so,
//! since no entry could list them.

use serde::{Deserialize, Serialize};

use super::flow::Reach;
use super::score::{row, score_in};
use super::{
    Action, Answers, Band, INSTRUMENT, InjectingTier, Item, Substance, action, band, ignored,
    injecting_tier, next,
};

/// All results of one set of answers. Always computed, never stored as truth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Whether anything required is missing or refused.
    pub status: Status,
    /// The item that the interview asks now; `None` when nothing is left to ask.
    pub next: Option<Item>,
    /// The instrument, `assist-3.1`.
    pub instrument: String,
    /// One result for each row with Q1 = Yes, in the order of the form.
    pub substances: Vec<SubstanceResult>,
    /// What injecting asks for; `None` while an answer that could decide it is missing or refused.
    #[serde(with = "tier")]
    pub injecting: Option<InjectingTier>,
    /// What a reader must know beside the scores.
    pub flags: Vec<Flag>,
    /// What a reader must always be told.
    pub disclaimer: Disclaimer,
}

/// Whether an interview is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nothing required is missing or refused.
    Complete,
    /// Something is.
    Incomplete,
}

/// The result of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubstanceResult {
    /// The row.
    pub substance: Substance,
    /// Its score; `None` while `missing` is not empty.
    pub score: Option<u8>,
    /// The band of that score.
    pub band: Option<Band>,
    /// What that band asks for.
    pub action: Option<Action>,
    /// Required items of the row that are missing or refused.
    pub missing: Vec<Item>,
    /// Items of the row that hold an answer which does not count.
    pub ignored: Vec<Item>,
}

/// What a reader must know beside the scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// The person is under 18: the instrument is not validated for them.
    OutsideValidatedAge,
    /// Answers that no row lists hold no weight: a Q1 is not Yes, or the injecting items are not asked.
    IgnoredAnswers,
    /// A newer app wrote answers that this version cannot read.
    UnreadableAnswers,
}

impl Flag {
    /// The stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::OutsideValidatedAge => "outside-validated-age",
            Self::IgnoredAnswers => "ignored-answers",
            Self::UnreadableAnswers => "unreadable-answers",
        }
    }
}

/// The one disclaimer: every result says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disclaimer {
    /// Screening, not diagnosis.
    #[default]
    ScreeningNotDiagnosis,
}

impl Report {
    /// The result of one row; `None` unless its Q1 is Yes.
    #[must_use]
    pub fn of(&self, substance: Substance) -> Option<&SubstanceResult> {
        self.substances
            .iter()
            .find(|row| row.substance == substance)
    }

    /// The highest band of any row.
    #[must_use]
    pub fn highest_band(&self) -> Option<Band> {
        self.substances.iter().filter_map(|row| row.band).max()
    }

    /// The sum of the scores of rows c to j, for comparing one person over time; it never has a band. `None` unless
    /// each of those rows that was ever used has a score and the interview is complete.
    #[must_use]
    pub fn illicit_trend(&self) -> Option<u16> {
        if self.status != Status::Complete {
            return None;
        }
        let rows = self
            .substances
            .iter()
            .filter(|row| row.substance.is_illicit());
        rows.map(|row| row.score.map(u16::from)).sum()
    }
}

/// Computes the report of a set of answers. `age` is in years; unknown is fine.
#[must_use]
pub fn report(answers: &Answers, age: Option<u8>) -> Report {
    let reach = Reach::of(answers);
    let ignored = ignored(answers);
    let result = |substance: Substance| {
        let score = score_in(&reach, answers, substance);
        let band = score.map(|score| band(substance, score));
        SubstanceResult {
            substance,
            score,
            band,
            action: band.map(action),
            missing: row(substance)
                .into_iter()
                .filter(|item| reach.lacks(answers, *item))
                .collect(),
            ignored: ignored
                .iter()
                .copied()
                .filter(|item| item.substance() == Some(substance))
                .collect(),
        }
    };
    let unlisted = ignored
        .iter()
        .any(|item| !item.substance().is_some_and(|s| reach.is_used(s)));
    let flags = [
        (Flag::OutsideValidatedAge, age.is_some_and(|age| age < 18)),
        (Flag::IgnoredAnswers, unlisted),
        (Flag::UnreadableAnswers, !answers.unreadable().is_empty()),
    ];
    let lacking = Item::all().any(|item| reach.lacks(answers, item));
    Report {
        status: if lacking {
            Status::Incomplete
        } else {
            Status::Complete
        },
        next: next(answers),
        instrument: INSTRUMENT.to_owned(),
        substances: Substance::ALL
            .into_iter()
            .filter(|s| reach.is_used(*s))
            .map(result)
            .collect(),
        injecting: injecting_tier(answers),
        flags: flags
            .into_iter()
            .filter(|(_, raised)| *raised)
            .map(|(flag, _)| flag)
            .collect(),
        disclaimer: Disclaimer::ScreeningNotDiagnosis,
    }
}

/// `{"tier": …}`, as the contract has it.
mod tier {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::InjectingTier;

    #[derive(Serialize, Deserialize)]
    struct Shape {
        tier: Option<InjectingTier>,
    }

    pub(super) fn serialize<S: Serializer>(
        tier: &Option<InjectingTier>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        Shape { tier: *tier }.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<InjectingTier>, D::Error> {
        Shape::deserialize(deserializer).map(|shape| shape.tier)
    }
}
