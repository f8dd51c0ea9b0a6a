//! The items and their stable ids: `q1.tobacco`, `q1.confirmed`, `q2.cannabis` … `q8`, `q8.weekly`, `q8.days-in-row`.
//!
//! The order of the variants, and of the substances in them, is the order of the interview; maps keyed by items are
//! therefore in that order too. `Q5(Tobacco)` can be written in Rust but is no item: no text reads as it, no answer is
//! allowed for it, and nothing ever asks it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Answer, Substance};

/// One thing that is asked once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Item {
    /// Ever used.
    Q1(Substance),
    /// The probe after ten times No.
    Q1Confirmed,
    /// How often in the past three months.
    Q2(Substance),
    /// Strong desire in the past three months.
    Q3(Substance),
    /// Problems that the use led to in the past three months.
    Q4(Substance),
    /// Failed to do what was expected in the past three months. Never asked of tobacco.
    Q5(Substance),
    /// Somebody was concerned.
    Q6(Substance),
    /// Tried to cut down and failed.
    Q7(Substance),
    /// Ever injected; once per person.
    Q8,
    /// How often injected in the past three months.
    Q8Weekly,
    /// The longest run of days of injecting in the past three months.
    Q8DaysInRow,
}

/// What a screen asks about: all rows of one question together, or one of the questions that have no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is the item of the same name")]
pub enum Question {
    Q1,
    Q1Confirmed,
    Q2,
    Q3,
    Q4,
    Q5,
    Q6,
    Q7,
    Q8,
    Q8Weekly,
    Q8DaysInRow,
}

impl Question {
    /// The id that Fluent messages are named after: `q1`, `q1-confirmed`, `q8-days-in-row`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Q1 => "q1",
            Self::Q1Confirmed => "q1-confirmed",
            Self::Q2 => "q2",
            Self::Q3 => "q3",
            Self::Q4 => "q4",
            Self::Q5 => "q5",
            Self::Q6 => "q6",
            Self::Q7 => "q7",
            Self::Q8 => "q8",
            Self::Q8Weekly => "q8-weekly",
            Self::Q8DaysInRow => "q8-days-in-row",
        }
    }
}

impl Item {
    /// Every item of the instrument, in the order of the interview: 73 of them.
    pub fn all() -> impl Iterator<Item = Item> {
        let rows = |item: fn(Substance) -> Item| Substance::ALL.into_iter().map(item);
        rows(Self::Q1)
            .chain([Self::Q1Confirmed])
            .chain(rows(Self::Q2))
            .chain(rows(Self::Q3))
            .chain(rows(Self::Q4))
            .chain(rows(Self::Q5).filter(|item| !item.allowed().is_empty()))
            .chain(rows(Self::Q6))
            .chain(rows(Self::Q7))
            .chain([Self::Q8, Self::Q8Weekly, Self::Q8DaysInRow])
    }

    /// The row that the item belongs to, if it belongs to one.
    #[must_use]
    pub const fn substance(self) -> Option<Substance> {
        match self {
            Self::Q1(s)
            | Self::Q2(s)
            | Self::Q3(s)
            | Self::Q4(s)
            | Self::Q5(s)
            | Self::Q6(s)
            | Self::Q7(s) => Some(s),
            Self::Q1Confirmed | Self::Q8 | Self::Q8Weekly | Self::Q8DaysInRow => None,
        }
    }

    /// The question that the item is one row of.
    #[must_use]
    pub const fn question(self) -> Question {
        match self {
            Self::Q1(_) => Question::Q1,
            Self::Q1Confirmed => Question::Q1Confirmed,
            Self::Q2(_) => Question::Q2,
            Self::Q3(_) => Question::Q3,
            Self::Q4(_) => Question::Q4,
            Self::Q5(_) => Question::Q5,
            Self::Q6(_) => Question::Q6,
            Self::Q7(_) => Question::Q7,
            Self::Q8 => Question::Q8,
            Self::Q8Weekly => Question::Q8Weekly,
            Self::Q8DaysInRow => Question::Q8DaysInRow,
        }
    }

    /// The answers that the item may have, in the order in which they are offered; `Refused` is always the last.
    /// Empty for `Q5(Tobacco)`, which is no item.
    #[must_use]
    pub const fn allowed(self) -> &'static [Answer] {
        use Answer::{
            Daily, Earlier, FewerThan3, Monthly, MoreThanOnceWeekly, Never, No, OnceOrTwice,
            OnceWeeklyOrLess, Past3Months, Refused, ThreeOrMore, Weekly, Yes,
        };
        match self {
            Self::Q5(Substance::Tobacco) => &[],
            Self::Q1(_) => &[No, Yes, Refused],
            Self::Q1Confirmed => &[Yes, Refused],
            Self::Q2(_) | Self::Q3(_) | Self::Q4(_) | Self::Q5(_) => {
                &[Never, OnceOrTwice, Monthly, Weekly, Daily, Refused]
            }
            Self::Q6(_) | Self::Q7(_) | Self::Q8 => &[No, Past3Months, Earlier, Refused],
            Self::Q8Weekly => &[OnceWeeklyOrLess, MoreThanOnceWeekly, Refused],
            Self::Q8DaysInRow => &[FewerThan3, ThreeOrMore, Refused],
        }
    }

    /// Whether the item may have this answer.
    #[must_use]
    pub fn allows(self, answer: Answer) -> bool {
        self.allowed().contains(&answer)
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Q1(s) => write!(f, "q1.{s}"),
            Self::Q1Confirmed => f.write_str("q1.confirmed"),
            Self::Q2(s) => write!(f, "q2.{s}"),
            Self::Q3(s) => write!(f, "q3.{s}"),
            Self::Q4(s) => write!(f, "q4.{s}"),
            Self::Q5(s) => write!(f, "q5.{s}"),
            Self::Q6(s) => write!(f, "q6.{s}"),
            Self::Q7(s) => write!(f, "q7.{s}"),
            Self::Q8 => f.write_str("q8"),
            Self::Q8Weekly => f.write_str("q8.weekly"),
            Self::Q8DaysInRow => f.write_str("q8.days-in-row"),
        }
    }
}

/// The text names no item.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an item of the instrument")]
pub struct NotAnItem;

impl FromStr for Item {
    type Err = NotAnItem;
    fn from_str(text: &str) -> Result<Self, NotAnItem> {
        let item = match text {
            "q1.confirmed" => Self::Q1Confirmed,
            "q8" => Self::Q8,
            "q8.weekly" => Self::Q8Weekly,
            "q8.days-in-row" => Self::Q8DaysInRow,
            _ => {
                let (question, substance) = text.split_once('.').ok_or(NotAnItem)?;
                let substance = substance.parse().map_err(|_| NotAnItem)?;
                match question {
                    "q1" => Self::Q1(substance),
                    "q2" => Self::Q2(substance),
                    "q3" => Self::Q3(substance),
                    "q4" => Self::Q4(substance),
                    "q5" if substance.has_q5() => Self::Q5(substance),
                    "q6" => Self::Q6(substance),
                    "q7" => Self::Q7(substance),
                    _ => return Err(NotAnItem),
                }
            }
        };
        Ok(item)
    }
}

impl TryFrom<String> for Item {
    type Error = NotAnItem;
    fn try_from(text: String) -> Result<Self, NotAnItem> {
        text.parse()
    }
}

impl From<Item> for String {
    fn from(item: Item) -> String {
        item.to_string()
    }
}
