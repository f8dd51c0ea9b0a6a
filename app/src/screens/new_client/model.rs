//! The form of a new client. A code and the consent are enough; all else can wait.

use serde::{Deserialize, Serialize};
use wayside_domain::record::{Client, Consent, Sex, SpecialGroup};
use wayside_domain::time::Date;

/// The purpose that a case file needs consent for.
pub const CARE_RECORD: &str = "care-record";
/// The languages that are offered first; any other can be typed into the contact preferences.
pub const LANGUAGES: &[&str] = &["vi", "en", "km", "lo", "th", "my", "zh", "hmn"];
/// How consent can be given.
pub const HOW: &[&str] = &["spoken", "written", "gesture"];

/// What was chosen and typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewClient {
    /// The suggested card code.
    pub code: String,
    /// What they like to be called.
    pub alias: String,
    /// As the client says it.
    pub sex: Option<String>,
    /// As typed.
    pub birth_year: String,
    /// Language tags.
    pub languages: Vec<String>,
    /// Special groups.
    pub groups: Vec<String>,
    /// How they may be reached.
    pub reach: String,
    /// Yes, no, or not asked yet.
    pub consent: Option<bool>,
    /// How consent was given.
    pub how: Option<String>,
    /// "Save" was pressed: from now on, what is missing is pointed out.
    pub pressed: bool,
}

/// What was typed cannot be a year of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImpossibleYear;

/// Puts a value in, or takes it out.
pub fn toggle(list: &mut Vec<String>, value: &str) {
    match list.iter().position(|held| held == value) {
        Some(at) => drop(list.remove(at)),
        None => list.push(value.to_owned()),
    }
}

impl NewClient {
    /// The year, if what was typed can be one: not after this year, not before a hundred and twenty years ago.
    pub fn year(&self, today: Date) -> Result<Option<i32>, ImpossibleYear> {
        let typed = self.birth_year.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let year: i32 = typed.parse().map_err(|_| ImpossibleYear)?;
        let possible = (today.year() - 120)..=today.year();
        if possible.contains(&year) {
            Ok(Some(year))
        } else {
            Err(ImpossibleYear)
        }
    }

    /// The profile; none while consent or year are not in order.
    pub fn profile(&self, today: Date, by: Option<String>) -> Option<Client> {
        let birth_year = self.year(today).ok()?;
        if self.consent != Some(true) {
            return None;
        }
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Some(Client {
            code: filled(&self.code),
            uic: None,
            aliases: filled(&self.alias).into_iter().collect(),
            sex: self.sex.as_deref().and_then(Sex::parse),
            birth_year,
            languages: self.languages.clone(),
            special_groups: self
                .groups
                .iter()
                .filter_map(|group| SpecialGroup::parse(group))
                .collect(),
            contact_preferences: filled(&self.reach),
            consents: vec![Consent {
                purpose: CARE_RECORD.to_owned(),
                given: today,
                withdrawn: None,
                how: self.how.clone().unwrap_or_else(|| "spoken".to_owned()),
                by,
            }],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        Date::parse("2026-11-21").unwrap()
    }

    #[test]
    fn code_and_consent_are_enough() {
        let form = NewClient {
            code: "AB-7K2M".into(),
            consent: Some(true),
            ..NewClient::default()
        };
        let profile = form.profile(today(), Some("Mai".into())).unwrap();
        assert_eq!(profile.code.as_deref(), Some("AB-7K2M"));
        assert!(profile.consents_to(CARE_RECORD));
        assert_eq!(profile.consents[0].how, "spoken");
    }

    #[test]
    fn without_consent_there_is_no_profile() {
        for consent in [None, Some(false)] {
            assert!(
                NewClient {
                    consent,
                    ..NewClient::default()
                }
                .profile(today(), None)
                .is_none()
            );
        }
    }

    #[test]
    fn impossible_years_are_refused_and_an_empty_one_is_fine() {
        let check = |typed: &str, expected| {
            assert_eq!(
                NewClient {
                    birth_year: typed.into(),
                    ..NewClient::default()
                }
                .year(today()),
                expected,
                "{typed}"
            );
        };
        check("", Ok(None));
        check(" 1991 ", Ok(Some(1991)));
        check("2027", Err(ImpossibleYear));
        check("1899", Err(ImpossibleYear));
        check("91", Err(ImpossibleYear));
        check("abc", Err(ImpossibleYear));
    }

    #[test]
    fn toggled_twice_is_as_before() {
        let mut list = vec!["vi".to_owned()];
        toggle(&mut list, "en");
        toggle(&mut list, "vi");
        assert_eq!(list, ["en"]);
        toggle(&mut list, "en");
        assert!(list.is_empty());
    }
}
