//! Commands: what no file could take is refused before it reaches one.

use wayside_domain::assist::{Answer, Item, Substance};
use wayside_domain::command::{Command, PointList, Ruler};
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Client, StepState, parse_line};
use wayside_domain::time::Timestamp;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn now() -> Timestamp {
    Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap()
}

fn body(line: &str) -> Body {
    parse_line(line).unwrap().body
}

fn check(command: &Command, field: Option<&str>) {
    let refused = command.validate().err();
    assert_eq!(
        refused.as_ref().map(|invalid| invalid.field.as_str()),
        field,
        "{command:?} {refused:?}"
    );
    let text = serde_json::to_string(command).unwrap();
    assert_eq!(
        &serde_json::from_str::<Command>(&text).unwrap(),
        command,
        "crosses the seam"
    );
}

#[test]
fn answers_have_to_be_allowed() {
    let answer = |item, answer| Command::Answer {
        client: id("c"),
        screening: id("s"),
        item,
        answer,
    };
    check(
        &answer(Item::Q2(Substance::Cannabis), Some(Answer::Weekly)),
        None,
    );
    check(
        &answer(Item::Q2(Substance::Cannabis), Some(Answer::Refused)),
        None,
    );
    check(&answer(Item::Q2(Substance::Cannabis), None), None);
    check(
        &answer(Item::Q2(Substance::Cannabis), Some(Answer::Yes)),
        Some("q2.cannabis"),
    );
    let tobacco = Command::Answer {
        client: id("c"),
        screening: id("s"),
        item: Item::Q5(Substance::Tobacco),
        answer: None,
    };
    assert_eq!(tobacco.validate().unwrap_err().field, "q5.tobacco");
}

#[test]
fn steps_rulers_points_and_texts_have_their_limits() {
    let step = |step: &str, state| Command::Step {
        client: id("c"),
        intervention: id("i"),
        step: step.to_owned(),
        state,
    };
    check(&step("feedback", Some(StepState::Done)), None);
    check(&step("feedback", None), None);
    check(&step("Feed back", Some(StepState::Done)), Some("steps"));
    check(
        &step("feedback", Some(StepState::Unknown("half".to_owned()))),
        Some("steps"),
    );
    check(
        &step("feedback", Some(StepState::Skipped(Some("x".repeat(201))))),
        Some("steps"),
    );
    let ruler = |value| Command::Ruler {
        client: id("c"),
        intervention: id("i"),
        ruler: Ruler::Confidence,
        value,
    };
    check(&ruler(10), None);
    check(&ruler(11), Some("confidence"));
    let points = |points: &[&str]| Command::Points {
        client: id("c"),
        intervention: id("i"),
        list: PointList::GoodThings,
        points: points.iter().map(|point| (*point).to_owned()).collect(),
    };
    check(&points(&["calm", "friends"]), None);
    check(&points(&["calm", " "]), Some("good_things"));
    let note = |length: usize| Command::Note {
        client: id("c"),
        entry: id("k"),
        text: "ế".repeat(length),
    };
    check(&note(4_000), None);
    check(&note(4_001), Some("note"));
}

#[test]
fn bodies_keep_the_rules_of_records() {
    let client = |code: &str| Command::AddClient {
        client: id("c"),
        profile: Client {
            code: Some(code.to_owned()),
            ..Client::default()
        },
    };
    check(&client("AB-7K2M"), None);
    check(&client("a;b"), Some("code"));
    check(&client(" AB-7K2M"), Some("code"));
    let contact = r#"{"type":"contact","client":"A","at":"2026-11-02T10:00:00Z","setting":"street","supplies":{"condoms":3}}"#;
    let Body::Contact(mut contact) = body(contact) else {
        panic!()
    };
    check(
        &Command::AddContact {
            client: id("c"),
            id: id("k"),
            contact: contact.clone(),
        },
        None,
    );
    contact.supplies.insert("condoms".to_owned(), 1_000_000);
    check(
        &Command::AddContact {
            client: id("c"),
            id: id("k"),
            contact: contact.clone(),
        },
        Some("supplies.condoms"),
    );
    let correct = |reason: &str| Command::Correct {
        client: id("c"),
        entry: id("f"),
        correction: id("x"),
        body: body(r#"{"type":"follow-up","client":"A","due":"2026-11-16","what":"w"}"#),
        reason: reason.to_owned(),
        at: now(),
    };
    check(&correct("wrong day"), None);
    check(&correct(" "), Some("correction"));
}

#[test]
fn a_command_names_its_client_and_entry() {
    let start = Command::StartScreening {
        client: id("c"),
        screening: id("s"),
        wording: "w-1".to_owned(),
        age: Some(34),
        at: now(),
    };
    assert_eq!((start.client(), start.entry()), (&id("c"), &id("s")));
    check(&start, None);
    let start = Command::StartScreening {
        client: id("c"),
        screening: id("s"),
        wording: "W 1".to_owned(),
        age: None,
        at: now(),
    };
    check(&start, Some("wording"));
    let edit = Command::EditProfile {
        client: id("c"),
        profile: Client::default(),
    };
    assert_eq!(edit.entry(), &id("c"));
}
