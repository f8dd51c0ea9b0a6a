//! A whole file: what lists and exports read from it.

use wayside_domain::assist::Band;
use wayside_domain::case_file::{CaseFile, Filed, Version};
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Client, Kind, Odd, parse_line, to_line};
use wayside_domain::time::{Date, Timestamp};

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn body(line: &str) -> Body {
    parse_line(line).unwrap().body
}

fn correct(correction: &str, old: &Version, body: Body) -> Version {
    Version {
        correction: Some(id(correction)),
        reason: Some("wrong day".to_owned()),
        at: Timestamp::parse("2026-11-05T10:00:00Z").ok(),
        replaces: vec![old.version()],
        body,
    }
}

fn file() -> CaseFile {
    let Body::Client(profile) = body(r#"{"type":"client","code":"AB-7K2M","birth_year":2008}"#)
    else {
        panic!()
    };
    let mut file = CaseFile::new(id("c1"), profile);
    let contact = |at: &str| {
        body(&format!(
            r#"{{"type":"contact","client":"A","at":"{at}","setting":"street"}}"#
        ))
    };
    let original = Version::original(contact("2026-11-02T10:00:00Z"));
    let correction = correct("x1", &original, contact("2026-11-06T10:00:00Z"));
    file.entries
        .insert(id("k1"), Filed::of(1, vec![correction, original]).unwrap());
    file.put(id("k2"), contact("2026-11-04T10:00:00Z"));
    for (name, due, done) in [
        ("f1", "2026-11-16", "null"),
        ("f2", "2026-11-10", "\"2026-11-10\""),
        ("f3", "2026-11-20", "null"),
    ] {
        let line = format!(
            r#"{{"type":"follow-up","client":"A","due":"{due}","what":"w","done":{done}}}"#
        );
        file.put(id(name), body(&line));
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
    let entries = file.entries();
    let shape: Vec<_> = entries
        .iter()
        .map(|entry| (entry.body.kind(), entry.correction.is_some()))
        .collect();
    assert_eq!(
        shape[..4],
        [
            (Kind::Client, false),
            (Kind::Contact, false),
            (Kind::Contact, false),
            (Kind::Contact, true)
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
        file.put(id(name), body(&line));
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
    assert_eq!(file.open_screening().unwrap(), &id("s3"));
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

#[test]
fn a_date_hides_no_risk() {
    let screening = |started: &str, q2: &str| {
        let finished = started.replace("T10:00", "T10:09");
        body(&format!(
            r#"{{"type":"screening","client":"A","instrument":"assist-3.1","wording":"w","started":"{started}","finished":"{finished}","answers":{{"q1.opioids":"yes","q2.opioids":"{q2}","q3.opioids":"daily","q4.opioids":"daily","q5.opioids":"daily","q6.opioids":"no","q7.opioids":"no"}}}}"#
        ))
    };
    let low = |started: &str| {
        let Body::Screening(mut screening) = screening(started, "never") else {
            panic!()
        };
        screening.answers = Default::default();
        screening.answers.read("q1.opioids", "yes");
        for (item, answer) in [("q2", "never"), ("q6", "no"), ("q7", "no")] {
            screening.answers.read(&format!("{item}.opioids"), answer);
        }
        Body::from(screening)
    };
    // The order in which they were written down, and the band that a list shows.
    let (ahead, now, before) = (
        "2099-01-01T10:00:00Z",
        "2026-11-02T10:00:00Z",
        "2025-11-02T10:00:00Z",
    );
    let table = [
        (
            vec![low(ahead), screening(now, "daily")],
            Some(Band::High),
            2,
        ),
        (
            vec![screening(now, "daily"), low(ahead)],
            Some(Band::Low),
            1,
        ),
        (
            vec![screening(now, "daily"), low(before)],
            Some(Band::High),
            2,
        ),
        (
            vec![low(before), screening(now, "daily")],
            Some(Band::High),
            1,
        ),
        (
            vec![screening(before, "daily"), low(now)],
            Some(Band::Low),
            1,
        ),
        (vec![], None, 0),
    ];
    for (bodies, band, read) in table {
        let mut file = CaseFile::new(id("c"), Client::default());
        for (at, body) in bodies.into_iter().enumerate() {
            file.put(id(&format!("s{at}")), body);
        }
        assert_eq!(
            (file.highest_band(), file.newest_results().len()),
            (band, read)
        );
    }
}

#[test]
fn what_stands_is_decided_without_a_clock() {
    let contact = |condoms: u32| {
        body(&format!(
            r#"{{"type":"contact","client":"A","at":"2026-11-02T10:00:00Z","setting":"street","supplies":{{"condoms":{condoms}}}}}"#
        ))
    };
    let at = |version: Version, year: i32| Version {
        at: Timestamp::parse(&format!("{year}-01-01T00:00:00Z")).ok(),
        ..version
    };
    let first = Version::original(contact(20));
    let one = at(correct("one", &first, contact(200)), 2099);
    let two = at(correct("two", &one, contact(21)), 2026);
    let apart = at(correct("apart", &first, contact(22)), 2100);
    let of = |versions: &[&Version]| {
        let mut all: Vec<Version> = versions.iter().map(|one| (*one).clone()).collect();
        let filed = Filed::of(0, all.clone()).unwrap();
        all.reverse();
        assert_eq!(Filed::of(0, all).unwrap(), filed, "in any order");
        filed
    };
    let chain = of(&[&first, &one, &two]);
    assert_eq!((chain.body(), chain.is_disputed()), (&contact(21), false));
    let back = correct("back", &two, contact(20));
    let chain = of(&[&first, &one, &two, &back]);
    assert_eq!(
        (chain.body(), chain.is_disputed()),
        (&contact(20), false),
        "an earlier value is a new version"
    );
    assert_ne!(back.version(), first.version());
    let split = of(&[&first, &one, &two, &apart]);
    assert_eq!(
        (split.body(), split.is_disputed()),
        (&contact(21), true),
        "more corrections are behind it"
    );
    assert_eq!(split.heads().len(), 2);
    let settled = Version {
        replaces: split.heads(),
        ..correct("settled", &two, contact(22))
    };
    let settled = of(&[&first, &one, &two, &apart, &settled]);
    assert_eq!(
        (settled.body(), settled.is_disputed()),
        (&contact(22), false)
    );
    // What it replaces has not arrived: both are shown.
    let early = of(&[&first, &two]);
    assert_eq!((early.body(), early.is_disputed()), (&contact(21), true));
    // Two people who say the same apart do not dispute.
    let twin = Version {
        correction: Some(id("twin")),
        ..one.clone()
    };
    assert!(!of(&[&first, &one, &twin]).is_disputed());
}

#[test]
fn times_that_cannot_be_right_are_flagged() {
    let today = Date::parse("2026-11-30").unwrap();
    let contact = |day: &str| {
        body(&format!(
            r#"{{"type":"contact","client":"A","at":"{day}T10:00:00Z","setting":"street"}}"#
        ))
    };
    let due = |day: &str| {
        body(&format!(
            r#"{{"type":"follow-up","client":"A","due":"{day}","what":"w"}}"#
        ))
    };
    for (body, odd) in [
        (contact("2026-11-30"), None),
        (contact("2026-12-01"), None),
        (contact("2026-12-02"), Some(Odd::Ahead)),
        (contact("2569-11-30"), Some(Odd::OtherCalendar)),
        (contact("1405-09-09"), Some(Odd::OtherCalendar)),
        (contact("1995-01-01"), None),
        (due("2027-06-01"), None),
        (due("2570-01-01"), Some(Odd::OtherCalendar)),
    ] {
        assert_eq!(body.odd(today), odd, "{body:?}");
    }
}
