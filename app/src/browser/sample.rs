//! Sample clients: plainly named samples, so that nobody takes them for people.

use std::collections::BTreeMap;

use wayside_domain::assist::{Answer, Answers, INSTRUMENT, Item, Substance};
use wayside_domain::record::{
    Body, Client, Consent, Contact, Entry, FollowUp, Screening, Setting, Sex,
};
use wayside_domain::time::{Date, Timestamp};
use wayside_seam::{Problem, Request};

use crate::i18n::Words;
use crate::platform::Host;

/// Records the samples on one device.
pub async fn record(host: &Host, words: &Words) -> Result<(), Problem> {
    host.service
        .ask(Request::Record {
            entries: entries(host.now(), words),
        })
        .await
        .map(drop)
}

/// The samples, as a worker would have written them in the days before `now`.
pub fn entries(now: Timestamp, words: &Words) -> Vec<Entry> {
    let today = now.date();
    let alias = |letter: &str| format!("{} {letter}", words.text("demo-sample-client"));
    let mut all = Vec::new();
    let people = [
        ("SAMPLE-1", "A", Sex::Male, 1988, -3),
        ("SAMPLE-2", "B", Sex::Female, 1996, -9),
        ("SAMPLE-3", "C", Sex::Transgender, 2001, -16),
    ];
    for (code, letter, sex, year, days) in people {
        let day = today.plus_days(days).unwrap_or(today);
        all.push(client(code, alias(letter), sex, year, day));
        let at = before(now, -days);
        all.push(of(code, Body::Contact(contact(at, words))));
    }
    all.push(of(
        "SAMPLE-1",
        Body::FollowUp(FollowUp {
            due: today,
            what: "re-screen".to_owned(),
            done: None,
            outcome: None,
        }),
    ));
    all.push(of(
        "SAMPLE-2",
        Body::FollowUp(FollowUp {
            due: today.plus_days(5).unwrap_or(today),
            what: "check-in".to_owned(),
            done: None,
            outcome: None,
        }),
    ));
    all.push(of(
        "SAMPLE-2",
        Body::Screening(screening(before(now, 9), words)),
    ));
    all
}

fn of(code: &str, body: Body) -> Entry {
    Entry::new(None, Some(code.to_owned()), body)
}

fn before(now: Timestamp, days: i64) -> Timestamp {
    Timestamp::from_millis(now.millis() - days * 86_400_000, now.offset_minutes()).unwrap_or(now)
}

fn client(code: &str, alias: String, sex: Sex, year: i32, day: Date) -> Entry {
    let consent = Consent {
        purpose: "care-record".to_owned(),
        given: day,
        withdrawn: None,
        how: "spoken".to_owned(),
        by: None,
    };
    let body = Client {
        code: Some(code.to_owned()),
        aliases: vec![alias],
        sex: Some(sex),
        birth_year: Some(year),
        languages: vec!["vi".to_owned()],
        consents: vec![consent],
        ..Client::default()
    };
    Entry::new(None, None, Body::Client(body))
}

fn contact(at: Timestamp, words: &Words) -> Contact {
    let supplies = BTreeMap::from([
        ("needles-out".to_owned(), 10),
        ("needles-back".to_owned(), 6),
        ("condoms".to_owned(), 4),
    ]);
    Contact {
        at,
        setting: Setting::Street,
        worker: Some(words.text("demo-worker")),
        done: vec!["talk".to_owned(), "supplies".to_owned()],
        supplies,
        note: Some(words.text("demo-sample-note")),
    }
}

/// Alcohol at low risk, amphetamines at moderate risk.
fn screening(at: Timestamp, words: &Words) -> Screening {
    let mut answers = Answers::new();
    let used = [
        (Substance::Alcohol, Answer::Monthly, Answer::No),
        (Substance::Amphetamines, Answer::Weekly, Answer::Past3Months),
    ];
    let mut put = |item: Item, answer: Answer| {
        let _ = answers.set(item, answer);
    };
    for substance in Substance::ALL {
        put(Item::Q1(substance), Answer::No);
    }
    for (substance, often, concern) in used {
        put(Item::Q1(substance), Answer::Yes);
        put(Item::Q2(substance), often);
        put(
            Item::Q3(substance),
            if concern == Answer::No {
                Answer::Never
            } else {
                Answer::Monthly
            },
        );
        put(Item::Q4(substance), Answer::Never);
        put(Item::Q5(substance), Answer::Never);
        put(Item::Q6(substance), concern);
        put(Item::Q7(substance), Answer::No);
    }
    put(Item::Q8, Answer::No);
    Screening {
        instrument: INSTRUMENT.to_owned(),
        wording: words.wording(),
        started: at,
        finished: Some(at),
        age: Some(29),
        answers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayside_domain::record::{parse_line, to_line};

    #[test]
    fn every_sample_is_a_good_record_and_says_that_it_is_a_sample() {
        let now = Timestamp::parse("2026-11-21T19:40:00+07:00").unwrap();
        for entry in entries(now, &Words::new("en")) {
            let line = to_line(&entry);
            assert!(line.contains("SAMPLE-"), "{line}");
            parse_line(&line).unwrap();
        }
    }
}
