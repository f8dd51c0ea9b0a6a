//! One interview: when, with which wording, and the answers. Scores are not part of it: they are computed.

use serde_json::Value as Json;

use super::define::record;
use super::field::{Meets, Own, Role, Shape, Word};
use super::fields::{Fields, Problem, Read, at};
use super::value::{Part, Value};
use super::words::{TIME, WORDING};
use crate::assist::{self, Answers, INSTRUMENT, Report, ScoreError};
use crate::limits;
use crate::time::Timestamp;

record! {
    /// An interview
    Screening = "screening" {
        /// Which instrument was used
        instrument: String => KNOWN, needed;
        /// Which wording the questions were asked with
        wording: String => WORDING, needed;
        /// When it began
        started: Timestamp => TIME, needed, role(Role::Met);
        /// When it ended; empty while it is open
        finished: Option<Timestamp> => TIME, meets(Meets::Register), role(Role::Closes), not_before("started", "is before the start");
        /// Age in years at the screening, where known
        age: Option<u8> => AGE;
        /// item=answer, every answer that was given, counted or not
        answers: Answers => ANSWERS, needed, meets(Meets::Each);
    }
}

const KNOWN: Shape = Shape::Word(Word {
    kind: "keyword",
    expected: INSTRUMENT,
    ids: &[INSTRUMENT],
    read: |text| (text == INSTRUMENT).then(|| Value::Text(text.to_owned())),
});

const AGE: Shape = Shape::Number {
    range: (0, limits::AGE as i64),
    unit: "years",
};

const ANSWERS: Shape = Shape::Own(Own {
    read: read_answers,
    write: |value| {
        let answers = Answers::hear(Some(value)).unwrap_or_default();
        Json::Object(
            answers
                .pairs()
                .map(|(item, answer)| (item, answer.into()))
                .collect(),
        )
    },
});

impl Screening {
    /// An interview that begins now.
    #[must_use]
    pub fn begin(wording: impl Into<String>, age: Option<u8>, now: Timestamp) -> Self {
        Self {
            instrument: INSTRUMENT.to_owned(),
            wording: wording.into(),
            started: now,
            finished: None,
            age,
            answers: Answers::new(),
        }
    }

    /// The results; `None` for an instrument that this version does not know.
    #[must_use]
    pub fn report(&self) -> Option<Report> {
        (self.instrument == INSTRUMENT).then(|| assist::report(&self.answers, self.age))
    }
}

impl Part for Answers {
    fn say(&self) -> Option<Value> {
        let pairs = self
            .pairs()
            .map(|(item, answer)| (item, Value::Text(answer)));
        Some(Value::Map(pairs.collect()))
    }

    fn hear(value: Option<&Value>) -> Option<Self> {
        let mut answers = Answers::new();
        for (item, answer) in value.and_then(Value::map).into_iter().flatten() {
            if let Some(answer) = answer.text() {
                answers.read(item, &answer);
            }
        }
        Some(answers)
    }
}

fn read_answers(path: &str, value: Json) -> Read<Value> {
    let map = Fields::new(path, value)?.rest();
    let answers = assist::read_answers(&map).map_err(|error| problem(path, error))?;
    Ok(answers.say().unwrap_or(Value::Map(Default::default())))
}

/// The same mistakes as in `wayside score`, without the value and with the item in the path.
fn problem(path: &str, error: ScoreError) -> Problem {
    let what = error.to_string();
    match error {
        ScoreError::UnknownValue { item, .. } => {
            let allowed: Vec<_> = item.allowed().iter().map(|answer| answer.id()).collect();
            at(
                &format!("{path}.{item}"),
                format!("is not understood; expected one of {}", allowed.join(", ")),
            )
        }
        ScoreError::UnknownItem { item } | ScoreError::UnknownSubstance { item, .. } => {
            let item: String = item.chars().take(limits::KEYWORD).collect();
            at(
                &format!("{path}.{item}"),
                "is not an item of the instrument",
            )
        }
        ScoreError::NoTobaccoQ5 => at(&format!("{path}.q5.tobacco"), what),
        ScoreError::BadOtherName => at(&format!("{path}.{}", assist::OTHER_NAME), what),
        _ => at(path, what),
    }
}
