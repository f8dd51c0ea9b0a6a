//! The shapes that several kinds share.

use super::field::{Shape, Word};
use super::value::Value;
use crate::time::{Date, Timestamp};
use crate::{client_code, id::Id, is_keyword, limits};

/// A few words.
pub const SHORT: Shape = Shape::Text(limits::SHORT_TEXT);
/// A free text.
pub const LONG: Shape = Shape::Text(limits::LONG_TEXT);
/// Some of them.
pub const SHORTS: Shape = Shape::List(&SHORT);

/// An instant.
pub const TIME: Shape = Shape::Word(Word {
    kind: "time",
    expected: "a time such as 2026-11-02T19:40:00+07:00",
    ids: &[],
    read: |text| Timestamp::parse(text).ok().map(Value::Time),
});

/// A calendar day.
pub const DATE: Shape = Shape::Word(Word {
    kind: "date",
    expected: "a date that exists, such as 2026-11-02",
    ids: &[],
    read: |text| {
        Date::parse(text)
            .ok()
            .map(|day| Value::Text(day.to_string()))
    },
});

/// The id of another record.
pub const ID: Shape = Shape::Word(Word {
    kind: "id",
    expected: "an id of 1 to 64 letters, digits, hyphens or underscores",
    ids: &[],
    read: |text| Id::parse(text).ok().map(|id| Value::Text(id.into())),
});

/// A client's code.
pub const CODE: Shape = Shape::Word(Word {
    kind: "text",
    expected: "a code of 1 to 40 letters, digits, spaces, hyphens, slashes or underscores",
    ids: &[],
    read: |text| client_code::tidy(text).map(Value::Text),
});

/// A language tag.
pub const LANGUAGE: Shape = Shape::Word(Word {
    kind: "text",
    expected: "a language tag such as vi",
    ids: &[],
    read: |text| {
        let fine = (2..=35).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        fine.then(|| Value::Text(text.to_owned()))
    },
});

/// The id of a wording.
pub const WORDING: Shape = Shape::Word(Word {
    kind: "keyword",
    expected: "the id of a wording, such as wayside-en-1",
    ids: &[],
    read: |text| is_keyword(text).then(|| Value::Text(text.to_owned())),
});
