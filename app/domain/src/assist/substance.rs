//! The ten rows of the instrument. Their letters and their order are the same on every form and never change.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One row: several drugs of one category share one row and one score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(
    missing_docs,
    reason = "the names are the documentation; examples are wording and live in the locales"
)]
pub enum Substance {
    Tobacco,
    Alcohol,
    Cannabis,
    Cocaine,
    Amphetamines,
    Inhalants,
    Sedatives,
    Hallucinogens,
    Opioids,
    Other,
}

impl Substance {
    /// All rows in the order of the form.
    pub const ALL: [Substance; 10] = [
        Self::Tobacco,
        Self::Alcohol,
        Self::Cannabis,
        Self::Cocaine,
        Self::Amphetamines,
        Self::Inhalants,
        Self::Sedatives,
        Self::Hallucinogens,
        Self::Opioids,
        Self::Other,
    ];

    /// The ids of [`Self::ALL`].
    pub const IDS: [&'static str; 10] = {
        let mut ids = [""; 10];
        let mut at = 0;
        while at < ids.len() {
            #[allow(clippy::indexing_slicing, reason = "both have ten places")]
            {
                ids[at] = Self::ALL[at].id();
            }
            at += 1;
        }
        ids
    };

    /// The stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Tobacco => "tobacco",
            Self::Alcohol => "alcohol",
            Self::Cannabis => "cannabis",
            Self::Cocaine => "cocaine",
            Self::Amphetamines => "amphetamines",
            Self::Inhalants => "inhalants",
            Self::Sedatives => "sedatives",
            Self::Hallucinogens => "hallucinogens",
            Self::Opioids => "opioids",
            Self::Other => "other",
        }
    }

    /// The letter of the row on paper forms.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Tobacco => 'a',
            Self::Alcohol => 'b',
            Self::Cannabis => 'c',
            Self::Cocaine => 'd',
            Self::Amphetamines => 'e',
            Self::Inhalants => 'f',
            Self::Sedatives => 'g',
            Self::Hallucinogens => 'h',
            Self::Opioids => 'i',
            Self::Other => 'j',
        }
    }

    /// Whether the failed-expectations question (Q5) is asked of this row. It never is of tobacco.
    #[must_use]
    pub const fn has_q5(self) -> bool {
        !matches!(self, Self::Tobacco)
    }

    /// Whether the row counts as illicit where the literature speaks of illicit substances (rows c to j).
    #[must_use]
    pub const fn is_illicit(self) -> bool {
        !matches!(self, Self::Tobacco | Self::Alcohol)
    }

    /// The highest score that the row can reach.
    #[must_use]
    pub const fn max_score(self) -> u8 {
        if self.has_q5() { 39 } else { 31 }
    }
}

impl fmt::Display for Substance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// The text names no substance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a substance of the instrument")]
pub struct NotASubstance;

impl FromStr for Substance {
    type Err = NotASubstance;
    fn from_str(text: &str) -> Result<Self, NotASubstance> {
        Self::ALL
            .into_iter()
            .find(|substance| substance.id() == text)
            .ok_or(NotASubstance)
    }
}
