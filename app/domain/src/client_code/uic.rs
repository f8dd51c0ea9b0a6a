//! Codes computed from facts that a client knows by heart.
//!
//! | formula | parts |
//! |---|---|
//! | `slk-581` | family name letters 2, 3, 5 · given name letters 2, 3 · DDMMYYYY · sex digit; a letter that is missing is 2, a name that is unknown is 9s |
//! | `psi` | sex · birth year · first two letters of the mother's and of the father's first name |
//! | `philippines-uic` | mother's first name [2] · father's first name [2] · birth order [2] · MMDDYYYY; what is unknown is 9s |
//! | `pasmo` | surname [2] · M, F or T · day of birth [2] · year of birth [2] |
//!
//! [`Uic::new`] turns facts into parts at once and drops the facts; [`Uic::code`] turns parts into a keyed hash of about
//! 49 bits. Nothing here prints parts, and no record or document holds them.

use std::fmt;

use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::fold;
use crate::time::Date;

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

fn missing(input: &'static str) -> UicError {
    UicError {
        input,
        problem: "is missing",
    }
}

/// The letters at these places; a letter that is missing is 2.
fn pick(letters: &[char], places: &[usize]) -> String {
    places
        .iter()
        .map(|place| letters.get(*place).copied().unwrap_or('2'))
        .collect()
}

/// The first two letters; a letter that is missing is 9.
fn first_two(letters: &[char]) -> String {
    [0, 1]
        .into_iter()
        .map(|place| letters.get(place).copied().unwrap_or('9'))
        .collect()
}

struct Facts<'a>(&'a [(String, String)]);

impl Facts<'_> {
    fn text(&self, input: &'static str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| name == input)
            .map(|(_, text)| text.trim())
            .filter(|text| !text.is_empty())
    }

    /// Capital letters of a name, without marks, spaces, hyphens and apostrophes; `None` if there is none.
    fn letters(&self, input: &'static str) -> Option<Vec<char>> {
        let name = fold(self.text(input)?);
        let letters: Vec<char> = name
            .chars()
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_uppercase)
            .collect();
        (!letters.is_empty()).then_some(letters)
    }

    fn date(&self, input: &'static str) -> Result<Option<Date>, UicError> {
        let wrong = UicError {
            input,
            problem: "is no date that exists, such as 1991-03-28",
        };
        self.text(input)
            .map(|text| Date::parse(text).map_err(|_| wrong))
            .transpose()
    }

    fn number(&self, input: &'static str, least: u32, most: u32) -> Result<Option<u32>, UicError> {
        let wrong = UicError {
            input,
            problem: "is no whole number in the range that is possible",
        };
        let read = |text: &str| {
            text.parse()
                .ok()
                .filter(|number| (least..=most).contains(number))
        };
        self.text(input)
            .map(|text| read(text).ok_or(wrong))
            .transpose()
    }

    fn sex<'w>(&self, words: &[(&str, &'w str)]) -> Result<Option<&'w str>, UicError> {
        let wrong = UicError {
            input: "sex",
            problem: "is no word that this formula knows",
        };
        let read = |text: &str| {
            words
                .iter()
                .find(|(word, _)| *word == text)
                .map(|(_, part)| *part)
        };
        self.text("sex")
            .map(|text| read(text).ok_or(wrong))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uic(formula: Formula, facts: &[(&str, &str)]) -> Result<Uic, UicError> {
        Uic::new(
            formula,
            facts
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned())),
        )
    }

    #[test]
    fn each_formula_takes_the_letters_and_digits_that_it_says() {
        let check = |formula, facts: &[(&str, &str)], expected: &str| {
            assert_eq!(uic(formula, facts).unwrap().parts.concat(), expected);
        };
        let born = ("birth_date", "1991-03-28");
        check(
            Formula::Slk581,
            &[
                ("family_name", "Citizen"),
                ("given_name", "Jane"),
                born,
                ("sex", "female"),
            ],
            "ITZAN280319912",
        );
        check(
            Formula::Slk581,
            &[("family_name", "O'Li"), ("given_name", "Bo"), born],
            "LI2O2280319919",
        );
        check(
            Formula::Slk581,
            &[("given_name", "Bo"), born, ("sex", "male")],
            "999O2280319911",
        );
        check(
            Formula::Slk581,
            &[
                ("family_name", "Nguyễn"),
                ("given_name", "Ánh"),
                born,
                ("sex", "male"),
            ],
            "GUENH280319911",
        );
        check(
            Formula::Psi,
            &[
                ("sex", "male"),
                ("birth_year", "1985"),
                ("mother_first_name", "Анна"),
                ("father_first_name", "Иван"),
            ],
            "M1985АНИВ",
        );
        check(
            Formula::PhilippinesUic,
            &[
                ("mother_first_name", "Maria"),
                ("father_first_name", "J"),
                ("birth_order", "3"),
                born,
            ],
            "MAJ90303281991",
        );
        check(Formula::PhilippinesUic, &[born], "99999903281991");
        check(
            Formula::Pasmo,
            &[("surname", "García"), ("sex", "transgender"), born],
            "GAT2891",
        );
    }

    #[test]
    fn wrong_and_missing_facts_are_named() {
        let check = |formula, facts: &[(&str, &str)], input: &str| {
            assert_eq!(uic(formula, facts).unwrap_err().input, input);
        };
        check(Formula::Slk581, &[], "birth_date");
        check(
            Formula::Slk581,
            &[("birth_date", "1991-02-30")],
            "birth_date",
        );
        check(
            Formula::Pasmo,
            &[
                ("birth_date", "1991-02-03"),
                ("surname", "??"),
                ("sex", "male"),
            ],
            "surname",
        );
        check(Formula::Psi, &[("sex", "m")], "sex");
        check(
            Formula::PhilippinesUic,
            &[("birth_order", "0")],
            "birth_order",
        );
    }

    #[test]
    fn the_code_depends_on_key_formula_and_facts_and_says_nothing_of_them() {
        let facts = [
            ("family_name", "Citizen"),
            ("given_name", "Jane"),
            ("birth_date", "1991-03-28"),
            ("sex", "female"),
        ];
        let jane = uic(Formula::Slk581, &facts).unwrap();
        let code = jane.code(b"programme");
        assert_eq!(code.len(), 11);
        assert_eq!(code, jane.code(b"programme"));
        assert_ne!(code, jane.code(b"another"));
        assert!(!format!("{jane:?}").contains("ITZ"));
        let other = [
            ("family_name", "Citizen"),
            ("given_name", "Joan"),
            ("birth_date", "1991-03-28"),
            ("sex", "female"),
        ];
        let joan = uic(Formula::Slk581, &other).unwrap();
        assert_ne!(code, joan.code(b"programme"));
        let shared = jane
            .near_codes(b"programme")
            .iter()
            .filter(|code| joan.near_codes(b"programme").contains(code))
            .count();
        assert_eq!(shared, 1, "they agree once the given name is left out");
    }
}
