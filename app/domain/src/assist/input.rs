//! The strict reading of `wayside score` input. Whatever is not understood is refused and named: an unknown key could
//! be a misspelt answer, and a misspelt answer must not turn into "not asked yet".

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{Answer, Answers, INSTRUMENT, Item, OTHER_NAME, Report, Substance, report};
use crate::text::stored;
use crate::{json, limits};

/// Why an input was refused. The text names the offender and says what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the message of each says it")]
pub enum ScoreError {
    #[error("the input is not JSON: {problem}")]
    NotJson { problem: String },
    #[error("the input is {found}; expected an object with \"instrument\" and \"answers\"")]
    NotAnObject { found: &'static str },
    #[error("unknown key \"{key}\"; expected \"instrument\", \"age\" and \"answers\"")]
    UnknownKey { key: String },
    #[error("\"{key}\" is missing")]
    Missing { key: &'static str },
    #[error("unknown instrument {value}; this version scores \"{INSTRUMENT}\"")]
    UnknownInstrument { value: String },
    #[error("\"age\" is {value}; expected whole years from 0 to {}", limits::AGE)]
    BadAge { value: String },
    #[error("\"answers\" is {found}; expected an object of items and answers")]
    AnswersNotAnObject { found: &'static str },
    #[error(
        "unknown item \"{item}\"; items look like \"q2.cannabis\", \"q1.confirmed\", \"q8\" or \"q8.weekly\""
    )]
    UnknownItem { item: String },
    #[error("\"q5.tobacco\" is never asked: Q5 has no tobacco row")]
    NoTobaccoQ5,
    #[error("unknown substance \"{substance}\" in \"{item}\"; expected one of {}", names(Substance::ALL.map(Substance::id)))]
    UnknownSubstance { item: String, substance: String },
    #[error("{value} is no answer for \"{item}\"; expected one of {}", names(.item.allowed().iter().map(|answer| answer.id())))]
    UnknownValue { item: Item, value: String },
    #[error(
        "\"{OTHER_NAME}\" has to be a text of at most {} characters",
        limits::SHORT_TEXT
    )]
    BadOtherName,
}

fn names(ids: impl IntoIterator<Item = &'static str>) -> String {
    ids.into_iter().collect::<Vec<_>>().join(", ")
}

/// Scores one screening given as JSON: all that `wayside score` does.
///
/// # Errors
/// [`ScoreError`], which names what is wrong with the input.
pub fn score_json(input: &str) -> Result<Report, ScoreError> {
    let value = json::read(input).map_err(|error| ScoreError::NotJson {
        problem: error.to_string(),
    })?;
    let Value::Object(mut fields) = value else {
        return Err(ScoreError::NotAnObject {
            found: json::kind(&value),
        });
    };
    let instrument = fields.shift_remove("instrument");
    let age = fields.shift_remove("age");
    let answers = fields.shift_remove("answers");
    if let Some(key) = fields.keys().next() {
        return Err(ScoreError::UnknownKey { key: key.clone() });
    }
    match instrument.ok_or(ScoreError::Missing { key: "instrument" })? {
        Value::String(name) if name == INSTRUMENT => {}
        other => {
            return Err(ScoreError::UnknownInstrument {
                value: other.to_string(),
            });
        }
    }
    let age = age
        .filter(|age| !age.is_null())
        .map(|age| read_age(&age))
        .transpose()?;
    match answers.ok_or(ScoreError::Missing { key: "answers" })? {
        Value::Object(map) => Ok(report(&read_answers(&map)?, age)),
        other => Err(ScoreError::AnswersNotAnObject {
            found: json::kind(&other),
        }),
    }
}

fn read_age(value: &Value) -> Result<u8, ScoreError> {
    let age = value
        .as_u64()
        .and_then(|age| u8::try_from(age).ok())
        .filter(|age| *age <= limits::AGE);
    age.ok_or_else(|| ScoreError::BadAge {
        value: value.to_string(),
    })
}

/// Reads the answers of a screening strictly, as input brings them. Documents are read by [`Answers::read`].
pub(crate) fn read_answers(map: &Map<String, Value>) -> Result<Answers, ScoreError> {
    let mut answers = Answers::new();
    for (key, value) in map {
        if key == OTHER_NAME {
            answers.other_name = Some(other_name(value)?);
            continue;
        }
        let item = read_item(key)?;
        let unknown = || ScoreError::UnknownValue {
            item,
            value: value.to_string(),
        };
        let answer: Answer = value
            .as_str()
            .and_then(|text| text.parse().ok())
            .ok_or_else(unknown)?;
        answers.set(item, answer).map_err(|_| unknown())?;
    }
    Ok(answers)
}

fn read_item(key: &str) -> Result<Item, ScoreError> {
    key.parse().map_err(|_| {
        let item = key.to_owned();
        match key.split_once('.') {
            Some(("q5", "tobacco")) => ScoreError::NoTobaccoQ5,
            Some(("q1" | "q2" | "q3" | "q4" | "q5" | "q6" | "q7", substance))
                if substance.parse::<Substance>().is_err() =>
            {
                ScoreError::UnknownSubstance {
                    item,
                    substance: substance.to_owned(),
                }
            }
            _ => ScoreError::UnknownItem { item },
        }
    })
}

fn other_name(value: &Value) -> Result<String, ScoreError> {
    let text = value
        .as_str()
        .map(stored)
        .filter(|text| limits::fits(text, limits::SHORT_TEXT));
    text.map(Cow::into_owned).ok_or(ScoreError::BadOtherName)
}
