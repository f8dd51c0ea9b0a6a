//! Days and times in words. The order and the marks of a date are messages (`date-full`), so a language decides them
//! itself.
//!
//! | how long ago | words |
//! |---|---|
//! | under a minute, or ahead of this phone's clock by less than that | just now |
//! | under an hour | minutes |
//! | under a day | hours |
//! | under a week | days |
//! | longer, or in the future (another phone's clock is wrong) | the date |

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};

use super::Words;

/// Ahead of this phone's clock by more than this, a time is not "now".
const AHEAD: i64 = -MINUTE;
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;

impl Words {
    /// A day with its year.
    pub fn date(&self, date: NaiveDate) -> String {
        let month = self.text(&format!("month-{}", date.month()));
        let args = [
            ("day", date.day().to_string()),
            ("month", month),
            ("year", date.year().to_string()),
        ];
        self.filled("date-full", &args)
    }

    /// A day and the time of day, as the clock of the phone that wrote it showed it.
    pub fn date_time(&self, at: DateTime<FixedOffset>) -> String {
        let args = [
            ("date", self.date(at.date_naive())),
            ("time", self.clock(at)),
        ];
        self.filled("date-with-time", &args)
    }

    /// The time of day.
    pub fn clock(&self, at: DateTime<FixedOffset>) -> String {
        let args = [
            ("hour", format!("{:02}", at.hour())),
            ("minute", format!("{:02}", at.minute())),
        ];
        self.filled("date-clock", &args)
    }

    /// How long ago this was.
    pub fn ago(&self, at: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> String {
        let seconds = now.signed_duration_since(at).num_seconds();
        let count = |id: &str, unit: i64| self.text_with(id, &[("count", (seconds / unit).into())]);
        match seconds {
            ..AHEAD => self.date_time(at),
            AHEAD..MINUTE => self.text("ago-now"),
            MINUTE..HOUR => count("ago-minutes", MINUTE),
            HOUR..DAY => count("ago-hours", HOUR),
            DAY..WEEK => count("ago-days", DAY),
            WEEK.. => self.date(at.date_naive()),
        }
    }

    /// When something is due, seen from today.
    pub fn due(&self, date: NaiveDate, today: NaiveDate) -> String {
        let days = date.signed_duration_since(today).num_days();
        match days {
            ..0 => self.text_with("due-late", &[("count", days.saturating_neg().into())]),
            0 => self.text("due-today"),
            1 => self.text("due-tomorrow"),
            2..=14 => self.text_with("due-days", &[("count", days.into())]),
            _ => self.filled("due-date", &[("date", self.date(date))]),
        }
    }

    fn filled(&self, id: &str, args: &[(&str, String)]) -> String {
        let args: Vec<_> = args
            .iter()
            .map(|(name, text)| (*name, text.as_str().into()))
            .collect();
        self.text_with(id, &args)
    }
}
