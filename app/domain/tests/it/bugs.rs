//! Mistakes that other implementations of the instrument make, as the project's clinical notes list them (section 9).
//! One test for each, numbered as there.

use wayside_domain::assist::{
    Answer, Band, Frequency, InjectingTier, Item, Question, Status, Substance, band,
    injecting_tier, next, report, required, score, score_json, weight,
};

use crate::support::{answers, fill, filled, names, only, only_with, score_of};

fn weights(item: fn(Substance) -> Item, substance: Substance) -> Vec<u8> {
    Frequency::ALL
        .map(|often| weight(item(substance), often.answer()).unwrap())
        .to_vec()
}

#[test]
fn bug_01_row_j_q5_does_not_have_the_weights_of_q4() {
    for substance in Substance::ALL
        .into_iter()
        .filter(|substance| substance.has_q5())
    {
        assert_eq!(weights(Item::Q5, substance), [0, 5, 6, 7, 8], "{substance}");
    }
    let pairs = [("q2.other", "once-or-twice"), ("q5.other", "daily")];
    assert_eq!(
        score_of(&filled(&[Substance::Other], &pairs), Substance::Other),
        Some(10)
    );
}

#[test]
fn bug_02_answers_made_stale_by_q2_never_do_not_count() {
    let mut given = fill(only_with(
        &[Substance::Cannabis],
        &[
            ("q2.cannabis", "daily"),
            ("q3.cannabis", "daily"),
            ("q4.cannabis", "daily"),
            ("q5.cannabis", "daily"),
        ],
    ));
    assert_eq!(score(&given, Substance::Cannabis), Some(27));
    given
        .set(Item::Q2(Substance::Cannabis), Answer::Never)
        .unwrap();
    assert_eq!(score(&given, Substance::Cannabis), Some(0));
    let row = report(&given, None)
        .of(Substance::Cannabis)
        .unwrap()
        .clone();
    assert_eq!(
        names(&row.ignored),
        ["q3.cannabis", "q4.cannabis", "q5.cannabis"]
    );
    assert_eq!((row.band, row.missing.len()), (Some(Band::Low), 0));
}

#[test]
fn bug_03_a_tobacco_only_user_is_not_trapped_at_q5() {
    let mut given = only(&[Substance::Tobacco]);
    let mut asked = Vec::new();
    while let Some(item) = next(&given) {
        asked.push(item);
        let answer = if item == Item::Q2(Substance::Tobacco) {
            Answer::Daily
        } else {
            item.allowed()[0]
        };
        given.set(item, answer).unwrap();
    }
    assert!(asked.iter().all(|item| item.question() != Question::Q5));
    assert_eq!(report(&given, None).status, Status::Complete);
}

#[test]
fn bug_04_q2_to_q5_each_have_their_own_weights() {
    let substance = Substance::Cocaine;
    assert_eq!(weights(Item::Q2, substance), [0, 2, 3, 4, 6]);
    assert_eq!(weights(Item::Q3, substance), [0, 3, 4, 5, 6]);
    assert_eq!(weights(Item::Q4, substance), [0, 4, 5, 6, 7]);
    assert_eq!(weights(Item::Q5, substance), [0, 5, 6, 7, 8]);
}

#[test]
fn bug_05_there_is_no_pooled_score() {
    let rows = [Substance::Tobacco, Substance::Cannabis];
    let report = filled(
        &rows,
        &[("q2.tobacco", "daily"), ("q2.cannabis", "monthly")],
    );
    assert_eq!(score_of(&report, Substance::Tobacco), Some(6));
    assert_eq!(score_of(&report, Substance::Cannabis), Some(3));
    assert_eq!(report.substances.len(), 2);
}

#[test]
fn bug_06_alcohol_has_its_own_band_and_the_others_do_not_have_it() {
    for score in 0..=39 {
        assert_eq!(
            band(Substance::Alcohol, score) == Band::Low,
            score <= 10,
            "alcohol {score}"
        );
        for substance in Substance::ALL
            .into_iter()
            .filter(|substance| *substance != Substance::Alcohol)
        {
            assert_eq!(
                band(substance, score) == Band::Low,
                score <= 3,
                "{substance} {score}"
            );
        }
    }
}

#[test]
fn bug_07_the_codes_printed_beside_q1_and_q8_are_never_added() {
    for answer in Answer::ALL {
        for item in [
            Item::Q1(Substance::Opioids),
            Item::Q1Confirmed,
            Item::Q8,
            Item::Q8Weekly,
            Item::Q8DaysInRow,
        ] {
            assert_eq!(weight(item, answer), None, "{item} {answer}");
        }
    }
    let former = filled(
        &[Substance::Opioids],
        &[("q2.opioids", "never"), ("q8", "past-3-months")],
    );
    assert_eq!(score_of(&former, Substance::Opioids), Some(0));
}

#[test]
fn bug_08_q6_and_q7_weigh_recent_six_and_earlier_three() {
    for substance in Substance::ALL {
        for item in [Item::Q6(substance), Item::Q7(substance)] {
            assert_eq!(weight(item, Answer::No), Some(0));
            assert_eq!(weight(item, Answer::Past3Months), Some(6));
            assert_eq!(weight(item, Answer::Earlier), Some(3));
        }
    }
}

#[test]
fn bug_09_former_users_are_asked_q6_and_q7_and_scored_on_them() {
    let former = only_with(&[Substance::Inhalants], &[("q2.inhalants", "never")]);
    let asked = required(&former);
    assert!(
        asked.contains(&Item::Q6(Substance::Inhalants))
            && asked.contains(&Item::Q7(Substance::Inhalants))
    );
    let pairs = [
        ("q2.inhalants", "never"),
        ("q6.inhalants", "past-3-months"),
        ("q7.inhalants", "earlier"),
    ];
    assert_eq!(
        score_of(
            &filled(&[Substance::Inhalants], &pairs),
            Substance::Inhalants
        ),
        Some(9)
    );
}

#[test]
fn bug_10_a_missing_answer_is_not_zero_and_the_highest_score_is_the_rows_own() {
    let mut given = fill(only_with(&[Substance::Alcohol], &[("q2.alcohol", "daily")]));
    given.clear(Item::Q7(Substance::Alcohol));
    let row = report(&given, None).of(Substance::Alcohol).unwrap().clone();
    assert_eq!((row.score, row.band), (None, None));
    assert_eq!(names(&row.missing), ["q7.alcohol"]);
    assert_eq!(
        (
            Substance::Tobacco.max_score(),
            Substance::Alcohol.max_score()
        ),
        (31, 39)
    );
}

#[test]
fn bug_11_the_injecting_pattern_is_asked_and_recent_injecting_is_judged_by_it() {
    let seldom = [
        ("q8", "past-3-months"),
        ("q8.weekly", "once-weekly-or-less"),
        ("q8.days-in-row", "fewer-than-3"),
    ];
    let given = fill(only_with(&[Substance::Opioids], &seldom));
    assert_eq!(
        injecting_tier(&given),
        Some(InjectingTier::BriefIntervention),
        "recent is not always high"
    );
    let asked = only_with(&[Substance::Opioids], &[("q8", "past-3-months")]);
    assert!(
        required(&asked).contains(&Item::Q8Weekly) && required(&asked).contains(&Item::Q8DaysInRow)
    );
    assert_eq!(
        weight(Item::Q8, Answer::Past3Months),
        None,
        "Q8 has no value of Q6"
    );
}

#[test]
fn bug_12_nothing_stands_between_q1_and_q2_and_low_starts_at_zero() {
    let questions: Vec<Question> = Item::all().map(Item::question).collect();
    let first = questions
        .iter()
        .position(|question| *question == Question::Q2)
        .unwrap();
    assert!(
        questions[..first]
            .iter()
            .all(|question| matches!(question, Question::Q1 | Question::Q1Confirmed))
    );
    assert_eq!(
        next(&only(&[Substance::Alcohol])),
        Some(Item::Q2(Substance::Alcohol))
    );
    assert_eq!(band(Substance::Tobacco, 0), Band::Low);
}

#[test]
fn bug_13_q3_to_q5_are_skipped_row_by_row_and_not_only_when_all_are_never() {
    let rows = [Substance::Cannabis, Substance::Cocaine];
    let given = only_with(&rows, &[("q2.cannabis", "never"), ("q2.cocaine", "weekly")]);
    let asked = names(&required(&given));
    assert!(
        !asked
            .iter()
            .any(|item| ["q3.cannabis", "q4.cannabis", "q5.cannabis"].contains(&item.as_str()))
    );
    assert!(asked.contains(&"q3.cocaine".to_owned()));
    let report = report(&fill(given), None);
    assert_eq!(report.status, Status::Complete);
    assert_eq!(score_of(&report, Substance::Cannabis), Some(0));
}

#[test]
fn bug_14_answers_below_q1_no_are_not_accepted_silently_and_q2_never_with_recent_q7_is_legal() {
    let legal = [("q2.sedatives", "never"), ("q7.sedatives", "past-3-months")];
    let report_legal = filled(&[Substance::Sedatives], &legal);
    assert_eq!(score_of(&report_legal, Substance::Sedatives), Some(6));
    assert!(report_legal.flags.is_empty());

    let text = r#"{"instrument": "assist-3.1", "answers": {"q1.tobacco": "no", "q1.alcohol": "no", "q1.cannabis": "no",
        "q1.cocaine": "no", "q1.amphetamines": "no", "q1.inhalants": "no", "q1.sedatives": "no",
        "q1.hallucinogens": "no", "q1.opioids": "no", "q1.other": "no", "q1.confirmed": "yes",
        "q2.opioids": "daily", "q6.opioids": "past-3-months"}}"#;
    let report = score_json(text).unwrap();
    assert!(report.substances.is_empty());
    let flags: Vec<&str> = report.flags.iter().map(|flag| flag.id()).collect();
    assert_eq!(
        (report.status, flags),
        (Status::Complete, vec!["ignored-answers"])
    );
    assert_eq!(
        score(
            &answers(&[("q1.opioids", "no"), ("q2.opioids", "daily")]),
            Substance::Opioids
        ),
        Some(0)
    );
}
