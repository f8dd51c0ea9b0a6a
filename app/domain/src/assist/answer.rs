//! The answers and their stable ids. Which item may have which answer: `Item::allowed`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One answer. "Not asked yet" is the absence of an answer; "refused" is an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[allow(
    missing_docs,
    reason = "the names say it; wording lives in the locales"
)]
pub enum Answer {
    No,
    Yes,
    Never,
    OnceOrTwice,
    Monthly,
    Weekly,
    /// Daily or almost daily.
    Daily,
    /// Yes, in the past three months.
    Past3Months,
    /// Yes, but not in the past three months.
    Earlier,
    /// Injecting: once a week or less often.
    OnceWeeklyOrLess,
    /// Injecting: more often than once a week.
    MoreThanOnceWeekly,
    /// Injecting: fewer than three days in a row.
    FewerThan3,
    /// Injecting: three or more days in a row.
    ThreeOrMore,
    /// The person does not want to answer. Settles the item for the interview; leaves the row without a score.
    Refused,
}

impl Answer {
    /// Every answer.
    pub const ALL: [Answer; 14] = [
        Self::No,
        Self::Yes,
        Self::Never,
        Self::OnceOrTwice,
        Self::Monthly,
        Self::Weekly,
        Self::Daily,
        Self::Past3Months,
        Self::Earlier,
        Self::OnceWeeklyOrLess,
        Self::MoreThanOnceWeekly,
        Self::FewerThan3,
        Self::ThreeOrMore,
        Self::Refused,
    ];

    /// The stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Never => "never",
            Self::OnceOrTwice => "once-or-twice",
            Self::Monthly => "monthly",
            Self::Weekly => "weekly",
            Self::Daily => "daily",
            Self::Past3Months => "past-3-months",
            Self::Earlier => "earlier",
            Self::OnceWeeklyOrLess => "once-weekly-or-less",
            Self::MoreThanOnceWeekly => "more-than-once-weekly",
            Self::FewerThan3 => "fewer-than-3",
            Self::ThreeOrMore => "3-or-more",
            Self::Refused => "refused",
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// The text is no answer of the instrument.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an answer of the instrument")]
pub struct NotAnAnswer;

impl FromStr for Answer {
    type Err = NotAnAnswer;
    fn from_str(text: &str) -> Result<Self, NotAnAnswer> {
        Self::ALL
            .into_iter()
            .find(|answer| answer.id() == text)
            .ok_or(NotAnAnswer)
    }
}

impl TryFrom<String> for Answer {
    type Error = NotAnAnswer;
    fn try_from(text: String) -> Result<Self, NotAnAnswer> {
        text.parse()
    }
}

impl From<Answer> for String {
    fn from(answer: Answer) -> String {
        answer.id().to_owned()
    }
}
