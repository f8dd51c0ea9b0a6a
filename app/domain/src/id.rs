//! Ids of clients and entries. Made on the device, from randomness that the caller brings, so that two devices without
//! a network never wait for each other. An id says nothing about a person.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE32_NOPAD;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};

/// 1 to 64 characters of `A-Z a-z 0-9 _ -`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(String);

/// The text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id has 1 to 64 letters, digits, hyphens or underscores")]
pub struct NotAnId;

impl Id {
    /// The longest id.
    pub const MAX: usize = 64;

    /// A new id: 80 random bits as 16 lower-case letters and digits.
    #[must_use]
    pub fn random<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let mut bytes = [0u8; 10];
        rng.fill_bytes(&mut bytes);
        Self::of_bytes(&bytes)
    }

    /// The id that stands for up to 40 bytes, such as a hash: lower-case letters and digits.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let bytes = bytes.get(..40).unwrap_or(bytes);
        Self(BASE32_NOPAD.encode(bytes).to_ascii_lowercase())
    }

    /// Reads an id.
    ///
    /// # Errors
    /// [`NotAnId`] if it is empty, too long, or holds another character.
    pub fn parse(text: &str) -> Result<Self, NotAnId> {
        let fine = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if text.is_empty() || text.len() > Self::MAX || !text.bytes().all(fine) {
            return Err(NotAnId);
        }
        Ok(Self(text.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl FromStr for Id {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Id {
    type Error = NotAnId;
    fn try_from(text: String) -> Result<Self, NotAnId> {
        Self::parse(&text)
    }
}

impl From<Id> for String {
    fn from(id: Id) -> String {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn a_random_id_is_sixteen_characters_and_follows_the_seed() {
        let make = |seed| Id::random(&mut rand::rngs::StdRng::seed_from_u64(seed));
        assert_eq!(make(1).as_str().len(), 16);
        assert_eq!(make(1), make(1));
        assert_ne!(make(1), make(2));
        assert_eq!(Id::parse(make(3).as_str()).unwrap(), make(3));
    }

    #[test]
    fn other_texts_are_refused_also_by_serde() {
        for bad in ["", "a b", "ä", "a/b", &"x".repeat(65)] {
            assert!(Id::parse(bad).is_err(), "{bad}");
        }
        assert!(serde_json::from_str::<Id>("\"../etc\"").is_err());
        assert_eq!(
            serde_json::to_string(&Id::parse("A-b_9").unwrap()).unwrap(),
            "\"A-b_9\""
        );
    }
}
