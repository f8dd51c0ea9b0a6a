//! What an answer would change, told before it is given.

use wayside_domain::assist::{
    Answer, Band, BandChange, Item, Substance, effect_of, ignored, next, required,
};

use crate::support::{answers, fill, names, only_with};

#[test]
fn changing_q2_to_never_tells_what_will_no_longer_count() {
    let given = fill(only_with(
        &[Substance::Cannabis],
        &[
            ("q2.cannabis", "daily"),
            ("q3.cannabis", "daily"),
            ("q4.cannabis", "daily"),
            ("q5.cannabis", "daily"),
        ],
    ));
    let effect = effect_of(&given, Item::Q2(Substance::Cannabis), Answer::Never);
    assert_eq!(
        names(&effect.no_longer_counted),
        ["q3.cannabis", "q4.cannabis", "q5.cannabis"]
    );
    let change = BandChange {
        substance: Substance::Cannabis,
        before: Some(Band::High),
        after: Some(Band::Low),
    };
    assert_eq!(effect.bands_changed, [change]);
    assert!(effect.newly_asked.is_empty() && effect.counted_again.is_empty());

    let mut after = given.clone();
    after
        .set(Item::Q2(Substance::Cannabis), Answer::Never)
        .unwrap();
    assert_eq!(
        names(&ignored(&after)),
        ["q3.cannabis", "q4.cannabis", "q5.cannabis"]
    );
    let back = effect_of(&after, Item::Q2(Substance::Cannabis), Answer::Monthly);
    assert_eq!(
        names(&back.counted_again),
        ["q3.cannabis", "q4.cannabis", "q5.cannabis"]
    );
}

#[test]
fn a_first_yes_tells_what_it_will_ask() {
    let none = only_with(&[], &[("q1.confirmed", "yes")]);
    let effect = effect_of(&none, Item::Q1(Substance::Opioids), Answer::Yes);
    assert_eq!(
        names(&effect.newly_asked),
        ["q2.opioids", "q6.opioids", "q7.opioids", "q8"]
    );
    assert_eq!(names(&effect.no_longer_counted), ["q1.confirmed"]);
    assert_eq!(effect.next, Some(Item::Q2(Substance::Opioids)));
}

#[test]
fn taking_an_answer_back_takes_the_band_with_it() {
    let given = fill(only_with(&[Substance::Alcohol], &[]));
    let effect = effect_of(&given, Item::Q6(Substance::Alcohol), None);
    let change = BandChange {
        substance: Substance::Alcohol,
        before: Some(Band::Low),
        after: None,
    };
    assert_eq!(
        (effect.bands_changed, effect.next),
        (vec![change], Some(Item::Q6(Substance::Alcohol)))
    );
}

#[test]
fn an_answer_that_is_not_allowed_changes_nothing() {
    let given = answers(&[("q1.alcohol", "yes")]);
    let effect = effect_of(&given, Item::Q1(Substance::Tobacco), Answer::Weekly);
    assert_eq!(effect.next, next(&given));
    assert!(effect.newly_asked.is_empty() && effect.bands_changed.is_empty());
}

#[test]
fn the_same_answer_again_changes_nothing() {
    let given = fill(only_with(
        &[Substance::Cocaine],
        &[("q2.cocaine", "weekly")],
    ));
    for item in required(&given) {
        let effect = effect_of(&given, item, given.get(item).unwrap());
        assert!(
            effect.newly_asked.is_empty()
                && effect.no_longer_counted.is_empty()
                && effect.bands_changed.is_empty()
        );
    }
}
