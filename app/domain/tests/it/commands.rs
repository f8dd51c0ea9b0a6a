//! Commands: what no file could take is refused before it reaches one.

use wayside_domain::assist::{Answer, Item, Substance};
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{
    Body, Client, Intervention, Kind, Screening, StepState, Value, parse_line,
};
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
    let ruler = |value: u8| {
        Command::change::<Intervention>(id("c"), id("i"), "rulers.confidence", Some(&value))
    };
    check(&ruler(10), None);
    check(&ruler(11), Some("rulers.confidence"));
    let points = |points: &[&str]| {
        let points: Vec<String> = points.iter().map(|point| (*point).to_owned()).collect();
        Command::change::<Intervention>(id("c"), id("i"), "good_things", Some(&points))
    };
    check(&points(&["calm", "friends"]), None);
    check(&points(&["calm", " "]), Some("good_things[1]"));
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
    let client = |code: &str| {
        let profile = Client {
            code: Some(code.to_owned()),
            ..Client::default()
        };
        Command::add_client(id("c"), profile)
    };
    check(&client("AB-7K2M"), None);
    check(&client("a;b"), Some("code"));
    check(&client(" AB-7K2M"), Some("code"));
    let contact = r#"{"type":"contact","client":"A","at":"2026-11-02T10:00:00Z","setting":"street","supplies":{"condoms":3}}"#;
    let Body::Contact(mut contact) = body(contact) else {
        panic!()
    };
    check(
        &Command::Add {
            client: id("c"),
            entry: id("k"),
            body: contact.clone().into(),
        },
        None,
    );
    contact.supplies.insert("condoms".to_owned(), 1_000_000);
    check(
        &Command::Add {
            client: id("c"),
            entry: id("k"),
            body: contact.clone().into(),
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
    let start = |wording: &str| Command::Add {
        client: id("c"),
        entry: id("s"),
        body: Screening::begin(wording, Some(34), now()).into(),
    };
    assert_eq!(
        (start("w-1").client(), start("w-1").entry()),
        (&id("c"), &id("s"))
    );
    check(&start("w-1"), None);
    check(&start("W 1"), Some("wording"));
    let edit = Command::change::<Client>(id("c"), id("c"), "sex", Some(&"male".to_owned()));
    assert_eq!(edit.entry(), &id("c"));
    check(&edit, None);
    let own = Command::Add {
        client: id("c"),
        entry: id("c"),
        body: Screening::begin("w-1", None, now()).into(),
    };
    check(&own, Some("id"));
}

#[test]
fn only_what_may_be_set_anew_can_be_changed() {
    let table: [(Kind, &str, Option<Value>, Option<&str>); 9] = [
        (
            Kind::FollowUp,
            "done",
            Some(Value::Text("2026-11-02".into())),
            None,
        ),
        (Kind::FollowUp, "done", None, None),
        (
            Kind::FollowUp,
            "done",
            Some(Value::Text("2026-02-30".into())),
            Some("done"),
        ),
        (
            Kind::FollowUp,
            "due",
            Some(Value::Text("2026-11-02".into())),
            Some("due"),
        ),
        (
            Kind::FollowUp,
            "colour",
            Some(Value::Number(1)),
            Some("colour"),
        ),
        (
            Kind::Contact,
            "setting",
            Some(Value::Text("street".into())),
            Some("setting"),
        ),
        (
            Kind::Intervention,
            "rulers.mood",
            Some(Value::Number(1)),
            Some("rulers.mood"),
        ),
        (
            Kind::Intervention,
            "steps.advice",
            Some(Value::Text("done".into())),
            None,
        ),
        (Kind::Client, "uic", Some(Value::Number(1)), Some("uic")),
    ];
    for (kind, name, value, field) in table {
        let command = Command::Change {
            client: id("c"),
            entry: id("e"),
            kind,
            fields: [(name.to_owned(), value)].into(),
        };
        check(&command, field);
    }
}
