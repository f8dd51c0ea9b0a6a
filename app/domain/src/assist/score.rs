//! Scores, bands, actions, and the injecting tier. There is no total.

use serde::{Deserialize, Serialize};

use super::flow::Reach;
use super::{Answer, Answers, Item, Recency, Substance, weight};

/// The risk band of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// Low risk of harm from the present pattern.
    Low,
    /// Risk of health and other problems, now and later.
    Moderate,
    /// High risk of severe problems; may be dependent.
    High,
}

/// What a band asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// General information.
    Information,
    /// Brief intervention and material to take home.
    BriefIntervention,
    /// Brief intervention, and referral to specialist assessment and treatment.
    BriefInterventionAndReferral,
}

/// What injecting asks for, whatever the scores are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InjectingTier {
    /// Nothing was ever used.
    NotApplicable,
    /// Never injected.
    Never,
    /// Injected, but not in the past three months: offer testing.
    Past,
    /// Injects seldom: brief intervention with the risks of injecting.
    BriefIntervention,
    /// Injects often or many days in a row: further assessment and more intensive treatment.
    Specialist,
}

macro_rules! ids {
    ($name:ident { $($variant:ident = $id:literal),+ $(,)? }) => {
        impl $name {
            /// The stable id.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.id())
            }
        }
    };
}
ids!(Band { Low = "low", Moderate = "moderate", High = "high" });
ids!(Action {
    Information = "information",
    BriefIntervention = "brief-intervention",
    BriefInterventionAndReferral = "brief-intervention-and-referral",
});
ids!(InjectingTier {
    NotApplicable = "not-applicable",
    Never = "never",
    Past = "past",
    BriefIntervention = "brief-intervention",
    Specialist = "specialist",
});

/// The score of a row: `None` while a required item is missing or refused, Q1 included. A row that was never used
/// scores 0.
#[must_use]
pub fn score(answers: &Answers, substance: Substance) -> Option<u8> {
    score_in(&Reach::of(answers), answers, substance)
}

pub(super) fn score_in(reach: &Reach, answers: &Answers, substance: Substance) -> Option<u8> {
    let mut sum = 0;
    for item in row(substance) {
        if reach.lacks(answers, item) {
            return None;
        }
        let answer = reach.counted(answers, item);
        sum += answer.and_then(|answer| weight(item, answer)).unwrap_or(0);
    }
    Some(sum)
}

/// The items of one row, in the order of the interview.
pub(super) fn row(substance: Substance) -> [Item; 7] {
    [
        Item::Q1,
        Item::Q2,
        Item::Q3,
        Item::Q4,
        Item::Q5,
        Item::Q6,
        Item::Q7,
    ]
    .map(|item| item(substance))
}

/// The band of a score. Alcohol starts its moderate band at 11, every other row at 4; high starts at 27 for all.
#[must_use]
pub const fn band(substance: Substance, score: u8) -> Band {
    let moderate = match substance {
        Substance::Alcohol => 11,
        _ => 4,
    };
    if score >= 27 {
        Band::High
    } else if score >= moderate {
        Band::Moderate
    } else {
        Band::Low
    }
}

/// What a band asks for.
#[must_use]
pub const fn action(band: Band) -> Action {
    match band {
        Band::Low => Action::Information,
        Band::Moderate => Action::BriefIntervention,
        Band::High => Action::BriefInterventionAndReferral,
    }
}

/// What injecting asks for: from the pattern, not from scores. Where the two statements about the pattern disagree, the
/// higher tier holds; so one of them is enough for the highest, whether the other is refused or not asked yet. `None`
/// while an item that could still decide is unanswered or refused.
#[must_use]
pub fn injecting_tier(answers: &Answers) -> Option<InjectingTier> {
    let reach = Reach::of(answers);
    let told = |item| {
        reach
            .counted(answers, item)
            .filter(|answer| *answer != Answer::Refused)
    };
    if told(Item::Q1Confirmed) == Some(Answer::Yes) {
        return Some(InjectingTier::NotApplicable);
    }
    match told(Item::Q8)?.recency()? {
        Recency::Never => Some(InjectingTier::Never),
        Recency::Earlier => Some(InjectingTier::Past),
        Recency::Past3Months => {
            let (weekly, in_row) = (told(Item::Q8Weekly), told(Item::Q8DaysInRow));
            let often =
                weekly == Some(Answer::MoreThanOnceWeekly) || in_row == Some(Answer::ThreeOrMore);
            if often {
                return Some(InjectingTier::Specialist);
            }
            (weekly.is_some() && in_row.is_some()).then_some(InjectingTier::BriefIntervention)
        }
    }
}
