//! The letters and digits of each formula, what is refused, and what the code hides.

use super::*;

fn uic(formula: Formula, facts: &[(&str, &str)]) -> Result<Uic, UicError> {
    Uic::new(
        formula,
        facts
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned())),
    )
}

#[test]
fn each_formula_takes_the_letters_and_digits_that_it_says() {
    let check = |formula, facts: &[(&str, &str)], expected: &str| {
        assert_eq!(uic(formula, facts).unwrap().parts.concat(), expected);
    };
    let born = ("birth_date", "1991-03-28");
    check(
        Formula::Slk581,
        &[
            ("family_name", "Citizen"),
            ("given_name", "Jane"),
            born,
            ("sex", "female"),
        ],
        "ITZAN280319912",
    );
    check(
        Formula::Slk581,
        &[("family_name", "O'Li"), ("given_name", "Bo"), born],
        "LI2O2280319919",
    );
    check(
        Formula::Slk581,
        &[("given_name", "Bo"), born, ("sex", "male")],
        "999O2280319911",
    );
    check(
        Formula::Slk581,
        &[
            ("family_name", "Nguyễn"),
            ("given_name", "Ánh"),
            born,
            ("sex", "male"),
        ],
        "GUENH280319911",
    );
    check(
        Formula::Psi,
        &[
            ("sex", "male"),
            ("birth_year", "1985"),
            ("mother_first_name", "Анна"),
            ("father_first_name", "Иван"),
        ],
        "M1985АНИВ",
    );
    check(
        Formula::PhilippinesUic,
        &[
            ("mother_first_name", "Maria"),
            ("father_first_name", "J"),
            ("birth_order", "3"),
            born,
        ],
        "MAJ90303281991",
    );
    check(Formula::PhilippinesUic, &[born], "99999903281991");
    check(
        Formula::Pasmo,
        &[("surname", "García"), ("sex", "transgender"), born],
        "GAT2891",
    );
}

#[test]
fn wrong_and_missing_facts_are_named() {
    let check = |formula, facts: &[(&str, &str)], input: &str| {
        assert_eq!(uic(formula, facts).unwrap_err().input, input);
    };
    check(Formula::Slk581, &[], "birth_date");
    check(
        Formula::Slk581,
        &[("birth_date", "1991-02-30")],
        "birth_date",
    );
    check(
        Formula::Pasmo,
        &[
            ("birth_date", "1991-02-03"),
            ("surname", "??"),
            ("sex", "male"),
        ],
        "surname",
    );
    check(Formula::Psi, &[("sex", "m")], "sex");
    check(
        Formula::PhilippinesUic,
        &[("birth_order", "0")],
        "birth_order",
    );
}

#[test]
fn the_code_depends_on_key_formula_and_facts_and_says_nothing_of_them() {
    let facts = [
        ("family_name", "Citizen"),
        ("given_name", "Jane"),
        ("birth_date", "1991-03-28"),
        ("sex", "female"),
    ];
    let jane = uic(Formula::Slk581, &facts).unwrap();
    let code = jane.code(b"programme");
    assert_eq!(code.len(), 11);
    assert_eq!(code, jane.code(b"programme"));
    assert_ne!(code, jane.code(b"another"));
    assert!(!format!("{jane:?}").contains("ITZ"));
    let other = [
        ("family_name", "Citizen"),
        ("given_name", "Joan"),
        ("birth_date", "1991-03-28"),
        ("sex", "female"),
    ];
    let joan = uic(Formula::Slk581, &other).unwrap();
    assert_ne!(code, joan.code(b"programme"));
    let shared = jane
        .near_codes(b"programme")
        .iter()
        .filter(|code| joan.near_codes(b"programme").contains(code))
        .count();
    assert_eq!(shared, 1, "they agree once the given name is left out");
}

/// One person's facts as two people type them.
#[test]
fn one_name_typed_in_two_ways_gives_one_code() {
    let names = [
        ("Nguyễn", "NGUYE\u{302}\u{303}N", "GUE"),
        ("O’Li", "oʼli", "LI2"),
        ("Мар’яна", "Маръяна".replace('ъ', "ʼ").as_str(), "АРН"),
        ("Йосип", "И\u{306}осип", "ОСП"),
        ("Γιώργος", "ΓΙΩΡΓΟΣ", "ΙΩΓ"),
        ("مُحَمَّد", "ﻣﺤﻤﺪ", "حم2"),
        ("علی", "علي", "لي2"),
        ("שָׂרָה", "שרה", "רה2"),
        (
            "김민수",
            "\u{1100}\u{1175}\u{11b7}\u{1106}\u{1175}\u{11ab}\u{1109}\u{116e}",
            "민수2",
        ),
        ("ज़ाहिद", "\u{95b}ाहिद", "ाहद"),
        ("Straße", "STRASSE", "TRS"),
        ("İpek Işık", "ipek ışık", "PEI"),
        ("Ａｎｎａ", "Anna", "NN2"),
    ]
    .map(|(one, other, letters)| (one.to_owned(), other.to_owned(), letters.to_owned()));
    for (one, other, letters) in names {
        let born = ["1991-03-28", "١٩٩١–٠٣–٢٨"];
        let facts = |name: &str, born: &str, year: &str| {
            [
                ("family_name", name),
                ("given_name", name),
                ("surname", name),
                ("mother_first_name", name),
                ("father_first_name", name),
                ("birth_date", born),
                ("birth_year", year),
                ("birth_order", year.get(..1).unwrap_or("1")),
                ("sex", "male"),
            ]
            .map(|(fact, text)| (fact.to_owned(), text.to_owned()))
        };
        for formula in Formula::ALL {
            let first = Uic::new(formula, facts(&one, born[0], "1991")).unwrap();
            let second = Uic::new(formula, facts(&other, born[1], "1991")).unwrap();
            assert_eq!(first.parts, second.parts, "{formula:?} {one} {other}");
            assert_eq!(first.code(b"key"), second.code(b"key"));
            if formula == Formula::Slk581 {
                assert_eq!(first.parts[0], letters, "{one}");
            }
        }
    }
    let year = |text: &str| {
        uic(
            Formula::Psi,
            &[
                ("sex", "male"),
                ("birth_year", text),
                ("mother_first_name", "A"),
                ("father_first_name", "B"),
            ],
        )
    };
    assert_eq!(year("1985").unwrap().parts, year("१९८५").unwrap().parts);
}
