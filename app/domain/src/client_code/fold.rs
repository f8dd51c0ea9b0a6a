//! What several ways of writing one word have in common. `Nguyễn` and `Nguyen` are one name to a person who types in a
//! hurry, and `Мар’яна` is one name with any apostrophe; they have to be one to a formula, a code and a search.
//!
//! | step | does | for |
//! |---|---|---|
//! | NFKD | letters apart from their marks; compatibility forms replaced | Arabic presentation forms, full-width letters, ligatures |
//! | signs | apostrophes of every kind become `'`, hyphens `-` | `O’Li`, `ʻOkina` |
//! | marks | fall away (see [`is_silent`]) | Latin, Greek and Cyrillic marks, harakat, niqqud, tone marks, nuktas |
//! | case | lower case, then what lower case leaves apart | `ß` and `ẞ` are `ss`, `ς` is `σ`, all four of `I İ ı i` are `i` |
//! | letters | one letter for those that only keyboards tell apart | `ø`, `đ`; Persian and Arabic `ی ي`, `ک ك` |
//! | digits | of any script become 0 to 9 | `٧`, `७` |
//! | NFC | composes again, so that a Korean syllable is one letter | formulas that take "the first two letters" |
//!
//! Vowel signs of Indic scripts, of Thai and its neighbours stay: there a word without them is another word. So do the
//! two voice marks of Japanese. A mark falls away from every letter alike, also where some language counts the marked
//! one as a letter of its own (`й`, `ñ`, `å`): whoever types on another language's keyboard leaves it out. We have no
//! full table of case folding: what it adds to lower case is the five lines here, and a few historic letters.

use crate::text::{decomposed, plain_sign, stored};

/// The text as it is compared; folding it again changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in decomposed(text).chars().flat_map(char::to_lowercase) {
        match letter {
            // An accent that stands alone (`´`) decomposes to a space with a mark.
            '\u{300}'..='\u{36f}' if out.ends_with(' ') => {
                out.pop();
                out.push('\'');
            }
            letter if is_silent(letter) => {}
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            letter => out.push(digit(same(plain_sign(letter)))),
        }
    }
    stored(&out).into_owned()
}

/// One letter for letters that have no decomposition and are typed for each other.
fn same(letter: char) -> char {
    match letter {
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        'ł' => 'l',
        'ŋ' => 'n',
        'ø' => 'o',
        'ŧ' => 't',
        'ς' => 'σ',
        // Arabic, Persian and Urdu keyboards have different letters for one sound and nearly one shape.
        'ی' | 'ى' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        other => other,
    }
}

/// Characters that a name may have or lack: accents, points and vowel marks that are mostly left out, tone marks,
/// nuktas and viramas, joiners and marks of direction, the Arabic stroke that only makes a word longer.
fn is_silent(c: char) -> bool {
    match c {
        // Marks of Japanese that make another consonant.
        '\u{3099}' | '\u{309a}' => false,
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}'
        | '\u{5c1}'
        | '\u{5c2}'
        | '\u{5c4}'
        | '\u{5c5}'
        | '\u{5c7}' => true,
        '\u{610}'..='\u{61a}'
        | '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' => true,
        // What is left are marks that are no vowels, and what can't be seen: Rust shows neither as it is.
        c => {
            !c.is_ascii()
                && !c.is_alphanumeric()
                && !c.is_whitespace()
                && c.escape_debug().nth(1).is_some()
        }
    }
}

/// The digit 0 of every script that has ten digits in a row; full-width digits are a compatibility form.
const ZEROS: &str = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰";

fn digit(c: char) -> char {
    if c.is_ascii() || !c.is_numeric() {
        return c;
    }
    let value = ZEROS.chars().find_map(|zero| {
        u32::from(c)
            .checked_sub(u32::from(zero))
            .filter(|value| *value < 10)
    });
    value
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(c)
}

#[cfg(test)]
mod tests;
