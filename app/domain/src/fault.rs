//! What is wrong with a value, as data: files and command lines print it in English, screens choose a sentence by its
//! kind. It never repeats the value, which could be about a person.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// A text is longer than so many characters.
    TooLong {
        /// The most.
        most: usize,
    },
    /// A list or map has more than so many entries.
    TooMany {
        /// The most.
        most: usize,
    },
    /// Something has to be there and is not.
    Missing {
        /// What, to be read after the field.
        what: Cow<'static, str>,
    },
    /// The field can't hold it.
    NotPossible {
        /// Why, to be read after the field.
        what: Cow<'static, str>,
    },
}

impl Fault {
    /// The field is missing.
    #[must_use]
    pub const fn missing() -> Self {
        Self::Missing {
            what: Cow::Borrowed("is missing"),
        }
    }

    /// The field can't hold it.
    pub fn not_possible(what: impl Into<Cow<'static, str>>) -> Self {
        Self::NotPossible { what: what.into() }
    }
}

/// To be read after the field.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { most } => write!(f, "is longer than {most} characters"),
            Self::TooMany { most } => write!(f, "has more than {most} entries"),
            Self::Missing { what } | Self::NotPossible { what } => f.write_str(what),
        }
    }
}
