//! What opens a vault: a PIN where the machine's keystore takes part, and a passphrase where nothing but the text
//! withstands guessing.
//!
//! | | |
//! |---|---|
//! | its form | NFC: one passphrase in two Unicode forms opens the same vault. Nothing else is changed: case and spaces count |
//! | its length | in characters of that form; spaces at its ends do not make it longer |
//!
//! `Home` asks for the least length of a new one, the vault stretches [`normal`]; screens only say beforehand what
//! those will say.

use std::borrow::Cow;

use crate::text::stored;

/// The fewest characters where no keystore takes part.
pub const LEAST: u32 = 10;
/// The fewest characters where one does: a copied vault is no use without it.
pub const LEAST_PIN: u32 = 6;

/// The passphrase of every sample device, in the demonstration and in tests: printed, shown, and good for nothing else.
pub const SAMPLE: &str = "four sample words together";

/// The form that is stretched and compared.
pub fn normal(passphrase: &str) -> Cow<'_, str> {
    stored(passphrase)
}

/// How long it is.
pub fn length(passphrase: &str) -> usize {
    normal(passphrase.trim()).chars().count()
}

/// Whether it is as long as that.
pub fn reaches(passphrase: &str, least: u32) -> bool {
    length(passphrase) >= usize::try_from(least).unwrap_or(usize::MAX)
}

/// Whether two texts are one passphrase.
pub fn same(one: &str, other: &str) -> bool {
    normal(one) == normal(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One text in two forms, and its length.
    const FORMS: [(&str, &str, usize); 7] = [
        (
            "chìa khóa sông mưa",
            "chi\u{300}a kho\u{301}a so\u{302}ng mu\u{31b}a",
            18,
        ),
        (
            "ướưởỡ",
            "u\u{31b}o\u{31b}\u{301}u\u{31b}o\u{31b}\u{309}o\u{31b}\u{303}",
            5,
        ),
        (
            "가나다",
            "\u{1100}\u{1161}\u{1102}\u{1161}\u{1103}\u{1161}",
            3,
        ),
        ("йод їжак", "и\u{306}од і\u{308}жак", 8),
        ("ἀρχή", "α\u{313}ρχη\u{301}", 4),
        ("آب", "ا\u{653}ب", 2),
        ("Å", "\u{212b}", 1),
    ];

    #[test]
    fn two_forms_of_one_text_are_one_passphrase_of_one_length() {
        for (one, other, count) in FORMS {
            assert_ne!(one, other);
            assert!(same(one, other), "{one}");
            assert_eq!((length(one), length(other)), (count, count), "{one}");
        }
    }

    #[test]
    fn letter_case_spaces_and_look_alikes_stay_different() {
        for (one, other) in [
            ("river", "River"),
            ("a b", "a  b"),
            ("a b", "a\u{a0}b"),
            ("secret ", "secret"),
            ("а", "a"),
            ("ﬁ", "fi"),
            ("①", "1"),
        ] {
            assert!(!same(one, other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn spaces_at_the_ends_do_not_make_it_longer() {
        for (text, count) in [
            ("", 0),
            ("   ", 0),
            ("          ", 0),
            ("  a b  ", 3),
            ("\u{3000}\u{a0}abc\t\n", 3),
            (" \u{301}", 1),
            ("🌧🌧", 2),
        ] {
            assert_eq!(length(text), count, "{text:?}");
        }
    }

    #[test]
    fn the_sample_is_long_enough_for_every_device() {
        assert!(reaches(SAMPLE, LEAST) && !reaches("123456789 ", LEAST));
    }
}
