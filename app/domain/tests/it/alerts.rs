//! Alerts: each rule on and off.

use wayside_domain::alert::{Alert, History, Person, alerts};
use wayside_domain::assist::Substance;
use wayside_domain::record::SpecialGroup;

use crate::support::{fill, only_with};

fn check(used: &[Substance], pairs: &[(&str, &str)], person: &Person, expected: &[Alert]) {
    assert_eq!(
        alerts(&fill(only_with(used, pairs)), person),
        expected,
        "{used:?} {pairs:?} {person:?}"
    );
}

fn group(group: SpecialGroup) -> Person {
    Person {
        groups: vec![group],
        ..Person::default()
    }
}

fn history(history: History) -> Person {
    Person {
        history: vec![history],
        ..Person::default()
    }
}

#[test]
fn opioids_with_alcohol_or_sedatives_or_injecting_warn_of_overdose() {
    use Substance::{Alcohol, Opioids, Sedatives};
    let nobody = Person::default();
    let opioids = ("q2.opioids", "monthly");
    check(&[Opioids], &[opioids], &nobody, &[]);
    check(
        &[Opioids, Alcohol],
        &[opioids, ("q2.alcohol", "monthly")],
        &nobody,
        &[Alert::OverdoseRisk],
    );
    check(&[Opioids, Alcohol], &[opioids], &nobody, &[]);
    check(
        &[Opioids, Sedatives],
        &[opioids, ("q2.sedatives", "once-or-twice")],
        &nobody,
        &[Alert::OverdoseRisk],
    );
    check(
        &[Opioids],
        &[opioids, ("q8", "past-3-months")],
        &nobody,
        &[Alert::OverdoseRisk, Alert::Injecting],
    );
    check(
        &[Opioids],
        &[opioids],
        &history(History::UsesAlone),
        &[Alert::OverdoseRisk],
    );
    check(
        &[Opioids],
        &[],
        &history(History::Overdose),
        &[Alert::OverdoseRisk],
    );
    check(
        &[Opioids],
        &[],
        &group(SpecialGroup::PrisonRelease),
        &[Alert::OverdoseRisk],
    );
    check(&[Alcohol], &[], &group(SpecialGroup::PrisonRelease), &[]);
}

#[test]
fn daily_or_high_alcohol_and_sedatives_warn_of_stopping_suddenly() {
    use Substance::{Alcohol, Sedatives};
    let nobody = Person::default();
    check(
        &[Alcohol],
        &[("q2.alcohol", "daily")],
        &nobody,
        &[Alert::AlcoholWithdrawal],
    );
    check(&[Alcohol], &[("q2.alcohol", "weekly")], &nobody, &[]);
    check(
        &[Alcohol],
        &[("q2.alcohol", "weekly")],
        &history(History::Fits),
        &[Alert::AlcoholWithdrawal],
    );
    let high = [
        ("q2.alcohol", "weekly"),
        ("q3.alcohol", "daily"),
        ("q4.alcohol", "daily"),
        ("q5.alcohol", "daily"),
        ("q6.alcohol", "past-3-months"),
    ];
    check(&[Alcohol], &high, &nobody, &[Alert::AlcoholWithdrawal]);
    check(
        &[Sedatives],
        &[("q2.sedatives", "daily")],
        &nobody,
        &[Alert::SedativeWithdrawal],
    );
}

#[test]
fn pregnancy_injecting_and_age_have_their_alerts() {
    let cannabis = [Substance::Cannabis];
    check(
        &cannabis,
        &[],
        &group(SpecialGroup::Pregnant),
        &[Alert::Pregnancy],
    );
    check(
        &cannabis,
        &[],
        &group(SpecialGroup::Breastfeeding),
        &[Alert::Pregnancy],
    );
    check(&[], &[], &group(SpecialGroup::Pregnant), &[]);
    check(
        &cannabis,
        &[("q8", "earlier")],
        &Person::default(),
        &[Alert::Injecting],
    );
    check(&cannabis, &[("q8", "no")], &Person::default(), &[]);
    check(
        &cannabis,
        &[],
        &group(SpecialGroup::Under18),
        &[Alert::Under18],
    );
    check(
        &cannabis,
        &[],
        &Person {
            age: Some(17),
            ..Person::default()
        },
        &[Alert::Under18],
    );
    check(
        &cannabis,
        &[],
        &Person {
            age: Some(18),
            ..Person::default()
        },
        &[],
    );
}

#[test]
fn stale_answers_raise_nothing() {
    let given = fill(only_with(
        &[Substance::Cannabis],
        &[("q2.alcohol", "daily"), ("q2.opioids", "daily")],
    ));
    assert_eq!(alerts(&given, &Person::default()), []);
}

#[test]
fn every_alert_has_its_id_and_rule() {
    let ids: Vec<String> = Alert::ALL
        .iter()
        .map(|alert| format!("{} {}", alert.rule(), alert.id()))
        .collect();
    let expected = [
        "R2 overdose-risk",
        "R3 alcohol-withdrawal",
        "R4 sedative-withdrawal",
        "R6 pregnancy",
        "R7 injecting",
        "R12 under-18",
    ];
    assert_eq!(ids, expected);
    for alert in Alert::ALL {
        assert_eq!(
            serde_json::to_string(&alert).unwrap(),
            format!("\"{}\"", alert.id())
        );
    }
}
