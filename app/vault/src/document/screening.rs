//! `screenings/<id>`: instrument, wording, started, finished, age, and `answers` with one key per item.
//!
//! The map of answers is made together with the screening, so that there is only ever one.

use automerge::{AutomergeError, ObjId, ROOT};
use wayside_domain::assist::Answers;
use wayside_domain::record::Screening;
use wayside_domain::time::Timestamp;

use super::pen::Pen;
use super::tree::{Fields, Node};

pub(crate) const ANSWERS: &str = "answers";

/// Writes a screening, or what `new` adds to `old`.
pub(crate) fn write(
    pen: &mut Pen<'_>,
    key: &str,
    old: Option<&Screening>,
    new: &Screening,
) -> Result<(), AutomergeError> {
    let map = pen.map(&ROOT, key)?;
    if old.is_none() {
        pen.text(&map, "instrument", &new.instrument)?;
        pen.text(&map, "wording", &new.wording)?;
        pen.text(&map, "started", &new.started.to_string())?;
    }
    let finished = |screening: &Screening| screening.finished.map(|at| at.to_string());
    pen.changed(
        &map,
        "finished",
        old.and_then(finished).as_deref(),
        finished(new).as_deref(),
    )?;
    pen.changed_number(
        &map,
        "age",
        old.and_then(|old| old.age).map(i64::from),
        new.age.map(i64::from),
    )?;
    let none = Answers::new();
    write_answers(
        pen,
        &map,
        old.map_or(&none, |old| &old.answers),
        &new.answers,
    )
}

fn write_answers(
    pen: &mut Pen<'_>,
    map: &ObjId,
    old: &Answers,
    new: &Answers,
) -> Result<(), AutomergeError> {
    let answers = pen.map(map, ANSWERS)?;
    let held: std::collections::BTreeMap<String, String> = old.pairs().collect();
    let mut gone = held.clone();
    for (key, value) in new.pairs() {
        pen.changed(
            &answers,
            &key,
            held.get(&key).map(String::as_str),
            Some(&value),
        )?;
        gone.remove(&key);
    }
    for key in gone.keys() {
        pen.clear(&answers, key)?;
    }
    Ok(())
}

/// Sets one answer, or takes it back.
pub(crate) fn answer(
    pen: &mut Pen<'_>,
    map: &ObjId,
    key: &str,
    value: Option<&str>,
) -> Result<(), AutomergeError> {
    let answers = pen.map(map, ANSWERS)?;
    match value {
        Some(value) => pen.text(&answers, key, value),
        None => pen.clear(&answers, key),
    }
}

/// Reads a screening; `None` when its start is not a time that this app can read.
pub(crate) fn read(fields: &Fields) -> Option<Screening> {
    let mut answers = Answers::new();
    if let Some(Node::Map(map)) = fields.first(ANSWERS) {
        for (key, node) in map.iter() {
            if let Node::Text(value) = node {
                answers.read(key, value);
            }
        }
    }
    Some(Screening {
        instrument: fields.string("instrument"),
        wording: fields.string("wording"),
        started: Timestamp::parse(fields.text("started")?).ok()?,
        finished: fields
            .text("finished")
            .and_then(|at| Timestamp::parse(at).ok()),
        age: fields.number("age").and_then(|age| u8::try_from(age).ok()),
        answers,
    })
}
