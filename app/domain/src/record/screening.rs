//! One interview: when, with which wording, and the answers. Scores are not part of it: they are computed.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fields::{Fields, Problem, Read, at, put};
use crate::assist::{self, Answers, INSTRUMENT, Report, ScoreError};
use crate::time::Timestamp;
use crate::{is_keyword, limits};

/// One interview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screening {
    /// The instrument, `assist-3.1`; a newer app may have written another.
    pub instrument: String,
    /// The id of the wording that was read out.
    pub wording: String,
    /// When it began.
    pub started: Timestamp,
    /// When it was finished; a finished interview is not edited, only corrected.
    pub finished: Option<Timestamp>,
    /// The client's age then.
    pub age: Option<u8>,
    /// The answers.
    pub answers: Answers,
}

impl Screening {
    /// The results; `None` for an instrument that this version does not know.
    #[must_use]
    pub fn report(&self) -> Option<Report> {
        (self.instrument == INSTRUMENT).then(|| assist::report(&self.answers, self.age))
    }
}

pub(super) fn read(fields: &mut Fields) -> Read<Screening> {
    let known = |text: &str| (text == INSTRUMENT).then(|| INSTRUMENT.to_owned());
    let instrument = fields.parsed("instrument", INSTRUMENT, known)?;
    let wording = fields.parsed(
        "wording",
        "the id of a wording, such as wayside-en-1",
        |text| is_keyword(text).then(|| text.to_owned()),
    )?;
    let started = fields.time("started")?;
    let finished = fields.time("finished")?;
    let age = fields.count("age", limits::AGE.into())?;
    let answers = answers(fields)?;
    let screening = Screening {
        instrument: fields.required("instrument", instrument)?,
        wording: fields.required("wording", wording)?,
        started: fields.required("started", started)?,
        finished,
        age: age.and_then(|age| u8::try_from(age).ok()),
        answers: fields.required("answers", answers)?,
    };
    if finished.is_some_and(|finished| finished < screening.started) {
        return Err(fields.problem("finished", "is before the start"));
    }
    Ok(screening)
}

fn answers(fields: &mut Fields) -> Read<Option<Answers>> {
    let Some(value) = fields.take("answers") else {
        return Ok(None);
    };
    let path = fields.at("answers");
    let map = Fields::new(&path, value)?.rest();
    assist::read_answers(&map)
        .map(Some)
        .map_err(|error| problem(&path, error))
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

pub(super) fn write(screening: &Screening, out: &mut Map<String, Value>) {
    put(out, "instrument", Some(&screening.instrument));
    put(out, "wording", Some(&screening.wording));
    put(out, "started", Some(screening.started));
    put(out, "finished", screening.finished);
    put(out, "age", screening.age);
    put(out, "answers", Some(&screening.answers));
}
