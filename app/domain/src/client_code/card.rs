//! Card codes: two letters, a hyphen, four letters or digits. No look-alikes (0 O, 1 I L), and no vowels in the second
//! part, so that no words appear. About 28 bits: enough for one programme, and a clash is found when vaults meet.

use rand_core::CryptoRng;

use super::fold;
use crate::limits;
use crate::text::{is_joiner, is_mark, is_unseen, plain_sign, stored};

const FIRST: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ";
const SECOND: &[u8] = b"23456789BCDFGHJKMNPQRSTVWXYZ";

/// A new card code.
#[must_use]
pub fn random_code<R: CryptoRng + ?Sized>(rng: &mut R) -> String {
    let mut bits = rng.next_u64();
    let mut draw = |from: &[u8]| {
        let size = from.len() as u64;
        let at = usize::try_from(bits % size).unwrap_or_default();
        bits /= size;
        from.get(at).copied().map_or('X', char::from)
    };
    let mut code: String = [FIRST, FIRST].into_iter().map(&mut draw).collect();
    code.push('-');
    code.extend([SECOND; 4].into_iter().map(&mut draw));
    code
}

/// A code as it is stored: NFC, with plain hyphens and apostrophes, without space and invisible marks around it. `None`
/// if it is too long, holds a character that codes do not have, or no letter or digit at all. Letters of every script
/// are letters, and so are the marks and joiners that belong to them.
#[must_use]
pub fn tidy(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || (is_unseen(c) && !c.is_control()));
    let text: String = stored(text).chars().map(plain_sign).collect();
    let fine = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '-' | '_' | '/' | '.' | '\'')
            || is_mark(c)
            || is_joiner(c)
    };
    let good = limits::fits(&text, limits::CODE)
        && text.chars().all(fine)
        && text.chars().any(char::is_alphanumeric);
    good.then_some(text)
}

/// What two ways of writing one code have in common: folded letters and digits, without spaces, hyphens and
/// apostrophes.
#[must_use]
pub fn normalise(input: &str) -> String {
    fold(input)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Whether two codes are the same, or one slip of a finger apart: one character more, less or other, or two swapped.
#[must_use]
pub fn is_near(one: &str, other: &str) -> bool {
    let one: Vec<char> = normalise(one).chars().collect();
    let other: Vec<char> = normalise(other).chars().collect();
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (
        one.get(same..).unwrap_or_default(),
        other.get(same..).unwrap_or_default(),
    );
    match (one, other) {
        ([], []) | ([_], []) | ([], [_]) => true,
        ([a, b, rest @ ..], [c, d, others @ ..]) if a == d && b == c && rest == others => true,
        ([_, rest @ ..], [_, others @ ..]) if rest == others => true,
        ([_, rest @ ..], others) if rest == others => true,
        (rest, [_, others @ ..]) => rest == others,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn a_card_code_has_no_look_alikes_and_no_words() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(7);
        for _ in 0..2_000 {
            let code = random_code(&mut rng);
            assert_eq!(code.len(), 7);
            assert_eq!(code.as_bytes()[2], b'-');
            assert!(!code.contains(['0', 'O', '1', 'I', 'L']), "{code}");
            assert!(!code[3..].contains(['A', 'E', 'U']), "{code}");
            assert_eq!(tidy(&code).as_deref(), Some(code.as_str()));
        }
    }

    #[test]
    fn codes_are_found_however_they_are_typed() {
        assert_eq!(normalise(" AB 7k-2m "), "ab7k2m");
        assert_eq!(normalise("Nguyễn-đ1"), "nguyend1");
        for near in [
            "AB-7K2M", "ab7k2m", "AB-7K2N", "BA-7K2M", "AB-7K2", "AB-77K2M", "B-7K2M", "AB-7KM2",
            "AB-7K2MX",
        ] {
            assert!(is_near("AB-7K2M", near), "{near}");
        }
        for far in ["AB-7KMN", "CD-7K2M", "", "AB-7"] {
            assert!(!is_near("AB-7K2M", far), "{far}");
        }
    }

    #[test]
    fn codes_of_every_script_are_kept_in_one_form() {
        for (given, kept) in [
            (" ab-7k2m ", "ab-7k2m"),
            ("AB‑7K2M", "AB-7K2M"),
            ("\u{200e}AB-7K2M\u{200f}", "AB-7K2M"),
            ("И\u{306}од-7", "Йод-7"),
            ("김-7", "김-7"),
            ("\u{1100}\u{1175}\u{11b7}-7", "김-7"),
            ("ส้ม-๗", "ส้ม-๗"),
            ("हिन्दी", "हिन्दी"),
            ("မင်း", "မင်း"),
            ("مُحَمَّد ٣", "مُحَمَّد ٣"),
            ("نیم\u{200c}فاصله", "نیم\u{200c}فاصله"),
            ("Oʻgʻil", "O'g'il"),
            ("Мар’яна", "Мар'яна"),
        ] {
            assert_eq!(tidy(given).as_deref(), Some(kept), "{given}");
            assert_eq!(normalise(given), normalise(kept), "{given}");
        }
    }

    #[test]
    fn a_code_with_strange_characters_is_refused() {
        for bad in [
            "a\u{202e}b",
            "a\u{200b}b",
            "a\u{1b}[2Jb",
            "a\u{2028}b",
            "\u{301}",
            "a\tb",
            "a🙂",
            "",
            "  ",
            "--",
            "a\nb",
            "a;b",
            "<b>",
            &"x".repeat(41),
        ] {
            assert_eq!(tidy(bad), None, "{bad}");
        }
    }
}
