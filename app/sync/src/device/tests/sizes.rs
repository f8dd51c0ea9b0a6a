//! What a screening costs on the wire.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use wayside_domain::assist::{self, Answers};
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::Screening;
use wayside_seam::{Reply, Request, Role};

use super::relay::Relay;
use super::world::{One, enrolled, founder, now};

/// How people answer: a few substances ever, more often "never" and "no" than anything else. `Any` draws every answer
/// alike, which nobody's life does: the worst case.
#[derive(Clone, Copy)]
enum Lives {
    Usual,
    Any,
}

fn answers(lives: Lives, rng: &mut StdRng) -> Answers {
    let mut answers = Answers::new();
    while let Some(item) = assist::next(&answers) {
        let allowed: Vec<_> = item
            .allowed()
            .iter()
            .filter(|answer| answer.id() != "refused")
            .collect();
        let ever = rng.random_range(0..10) < 4;
        let usual = matches!(lives, Lives::Usual) && rng.random_range(0..10) < 5;
        let answer = match item {
            assist::Item::Q1(_) => allowed[usize::from(ever)],
            _ if usual => allowed[0],
            _ => allowed[rng.random_range(0..allowed.len())],
        };
        answers.set(item, *answer).unwrap();
    }
    answers
}

fn screening(client: &str, lives: Lives, rng: &mut StdRng) -> String {
    let answers: Vec<String> = answers(lives, rng)
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

/// Bytes of segments for each of a hundred screenings: of clients that are there already (one change each, which
/// depends on one that was sent before), and of new clients with the client.
fn measure(lives: Lives) -> (usize, usize) {
    let (mut relay, mut desk, mut rng) = (Relay::default(), founder(1), StdRng::seed_from_u64(7));
    let mut phone = enrolled(&mut desk, 2, Role::Worker, None);
    let mut sizes = Vec::new();
    (0..100).for_each(|n| phone.client(&format!("AB-{n:04}")));
    phone.synced(&mut relay);
    for first_is_new in [false, true] {
        let (_, before) = weight(&relay);
        for n in 0..100 {
            let code = if first_is_new {
                format!("XY-{n:04}")
            } else {
                format!("AB-{n:04}")
            };
            let line = screening(&code, lives, &mut rng);
            let client = format!("{{\"type\":\"client\",\"code\":\"{code}\"}}");
            phone
                .record(&if first_is_new {
                    format!("{client}\n{line}")
                } else {
                    line
                })
                .unwrap();
        }
        phone.synced(&mut relay);
        sizes.push((weight(&relay).1 - before) / 100);
    }
    desk.synced(&mut relay);
    let id = desk.find("AB-0042");
    let Reply::CaseFile(file) = desk.ask(Request::Client { id }).unwrap() else {
        panic!()
    };
    assert_eq!(
        (file.all::<Screening>().len(), desk.codes().len()),
        (1, 200)
    );
    desk.verify();
    (sizes[0], sizes[1])
}

#[test]
fn a_hundred_screenings_share_their_segments() {
    let (known, new) = measure(Lives::Usual);
    println!("usual answers: {known} bytes a screening of a known client, {new} with a new client");
    assert!(known <= 140 && new <= 110, "{known}, {new}");
}

#[test]
fn a_hundred_screenings_with_any_answers_cost_little_more() {
    let (known, new) = measure(Lives::Any);
    println!("any answers: {known} bytes a screening of a known client, {new} with a new client");
    assert!(known <= 160 && new <= 130, "{known}, {new}");
}

#[test]
fn tapped_screenings_cost_a_few_bytes_a_tap() {
    let (mut relay, mut desk, mut rng) = (Relay::default(), founder(5), StdRng::seed_from_u64(9));
    let mut phone = enrolled(&mut desk, 6, Role::Worker, None);
    let mut taps = 0;
    for n in 0..20 {
        phone.client(&format!("AB-{n:04}"));
        let client = phone.find(&format!("AB-{n:04}"));
        taps += tap(
            &mut phone,
            &client,
            &answers(Lives::Usual, &mut rng),
            &mut rng,
        );
    }
    phone.synced(&mut relay);
    let (segments, bytes) = weight(&relay);
    println!(
        "tapped: {} bytes a screening, {} a tap, {segments} segments",
        bytes / 20,
        bytes / taps
    );
    assert!(bytes / taps <= 12, "{} bytes a tap", bytes / taps);
    desk.synced(&mut relay);
    assert_eq!(desk.codes().len(), 20);
}

/// One command for each tap; gives their number.
fn tap(one: &mut One, client: &Id, answers: &Answers, rng: &mut StdRng) -> usize {
    let screening = Id::random(rng);
    let (client, at) = (client.clone(), now());
    let start = Command::Add {
        client: client.clone(),
        entry: screening.clone(),
        body: Screening::begin("wayside-en-1", Some(30), at).into(),
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
    one.ask(Request::Do(Command::Finish {
        client,
        entry: screening,
        at,
    }))
    .unwrap();
    taps
}
