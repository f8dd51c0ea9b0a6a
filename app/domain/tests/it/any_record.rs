//! Strategies for any record that can be written.

use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use wayside_domain::assist::{Answers, INSTRUMENT, Item, Substance};
use wayside_domain::id::Id;
use wayside_domain::record::{
    Body, Client, Consent, Contact, Entry, FollowUp, Intervention, Referral, ReferralEvent,
    ReferralStage, Rulers, Screening, Setting, Sex, SpecialGroup, StepState, Urgency, When,
};
use wayside_domain::time::{Date, Timestamp};

fn id() -> impl Strategy<Value = Id> {
    "[A-Za-z0-9_-]{1,20}".prop_map(|text| Id::parse(&text).unwrap())
}

fn word() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}"
}

/// A text with all that JSON and people can throw in, not blank.
fn text() -> impl Strategy<Value = String> {
    "\\PC{0,12}[a-zđ\"\\\\ế🙂]\\PC{0,12}"
}

fn time() -> impl Strategy<Value = Timestamp> {
    (0i64..4_000_000_000_000, -14i32..=14)
        .prop_map(|(ms, hours)| Timestamp::from_millis(ms, hours * 60).unwrap())
}

fn date() -> impl Strategy<Value = Date> {
    (1900i32..2100, 1u32..=12, 1u32..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn one<T: Clone + std::fmt::Debug + 'static>(known: &'static [T]) -> impl Strategy<Value = T> {
    (0..known.len()).prop_map(move |at| known[at].clone())
}

fn client() -> impl Strategy<Value = Body> {
    let consent = (text(), date(), of(0i64..400), text(), of(text())).prop_map(
        |(purpose, given, days, how, by)| {
            let withdrawn = days.and_then(|days| given.plus_days(days));
            Consent {
                purpose,
                given,
                withdrawn,
                how,
                by,
            }
        },
    );
    let code = || "[A-Z]{2}-[A-Z0-9]{4}";
    (
        of(code()),
        vec(code(), 0..3),
        of(one(Sex::KNOWN)),
        of(1900i32..2026),
        vec("[a-z]{2}", 0..3),
        vec(one(SpecialGroup::KNOWN), 0..3),
        of(text()),
        vec(consent, 0..3),
    )
        .prop_map(
            |(
                code,
                aliases,
                sex,
                birth_year,
                languages,
                special_groups,
                contact_preferences,
                consents,
            )| {
                Body::Client(Client {
                    code,
                    uic: None,
                    aliases,
                    sex,
                    birth_year,
                    languages,
                    special_groups,
                    contact_preferences,
                    consents,
                })
            },
        )
}

fn contact() -> impl Strategy<Value = Body> {
    (
        time(),
        one(Setting::KNOWN),
        of(text()),
        vec(text(), 0..3),
        btree_map(word(), 0u32..1000, 0..4),
        of(text()),
    )
        .prop_map(|(at, setting, worker, done, supplies, note)| {
            Body::Contact(Contact {
                at,
                setting,
                worker,
                done,
                supplies,
                note,
            })
        })
}

fn answers() -> impl Strategy<Value = Answers> {
    (vec((any::<usize>(), any::<usize>()), 0..50), of(text())).prop_map(|(taps, other_name)| {
        let items: Vec<Item> = Item::all().collect();
        let mut answers = Answers::new();
        for (item, number) in taps {
            let item = items[item % items.len()];
            answers
                .set(item, item.allowed()[number % item.allowed().len()])
                .unwrap();
        }
        answers.other_name = other_name;
        answers
    })
}

fn screening() -> impl Strategy<Value = Body> {
    (
        word(),
        time(),
        of(0i64..10_000_000),
        answers(),
        of(0u8..120),
    )
        .prop_map(|(wording, started, length, answers, age)| {
            let finished = length.and_then(|ms| {
                Timestamp::from_millis(started.millis() + ms, started.offset_minutes())
            });
            Body::Screening(Screening {
                instrument: INSTRUMENT.to_owned(),
                wording,
                started,
                finished,
                age,
                answers,
            })
        })
}

fn intervention() -> impl Strategy<Value = Body> {
    let state = prop_oneof![
        Just(StepState::Done),
        Just(StepState::Skipped(None)),
        word().prop_map(|reason| StepState::Skipped(Some(reason))),
    ];
    let ruler = || of(0u8..=10);
    (
        of(id()),
        0usize..10,
        time(),
        of(0i64..10_000_000),
        btree_map(word(), state, 0..4),
        (ruler(), ruler()),
        vec(text(), 0..3),
        vec(text(), 0..3),
        of(text()),
        of(text()),
    )
        .prop_map(
            |(
                screening,
                row,
                at,
                length,
                steps,
                (importance, confidence),
                good,
                less,
                plan,
                note,
            )| {
                Body::Intervention(Intervention {
                    screening,
                    substance: Substance::ALL[row].into(),
                    at,
                    finished: length.and_then(|ms| {
                        Timestamp::from_millis(at.millis() + ms, at.offset_minutes())
                    }),
                    steps,
                    rulers: Rulers {
                        importance,
                        confidence,
                    },
                    good_things: good,
                    less_good_things: less.clone(),
                    plan,
                    materials: less,
                    note,
                })
            },
        )
}

fn referral() -> impl Strategy<Value = Body> {
    let when = prop_oneof![date().prop_map(When::Day), time().prop_map(When::Time)];
    let event = (one(ReferralStage::KNOWN), when, of(text())).prop_map(|(stage, when, outcome)| {
        ReferralEvent {
            stage,
            when,
            outcome,
        }
    });
    (text(), of(text()), one(Urgency::KNOWN), vec(event, 0..5)).prop_map(
        |(service, reason, urgency, events)| {
            Body::Referral(Referral {
                service,
                reason,
                urgency,
                events,
            })
        },
    )
}

fn follow_up() -> impl Strategy<Value = Body> {
    (date(), text(), of(date()))
        .prop_map(|(due, what, done)| Body::FollowUp(FollowUp { due, what, done }))
}

pub fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        client(),
        contact(),
        screening(),
        intervention(),
        referral(),
        follow_up()
    ]
}

pub fn pair() -> impl Strategy<Value = (Body, Body)> {
    prop_oneof![
        (body(), body()),
        (screening(), screening()),
        (intervention(), intervention()),
        (referral(), referral()),
        (follow_up(), follow_up()),
    ]
}

/// The old body with the head of the new one, so that the two can be one record at two times.
pub fn same_head(mut old: Body, new: &Body) -> Body {
    match (&mut old, new) {
        (Body::Screening(old), Body::Screening(new)) => {
            (old.wording, old.started, old.finished, old.age) =
                (new.wording.clone(), new.started, None, None);
        }
        (Body::Intervention(old), Body::Intervention(new)) => {
            (old.substance, old.at, old.finished) = (new.substance.clone(), new.at, None);
            old.screening = None;
        }
        (Body::Referral(old), Body::Referral(new)) => {
            (old.service, old.reason) = (new.service.clone(), new.reason.clone());
            old.urgency = new.urgency.clone();
        }
        (Body::FollowUp(old), Body::FollowUp(new)) => {
            (old.due, old.what) = (new.due, new.what.clone())
        }
        _ => {}
    }
    old
}

pub fn entry() -> impl Strategy<Value = Entry> {
    (of(id()), of(text()), body()).prop_map(|(id, correction, body)| {
        let client = (!matches!(body, Body::Client(_))).then(|| "AB-7K2M".to_owned());
        Entry {
            id,
            client,
            correction,
            body,
        }
    })
}
