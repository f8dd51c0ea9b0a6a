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
