//! Middles, ends, and the samples that native device and page both take.

use serde_json::Value;
use wayside_domain::assist::{Answer, Item, Substance};
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{Client, Screening};
use wayside_seam::{ClientQuery, Request};

/// The passphrase of both devices.
pub const SECRET: &str = "a sample passphrase";
/// Not it.
pub const WRONG: &str = "another passphrase";
/// Keys derived from a wrong passphrase.
pub const DERIVATIONS: usize = 7;
/// Rounds of unlocking with a key that costs nothing to derive.
pub const UNLOCKS: usize = 31;
/// Answers saved one after the other.
pub const ANSWERS: usize = 100;
/// Rows of the list's first page.
const ROWS: u64 = 25;

pub fn median(samples: &[f64]) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

pub fn worst(samples: &[f64]) -> f64 {
    samples.iter().copied().fold(0.0, f64::max)
}

pub fn list(value: &Value) -> Vec<f64> {
    let values = value.as_array().unwrap();
    values.iter().map(|value| value.as_f64().unwrap()).collect()
}

pub fn unlock(secret: &str) -> Request {
    Request::Unlock { pin: secret.into() }
}

/// What the list of clients asks for.
pub fn first_page() -> Request {
    Request::Clients(ClientQuery {
        limit: ROWS,
        ..ClientQuery::default()
    })
}

/// A client at the beginning of an interview.
pub fn interview(name: &str) -> [Request; 2] {
    let client = Id::parse(&format!("bench-client-{name}")).unwrap();
    let profile = Client {
        code: Some(format!("BENCH-{name}")),
        ..Client::default()
    };
    let start = Command::Add {
        client: client.clone(),
        entry: Id::parse(&format!("bench-screening-{name}")).unwrap(),
        body: Screening::begin("wayside-en-1", Some(34), crate::field::now()).into(),
    };
    [Command::add_client(client, profile), start].map(Request::Do)
}

/// The answers of that interview's first question, again and again, each time another one.
pub fn answers(name: &str) -> Vec<Request> {
    let substances = Substance::ALL;
    (0..ANSWERS)
        .map(|n| {
            let answer = if (n / substances.len()).is_multiple_of(2) {
                Answer::Yes
            } else {
                Answer::No
            };
            Request::Do(Command::Answer {
                client: Id::parse(&format!("bench-client-{name}")).unwrap(),
                screening: Id::parse(&format!("bench-screening-{name}")).unwrap(),
                item: Item::Q1(substances[n % substances.len()]),
                answer: Some(answer),
            })
        })
        .collect()
}
