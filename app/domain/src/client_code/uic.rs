//! Codes computed from facts that a client knows by heart.
//!
//! | formula | parts |
//! |---|---|
//! | `slk-581` | family name letters 2, 3, 5 · given name letters 2, 3 · DDMMYYYY · sex digit; a letter that is missing is 2, a name that is unknown is 9s |
//! | `psi` | sex · birth year · first two letters of the mother's and of the father's first name |
//! | `philippines-uic` | mother's first name [2] · father's first name [2] · birth order [2] · MMDDYYYY; what is unknown is 9s |
//! | `pasmo` | surname [2] · M, F or T · day of birth [2] · year of birth [2] |
//!
//! [`Uic::new`] turns facts into parts at once and drops the facts; [`Uic::code`] turns parts into a keyed hash of
//! about 49 bits. Nothing here prints parts, and no record or document holds them.

use std::fmt;

use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::record::value::{Part, Value};

mod facts;

use facts::{Facts, first_two, missing, pick};

/// How a code is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the table of the module describes them")]
pub enum Formula {
    #[serde(rename = "slk-581")]
    Slk581,
    Psi,
    PhilippinesUic,
    Pasmo,
}

/// Parts of a formula, between the facts and the code. Lives only while a record is taken in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uic {
    formula: Formula,
    parts: Vec<String>,
}

/// A fact is missing or cannot be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct UicError {
    /// The name of the fact.
    pub input: &'static str,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl Formula {
    /// All formulas.
    pub const ALL: [Formula; 4] = [Self::Slk581, Self::Psi, Self::PhilippinesUic, Self::Pasmo];
    /// Their ids.
    pub const IDS: &'static [&'static str] = &["slk-581", "psi", "philippines-uic", "pasmo"];

    /// The stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Slk581 => "slk-581",
            Self::Psi => "psi",
            Self::PhilippinesUic => "philippines-uic",
            Self::Pasmo => "pasmo",
        }
    }

    /// Reads an id.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|formula| formula.id() == text)
    }

    /// The facts that the formula asks for.
    #[must_use]
    pub const fn inputs(self) -> &'static [&'static str] {
        match self {
            Self::Slk581 => &["family_name", "given_name", "birth_date", "sex"],
            Self::Psi => &[
                "sex",
                "birth_year",
                "mother_first_name",
                "father_first_name",
            ],
            Self::PhilippinesUic => &[
                "mother_first_name",
                "father_first_name",
                "birth_order",
                "birth_date",
            ],
            Self::Pasmo => &["surname", "sex", "birth_date"],
        }
    }
}

impl fmt::Debug for Uic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Uic")
            .field("formula", &self.formula)
            .finish_non_exhaustive()
    }
}

/// Parts cross from the reader to the record and no further: a field of facts is never written or kept.
impl Part for Uic {
    fn say(&self) -> Option<Value> {
        let parts = self.parts.iter().cloned().map(Value::Text).collect();
        let said = [
            (
                "formula".to_owned(),
                Value::Text(self.formula.id().to_owned()),
            ),
            ("parts".to_owned(), Value::List(parts)),
        ];
        Some(Value::Map(said.into()))
    }

    fn hear(value: Option<&Value>) -> Option<Self> {
        let map = value?.map()?;
        Some(Self {
            formula: Formula::parse(&map.get("formula")?.text()?)?,
            parts: Vec::hear(map.get("parts"))?,
        })
    }
}

impl Uic {
    /// Takes facts (name and text) and keeps only the parts that the formula needs.
    ///
    /// # Errors
    /// [`UicError`] names the fact that is missing or cannot be right.
    pub fn new(
        formula: Formula,
        given: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, UicError> {
        let given: Vec<(String, String)> = given.into_iter().collect();
        let facts = Facts(&given);
        let parts = match formula {
            Formula::Slk581 => vec![
                facts
                    .letters("family_name")
                    .map_or_else(|| "999".to_owned(), |name| pick(&name, &[1, 2, 4])),
                facts
                    .letters("given_name")
                    .map_or_else(|| "99".to_owned(), |name| pick(&name, &[1, 2])),
                facts
                    .date("birth_date")?
                    .map(|day| format!("{:02}{:02}{:04}", day.day(), day.month(), day.year()))
                    .ok_or(missing("birth_date"))?,
                facts
                    .sex(&[
                        ("male", "1"),
                        ("female", "2"),
                        ("other", "3"),
                        ("transgender", "3"),
                        ("not-stated", "9"),
                    ])?
                    .unwrap_or("9")
                    .to_owned(),
            ],
            Formula::Psi => vec![
                facts
                    .sex(&[
                        ("male", "M"),
                        ("female", "F"),
                        ("transgender", "T"),
                        ("other", "X"),
                    ])?
                    .ok_or(missing("sex"))?
                    .to_owned(),
                facts
                    .number("birth_year", 1880, 2100)?
                    .map(|year| year.to_string())
                    .ok_or(missing("birth_year"))?,
                facts
                    .letters("mother_first_name")
                    .map(|name| first_two(&name))
                    .ok_or(missing("mother_first_name"))?,
                facts
                    .letters("father_first_name")
                    .map(|name| first_two(&name))
                    .ok_or(missing("father_first_name"))?,
            ],
            Formula::PhilippinesUic => vec![
                facts
                    .letters("mother_first_name")
                    .map_or_else(|| "99".to_owned(), |name| first_two(&name)),
                facts
                    .letters("father_first_name")
                    .map_or_else(|| "99".to_owned(), |name| first_two(&name)),
                facts
                    .number("birth_order", 1, 99)?
                    .map_or_else(|| "99".to_owned(), |order| format!("{order:02}")),
                facts
                    .date("birth_date")?
                    .map(|day| format!("{:02}{:02}{:04}", day.month(), day.day(), day.year()))
                    .ok_or(missing("birth_date"))?,
            ],
            Formula::Pasmo => {
                let day = facts.date("birth_date")?.ok_or(missing("birth_date"))?;
                vec![
                    facts
                        .letters("surname")
                        .map(|name| first_two(&name))
                        .ok_or(missing("surname"))?,
                    facts
                        .sex(&[("male", "M"), ("female", "F"), ("transgender", "T")])?
                        .ok_or(missing("sex"))?
                        .to_owned(),
                    format!("{:02}", day.day()),
                    format!("{:02}", day.year() % 100),
                ]
            }
        };
        Ok(Self { formula, parts })
    }

    /// Which formula.
    #[must_use]
    pub fn formula(&self) -> Formula {
        self.formula
    }

    /// The code: a keyed hash of the parts, ten characters without look-alikes (`7K2M9-QXR4T`).
    #[must_use]
    pub fn code(&self, key: &[u8]) -> String {
        self.hash(key, None)
    }

    /// One code for each part that could have been given wrongly: the code without that part. Two people are worth a
    /// look if they share one of these.
    #[must_use]
    pub fn near_codes(&self, key: &[u8]) -> Vec<String> {
        (0..self.parts.len())
            .map(|dropped| self.hash(key, Some(dropped)))
            .collect()
    }

    fn hash(&self, key: &[u8], dropped: Option<usize>) -> String {
        let mut info = format!("wayside uic v1\0{}", self.formula.id());
        for (at, part) in self.parts.iter().enumerate() {
            info.push('\0');
            info.push_str(if dropped == Some(at) { "\u{1}" } else { part });
        }
        let mut bytes = [0u8; 8];
        // Eight bytes are always a length that HKDF can give.
        let _ = Hkdf::<Sha256>::new(None, key).expand(info.as_bytes(), &mut bytes);
        spell(u64::from_be_bytes(bytes))
    }
}

fn spell(mut bits: u64) -> String {
    const SYMBOLS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut code = String::with_capacity(11);
    for at in 0..10 {
        if at == 5 {
            code.push('-');
        }
        let size = SYMBOLS.len() as u64;
        let symbol = usize::try_from(bits % size)
            .ok()
            .and_then(|at| SYMBOLS.get(at));
        code.extend(symbol.map(|symbol| char::from(*symbol)));
        bits /= size;
    }
    code
}

#[cfg(test)]
mod tests;
