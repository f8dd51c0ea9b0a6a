//! A whole file: what lists and exports read from it.

use wayside_domain::assist::Band;
use wayside_domain::case_file::{CaseFile, Correction, Filed};
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Kind, parse_line, to_line};
use wayside_domain::time::{Date, Timestamp};

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn body(line: &str) -> Body {
    parse_line(line).unwrap().body
}

fn file() -> CaseFile {
    let Body::Client(profile) = body(r#"{"type":"client","code":"AB-7K2M","birth_year":2008}"#)
    else {
        panic!()
    };
    let mut file = CaseFile::new(id("c1"), profile);
    let contact = |at: &str| match body(&format!(
        r#"{{"type":"contact","client":"A","at":"{at}","setting":"street"}}"#
    )) {
        Body::Contact(contact) => contact,
        other => panic!("{other:?}"),
    };
    file.contacts
        .push(Filed::new(id("k1"), contact("2026-11-02T10:00:00Z")));
    file.contacts
        .push(Filed::new(id("k2"), contact("2026-11-04T10:00:00Z")));
    file.contacts[0].corrections.push(Correction {
        id: id("x1"),
        reason: "wrong day".to_owned(),
        at: Timestamp::parse("2026-11-05T10:00:00Z").unwrap(),
        body: contact("2026-11-06T10:00:00Z"),
    });
    for (name, due, done) in [
        ("f1", "2026-11-16", "null"),
        ("f2", "2026-11-10", "\"2026-11-10\""),
        ("f3", "2026-11-20", "null"),
    ] {
        let line = format!(
            r#"{{"type":"follow-up","client":"A","due":"{due}","what":"w","done":{done}}}"#
        );
        let Body::FollowUp(follow_up) = body(&line) else {
            panic!()
        };
        file.follow_ups.push(Filed::new(id(name), follow_up));
    }
    file
}

#[test]
fn lists_read_the_corrected_versions() {
    let file = file();
    assert_eq!(
        file.last_contact().unwrap().to_string(),
        "2026-11-06T10:00:00Z"
    );
    assert_eq!(file.next_due().unwrap().to_string(), "2026-11-16");
    let days: Vec<String> = file
        .timeline()
        .iter()
        .map(|moment| format!("{} {}", moment.day, moment.id))
        .collect();
    assert_eq!(
        days,
        [
            "2026-11-20 f3",
            "2026-11-16 f1",
            "2026-11-10 f2",
            "2026-11-06 k1",
            "2026-11-04 k2"
        ]
    );
}

#[test]
fn an_export_has_the_client_first_and_each_entry_before_its_corrections() {
    let file = file();
    let entries: Vec<_> = file.entries().collect();
    let shape: Vec<_> = entries
        .iter()
        .map(|entry| (entry.body.kind(), entry.correction.is_some()))
        .collect();
    assert_eq!(
        shape[..4],
        [
            (Kind::Client, false),
            (Kind::Contact, false),
            (Kind::Contact, true),
            (Kind::Contact, false)
        ]
    );
    for entry in &entries {
        assert_eq!(&parse_line(&to_line(entry)).unwrap(), entry);
    }
}

#[test]
fn the_band_of_a_file_is_that_of_the_last_finished_interview() {
    let mut file = file();
    assert_eq!(
        (file.highest_band(), file.open_screening().is_none()),
        (None, true)
    );
    let mut add = |name: &str, started: &str, finished: &str, q2: &str| {
        let line = format!(
            r#"{{"type":"screening","client":"A","instrument":"assist-3.1","wording":"w","started":"{started}","finished":{finished},"answers":{{"q1.opioids":"yes","q2.opioids":"{q2}","q3.opioids":"never","q4.opioids":"never","q5.opioids":"never","q6.opioids":"no","q7.opioids":"no"}}}}"#
        );
        let Body::Screening(screening) = body(&line) else {
            panic!()
        };
        file.screenings.push(Filed::new(id(name), screening));
    };
    add(
        "s1",
        "2026-10-01T10:00:00Z",
        "\"2026-10-01T10:09:00Z\"",
        "monthly",
    );
    add(
        "s2",
        "2026-11-01T10:00:00Z",
        "\"2026-11-01T10:09:00Z\"",
        "daily",
    );
    add("s3", "2026-11-03T10:00:00Z", "null", "never");
    assert_eq!(file.highest_band(), Some(Band::Moderate));
    assert_eq!(file.open_screening().unwrap().id, id("s3"));
    assert_eq!(file.latest_screening().unwrap().id, id("s3"));
}

#[test]
fn the_youngest_possible_age_is_taken_from_the_birth_year() {
    let profile = file().profile;
    let age = |day: &str| profile.youngest_age_on(Date::parse(day).unwrap());
    assert_eq!(
        (age("2026-11-02"), age("2008-01-01"), age("2007-12-31")),
        (Some(17), Some(0), None)
    );
}

#[test]
fn a_file_survives_the_message_seam() {
    let file = file();
    let text = serde_json::to_string(&file).unwrap();
    assert_eq!(serde_json::from_str::<CaseFile>(&text).unwrap(), file);
}
