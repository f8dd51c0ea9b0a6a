//! One referral and what became of it: made, accepted by the client, attended, report back, closed with an outcome.
//! The loop is a log of dated events; where it stands is the last of them, and phones may learn of them in any order.
//! The stage and the time of an event are what makes it the same event: phones that learn of it apart make one of it.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::define::record;
use super::field::{Meets, Own, Role, Shape};
use super::fields::{Fields, Read, at, one_of, parsed, wrong};
use super::value::{Part, Value};
use super::words::SHORT;
use crate::keyword::keywords;
use crate::limits;
use crate::time::{Date, Timestamp};

record! {
    /// A referral
    Referral = "referral" {
        /// Where to
        service: String => SHORT, needed, role(Role::Title);
        /// Why
        reason: Option<String> => SHORT;
        /// routine, soon or emergency
        urgency: Urgency => Urgency::SHAPE, needed;
        /// event=when, in the order in which they happened
        events: Vec<ReferralEvent> => EVENTS, meets(Meets::Log), role(Role::When);
    }
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

const EVENTS: Shape = Shape::Own(Own {
    read: read_events,
    write: |value| {
        let events = Vec::<ReferralEvent>::hear(Some(value)).unwrap_or_default();
        Json::Array(events.iter().map(write_event).collect())
    },
});

/// Between the time and the stage of an event, in its key.
const SEPARATOR: char = '\u{1f}';

/// A list of events is a map by time and stage.
impl Part for Vec<ReferralEvent> {
    fn say(&self) -> Option<Value> {
        let entry = |event: &ReferralEvent| {
            let key = format!("{}{SEPARATOR}{}", event.when, event.stage.id());
            let outcome = event.outcome.say().filter(Value::says_something);
            let outcome = outcome.map(|outcome| ("outcome".to_owned(), outcome));
            (key, Value::Map(outcome.into_iter().collect()))
        };
        Some(Value::Map(self.iter().map(entry).collect()))
    }

    fn hear(value: Option<&Value>) -> Option<Self> {
        let event = |(key, value): (&String, &Value)| {
            let (when, stage) = key.split_once(SEPARATOR)?;
            Some(ReferralEvent {
                stage: ReferralStage::read(stage),
                when: When::parse(when)?,
                outcome: Option::hear(value.map()?.get("outcome"))?,
            })
        };
        let map = value.and_then(Value::map).into_iter().flatten();
        let mut events: Vec<ReferralEvent> = map.filter_map(event).collect();
        events.sort_by_key(|event| (event.when.date(), event.stage.clone()));
        Some(events)
    }
}

fn read_events(path: &str, value: Json) -> Read<Value> {
    let Json::Array(list) = value else {
        return Err(wrong(path, &value, "a list"));
    };
    if list.len() > limits::LIST {
        return Err(super::fields::too_many(path, limits::LIST));
    }
    let events: Vec<ReferralEvent> = list
        .into_iter()
        .enumerate()
        .map(|(n, value)| {
            let path = format!("{path}[{n}]");
            event(&path, Fields::new(&path, value)?)
        })
        .collect::<Read<_>>()?;
    let said = events.say().unwrap_or(Value::Map(BTreeMap::new()));
    let distinct = said.map().map_or(0, BTreeMap::len);
    if distinct < events.len() {
        return Err(at(path, "has two events of one stage and time"));
    }
    Ok(said)
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

fn write_event(event: &ReferralEvent) -> Json {
    let mut out = Map::new();
    out.insert(event.stage.id().to_owned(), event.when.to_string().into());
    if let Some(outcome) = &event.outcome {
        out.insert("outcome".to_owned(), outcome.clone().into());
    }
    Json::Object(out)
}
