//! Strategies for any record that can be written: one walk over the tables of the kinds, so that a new kind is tried
//! without a line here.

use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use wayside_domain::assist::{Answers, Item};
use wayside_domain::record::{
    Belongs, Body, Client, Consent, Entry, Field, Kind, Meets, Record, ReferralEvent,
    ReferralStage, Role, Said, Shape, Value, When,
};
use wayside_domain::text::stored;
use wayside_domain::time::{Date, Timestamp};

fn word() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}"
}

/// A text with all that JSON and people can throw in, not blank, in the form that is stored.
fn text() -> impl Strategy<Value = String> {
    "\\PC{0,12}[a-zđ\"\\\\ế🙂]\\PC{0,12}".prop_map(|text| stored(&text).into_owned())
}

fn time() -> impl Strategy<Value = Timestamp> {
    (0i64..4_000_000_000_000, -14i32..=14)
        .prop_map(|(ms, hours)| Timestamp::from_millis(ms, hours * 60).unwrap())
}

fn date() -> impl Strategy<Value = Date> {
    (1900i32..2100, 1u32..=12, 1u32..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn texts(strategy: impl Strategy<Value = String> + 'static) -> BoxedStrategy<Value> {
    strategy.prop_map(Value::Text).boxed()
}

/// Any value of a shape.
fn value(field: &Field, shape: &'static Shape) -> BoxedStrategy<Value> {
    match shape {
        Shape::Text(_) => texts(text()),
        Shape::Number { range, .. } => (range.0..=range.1).prop_map(Value::Number).boxed(),
        Shape::Word(word) if !word.ids.is_empty() => {
            texts(select(word.ids).prop_map(str::to_owned))
        }
        Shape::Word(known) => match known
            .expected
            .split(' ')
            .take(4)
            .collect::<Vec<_>>()
            .join(" ")
            .as_str()
        {
            "a time such as" => time().prop_map(Value::Time).boxed(),
            "a date that exists," => texts(date().prop_map(|day| day.to_string())),
            "an id of 1" => texts("[A-Za-z0-9_-]{1,20}"),
            "a code of 1" => texts("[A-Z]{2}-[A-Z0-9]{4}"),
            "a language tag such" => texts("[a-z]{2}"),
            "the id of a" => texts(word()),
            "done, skipped, or skipped:" => texts(prop_oneof![
                Just("done".to_owned()),
                Just("skipped".to_owned()),
                word().prop_map(|reason| format!("skipped: {reason}")),
            ]),
            other => panic!("say here how a value of {other:?} looks"),
        },
        Shape::List(one) => vec(value(field, one), 1..4).prop_map(Value::List).boxed(),
        Shape::Map { values, .. } => btree_map(word(), value(field, values), 1..4)
            .prop_map(Value::Map)
            .boxed(),
        Shape::Group(parts) => {
            let parts: Vec<_> = parts
                .iter()
                .map(|(name, shape)| {
                    of(value(field, shape)).prop_map(|value| (name.to_string(), value))
                })
                .collect();
            parts
                .prop_map(|parts| {
                    let set = parts
                        .into_iter()
                        .filter_map(|(name, value)| Some((name, value?)));
                    Value::Map(set.collect())
                })
                .boxed()
        }
        Shape::Own(_) => match field.name {
            "answers" => answers().boxed(),
            "events" => events().boxed(),
            "consents" => consents().boxed(),
            other => panic!("say here how {other:?} looks"),
        },
    }
}

fn answers() -> impl Strategy<Value = Value> {
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
        let pairs = answers
            .pairs()
            .map(|(item, answer)| (item, Value::Text(answer)));
        Value::Map(pairs.collect())
    })
}

fn events() -> impl Strategy<Value = Value> {
    let when = prop_oneof![date().prop_map(When::Day), time().prop_map(When::Time)];
    let event =
        (select(ReferralStage::KNOWN), when, of(text())).prop_map(|(stage, when, outcome)| {
            ReferralEvent {
                stage,
                when,
                outcome,
            }
        });
    vec(event, 1..5).prop_map(|events| {
        let referral = wayside_domain::record::Referral {
            service: "S".into(),
            reason: None,
            urgency: wayside_domain::record::Urgency::Soon,
            events,
        };
        referral.said().get("events").cloned().unwrap()
    })
}

fn consents() -> impl Strategy<Value = Value> {
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
    vec(consent, 1..3).prop_map(|consents| {
        let client = Client {
            consents,
            ..Client::default()
        };
        client.said().get("consents").cloned().unwrap()
    })
}

/// What a record of this kind may say.
fn said(kind: Kind) -> impl Strategy<Value = Said> {
    let kept = kind
        .fields()
        .iter()
        .filter(|field| field.meets != Meets::Never);
    let fields: Vec<_> = kept
        .map(|field| {
            let any = value(field, field.shape);
            let value = if field.needed {
                any.prop_map(Some).boxed()
            } else {
                of(any).boxed()
            };
            value.prop_map(move |value| (field, value))
        })
        .collect();
    fields.prop_map(|fields| {
        let mut said = Said::default();
        for (field, value) in &fields {
            said.put(field.name, value.clone());
        }
        for (field, _) in fields {
            let Some((other, _)) = field.not_before else {
                continue;
            };
            if let (Some(Value::Time(later)), Some(Value::Time(first))) =
                (said.get(field.name), said.get(other))
                && later < first
            {
                said.put(field.name, None);
            }
        }
        said
    })
}

pub fn body_of(kind: Kind) -> impl Strategy<Value = Body> {
    said(kind).prop_map(move |said| kind.hear(&said).unwrap())
}

pub fn body() -> impl Strategy<Value = Body> {
    select(Kind::ALL).prop_flat_map(body_of)
}

/// Two bodies of one kind, mostly.
pub fn pair() -> impl Strategy<Value = (Body, Body)> {
    let alike = || select(Kind::ALL).prop_flat_map(|kind| (body_of(kind), body_of(kind)));
    prop_oneof![1 => (body(), body()), 5 => alike()]
}

/// The old body with what is said once taken from the new one, and without an end, so that the two can be one record at
/// two times.
pub fn same_head(old: Body, new: &Body) -> Body {
    if old.kind() != new.kind() {
        return old;
    }
    let (mut said, later) = (old.said(), new.said());
    for field in old.kind().fields() {
        if field.meets == Meets::Once {
            said.put(field.name, later.get(field.name).cloned());
        }
        if matches!(field.role, Role::Closes | Role::Done) {
            said.put(field.name, None);
        }
    }
    old.kind().hear(&said).unwrap()
}

pub fn entry() -> impl Strategy<Value = Entry> {
    let versions = vec("[A-Za-z0-9_-]{21}[AQgw]", 0..3);
    (
        of("[A-Za-z0-9_-]{1,20}"),
        of(text()),
        versions,
        any::<bool>(),
        body(),
    )
        .prop_map(|(id, correction, replaces, disputed, body)| {
            let client = match body.kind().belongs() {
                Belongs::Itself | Belongs::Nobody => None,
                Belongs::Client | Belongs::Perhaps => Some("AB-7K2M".to_owned()),
            };
            let mut entry = Entry {
                id: id.map(|id| id.parse().unwrap()),
                client,
                correction,
                named: None,
                replaces,
                disputed,
                body,
            };
            entry.named = Some(entry.version());
            entry
        })
}
