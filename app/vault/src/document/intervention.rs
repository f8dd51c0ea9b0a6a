//! `interventions/<id>`: screening, substance, at, finished, `steps/<id>`, rulers, lists, plan, note.

use automerge::{AutomergeError, ROOT};
use wayside_domain::id::Id;
use wayside_domain::record::{Intervention, Rulers, StepState, Subject};
use wayside_domain::time::Timestamp;

use super::pen::Pen;
use super::tree::{Fields, Node};
use super::{NOTE, parse_list};

const STEPS: &str = "steps/";

/// Writes an intervention, or what `new` changes in `old`.
pub(crate) fn write(
    pen: &mut Pen<'_>,
    key: &str,
    old: Option<&Intervention>,
    new: &Intervention,
) -> Result<(), AutomergeError> {
    let map = pen.map(&ROOT, key)?;
    if old.is_none() {
        pen.text(&map, "substance", new.substance.id())?;
        pen.text(&map, "at", &new.at.to_string())?;
        pen.note(&map, NOTE, "")?;
    }
    let screening = |body: &Intervention| body.screening.as_ref().map(Id::to_string);
    let finished = |body: &Intervention| body.finished.map(|at| at.to_string());
    let plan = |body: &Intervention| body.plan.clone();
    for (name, part) in [
        (
            "screening",
            &screening as &dyn Fn(&Intervention) -> Option<String>,
        ),
        ("finished", &finished),
        ("plan", &plan),
    ] {
        pen.changed(
            &map,
            name,
            old.and_then(part).as_deref(),
            part(new).as_deref(),
        )?;
    }
    for (step, state) in &new.steps {
        let held = old
            .and_then(|old| old.steps.get(step))
            .map(StepState::to_string);
        pen.changed(
            &map,
            &format!("{STEPS}{step}"),
            held.as_deref(),
            Some(&state.to_string()),
        )?;
    }
    for step in old
        .into_iter()
        .flat_map(|old| old.steps.keys())
        .filter(|step| !new.steps.contains_key(*step))
    {
        pen.clear(&map, &format!("{STEPS}{step}"))?;
    }
    let rulers = old.map(|old| old.rulers).unwrap_or_default();
    let number = |value: Option<u8>| value.map(i64::from);
    pen.changed_number(
        &map,
        "importance",
        number(rulers.importance),
        number(new.rulers.importance),
    )?;
    pen.changed_number(
        &map,
        "confidence",
        number(rulers.confidence),
        number(new.rulers.confidence),
    )?;
    let held = |part: fn(&Intervention) -> &Vec<String>| old.map(part).cloned().unwrap_or_default();
    pen.changed_list(
        &map,
        "good_things",
        &held(|old| &old.good_things),
        &new.good_things,
    )?;
    pen.changed_list(
        &map,
        "less_good_things",
        &held(|old| &old.less_good_things),
        &new.less_good_things,
    )?;
    pen.changed_list(
        &map,
        "materials",
        &held(|old| &old.materials),
        &new.materials,
    )?;
    match &new.note {
        Some(note) if old.and_then(|old| old.note.as_ref()) != Some(note) => {
            pen.edit_note(&map, NOTE, note)
        }
        None if old.is_some_and(|old| old.note.is_some()) => pen.edit_note(&map, NOTE, ""),
        _ => Ok(()),
    }
}

/// Reads an intervention; `None` when its time is not one that this app can read.
pub(crate) fn read(fields: &Fields) -> Option<Intervention> {
    let step = |(step, node): (&str, &Node)| match node {
        Node::Text(state) => Some((step.to_owned(), StepState::read(state))),
        _ => None,
    };
    let list = |name| fields.text(name).map(parse_list).unwrap_or_default();
    let ruler = |name| {
        fields
            .number(name)
            .and_then(|value| u8::try_from(value).ok())
    };
    Some(Intervention {
        screening: fields.text("screening").and_then(|id| Id::parse(id).ok()),
        substance: Subject::read(fields.text("substance").unwrap_or_default()),
        at: Timestamp::parse(fields.text("at")?).ok()?,
        finished: fields
            .text("finished")
            .and_then(|at| Timestamp::parse(at).ok()),
        steps: fields.under(STEPS).filter_map(step).collect(),
        rulers: Rulers {
            importance: ruler("importance"),
            confidence: ruler("confidence"),
        },
        good_things: list("good_things"),
        less_good_things: list("less_good_things"),
        plan: fields.text("plan").map(str::to_owned),
        materials: list("materials"),
        note: fields.text(NOTE).map(str::to_owned),
    })
}
