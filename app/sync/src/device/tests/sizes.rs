//! What a screening costs on the wire.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use wayside_domain::assist::{self, Answers};
use wayside_domain::command::Command;
use wayside_domain::id::Id;

use super::relay::Relay;
use super::world::{One, enrolled, founder, now};
use crate::service::message::{Reply, Request, Role};

/// A finished interview as a person might answer: three or four substances ever, answers of all kinds.
fn answers(rng: &mut StdRng) -> Answers {
    let mut answers = Answers::new();
    while let Some(item) = assist::next(&answers) {
        let allowed: Vec<_> = item
            .allowed()
            .iter()
            .filter(|answer| answer.id() != "refused")
            .collect();
        let ever = rng.random_range(0..10) < 4;
        let answer = match item {
            assist::Item::Q1(_) => allowed[usize::from(ever)],
            _ => allowed[rng.random_range(0..allowed.len())],
        };
        answers.set(item, *answer).unwrap();
    }
    answers
}

fn screening(client: &str, rng: &mut StdRng) -> String {
    let answers: Vec<String> = answers(rng)
        .pairs()
        .map(|(item, answer)| format!(r#""{item}":"{answer}""#))
        .collect();
    let minute = rng.random_range(10..60);
    format!(
        r#"{{"type":"screening","client":"{client}","instrument":"assist-3.1","wording":"wayside-en-1","started":"2026-11-02T19:{minute}:07+07:00","finished":"2026-11-02T20:{minute}:31+07:00","age":{},"answers":{{{}}}}}"#,
        rng.random_range(18..60),
        answers.join(",")
    )
}

/// Bytes of segments of changes at the relay.
fn weight(relay: &Relay) -> (usize, usize) {
    let changes = || {
        relay
            .segments()
            .filter(|kept| kept.caseload != wayside_protocol::CaseloadId::ROSTER)
    };
    (
        changes().count(),
        changes().map(|kept| kept.bytes.len()).sum(),
    )
}

#[test]
fn a_hundred_screenings_travel_in_at_most_130_bytes_each() {
    let (mut relay, mut desk, mut rng) = (Relay::default(), founder(1), StdRng::seed_from_u64(7));
    let mut phone = enrolled(&mut desk, 2, Role::Worker, None);
    // Clients that exist already: one change each that depends on what was sent before.
    for n in 0..100 {
        phone.client(&format!("AB-{n:04}"));
    }
    phone.synced(&mut relay);
    let (_, before) = weight(&relay);
    for n in 0..100 {
        let line = screening(&format!("AB-{n:04}"), &mut rng);
        phone.record(&line).unwrap();
    }
    phone.synced(&mut relay);
    let (_, after) = weight(&relay);
    println!(
        "screenings of known clients: {} bytes each; clients: {} bytes each",
        (after - before) / 100,
        before / 100
    );
    assert!(
        after - before <= 130 * 100,
        "{} bytes each",
        (after - before) / 100
    );
    desk.synced(&mut relay);
    let id = desk.find("AB-0042");
    let Reply::CaseFile(file) = desk.ask(Request::Client { id }).unwrap() else {
        panic!()
    };
    assert_eq!(file.screenings.len(), 1);
}

#[test]
fn a_hundred_new_clients_with_their_screenings_share_segments() {
    let (mut relay, mut desk, mut rng) = (Relay::default(), founder(3), StdRng::seed_from_u64(8));
    let mut phone = enrolled(&mut desk, 4, Role::Worker, None);
    let mut lines = String::new();
    for n in 0..100 {
        let code = format!("AB-{n:04}");
        lines += &format!(
            "{{\"type\":\"client\",\"code\":\"{code}\"}}\n{}\n",
            screening(&code, &mut rng)
        );
    }
    phone.record(&lines).unwrap();
    phone.synced(&mut relay);
    let (segments, bytes) = weight(&relay);
    println!(
        "a new client with a screening: {} bytes each, {segments} segments",
        bytes / 100
    );
    assert!(bytes <= 160 * 100, "{} bytes each", bytes / 100);
    desk.synced(&mut relay);
    assert_eq!(desk.codes().len(), 100);
}

#[test]
fn tapped_screenings_cost_a_few_bytes_a_tap() {
    let (mut relay, mut desk, mut rng) = (Relay::default(), founder(5), StdRng::seed_from_u64(9));
    let mut phone = enrolled(&mut desk, 6, Role::Worker, None);
    let mut taps = 0;
    for n in 0..20 {
        phone.client(&format!("AB-{n:04}"));
        let client = phone.find(&format!("AB-{n:04}"));
        taps += tap(&mut phone, &client, &answers(&mut rng), &mut rng);
    }
    phone.synced(&mut relay);
    let (segments, bytes) = weight(&relay);
    println!(
        "tapped: {} bytes a screening, {} a tap, {segments} segments",
        bytes / 20,
        bytes / taps
    );
    assert!(bytes / taps <= 40, "{} bytes a tap", bytes / taps);
    desk.synced(&mut relay);
    assert_eq!(desk.codes().len(), 20);
}

/// One command for each tap; gives their number.
fn tap(one: &mut One, client: &Id, answers: &Answers, rng: &mut StdRng) -> usize {
    let screening = Id::random(rng);
    let (client, at) = (client.clone(), now());
    let start = Command::StartScreening {
        client: client.clone(),
        screening: screening.clone(),
        wording: "wayside-en-1".into(),
        age: Some(30),
        at,
    };
    one.ask(Request::Do(start)).unwrap();
    let mut taps = 2;
    for (item, answer) in answers.iter() {
        let answer = Some(answer);
        let command = Command::Answer {
            client: client.clone(),
            screening: screening.clone(),
            item,
            answer,
        };
        one.ask(Request::Do(command)).unwrap();
        taps += 1;
    }
    one.ask(Request::Do(Command::FinishScreening {
        client,
        screening,
        at,
    }))
    .unwrap();
    taps
}
