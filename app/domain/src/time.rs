//! Times and dates as records carry them: RFC 3339 with its offset, ISO 8601 dates. There is no "now" here.
//!
//! Two timestamps of the same instant are equal whatever their offsets; the offset is kept for people to read, and the
//! text form keeps it. Clocks of cheap phones are wrong: nothing in the project orders merges by these.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat};
use serde::{Deserialize, Serialize};

/// An instant with the offset of the place where it was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp(DateTime<FixedOffset>);

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(NaiveDate);

/// The text is not a time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time is written as RFC 3339, such as 2026-11-02T19:40:00+07:00")]
pub struct NotATime;

/// The text is not a date that exists.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is written as ISO 8601, such as 2026-11-02, and has to exist")]
pub struct NotADate;

impl Timestamp {
    /// Reads RFC 3339, such as `2026-11-02T19:40:00+07:00`.
    ///
    /// # Errors
    /// [`NotATime`] for any other text, and for times that do not exist.
    pub fn parse(text: &str) -> Result<Self, NotATime> {
        let shaped = text.as_bytes().get(10).is_some_and(|b| *b == b'T');
        let time = DateTime::parse_from_rfc3339(text).map_err(|_| NotATime)?;
        if shaped && time.year() >= 1000 {
            Ok(Self(time))
        } else {
            Err(NotATime)
        }
    }

    /// The instant `millis` after 1970 (UTC), written with an offset in minutes east; `None` outside what texts can
    /// say.
    #[must_use]
    pub fn from_millis(millis: i64, offset_minutes: i32) -> Option<Self> {
        let offset = FixedOffset::east_opt(offset_minutes.checked_mul(60)?)?;
        let time = DateTime::from_timestamp_millis(millis)?.with_timezone(&offset);
        (1000..=9999).contains(&time.year()).then_some(Self(time))
    }

    /// Milliseconds since 1970 (UTC).
    #[must_use]
    pub fn millis(&self) -> i64 {
        self.0.timestamp_millis()
    }

    /// Minutes east of UTC.
    #[must_use]
    pub fn offset_minutes(&self) -> i32 {
        self.0.offset().local_minus_utc() / 60
    }

    /// The calendar day where it was written down.
    #[must_use]
    pub fn date(&self) -> Date {
        Date(self.0.date_naive())
    }

    /// For formatting on screens.
    #[must_use]
    pub fn chrono(&self) -> DateTime<FixedOffset> {
        self.0
    }
}

impl Date {
    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`NotADate`] for any other text, and for days that do not exist.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(at, b)| {
                if at == 4 || at == 7 {
                    b == b'-'
                } else {
                    b.is_ascii_digit()
                }
            });
        // Not by chrono's patterns: a browser would fetch the reader and the writer of all that can stand in one.
        let number = |digits: Range<usize>| text.get(digits)?.parse::<u16>().ok();
        match (shaped, number(0..4), number(5..7), number(8..10)) {
            (true, Some(year), Some(month), Some(day)) => {
                Self::new(year.into(), month.into(), day.into()).ok_or(NotADate)
            }
            _ => Err(NotADate),
        }
    }

    /// The day `year`-`month`-`day` if it exists.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day)
            .filter(|_| (1000..=9999).contains(&year))
            .map(Self)
    }

    /// The year.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(&self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(&self) -> u32 {
        self.0.day()
    }

    /// The day `days` later (earlier if negative); `None` outside years 1000 to 9999.
    #[must_use]
    pub fn plus_days(&self, days: i64) -> Option<Self> {
        let day = self
            .0
            .checked_add_signed(chrono::TimeDelta::try_days(days)?)?;
        (1000..=9999).contains(&day.year()).then_some(Self(day))
    }

    /// Whole days from `self` to `later`, negative if that is earlier.
    #[must_use]
    pub fn days_until(&self, later: Date) -> i64 {
        later.0.signed_duration_since(self.0).num_days()
    }

    /// For formatting on screens.
    #[must_use]
    pub fn chrono(&self) -> NaiveDate {
        self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Text in, text out, for one type.
macro_rules! as_text {
    ($name:ident, $error:ident) => {
        impl FromStr for $name {
            type Err = $error;
            fn from_str(text: &str) -> Result<Self, $error> {
                Self::parse(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = $error;
            fn try_from(text: String) -> Result<Self, $error> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }
    };
}
as_text!(Timestamp, NotATime);
as_text!(Date, NotADate);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_keep_their_offset_and_compare_by_instant() {
        for text in [
            "2026-11-02T19:40:00+07:00",
            "2026-11-02T12:40:00Z",
            "2026-11-02T12:40:00.125-03:30",
        ] {
            assert_eq!(Timestamp::parse(text).unwrap().to_string(), text);
        }
        let a = Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap();
        let b = Timestamp::parse("2026-11-02T12:40:00Z").unwrap();
        assert_eq!(a, b);
        assert_eq!(
            (a.date().to_string(), b.offset_minutes()),
            ("2026-11-02".to_owned(), 0)
        );
        assert_eq!(
            Timestamp::from_millis(a.millis(), 420).unwrap().to_string(),
            a.to_string()
        );
    }

    #[test]
    fn impossible_times_and_dates_are_refused() {
        for bad in [
            "",
            "2026-11-02",
            "2026-11-02 19:40:00Z",
            "2026-02-30T10:00:00Z",
            "2026-11-02T25:00:00Z",
            "2026-11-02T10:00:00",
        ] {
            assert!(Timestamp::parse(bad).is_err(), "{bad}");
        }
        for bad in [
            "",
            "2026-2-3",
            "2026-02-30",
            "2025-02-29",
            "26-02-03",
            "2026-13-01",
            "2026/01/01",
            "0026-01-01",
            "2026-01-01T",
        ] {
            assert!(Date::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(
            Date::parse("2024-02-29")
                .unwrap()
                .plus_days(1)
                .unwrap()
                .to_string(),
            "2024-03-01"
        );
    }
}
