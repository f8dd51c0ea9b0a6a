//! Commands: what no file could take is refused before it reaches one.

use wayside_domain::assist::{Answer, Item, Substance};
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{
    Body, Client, Intervention, Kind, Referral, Screening, StepState, Value, parse_line, to_line,
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

/// Two keyboards, one text: `one` and `other` are the same letters in two forms.
#[test]
fn texts_of_commands_are_stored_in_one_form() {
    let (one, other) = ("Йод – Ánh", "И\u{306}од – A\u{301}nh");
    let client = || id("c");
    let contact = |text: &str| {
        format!(
            r#"{{"type":"contact","client":"c","at":"2026-11-02T19:40:00+07:00","setting":"street","worker":"{text}","done":["{text}"],"note":"{text}"}}"#
        )
    };
    let referral = |text: &str| {
        format!(
            r#"{{"type":"referral","client":"c","service":"{text}","reason":"{text}","urgency":"soon","events":[{{"closed":"2026-11-03","outcome":"{text}"}}]}}"#
        )
    };
    let follow_up = |text: &str| {
        format!(
            r#"{{"type":"follow-up","client":"c","due":"2026-11-16","what":"{text}","done":null}}"#
        )
    };
    let profile = |text: &str| {
        format!(r#"{{"type":"client","code":"{text}","aliases":["{text}"],"contact_preferences":"{text}","consents":[{{"purpose":"{text}","given":"2026-11-02","how":"{text}","by":"{text}"}}]}}"#).replace(" – ", "-")
    };
    let made = |text: &str, body: &dyn Fn(&str) -> Body| {
        // The strict reader stores, too: the other form has to get into the body behind its back.
        let stored = serde_json::to_string(&body("TEXT")).unwrap();
        serde_json::from_str::<Body>(&stored.replace("TEXT", text)).unwrap()
    };
    let commands = |text: &str| -> Vec<Command> {
        let of = |line: &dyn Fn(&str) -> String| made(text, &|text| body(&line(text)));
        let (
            Body::Contact(contact_body),
            Body::Referral(referral_body),
            Body::FollowUp(follow_up_body),
            Body::Client(profile_body),
        ) = (of(&contact), of(&referral), of(&follow_up), of(&profile))
        else {
            panic!("four kinds")
        };
        let event = referral_body.events[0].clone();
        let text = || text.to_owned();
        vec![
            Command::Note {
                client: client(),
                entry: id("e"),
                text: text(),
            },
            Command::change::<Intervention>(client(), id("e"), "plan", Some(&text())),
            Command::NameOther {
                client: client(),
                screening: id("e"),
                name: text(),
            },
            Command::Step {
                client: client(),
                intervention: id("e"),
                step: "advice".into(),
                state: Some(StepState::Skipped(Some(text()))),
            },
            Command::change::<Intervention>(client(), id("e"), "good_things", Some(&vec![text()])),
            Command::Add {
                client: client(),
                entry: id("e"),
                body: contact_body.clone().into(),
            },
            Command::Add {
                client: client(),
                entry: id("e"),
                body: referral_body.into(),
            },
            Command::change::<Referral>(client(), id("e"), "events", Some(&vec![event])),
            Command::Add {
                client: client(),
                entry: id("e"),
                body: follow_up_body.into(),
            },
            Command::add_client(client(), profile_body.clone()),
            Command::edit(client(), client(), &profile_body),
            Command::Correct {
                client: client(),
                entry: id("e"),
                correction: id("k"),
                body: Body::Contact(contact_body),
                reason: text(),
                at: now(),
            },
            Command::Correct {
                client: client(),
                entry: id("c"),
                correction: id("k"),
                body: Body::Client(profile_body),
                reason: text(),
                at: now(),
            },
        ]
    };
    for (stored, typed) in commands(one).into_iter().zip(commands(other)) {
        assert_ne!(stored, typed);
        assert_eq!(typed.clone().stored(), stored.clone().stored());
        assert_eq!(stored.clone().stored().stored(), stored.clone().stored());
        check(&typed.stored(), None);
        let text = serde_json::to_string(&stored.stored()).unwrap();
        assert!(!text.contains('\u{306}'), "{text}");
    }
}

#[test]
fn texts_of_records_are_stored_in_one_form() {
    let (one, other) = ("Йод Ánh", "И\u{306}од A\u{301}nh");
    for line in [
        r#"{"type":"client","code":"TEXT","aliases":["TEXT"],"contact_preferences":"TEXT","consents":[{"purpose":"TEXT","given":"2026-11-02","how":"TEXT"}]}"#,
        r#"{"type":"contact","client":"TEXT","at":"2026-11-02T19:40:00+07:00","setting":"street","correction":"TEXT","done":["TEXT"],"note":"TEXT"}"#,
        r#"{"type":"screening","client":"c","instrument":"assist-3.1","wording":"wayside-en-1","started":"2026-11-02T19:40:00+07:00","answers":{"q1.other":"yes","other.name":"TEXT"}}"#,
        r#"{"type":"intervention","client":"c","substance":"opioids","at":"2026-11-02T19:40:00+07:00","steps":{"advice":"skipped: TEXT"},"good_things":["TEXT"],"plan":"TEXT","note":"TEXT"}"#,
        r#"{"type":"referral","client":"c","service":"TEXT","reason":"TEXT","urgency":"soon","events":[{"closed":"2026-11-03","outcome":"TEXT"}]}"#,
        r#"{"type":"follow-up","client":"c","due":"2026-11-16","what":"TEXT","done":null}"#,
    ] {
        let read = |text: &str| parse_line(&line.replace("TEXT", text)).unwrap();
        assert_eq!(read(one), read(other), "{line}");
        assert!(to_line(&read(other)).contains(one), "{line}");
    }
}
