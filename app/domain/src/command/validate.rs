//! What can be known of a command without the file: limits, allowed answers, the order of times.

use serde_json::Value;

use super::{Command, Invalid};
use crate::id::Id;
use crate::keyword::is_keyword;
use crate::limits::{self, fits};
use crate::record::{self, Body, Entry, Referral, StepState};

impl Command {
    /// Checks what can be known without the file. Bodies are checked by the same rules as records.
    ///
    /// # Errors
    /// [`Invalid`] names the field.
    pub fn validate(&self) -> Result<(), Invalid> {
        match self {
            Self::AddClient { profile, .. } | Self::EditProfile { profile, .. } => {
                check_body(None, Body::Client(profile.clone()))
            }
            Self::StartScreening { wording, age, .. } => {
                rule(is_keyword(wording), "wording", "is no id of a wording")?;
                rule(age.is_none_or(|age| age <= limits::AGE), "age", "is no age")
            }
            Self::Answer { item, answer, .. } => {
                let fine =
                    !item.allowed().is_empty() && answer.is_none_or(|answer| item.allows(answer));
                rule(fine, &item.to_string(), "cannot have that answer")
            }
            Self::NameOther { name, .. } => short("other.name", name),
            Self::Step { step, state, .. } => {
                rule(is_keyword(step), "steps", "is no step id")?;
                match state {
                    Some(StepState::Skipped(Some(reason))) => short("steps", reason),
                    Some(StepState::Unknown(_)) => {
                        rule(false, "steps", "is no state that this version knows")
                    }
                    _ => Ok(()),
                }
            }
            Self::Ruler { value, ruler, .. } => rule(
                *value <= limits::RULER,
                ruler.id(),
                "has to be from 0 to 10",
            ),
            Self::Points { list, points, .. } => {
                rule(
                    points.len() <= limits::LIST,
                    list.id(),
                    "has too many entries",
                )?;
                points.iter().try_for_each(|point| {
                    rule(!point.trim().is_empty(), list.id(), "has an empty entry")?;
                    short(list.id(), point)
                })
            }
            Self::Plan { text, .. } => rule(fits(text, limits::LONG_TEXT), "plan", "is too long"),
            Self::Note { text, .. } => rule(fits(text, limits::LONG_TEXT), "note", "is too long"),
            Self::AddContact {
                client, contact, ..
            } => check_body(Some(client), Body::Contact(contact.clone())),
            Self::AddReferral {
                client, referral, ..
            } => check_body(Some(client), Body::Referral(referral.clone())),
            Self::ReferralEvent { client, event, .. } => {
                let (service, urgency) = ("-".to_owned(), record::Urgency::Routine);
                let referral = Referral {
                    service,
                    reason: None,
                    urgency,
                    events: vec![event.clone()],
                };
                check_body(Some(client), Body::Referral(referral))
            }
            Self::AddFollowUp {
                client, follow_up, ..
            } => check_body(Some(client), Body::FollowUp(follow_up.clone())),
            Self::Correct {
                client,
                body,
                reason,
                ..
            } => {
                rule(!reason.trim().is_empty(), "correction", "needs a reason")?;
                short("correction", reason)?;
                check_body(
                    Some(client).filter(|_| !matches!(body, Body::Client(_))),
                    body.clone(),
                )
            }
            Self::FinishScreening { .. }
            | Self::StartIntervention { .. }
            | Self::FinishIntervention { .. }
            | Self::FollowUpDone { .. } => Ok(()),
        }
    }
}

fn rule(holds: bool, field: &str, problem: &str) -> Result<(), Invalid> {
    if holds {
        Ok(())
    } else {
        Err(Invalid {
            field: field.to_owned(),
            problem: problem.to_owned(),
        })
    }
}

fn short(field: &str, text: &str) -> Result<(), Invalid> {
    rule(fits(text, limits::SHORT_TEXT), field, "is too long")
}

/// One set of rules for what comes from screens and from files: a body is good if its record can be read back.
fn check_body(client: Option<&Id>, body: Body) -> Result<(), Invalid> {
    let entry = Entry {
        id: None,
        client: client.map(Id::to_string),
        correction: None,
        body,
    };
    match record::reread(&entry) {
        Ok(read) => {
            let (written, read) = (record::to_json(&entry), record::to_json(&read));
            if read == written {
                return Ok(());
            }
            let field = differing(&written, &read);
            Err(Invalid {
                field,
                problem: "has space around it".to_owned(),
            })
        }
        Err(error) => Err(Invalid {
            field: error.field,
            problem: error.problem,
        }),
    }
}

/// The first field that reads back differently.
fn differing(written: &Value, read: &Value) -> String {
    let mut fields = written.as_object().into_iter().flatten();
    let field = fields.find(|(name, value)| read.get(name.as_str()) != Some(value));
    field.map(|(name, _)| name.clone()).unwrap_or_default()
}
