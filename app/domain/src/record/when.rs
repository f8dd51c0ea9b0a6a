//! When a record happened, and times that can't be right. A wrong date is shown, never mended, and hides nothing: what
//! counts for a risk is decided without it (`case_file`).

use serde::{Deserialize, Serialize};

use super::Body;
use super::field::Role;
use super::value::Value;
use crate::time::{Date, Timestamp};

/// What is odd about a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Odd {
    /// It lies ahead by more than a day.
    Ahead,
    /// Its year is hardly one of this calendar: before 1990, or 400 years ahead and more (2569 is 2026 in the Buddhist
    /// one).
    OtherCalendar,
}

/// The first year in which a record can have been made.
const FIRST_YEAR: i32 = 1990;
/// Calendars of today that count further are at least so many years ahead.
const OTHER_CALENDAR: i32 = 400;

impl Body {
    /// The day that the record belongs to: when it happened (of a log, the last of its events), or is due. None for a
    /// profile.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        let roles = [Role::Met, Role::When, Role::Due];
        let field = roles.into_iter().find_map(|role| self.kind().with(role))?;
        match self.part(field.name)? {
            Value::Time(time) => Some(time.date()),
            Value::Text(day) => Date::parse(&day).ok(),
            // The key of an event begins with its day.
            Value::Map(events) => {
                let days = events
                    .keys()
                    .filter_map(|key| Date::parse(key.get(..10)?).ok());
                days.max()
            }
            Value::Number(_) | Value::List(_) => None,
        }
    }

    /// The exact time at which it happened, where it has one.
    #[must_use]
    pub fn at(&self) -> Option<Timestamp> {
        let roles = [Role::Met, Role::When];
        let field = roles.into_iter().find_map(|role| self.kind().with(role))?;
        match self.part(field.name)? {
            Value::Time(time) => Some(time),
            _ => None,
        }
    }

    /// The day on which it is due, while it is not done.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        let due = self.kind().with(Role::Due)?;
        let due = Date::parse(&self.part(due.name)?.text()?).ok()?;
        self.done().is_none().then_some(due)
    }

    /// The day on which what was due was done.
    #[must_use]
    pub fn done(&self) -> Option<Date> {
        let done = self.kind().with(Role::Done)?;
        Date::parse(&self.part(done.name)?.text()?).ok()
    }

    /// Whether it has an end that is still to come.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let closes = self.kind().with(Role::Closes);
        closes.is_some_and(|field| self.part(field.name).is_none())
    }

    /// What is odd about the time at which it happened, seen from `today`. What is due may lie ahead, but not in
    /// another calendar.
    #[must_use]
    pub fn odd(&self, today: Date) -> Option<Odd> {
        let day = self.day()?;
        let tomorrow = today.plus_days(1)?;
        if day.year() < FIRST_YEAR || day.year() >= today.year() + OTHER_CALENDAR {
            return Some(Odd::OtherCalendar);
        }
        let is_plan = self.kind().with(Role::Due).is_some();
        (day > tomorrow && !is_plan).then_some(Odd::Ahead)
    }
}
