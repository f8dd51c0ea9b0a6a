//! Writing one command into a document.
//!
//! What the domain can judge without the file ([`Command::validate`]) was judged before; what needs the file is judged
//! here, and nothing is written unless all of it holds. A command that says what the file says already writes nothing,
//! so that sending one twice is the same act.

use automerge::{AutomergeError, ObjId};
use wayside_domain::assist::{Answers, INSTRUMENT, OTHER_NAME};
use wayside_domain::case_file::CaseFile;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Intervention, Kind, Rulers, Screening, Subject};

use super::pen::Pen;
use super::{CORRECTIONS, NOTE, entry, file, intervention, key, referral, screening};
use crate::error::CommandError;

/// Why an act was not written: a rule, or Automerge.
#[derive(Debug)]
pub(crate) enum Failed {
    Rule(CommandError),
    Document,
}

impl From<AutomergeError> for Failed {
    fn from(_: AutomergeError) -> Self {
        Self::Document
    }
}

impl From<CommandError> for Failed {
    fn from(error: CommandError) -> Self {
        Self::Rule(error)
    }
}

/// Writes the command. `file` is what the document said before.
pub(crate) fn write(pen: &mut Pen<'_>, file: &CaseFile, command: &Command) -> Result<Kind, Failed> {
    let id = command.entry();
    match command {
        Command::AddClient { profile, .. } => add(pen, file, id, Body::Client(profile.clone())),
        Command::EditProfile { profile, .. } => {
            let old = Body::Client(file.profile.clone());
            entry::write(pen, id, Some(&old), &Body::Client(profile.clone()))?;
            Ok(Kind::Client)
        }
        Command::StartScreening {
            wording, age, at, ..
        } => {
            let body = Screening {
                instrument: INSTRUMENT.to_owned(),
                wording: wording.clone(),
                started: *at,
                finished: None,
                age: *age,
                answers: Answers::new(),
            };
            add(pen, file, id, Body::Screening(body))
        }
        Command::Answer { item, answer, .. } => {
            let map = open_screening(pen, file, id)?;
            screening::answer(
                pen,
                &map,
                &item.to_string(),
                answer.map(|answer| answer.id()),
            )?;
            Ok(Kind::Screening)
        }
        Command::NameOther { name, .. } => {
            let map = open_screening(pen, file, id)?;
            let name = Some(name.trim()).filter(|name| !name.is_empty());
            screening::answer(pen, &map, OTHER_NAME, name)?;
            Ok(Kind::Screening)
        }
        Command::FinishScreening { at, .. } => {
            let known = find(&file.screenings, id)?;
            if known.finished == Some(*at) {
                return Ok(Kind::Screening);
            }
            let map = open_screening(pen, file, id)?;
            pen.text(&map, "finished", &at.to_string())?;
            Ok(Kind::Screening)
        }
        Command::StartIntervention {
            screening,
            substance,
            at,
            ..
        } => {
            let body = Intervention {
                screening: screening.clone(),
                substance: Subject::Known(*substance),
                at: *at,
                finished: None,
                steps: Default::default(),
                rulers: Rulers::default(),
                good_things: Vec::new(),
                less_good_things: Vec::new(),
                plan: None,
                materials: Vec::new(),
                note: None,
            };
            add(pen, file, id, Body::Intervention(body))
        }
        Command::Step { step, state, .. } => edit_intervention(pen, file, id, |body| match state {
            Some(state) => {
                body.steps.insert(step.clone(), state.clone());
            }
            None => {
                body.steps.remove(step);
            }
        }),
        Command::Ruler { ruler, value, .. } => {
            edit_intervention(pen, file, id, |body| match ruler {
                wayside_domain::command::Ruler::Importance => body.rulers.importance = Some(*value),
                wayside_domain::command::Ruler::Confidence => body.rulers.confidence = Some(*value),
            })
        }
        Command::Points { list, points, .. } => edit_intervention(pen, file, id, |body| {
            use wayside_domain::command::PointList;
            match list {
                PointList::GoodThings => body.good_things.clone_from(points),
                PointList::LessGoodThings => body.less_good_things.clone_from(points),
                PointList::Materials => body.materials.clone_from(points),
            }
        }),
        Command::Plan { text, .. } => edit_intervention(pen, file, id, |body| {
            body.plan = Some(text.clone()).filter(|text| !text.is_empty())
        }),
        Command::FinishIntervention { at, .. } => {
            let known = find(&file.interventions, id)?;
            if known.finished == Some(*at) {
                return Ok(Kind::Intervention);
            }
            edit_intervention(pen, file, id, |body| body.finished = Some(*at))
        }
        Command::Note { text, .. } => {
            let kind = file::kind_of(file, id)
                .filter(|kind| matches!(kind, Kind::Contact | Kind::Intervention));
            let kind = kind.ok_or(CommandError::UnknownEntry)?;
            pen.touch(kind.id(), id.as_str());
            let map = map_of(pen, kind, id)?;
            pen.edit_note(&map, NOTE, text)?;
            Ok(kind)
        }
        Command::AddContact { contact, .. } => add(pen, file, id, Body::Contact(contact.clone())),
        Command::AddReferral { referral, .. } => {
            add(pen, file, id, Body::Referral(referral.clone()))
        }
        Command::ReferralEvent { event, .. } => {
            let old = find(&file.referrals, id)?;
            let mut new = old.clone();
            new.events.push(event.clone());
            pen.touch(Kind::Referral.id(), id.as_str());
            referral::write(
                pen,
                &key(Kind::Referral, id).unwrap_or_default(),
                Some(old),
                &new,
            )?;
            Ok(Kind::Referral)
        }
        Command::AddFollowUp { follow_up, .. } => {
            add(pen, file, id, Body::FollowUp(follow_up.clone()))
        }
        Command::FollowUpDone { done, .. } => {
            let old = find(&file.follow_ups, id)?;
            let mut new = old.clone();
            new.done = Some(*done);
            entry::write(
                pen,
                id,
                Some(&Body::FollowUp(old.clone())),
                &Body::FollowUp(new),
            )?;
            Ok(Kind::FollowUp)
        }
        Command::Correct {
            correction,
            body,
            reason,
            at,
            ..
        } => {
            let old = file::current(file, id).ok_or(CommandError::UnknownEntry)?;
            if old.kind() != body.kind() {
                return Err(CommandError::UnknownEntry.into());
            }
            if pen.entry(&format!("{CORRECTIONS}{correction}")).is_none() {
                entry::correct(pen, id, correction, &old, body, reason, at)?;
            }
            Ok(body.kind())
        }
    }
}

/// Adds an entry. What was added before, and perhaps gone on with since, is there already; another one is refused.
fn add(pen: &mut Pen<'_>, file: &CaseFile, id: &Id, body: Body) -> Result<Kind, Failed> {
    let kind = body.kind();
    let known = match kind {
        Kind::Client => pen.has_profile().then(|| file::current(file, id)).flatten(),
        _ => file::current(file, id),
    };
    match known {
        None => entry::write(pen, id, None, &body)?,
        Some(known) if same_act(&known, &body) => {}
        Some(_) => return Err(CommandError::Exists.into()),
    }
    Ok(kind)
}

/// Ids are random, so an entry of the same id that began in the same way is the same act sent twice.
fn same_act(known: &Body, new: &Body) -> bool {
    match (known, new) {
        (Body::Client(known), Body::Client(new)) => known.code == new.code,
        (Body::Contact(known), Body::Contact(new)) => {
            (known.at, &known.setting) == (new.at, &new.setting)
        }
        (Body::Screening(known), Body::Screening(new)) => {
            (known.started, &known.wording) == (new.started, &new.wording)
        }
        (Body::Intervention(known), Body::Intervention(new)) => {
            (known.at, &known.substance) == (new.at, &new.substance)
        }
        (Body::Referral(known), Body::Referral(new)) => known.service == new.service,
        (Body::FollowUp(known), Body::FollowUp(new)) => {
            (known.due, &known.what) == (new.due, &new.what)
        }
        _ => false,
    }
}

/// The body of an entry as it was written, corrections aside.
fn find<'a, T>(
    filed: &'a [wayside_domain::case_file::Filed<T>],
    id: &Id,
) -> Result<&'a T, CommandError> {
    filed
        .iter()
        .find(|filed| filed.id == *id)
        .map(|filed| &filed.body)
        .ok_or(CommandError::UnknownEntry)
}

fn map_of(pen: &Pen<'_>, kind: Kind, id: &Id) -> Result<ObjId, CommandError> {
    key(kind, id)
        .and_then(|key| pen.entry(&key))
        .ok_or(CommandError::UnknownEntry)
}

/// The map of a screening that is not finished.
fn open_screening(pen: &mut Pen<'_>, file: &CaseFile, id: &Id) -> Result<ObjId, CommandError> {
    if find(&file.screenings, id)?.finished.is_some() {
        return Err(CommandError::Finished);
    }
    pen.touch(Kind::Screening.id(), id.as_str());
    map_of(pen, Kind::Screening, id)
}

fn edit_intervention(
    pen: &mut Pen<'_>,
    file: &CaseFile,
    id: &Id,
    edit: impl FnOnce(&mut Intervention),
) -> Result<Kind, Failed> {
    let old = find(&file.interventions, id)?;
    if old.finished.is_some() {
        return Err(CommandError::Finished.into());
    }
    let mut new = old.clone();
    edit(&mut new);
    pen.touch(Kind::Intervention.id(), id.as_str());
    intervention::write(
        pen,
        &key(Kind::Intervention, id).unwrap_or_default(),
        Some(old),
        &new,
    )?;
    Ok(Kind::Intervention)
}
