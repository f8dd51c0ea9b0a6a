//! Reminders: one notice on the morning of the next day on which something is due. It says that, and nothing of what or
//! whom.
//!
//! | the earliest due day | the notice comes |
//! |---|---|
//! | none | never |
//! | later than today | that morning |
//! | today or before | this morning, or tomorrow's when this one has passed |
//!
//! Looking again at any time (records also arrive by themselves, at night) never puts off a notice that is still to
//! come.
//!
//! The machine keeps the time and one fixed sentence, in clear. An alarm can't be sealed, since it rings while the
//! vault is closed. Reminders are therefore off until a person asks for them. Refused: a notice for each due thing,
//! because their number tells something.

use wayside_domain::list::ClientQuery;
use wayside_domain::time::{Date, Timestamp};
use wayside_seam::{Reply, Request};

/// The hour at which the notice comes, by the device's clock.
const HOUR: u32 = 9;
/// How far ahead anything can be due, in days: more than any follow-up is planned for.
const AHEAD: i64 = 1_000;

/// Asks for what is due first.
pub fn question(now: Timestamp) -> Request {
    Request::Clients(ClientQuery {
        due_before: now.date().plus_days(AHEAD),
        limit: 1,
        ..ClientQuery::default()
    })
}

/// The earliest due day in the answer.
pub fn earliest(reply: &Reply) -> Option<Date> {
    match reply {
        Reply::Clients(page) => page.rows.first()?.next_due,
        _ => None,
    }
}

/// When the notice comes.
pub fn morning(earliest: Option<Date>, now: Timestamp) -> Option<Timestamp> {
    let day = earliest?.max(now.date());
    let this = at_hour(day, now)?;
    if this.millis() > now.millis() {
        Some(this)
    } else {
        at_hour(day.plus_days(1)?, now)
    }
}

/// The hour of a day, by the offset of a clock.
fn at_hour(day: Date, clock: Timestamp) -> Option<Timestamp> {
    let offset = clock.offset_minutes();
    let here = day.chrono().and_hms_opt(HOUR, 0, 0)?.and_utc();
    Timestamp::from_millis(here.timestamp_millis() - i64::from(offset) * 60_000, offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(earliest: Option<&str>, now: &str, expected: Option<&str>) {
        let earliest = earliest.map(|day| Date::parse(day).unwrap());
        let found = morning(earliest, Timestamp::parse(now).unwrap());
        assert_eq!(
            found,
            expected.map(|at| Timestamp::parse(at).unwrap()),
            "{earliest:?} at {now}"
        );
    }

    #[test]
    fn the_notice_comes_on_the_next_morning_that_is_not_before_the_day() {
        let evening = "2026-11-26T22:30:00+07:00";
        check(None, evening, None);
        check(
            Some("2026-12-03"),
            evening,
            Some("2026-12-03T09:00:00+07:00"),
        );
        for due in ["2026-11-27", "2026-11-26", "2025-01-01"] {
            check(Some(due), evening, Some("2026-11-27T09:00:00+07:00"));
        }
        for (night, day) in [
            ("2026-11-26T00:30:00+07:00", "2026-11-26"),
            ("2026-11-26T08:59:59+07:00", "2026-11-26"),
            ("2026-11-26T09:00:00+07:00", "2026-11-27"),
        ] {
            let morning = format!("{day}T09:00:00+07:00");
            check(Some("2026-11-26"), night, Some(&morning));
            check(Some("2026-11-20"), night, Some(&morning));
        }
        let west = "2026-12-31T23:59:59-09:30";
        check(Some("2026-12-31"), west, Some("2027-01-01T09:00:00-09:30"));
    }
}
