//! Pairs in many scripts: both sides are one word to a person, and to [`fold`].

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::fold;
use crate::client_code::normalise;

/// Words that are the same, in rows.
const SAME: &[&[&str]] = &[
    // Latin
    &[
        "Nguyễn Thị Ánh",
        "Nguye\u{302}\u{303}n Thi\u{323} A\u{301}nh",
        "NGUYEN thi anh",
    ],
    &["Đặng ƯỚC", "dang uoc"],
    &["Łódź", "lodz"],
    &["Straße", "STRASSE", "STRAẞE", "strasse"],
    &["Þórður Ægisson", "thordur aegisson"],
    &["İpek", "ipek", "IPEK", "ıpek"],
    &["García", "Garcı\u{301}a", "GARCIA"],
    &["ﬁlip", "filip"],
    &["ＡＢ１２", "ab12"],
    &["Åse", "Åse", "A\u{30a}se"],
    // Greek
    &["Γιώργος", "ΓΙΏΡΓΟΣ", "γιωργοσ", "Γιω\u{301}ργος"],
    &["Ἀλέξανδρος", "Αλεξανδρος"],
    // Cyrillic
    &["Андрей", "Андреи\u{306}", "АНДРЕЙ"],
    &["Фёдор", "Федор", "Фе\u{308}дор"],
    &["Їлля", "І\u{308}лля"],
    &["Ӯктам", "У\u{304}ктам", "уктам"],
    // Arabic: marks of vowels, presentation forms, hamza, the stroke, Persian and Urdu keyboards
    &["مُحَمَّد", "محمد", "ﻣﺤﻤﺪ", "محـــمد"],
    &["أحمد", "احمد", "ا\u{654}حمد"],
    &["علی", "علي", "على"],
    &["کریم", "كريم"],
    &["فاطمة", "فاطمه"],
    &["علی\u{200c}رضا", "علیرضا"],
    // Hebrew
    &["שָׂרָה", "שרה", "\u{fb2b}רה"],
    // Korean: syllables, conjoining letters
    &[
        "김민수",
        "\u{1100}\u{1175}\u{11b7}\u{1106}\u{1175}\u{11ab}\u{1109}\u{116e}",
    ],
    // Indic
    &["ज़ाहिद", "\u{95b}ाहिद", "जाहिद"],
    &["ড়", "\u{9dc}", "ড"],
    // Thai and neighbours: tone marks go, vowels stay
    &["ส้ม", "สม"],
    &["กำ", "กํา"],
    &["ក្រ", "ករ"],
    // Japanese
    &["ｶﾞﾝｼﾞｰ", "ガンジー", "カ\u{3099}ンシ\u{3099}ー"],
    // Georgian capital letters
    &["ᲜᲘᲜᲝ", "ნინო"],
    // Digits
    &["٧٨", "۷۸", "७८", "৭৮", "๗๘", "７８", "78"],
    // Apostrophes and hyphens
    &[
        "O'Li", "O’Li", "OʼLi", "O′Li", "O`Li", "O´Li", "O‘Li", "Oʻli", "O＇li", "Oꞌli",
    ],
    &[
        "AB-7K2M",
        "AB‐7K2M",
        "AB‑7K2M",
        "AB–7K2M",
        "AB—7K2M",
        "AB−7K2M",
        "AB－7K2M",
    ],
];

/// Words that stay apart.
const OTHER: &[(&str, &str)] = &[
    ("Nguyen", "Nguyet"),
    ("कम", "काम"),
    ("कि", "की"),
    ("กา", "กี"),
    ("カ", "ガ"),
    ("김", "감"),
    ("שר", "סר"),
    ("سالم", "سلام"),
    ("Οι", "Οσ"),
    ("७", "८"),
];

fn forms(word: &str) -> [String; 5] {
    [
        word.to_owned(),
        word.nfc().collect(),
        word.nfd().collect(),
        word.nfkc().collect(),
        word.nfkd().collect(),
    ]
}

#[test]
fn one_word_is_one_in_every_form_it_is_typed_in() {
    for row in SAME {
        let expected = fold(row[0]);
        for word in row.iter().flat_map(|word| forms(word)) {
            assert_eq!(normalise(&word), normalise(row[0]), "{word} {row:?}");
            assert_eq!(fold(&word), expected, "{word} {row:?}");
        }
        assert!(!normalise(row[0]).is_empty());
    }
}

#[test]
fn other_words_stay_apart() {
    for (one, other) in OTHER {
        assert_ne!(normalise(one), normalise(other), "{one} {other}");
    }
}

#[test]
fn a_folded_text_keeps_its_words() {
    for (given, expected) in [
        ("Nguyễn Thị Ánh", "nguyen thi anh"),
        ("Łódź Straße", "lodz strasse"),
        ("Иванова", "иванова"),
        ("김민수", "김민수"),
        ("Мар’яна", "мар'яна"),
        ("ab–7\u{a0}c\u{ad}d\u{200e}", "ab-7 cd"),
    ] {
        assert_eq!(fold(given), expected);
    }
}

proptest! {
    #[test]
    fn folding_again_changes_nothing(text in "\\PC{0,12}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn folding_knows_no_form(text in "\\PC{0,12}") {
        for form in forms(&text) {
            prop_assert_eq!(fold(&form), fold(&text));
        }
    }
}
