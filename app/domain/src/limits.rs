//! How large one value may be. A limit is checked where a value comes in (a command, a record), never where a stored
//! document is read: what a newer or more generous app wrote is shown whole.

use crate::text::stored;

/// Characters in a note, a plan, or another free text.
pub const LONG_TEXT: usize = 4_000;
/// Characters in a service, reason, label, name or one point of a list.
pub const SHORT_TEXT: usize = 200;
/// Characters in a keyword such as a step id or the name of a supply.
pub const KEYWORD: usize = 40;
/// Characters in a client code or alias.
pub const CODE: usize = 40;
/// Entries in one list (aliases, points, events, consents).
pub const LIST: usize = 200;
/// Units of one supply in one contact.
pub const SUPPLY: u32 = 100_000;
/// The oldest age that an input may name.
pub const AGE: u8 = 130;
/// The first and last birth year that an input may name.
pub const BIRTH_YEARS: std::ops::RangeInclusive<i32> = 1880..=2100;
/// The highest step of the importance and confidence rulers; the lowest is 0.
pub const RULER: u8 = 10;

/// Whether a text has at most `most` characters (not bytes).
#[must_use]
pub fn fits(text: &str, most: usize) -> bool {
    text.len() <= most || text.chars().count() <= most
}

/// How many characters a text has too many, in the form in which it would be stored.
#[must_use]
pub fn over(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return 0;
    }
    stored(text).chars().count().saturating_sub(most)
}
