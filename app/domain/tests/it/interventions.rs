//! The brief intervention: when it is offered, what it starts from, and its steps.

use wayside_domain::assist::{Substance, report};
use wayside_domain::intervention::{
    Capture, DEFAULT_STEPS, Offer, StepList, StepListError, offer, suggestion, suggestions,
};
use wayside_domain::record::{Body, Intervention, StepState, parse_line};

use crate::support::{answers, filled, only};

const SELDOM: [(&str, &str); 3] = [
    ("q8", "past-3-months"),
    ("q8.weekly", "once-weekly-or-less"),
    ("q8.days-in-row", "fewer-than-3"),
];
const OFTEN: [(&str, &str); 3] = [
    ("q8", "past-3-months"),
    ("q8.weekly", "more-than-once-weekly"),
    ("q8.days-in-row", "fewer-than-3"),
];
const HIGH_OPIOIDS: [(&str, &str); 4] = [
    ("q2.opioids", "daily"),
    ("q3.opioids", "daily"),
    ("q4.opioids", "daily"),
    ("q5.opioids", "daily"),
];

#[test]
fn what_is_offered_follows_bands_and_injecting() {
    let opioids = [Substance::Opioids];
    let table: [(&[(&str, &str)], Offer); 6] = [
        (&[("q2.opioids", "monthly")], Offer::Information),
        (&[("q8", "earlier")], Offer::Information),
        (&[("q2.opioids", "weekly")], Offer::BriefIntervention),
        (&SELDOM, Offer::BriefIntervention),
        (&OFTEN, Offer::BriefInterventionAndReferral),
        (&HIGH_OPIOIDS, Offer::BriefInterventionAndReferral),
    ];
    for (pairs, expected) in table {
        assert_eq!(offer(&filled(&opioids, pairs)), expected, "{pairs:?}");
    }
    assert_eq!(offer(&report(&only(&[]), None)), Offer::Information);
}

#[test]
fn the_suggestion_is_the_highest_row_of_concern_and_passes_over_tobacco() {
    let rows = [
        Substance::Tobacco,
        Substance::Alcohol,
        Substance::Cannabis,
        Substance::Amphetamines,
    ];
    let example = [
        ("q2.tobacco", "daily"),
        ("q3.tobacco", "daily"),
        ("q6.tobacco", "past-3-months"),
        ("q7.tobacco", "earlier"),
        ("q2.alcohol", "monthly"),
        ("q2.cannabis", "weekly"),
        ("q2.amphetamines", "weekly"),
        ("q3.amphetamines", "weekly"),
        ("q4.amphetamines", "monthly"),
    ];
    let report = filled(&rows, &example);
    assert_eq!(report.of(Substance::Tobacco).unwrap().score, Some(21));
    assert_eq!(report.of(Substance::Amphetamines).unwrap().score, Some(14));
    assert_eq!(suggestion(&report), Some(Substance::Amphetamines));
    assert_eq!(
        suggestions(&report),
        [
            Substance::Amphetamines,
            Substance::Cannabis,
            Substance::Tobacco
        ]
    );
}

#[test]
fn a_licit_row_goes_first_when_its_band_is_higher() {
    let drinks = [
        ("q2.alcohol", "daily"),
        ("q3.alcohol", "daily"),
        ("q4.alcohol", "daily"),
        ("q5.alcohol", "daily"),
    ];
    let pairs: Vec<_> = drinks
        .into_iter()
        .chain([("q2.cannabis", "daily")])
        .collect();
    let report = filled(&[Substance::Alcohol, Substance::Cannabis], &pairs);
    assert_eq!(
        suggestions(&report),
        [Substance::Alcohol, Substance::Cannabis]
    );
}

#[test]
fn nothing_is_suggested_where_nothing_is_offered_and_injecting_alone_suggests_a_used_row() {
    assert_eq!(
        suggestion(&filled(&[Substance::Opioids], &[("q2.opioids", "monthly")])),
        None
    );
    let rows = [Substance::Tobacco, Substance::Opioids];
    assert_eq!(
        suggestion(&filled(&rows, &SELDOM)),
        Some(Substance::Opioids)
    );
}

#[test]
fn an_incomplete_row_is_not_suggested_yet() {
    let report = report(
        &answers(&[("q1.opioids", "yes"), ("q2.opioids", "daily")]),
        None,
    );
    assert_eq!(
        (offer(&report), suggestion(&report)),
        (Offer::Information, None)
    );
}

fn begun() -> Intervention {
    let line =
        r#"{"type":"intervention","client":"A","substance":"opioids","at":"2026-11-02T10:00:00Z"}"#;
    match parse_line(line).unwrap().body {
        Body::Intervention(intervention) => intervention,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_steps_come_in_order_and_a_skipped_step_is_settled() {
    let list = StepList::default();
    assert_eq!(
        list.steps()
            .iter()
            .map(|step| step.id.as_str())
            .collect::<Vec<_>>(),
        DEFAULT_STEPS
    );
    let mut intervention = begun();
    assert_eq!(list.next(&intervention).unwrap().id, "open");
    for (n, step) in DEFAULT_STEPS.iter().enumerate() {
        assert_eq!(
            (
                list.next(&intervention).unwrap().id.as_str(),
                list.settled(&intervention)
            ),
            (*step, n)
        );
        let state = if n % 2 == 0 {
            StepState::Done
        } else {
            StepState::Skipped(Some("no time".to_owned()))
        };
        intervention.steps.insert((*step).to_owned(), state);
    }
    assert_eq!(list.next(&intervention), None);
    let captures = list
        .steps()
        .iter()
        .filter(|step| step.capture != Capture::None)
        .count();
    assert_eq!(captures, 5, "rulers, two lists, plan, materials");
}

#[test]
fn a_programme_may_reorder_shorten_and_extend_the_list() {
    let list = StepList::new(["feedback", "our-own-step", "take-home"]).unwrap();
    assert_eq!(list.steps()[1].capture, Capture::None);
    assert_eq!(list.steps()[2].capture, Capture::Materials);
    let text = serde_json::to_string(&list).unwrap();
    assert_eq!(
        (
            text.as_str(),
            serde_json::from_str::<StepList>(&text).unwrap()
        ),
        (r#"["feedback","our-own-step","take-home"]"#, list)
    );
    assert_eq!(StepList::new([]), Err(StepListError::Empty));
    assert_eq!(
        StepList::new(["advice", "advice"]),
        Err(StepListError::Twice("advice".to_owned()))
    );
    assert_eq!(
        StepList::new(["Advice!"]),
        Err(StepListError::NotAStep("Advice!".to_owned()))
    );
}

#[test]
fn step_states_read_and_write_their_reasons() {
    for (text, state) in [
        ("done", StepState::Done),
        ("skipped", StepState::Skipped(None)),
        (
            "skipped: no time",
            StepState::Skipped(Some("no time".to_owned())),
        ),
    ] {
        assert_eq!(
            (StepState::parse(text), state.to_string().as_str()),
            (Some(state.clone()), text)
        );
    }
    assert_eq!(StepState::parse("skipped:"), Some(StepState::Skipped(None)));
    assert_eq!(StepState::parse("skippednot"), None);
}
