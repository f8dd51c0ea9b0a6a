//! Text as it is stored, and which of its characters can't be seen.
//!
//! Unicode writes many words in more than one way: `é` as one character or as `e` and a mark. We store NFC, which
//! composes; [`stored`] runs wherever a text comes in. What is only compared (codes, names in formulas, search) goes
//! through [`crate::client_code::fold`], which starts from NFKD.
//!
//! Where the tables come from: natively from `unicode-normalization`; in a browser from the browser
//! (`String.prototype.normalize`), because the tables would add more to a first visit than there is room for. Unicode
//! promises that a character's normal forms never change, so two versions agree on every character that both know.

use std::borrow::Cow;

/// Composing marks begin here; text below is NFC in any order.
const FIRST_MARK: char = '\u{300}';

/// A text as it is stored: NFC.
#[must_use]
pub fn stored(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c < FIRST_MARK) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(forms::nfc(text))
    }
}

/// Compatibility forms replaced and every letter apart from its marks: where a comparison starts.
pub(crate) fn decomposed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(forms::nfkd(text))
    }
}

#[cfg(not(target_family = "wasm"))]
mod forms {
    use unicode_normalization::UnicodeNormalization;

    pub(super) fn nfc(text: &str) -> String {
        text.nfc().collect()
    }

    pub(super) fn nfkd(text: &str) -> String {
        text.nfkd().collect()
    }
}

#[cfg(target_family = "wasm")]
mod forms {
    use js_sys::JsString;

    pub(super) fn nfc(text: &str) -> String {
        JsString::from(text).normalize("NFC").into()
    }

    pub(super) fn nfkd(text: &str) -> String {
        JsString::from(text).normalize("NFKD").into()
    }
}

/// Apostrophes of every kind as `'`, hyphens and dashes as `-`; any other character as it is.
pub(crate) fn plain_sign(sign: char) -> char {
    match sign {
        '`' | '´' | '‘' | '’' | '‛' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | 'ˈ' | '′' | '‵'
        | '＇' | '׳' | 'ꞌ' | 'Ꞌ' | '\u{374}' | '\u{384}' | '\u{1fbd}' | '\u{1fbf}' | '\u{1fef}'
        | '\u{1ffd}' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '֊' | '־' | '﹘' | '﹣' | '－' => {
            '-'
        }
        other => other,
    }
}

/// Whether a character is a mark on the letter before it.
pub(crate) fn is_mark(c: char) -> bool {
    // Rust escapes a mark where it begins a text, and shows it behind a letter.
    !c.is_ascii() && c.escape_debug().nth(1).is_some() && !escaped_inside(c)
}

/// Whether a person can't see the character, though it may change how others are read or drawn: control characters (a
/// terminal obeys some of them), line separators, marks of direction, private and unassigned characters. Space is seen;
/// so are the two joiners (U+200C, U+200D), without which Persian, Sinhala and others are misspelt.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}')
        || !(c.is_ascii() || c.is_alphanumeric() || c.is_whitespace() || is_joiner(c))
            && escaped_inside(c)
}

pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether Rust escapes the character behind another one: it has no shape of its own and is no mark.
fn escaped_inside(c: char) -> bool {
    let text: String = ['a', c].iter().collect();
    text.escape_debug().nth(2).is_some()
}

#[cfg(test)]
mod tests;
