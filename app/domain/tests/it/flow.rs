//! The skip rules, rule by rule.

use wayside_domain::assist::{
    Answer, InjectingTier, Item, Progress, Status, Substance, injecting_tier, last, next, previous,
    progress, report, required,
};

use crate::support::{answers, fill, names, only, only_with};

fn asked(answers: &wayside_domain::assist::Answers) -> Vec<String> {
    names(&required(answers))
}

#[test]
fn the_interview_starts_with_ten_rows_of_the_first_question() {
    let none = answers(&[]);
    assert_eq!(next(&none), Some(Item::Q1(Substance::Tobacco)));
    assert_eq!(progress(&none), Progress { done: 0, total: 10 });
    assert_eq!(previous(&none, Item::Q1(Substance::Tobacco)), None);
}

#[test]
fn ten_times_no_asks_the_probe_and_then_ends_without_q8() {
    let mut none = only(&[]);
    assert_eq!(next(&none), Some(Item::Q1Confirmed));
    assert_eq!(report(&none, None).status, Status::Incomplete);
    assert_eq!(injecting_tier(&none), None);
    none.set(Item::Q1Confirmed, Answer::Yes).unwrap();
    assert_eq!(next(&none), None);
    let report = report(&none, None);
    assert_eq!(
        (report.status, report.injecting),
        (Status::Complete, Some(InjectingTier::NotApplicable))
    );
    assert!(report.substances.is_empty());
}

#[test]
fn a_refused_probe_ends_the_interview_and_leaves_it_incomplete() {
    let none = only_with(&[], &[("q1.confirmed", "refused")]);
    assert_eq!(
        (
            next(&none),
            report(&none, None).status,
            injecting_tier(&none)
        ),
        (None, Status::Incomplete, None)
    );
}

#[test]
fn remembering_a_use_after_the_probe_goes_on_with_the_interview() {
    let mut changed = only_with(&[], &[("q1.confirmed", "yes")]);
    changed
        .set(Item::Q1(Substance::Inhalants), Answer::Yes)
        .unwrap();
    assert_eq!(next(&changed), Some(Item::Q2(Substance::Inhalants)));
    assert_eq!(injecting_tier(&changed), None, "the probe no longer speaks");
}

#[test]
fn a_former_user_goes_from_q2_straight_to_q6_and_q7() {
    let former = only_with(&[Substance::Cocaine], &[("q2.cocaine", "never")]);
    assert_eq!(
        asked(&former)[10..],
        ["q2.cocaine", "q6.cocaine", "q7.cocaine", "q8"]
    );
}

#[test]
fn tobacco_alone_never_sees_q5() {
    let smoker = only_with(&[Substance::Tobacco], &[("q2.tobacco", "daily")]);
    let expected = [
        "q2.tobacco",
        "q3.tobacco",
        "q4.tobacco",
        "q6.tobacco",
        "q7.tobacco",
        "q8",
    ];
    assert_eq!(asked(&smoker)[10..], expected);
}

#[test]
fn q3_to_q5_are_asked_row_by_row() {
    let rows = [Substance::Tobacco, Substance::Cannabis, Substance::Opioids];
    let mixed = only_with(
        &rows,
        &[
            ("q2.tobacco", "daily"),
            ("q2.cannabis", "never"),
            ("q2.opioids", "monthly"),
        ],
    );
    let expected = [
        "q2.tobacco",
        "q2.cannabis",
        "q2.opioids",
        "q3.tobacco",
        "q3.opioids",
        "q4.tobacco",
        "q4.opioids",
        "q5.opioids",
        "q6.tobacco",
        "q6.cannabis",
        "q6.opioids",
        "q7.tobacco",
        "q7.cannabis",
        "q7.opioids",
        "q8",
    ];
    assert_eq!(asked(&mixed)[10..], expected);
}

#[test]
fn the_injecting_pattern_is_asked_only_of_recent_injecting() {
    for (answer, asks) in [
        ("no", false),
        ("earlier", false),
        ("refused", false),
        ("past-3-months", true),
    ] {
        let given = only_with(&[Substance::Opioids], &[("q8", answer)]);
        assert_eq!(
            asked(&given).contains(&"q8.weekly".to_owned()),
            asks,
            "{answer}"
        );
        assert_eq!(
            asked(&given).contains(&"q8.days-in-row".to_owned()),
            asks,
            "{answer}"
        );
    }
}

#[test]
fn a_refused_item_is_not_asked_again_and_leaves_its_row_open() {
    let rows = [Substance::Cannabis, Substance::Alcohol];
    let refused = fill(only_with(
        &rows,
        &[("q2.cannabis", "weekly"), ("q4.cannabis", "refused")],
    ));
    let report = report(&refused, None);
    assert_eq!((report.next, report.status), (None, Status::Incomplete));
    let row = report.of(Substance::Cannabis).unwrap();
    assert_eq!((row.score, row.band, row.action), (None, None, None));
    assert_eq!(names(&row.missing), ["q4.cannabis"]);
    assert_eq!(
        report.of(Substance::Alcohol).unwrap().score,
        Some(0),
        "the other row has its score"
    );
}

#[test]
fn a_refused_q2_leaves_q3_to_q5_unasked_and_q6_and_q7_asked() {
    let refused = only_with(&[Substance::Sedatives], &[("q2.sedatives", "refused")]);
    assert_eq!(
        asked(&refused)[10..],
        ["q2.sedatives", "q6.sedatives", "q7.sedatives", "q8"]
    );
    let row = report(&fill(refused), None)
        .of(Substance::Sedatives)
        .unwrap()
        .clone();
    assert_eq!(
        (row.score, names(&row.missing)),
        (None, vec!["q2.sedatives".to_owned()])
    );
}

#[test]
fn a_refused_q1_leaves_its_row_out_and_the_interview_incomplete() {
    let mut given = fill(only(&[Substance::Cannabis]));
    given
        .set(Item::Q1(Substance::Opioids), Answer::Refused)
        .unwrap();
    let report = report(&given, None);
    assert_eq!(
        (report.next, report.status, report.substances.len()),
        (None, Status::Incomplete, 1)
    );
    let mut nine = only(&[]);
    nine.set(Item::Q1(Substance::Opioids), Answer::Refused)
        .unwrap();
    assert_eq!(
        (next(&nine), injecting_tier(&nine)),
        (None, None),
        "no probe and no Q8 after a refused row"
    );
}

#[test]
fn going_back_walks_the_same_items_as_going_on() {
    let whole = fill(only_with(
        &[Substance::Tobacco, Substance::Opioids],
        &[("q2.opioids", "daily")],
    ));
    let mut back = Vec::new();
    let mut here = last(&whole);
    while let Some(item) = here {
        back.push(item);
        here = previous(&whole, item);
    }
    back.reverse();
    assert_eq!(back, required(&whole));
    assert_eq!(
        progress(&whole),
        Progress {
            done: back.len(),
            total: back.len()
        }
    );
}

#[test]
fn the_instrument_has_73_items_and_each_id_reads_back() {
    let all: Vec<Item> = Item::all().collect();
    assert_eq!(all.len(), 73);
    assert!(all.is_sorted());
    for item in all {
        assert_eq!(item.to_string().parse(), Ok(item));
        assert!(item.allows(Answer::Refused));
    }
    for text in [
        "q5.tobacco",
        "q9.alcohol",
        "q1",
        "q8.alcohol",
        "q1.kratom",
        "Q1.alcohol",
        "",
        "q8.weekly ",
    ] {
        assert!(text.parse::<Item>().is_err(), "{text}");
    }
    let letters: String = Substance::ALL
        .iter()
        .map(|substance| substance.letter())
        .collect();
    assert_eq!(letters, "abcdefghij");
}
