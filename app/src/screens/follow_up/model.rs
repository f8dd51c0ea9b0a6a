//! A follow-up: what, and on which day.

use serde::{Deserialize, Serialize};
use wayside_domain::record::FollowUp;
use wayside_domain::time::Date;

/// What a follow-up is for; a keyword, or own words.
pub const WHAT: &[&str] = &["re-screen", "check-in", "referral", "supplies", "result"];
/// The offered days from today, by the end of their message id.
pub const DAYS: &[(&str, i64)] = &[
    ("in-week", 7),
    ("in-two-weeks", 14),
    ("in-month", 30),
    ("in-three-months", 91),
];

/// What was chosen and typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewFollowUp {
    /// One of [`WHAT`].
    pub what: Option<String>,
    /// Own words; they win over the choice.
    pub text: String,
    /// One of [`DAYS`].
    pub days: Option<String>,
    /// "Save" was pressed.
    pub pressed: bool,
}

impl NewFollowUp {
    /// What it is for: own words, or the chosen keyword.
    pub fn what(&self) -> Option<String> {
        let own = self.text.trim();
        if own.is_empty() {
            self.what.clone()
        } else {
            Some(own.to_owned())
        }
    }

    /// The record; none until both are chosen.
    pub fn record(&self, today: Date) -> Option<FollowUp> {
        let chosen = self.days.as_deref()?;
        let (_, days) = DAYS.iter().find(|(id, _)| *id == chosen)?;
        Some(FollowUp {
            due: today.plus_days(*days)?,
            what: self.what()?,
            done: None,
            outcome: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follow_up_needs_a_day_and_a_purpose_and_own_words_win() {
        let today = Date::parse("2026-11-21").unwrap();
        let mut new = NewFollowUp {
            what: Some("check-in".into()),
            ..NewFollowUp::default()
        };
        assert!(new.record(today).is_none());
        new.days = Some("in-week".into());
        let record = new.record(today).unwrap();
        assert_eq!(
            (record.due, record.what.as_str()),
            (Date::parse("2026-11-28").unwrap(), "check-in")
        );
        new.text = "Bring the card".into();
        assert_eq!(new.record(today).unwrap().what, "Bring the card");
    }
}
