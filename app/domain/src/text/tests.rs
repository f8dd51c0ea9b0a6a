use unicode_normalization::UnicodeNormalization;

use super::*;

#[test]
fn one_word_in_two_forms_is_stored_in_one() {
    for word in [
        "Nguyễn Thị Ánh",
        "Андрей",
        "Мар’яна",
        "Ίκαρος",
        "김민수",
        "أحمد",
        "שָׂרָה",
        "ज़ाहिद",
        "নাড়ু",
        "กำ",
        "ガンジー",
        "Þóra",
        "",
        "plain",
    ] {
        let forms: [String; 2] = [word.nfc().collect(), word.nfd().collect()];
        for form in &forms {
            assert_eq!(stored(form), forms[0], "{word}");
        }
        assert_eq!(stored(&forms[0]), stored(&stored(&forms[1])));
    }
}

#[test]
fn what_is_stored_keeps_its_letters() {
    for kept in ["ﻣﺤﻤﺪ", "ﬁn", "１２", "½", "O’Li", "x²"] {
        assert_eq!(stored(kept), kept, "only what is compared loses its kind");
    }
}

#[test]
fn what_a_terminal_obeys_or_nobody_sees_is_unseen() {
    for unseen in [
        '\0',
        '\u{7}',
        '\u{1b}',
        '\n',
        '\r',
        '\t',
        '\u{7f}',
        '\u{85}',
        '\u{9b}',
        '\u{ad}',
        '\u{200b}',
        '\u{200e}',
        '\u{200f}',
        '\u{202a}',
        '\u{202e}',
        '\u{2028}',
        '\u{2029}',
        '\u{2060}',
        '\u{2066}',
        '\u{2069}',
        '\u{61c}',
        '\u{feff}',
        '\u{fff9}',
        '\u{e000}',
        '\u{e0041}',
        '\u{378}',
    ] {
        assert!(is_unseen(unseen), "{unseen:?}");
        assert!(!is_mark(unseen), "{unseen:?}");
    }
    for seen in [
        'a', ' ', '\'', '"', '\\', '`', 'é', 'й', '김', '\u{a0}', '\u{3000}', '\u{200c}',
        '\u{200d}', 'ا', '٧', '\u{301}', '\u{64e}', '\u{94d}', '\u{e48}', '\u{5b8}', '🙂', '—',
    ] {
        assert!(!is_unseen(seen), "{seen:?}");
    }
    for mark in [
        '\u{301}', '\u{64e}', '\u{93c}', '\u{94d}', '\u{e48}', '\u{5b8}', '\u{17d2}', '\u{103a}',
        '\u{3099}', '\u{fe0f}',
    ] {
        assert!(is_mark(mark), "{mark:?}");
    }
    for none in ['a', '-', '\'', 'é', 'ि', ' ', '\u{a0}'] {
        assert!(!is_mark(none), "{none:?}");
    }
}
