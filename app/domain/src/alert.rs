//! Decision support: what the answers and the profile ask a worker to think of. Never a diagnosis; what each alert says
//! is a Fluent message that a programme's clinician signs off.
//!
//! | alert | raised when |
//! |---|---|
//! | overdose-risk | opioids are used now, together with alcohol or sedatives, or with injecting, a past overdose, using alone; or opioids were ever used and the person comes from prison or abstinence |
//! | alcohol-withdrawal | alcohol is used daily or scores high, or there were fits: do not stop suddenly |
//! | sedative-withdrawal | sedatives are used daily or score high: do not stop suddenly |
//! | pregnancy | pregnant or breastfeeding, and any row was ever used |
//! | injecting | injected in the past three months, or ever: testing, clean kit, wounds |
//! | under-18 | younger than 18: not validated, local child pathway |
//!
//! Only answers that the skip rules reach are read. Signs that a worker sees (not breathing, a fit) are emergency pages
//! that are always one tap away; no answer raises them.

use serde::{Deserialize, Serialize};

use crate::assist::{
    Answer, Answers, Band, Frequency, Item, Recency, Report, Substance, counted, report,
};
use crate::record::SpecialGroup;

/// What a worker is asked to think of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the table of the module describes them")]
pub enum Alert {
    OverdoseRisk,
    AlcoholWithdrawal,
    SedativeWithdrawal,
    Pregnancy,
    Injecting,
    #[serde(rename = "under-18")]
    Under18,
}

impl Alert {
    /// All alerts, the most urgent first.
    pub const ALL: [Alert; 6] = [
        Self::OverdoseRisk,
        Self::AlcoholWithdrawal,
        Self::SedativeWithdrawal,
        Self::Pregnancy,
        Self::Injecting,
        Self::Under18,
    ];

    /// The stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::OverdoseRisk => "overdose-risk",
            Self::AlcoholWithdrawal => "alcohol-withdrawal",
            Self::SedativeWithdrawal => "sedative-withdrawal",
            Self::Pregnancy => "pregnancy",
            Self::Injecting => "injecting",
            Self::Under18 => "under-18",
        }
    }

    /// The number of the rule in the programme's clinical notes.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::OverdoseRisk => "R2",
            Self::AlcoholWithdrawal => "R3",
            Self::SedativeWithdrawal => "R4",
            Self::Pregnancy => "R6",
            Self::Injecting => "R7",
            Self::Under18 => "R12",
        }
    }
}

/// What is known of a person beside the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The age in years.
    pub age: Option<u8>,
    /// The groups of the profile.
    pub groups: Vec<SpecialGroup>,
    /// What a worker ticked.
    pub history: Vec<History>,
}

/// What a worker may tick beside the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum History {
    /// Had an overdose before.
    Overdose,
    /// Uses alone.
    UsesAlone,
    /// Did not use for a while, and tolerance is lower.
    Abstinence,
    /// Had fits or delirium when stopping alcohol.
    Fits,
}

/// The alerts that answers and profile raise, the most urgent first.
#[must_use]
pub fn alerts(answers: &Answers, person: &Person) -> Vec<Alert> {
    let report = report(answers, person.age);
    Alert::ALL
        .into_iter()
        .filter(|alert| is_raised(*alert, answers, person, &report))
        .collect()
}

fn is_raised(alert: Alert, answers: &Answers, person: &Person, report: &Report) -> bool {
    let ever = |s| counted(answers, Item::Q1(s)) == Some(Answer::Yes);
    let often = |s| counted(answers, Item::Q2(s)).and_then(Answer::frequency);
    let now = |s| often(s).is_some_and(Frequency::happened);
    let heavy = |s| {
        often(s) == Some(Frequency::Daily)
            || report.of(s).is_some_and(|row| row.band == Some(Band::High))
    };
    let in_group = |group: SpecialGroup| person.groups.contains(&group);
    let had = |history: History| person.history.contains(&history);
    let injected = counted(answers, Item::Q8).and_then(Answer::recency);
    match alert {
        Alert::OverdoseRisk => {
            let opioids = Substance::Opioids;
            let together = now(Substance::Alcohol) || now(Substance::Sedatives);
            let more = injected == Some(Recency::Past3Months)
                || had(History::Overdose)
                || had(History::UsesAlone);
            let tolerance_lost = in_group(SpecialGroup::PrisonRelease) || had(History::Abstinence);
            (now(opioids) && (together || more))
                || (ever(opioids) && (tolerance_lost || had(History::Overdose)))
        }
        Alert::AlcoholWithdrawal => {
            heavy(Substance::Alcohol) || (now(Substance::Alcohol) && had(History::Fits))
        }
        Alert::SedativeWithdrawal => heavy(Substance::Sedatives),
        Alert::Pregnancy => {
            (in_group(SpecialGroup::Pregnant) || in_group(SpecialGroup::Breastfeeding))
                && Substance::ALL.into_iter().any(ever)
        }
        Alert::Injecting => matches!(injected, Some(Recency::Past3Months | Recency::Earlier)),
        Alert::Under18 => person.age.is_some_and(|age| age < 18) || in_group(SpecialGroup::Under18),
    }
}
