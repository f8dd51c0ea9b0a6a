//! `referrals/<id>`: service, reason, urgency, and `events/<when>␟<stage>` with the outcome.
//!
//! The key of an event is what makes it the same event: phones that learn of it apart make one of it.

use automerge::{AutomergeError, ROOT};
use wayside_domain::record::{Referral, ReferralEvent, ReferralStage, Urgency, When};

use super::pen::Pen;
use super::tree::{Fields, Node};

const EVENTS: &str = "events/";
const SEPARATOR: char = '\u{1f}';

/// Writes a referral, or the events that `new` adds to `old`.
pub(crate) fn write(
    pen: &mut Pen<'_>,
    key: &str,
    old: Option<&Referral>,
    new: &Referral,
) -> Result<(), AutomergeError> {
    let map = pen.map(&ROOT, key)?;
    if old.is_none() {
        pen.text(&map, "service", &new.service)?;
        pen.optional(&map, "reason", new.reason.as_deref())?;
        pen.text(&map, "urgency", new.urgency.id())?;
    }
    for event in new
        .events
        .iter()
        .filter(|event| !old.is_some_and(|old| old.events.contains(event)))
    {
        let name = format!("{EVENTS}{}{SEPARATOR}{}", event.when, event.stage.id());
        pen.text(&map, &name, event.outcome.as_deref().unwrap_or_default())?;
    }
    Ok(())
}

/// Reads a referral. Its events are in the order of their days, then of the loop.
pub(crate) fn read(fields: &Fields) -> Option<Referral> {
    let event = |(name, node): (&str, &Node)| {
        let (when, stage) = name.split_once(SEPARATOR)?;
        let Node::Text(outcome) = node else {
            return None;
        };
        Some(ReferralEvent {
            stage: ReferralStage::read(stage),
            when: When::parse(when)?,
            outcome: (!outcome.is_empty()).then(|| outcome.clone()),
        })
    };
    let mut events: Vec<ReferralEvent> = fields.under(EVENTS).filter_map(event).collect();
    events.sort_by_key(|event| (event.when.date(), event.stage.clone()));
    Some(Referral {
        service: fields.text("service")?.to_owned(),
        reason: fields.text("reason").map(str::to_owned),
        urgency: Urgency::read(fields.text("urgency").unwrap_or_default()),
        events,
    })
}
