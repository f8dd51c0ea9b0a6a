//! Reading facts: letters of names, dates, numbers and words, each named where it is missing or wrong.

use super::UicError;
use crate::client_code::fold;
use crate::time::Date;

pub(super) fn missing(input: &'static str) -> UicError {
    UicError {
        input,
        problem: "is missing",
    }
}

/// The letters at these places; a letter that is missing is 2.
pub(super) fn pick(letters: &[char], places: &[usize]) -> String {
    places
        .iter()
        .map(|place| letters.get(*place).copied().unwrap_or('2'))
        .collect()
}

/// The first two letters; a letter that is missing is 9.
pub(super) fn first_two(letters: &[char]) -> String {
    [0, 1]
        .into_iter()
        .map(|place| letters.get(place).copied().unwrap_or('9'))
        .collect()
}

pub(super) struct Facts<'a>(pub(super) &'a [(String, String)]);

impl Facts<'_> {
    fn text(&self, input: &'static str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| name == input)
            .map(|(_, text)| text.trim())
            .filter(|text| !text.is_empty())
    }

    /// Capital letters of a name as [`fold`] leaves them, without spaces, hyphens and apostrophes; `None` if there is
    /// none.
    pub(super) fn letters(&self, input: &'static str) -> Option<Vec<char>> {
        let name = fold(self.text(input)?);
        let letters: Vec<char> = name
            .chars()
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_uppercase)
            .collect();
        (!letters.is_empty()).then_some(letters)
    }

    pub(super) fn date(&self, input: &'static str) -> Result<Option<Date>, UicError> {
        let wrong = UicError {
            input,
            problem: "is no date that exists, such as 1991-03-28",
        };
        self.text(input)
            .map(|text| Date::parse(&fold(text)).map_err(|_| wrong))
            .transpose()
    }

    pub(super) fn number(
        &self,
        input: &'static str,
        least: u32,
        most: u32,
    ) -> Result<Option<u32>, UicError> {
        let wrong = UicError {
            input,
            problem: "is no whole number in the range that is possible",
        };
        let read = |text: &str| {
            fold(text)
                .parse()
                .ok()
                .filter(|number| (least..=most).contains(number))
        };
        self.text(input)
            .map(|text| read(text).ok_or(wrong))
            .transpose()
    }

    pub(super) fn sex<'w>(&self, words: &[(&str, &'w str)]) -> Result<Option<&'w str>, UicError> {
        let wrong = UicError {
            input: "sex",
            problem: "is no word that this formula knows",
        };
        let read = |text: &str| {
            words
                .iter()
                .find(|(word, _)| *word == text)
                .map(|(_, part)| *part)
        };
        self.text("sex")
            .map(|text| read(text).ok_or(wrong))
            .transpose()
    }
}
