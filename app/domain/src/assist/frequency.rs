//! What an answer says of time: how often (Q2 to Q5), or how long ago (Q6 to Q8). The only place that tells which
//! answers do; skip rules, weights, alerts and screens ask here.

use super::Answer;

/// How often, in the past three months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is the answer of the same name")]
pub enum Frequency {
    Never,
    OnceOrTwice,
    Monthly,
    Weekly,
    Daily,
}

impl Frequency {
    /// Every frequency, the lowest first.
    pub const ALL: [Frequency; 5] = [
        Self::Never,
        Self::OnceOrTwice,
        Self::Monthly,
        Self::Weekly,
        Self::Daily,
    ];

    /// At least once in the past three months.
    #[must_use]
    pub const fn happened(self) -> bool {
        !matches!(self, Self::Never)
    }

    /// The answer that says it.
    #[must_use]
    pub const fn answer(self) -> Answer {
        match self {
            Self::Never => Answer::Never,
            Self::OnceOrTwice => Answer::OnceOrTwice,
            Self::Monthly => Answer::Monthly,
            Self::Weekly => Answer::Weekly,
            Self::Daily => Answer::Daily,
        }
    }
}

/// Whether it ever happened, and how long ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recency {
    /// No, never.
    Never,
    /// Yes, but not in the past three months.
    Earlier,
    /// Yes, in the past three months.
    Past3Months,
}

impl Answer {
    /// How often, if the answer says that.
    #[must_use]
    pub const fn frequency(self) -> Option<Frequency> {
        match self {
            Self::Never => Some(Frequency::Never),
            Self::OnceOrTwice => Some(Frequency::OnceOrTwice),
            Self::Monthly => Some(Frequency::Monthly),
            Self::Weekly => Some(Frequency::Weekly),
            Self::Daily => Some(Frequency::Daily),
            Self::No
            | Self::Yes
            | Self::Past3Months
            | Self::Earlier
            | Self::OnceWeeklyOrLess
            | Self::MoreThanOnceWeekly
            | Self::FewerThan3
            | Self::ThreeOrMore
            | Self::Refused => None,
        }
    }

    /// How long ago, if the answer is one that Q6, Q7 and Q8 offer. Q1 offers No as well and takes Yes for an answer:
    /// it is not asked here.
    #[must_use]
    pub const fn recency(self) -> Option<Recency> {
        match self {
            Self::No => Some(Recency::Never),
            Self::Earlier => Some(Recency::Earlier),
            Self::Past3Months => Some(Recency::Past3Months),
            Self::Yes
            | Self::Never
            | Self::OnceOrTwice
            | Self::Monthly
            | Self::Weekly
            | Self::Daily
            | Self::OnceWeeklyOrLess
            | Self::MoreThanOnceWeekly
            | Self::FewerThan3
            | Self::ThreeOrMore
            | Self::Refused => None,
        }
    }
}
