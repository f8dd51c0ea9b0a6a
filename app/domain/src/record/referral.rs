//! One referral and what became of it: made, accepted by the client, attended, report back, closed with an outcome.
//! The loop is a list of dated events; where it stands is the last of them, and phones may learn of them in any order.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fields::{Fields, Read, at, one_of, parsed, put, put_list, put_text};
use crate::keyword::keywords;
use crate::limits;
use crate::time::{Date, Timestamp};

/// One referral.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// Where to.
    pub service: String,
    /// What for.
    pub reason: Option<String>,
    /// How soon.
    pub urgency: Urgency,
    /// What happened.
    pub events: Vec<ReferralEvent>,
}

/// One thing that happened to a referral: `{"attended": "2026-11-09"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralEvent {
    /// What happened.
    pub stage: ReferralStage,
    /// When.
    pub when: When,
    /// How it ended, in a few words.
    pub outcome: Option<String>,
}

/// A day, or an exact time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum When {
    /// A day.
    Day(Date),
    /// An exact time.
    Time(Timestamp),
}

keywords! {
    /// How soon.
    #[allow(missing_docs, reason = "the names say it")]
    Urgency {
        Routine = "routine",
        Soon = "soon",
        Emergency = "emergency",
    }
}

keywords! {
    /// What can happen to a referral, in the usual order.
    ReferralStage {
        /// A worker made it.
        Made = "made",
        /// The client accepted it.
        Accepted = "accepted",
        /// The client was there.
        Attended = "attended",
        /// The service told what came of it.
        ReportBack = "report-back",
        /// Nothing more is expected.
        Closed = "closed",
    }
}

impl When {
    /// Reads a date or a time.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Date::parse(text)
            .map(Self::Day)
            .or_else(|_| Timestamp::parse(text).map(Self::Time))
            .ok()
    }

    /// The calendar day.
    #[must_use]
    pub fn date(&self) -> Date {
        match self {
            Self::Day(day) => *day,
            Self::Time(time) => time.date(),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Time(time) => time.fmt(f),
        }
    }
}

impl TryFrom<String> for When {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("neither a date nor a time")
    }
}

impl From<When> for String {
    fn from(when: When) -> String {
        when.to_string()
    }
}

impl Referral {
    /// Whether it is closed.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.events
            .iter()
            .any(|event| event.stage == ReferralStage::Closed)
    }

    /// The furthest stage that was reached, in the usual order; a stage of a newer app counts as the last.
    #[must_use]
    pub fn stage(&self) -> Option<&ReferralStage> {
        self.events.iter().map(|event| &event.stage).max()
    }
}

pub(super) fn read(fields: &mut Fields) -> Read<Referral> {
    let service = fields.text("service", limits::SHORT_TEXT)?;
    let urgency = fields.parsed("urgency", &one_of(Urgency::IDS), Urgency::parse)?;
    Ok(Referral {
        service: fields.required("service", service)?,
        reason: fields.text("reason", limits::SHORT_TEXT)?,
        urgency: fields.required("urgency", urgency)?,
        events: fields.list("events", |path, value| {
            event(path, Fields::new(path, value)?)
        })?,
    })
}

fn event(path: &str, mut fields: Fields) -> Read<ReferralEvent> {
    let outcome = fields.text("outcome", limits::SHORT_TEXT)?;
    let mut found = None;
    for stage in ReferralStage::KNOWN {
        if let Some(value) = fields.take(stage.id()) {
            if found.is_some() {
                return Err(fields.problem(
                    stage.id(),
                    "stands beside another event; write one event each",
                ));
            }
            let when = parsed(
                &fields.at(stage.id()),
                &value,
                "a date or a time that exists",
                When::parse,
            )?;
            found = Some((stage.clone(), when));
        }
    }
    fields.finish()?;
    let expected = format!("names no event; expected {}", one_of(ReferralStage::IDS));
    let (stage, when) = found.ok_or_else(|| at(path, expected))?;
    Ok(ReferralEvent {
        stage,
        when,
        outcome,
    })
}

pub(super) fn write(referral: &Referral, out: &mut Map<String, Value>) {
    put(out, "service", Some(&referral.service));
    put_text(out, "reason", referral.reason.as_ref());
    put(out, "urgency", Some(&referral.urgency));
    put_list(out, "events", referral.events.iter().map(write_event));
}

fn write_event(event: &ReferralEvent) -> Map<String, Value> {
    let mut out = Map::new();
    put(&mut out, event.stage.id(), Some(event.when));
    put_text(&mut out, "outcome", event.outcome.as_ref());
    out
}
