//! Whole records: all or none, and out again as they came in.

#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use wayside_domain::case_file::CaseFile;
use wayside_domain::command::Outcome;
use wayside_domain::record::{
    Body, Contact, Entry, Odd, Screening, Typed, parse_document, to_json, to_line,
};
use wayside_vault::{Fault, RecordFailure, RecordProblem};

use crate::support::{CASELOAD, Device, at, id, rng};

pub(crate) const DOCUMENT: &str = r#"
{"type":"contact","id":"k1","client":"AB-7K2M","at":"2026-11-02T19:40:00+07:00","setting":"street","worker":"Sample worker","done":["talked","dressed a wound"],"supplies":{"condoms":10,"needles-out":20},"note":"by the bridge"}
{"type":"client","id":"c1","code":"AB-7K2M","aliases":["Bé Năm"],"sex":"female","birth_year":1991,"languages":["vi","en"],"special_groups":["pregnant"],"contact_preferences":"evenings","consents":[{"purpose":"care-record","given":"2026-11-02","how":"spoken","by":"Sample worker"}]}
{"type":"screening","id":"s1","client":"AB-7K2M","instrument":"assist-3.1","wording":"wayside-en-1","started":"2026-11-02T19:45:00+07:00","age":34,"answers":{"q1.tobacco":"yes","q1.alcohol":"no"}}
{"type":"intervention","id":"i1","client":"c1","screening":"s1","substance":"tobacco","at":"2026-11-02T20:00:00+07:00","steps":{"feedback":"done","good-things":"skipped: no time"},"rulers":{"importance":7,"confidence":4},"good_things":["calm"],"plan":"less at night","materials":["leaflet"],"note":"wants to talk again"}
{"type":"referral","id":"r1","client":"AB-7K2M","service":"clinic","reason":"wound","urgency":"soon","events":[{"made":"2026-11-02"}]}
{"type":"follow-up","id":"f1","client":"AB-7K2M","due":"2026-11-16","what":"re-screen","done":null}
"#;

pub(crate) fn record(device: &mut Device, text: &str) -> Result<Vec<Outcome>, RecordFailure> {
    let entries = parse_document(text).unwrap();
    let recorded = device
        .vault
        .record(entries, &CASELOAD, at(500), &mut rng(90 + device.seed))?;
    Ok(recorded
        .into_iter()
        .map(|recorded| recorded.outcome)
        .collect())
}

pub(crate) fn export(device: &mut Device) -> Vec<String> {
    let mut lines = Vec::new();
    let mut each = |_: &CaseFile, entries: Vec<Entry>| -> Result<(), Fault> {
        lines.extend(entries.iter().map(to_line));
        Ok(())
    };
    assert_eq!(device.vault.export_entries(&mut each).unwrap(), 0);
    lines
}

/// A line without its version and what it replaces: as a person would write it.
fn plain(line: &str) -> String {
    let mut json = to_json(&parse_document(line).unwrap()[0]);
    let fields = json.as_object_mut().unwrap();
    fields.shift_remove("version");
    fields.shift_remove("replaces");
    json.to_string()
}

#[test]
fn what_one_vault_exports_another_records_and_exports_again() {
    let mut one = Device::new(1);
    assert_eq!(record(&mut one, DOCUMENT).unwrap(), [Outcome::Added; 6]);
    let lines = export(&mut one);
    assert_eq!(lines.len(), 6);
    let plain: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    for line in DOCUMENT
        .lines()
        .filter(|line| !line.is_empty() && !line.contains("\"i1\""))
    {
        assert!(plain.contains(&line.to_owned()), "{line}\n{plain:#?}");
    }
    // One change for the whole client.
    assert_eq!(one.vault.pending_count().unwrap(), 1);
    let mut two = Device::new(2);
    record(&mut two, &lines.join("\n")).unwrap();
    assert_eq!(export(&mut two), lines);
    assert_eq!(two.vault.verify().unwrap(), []);
}

#[test]
fn recording_the_same_again_changes_nothing_and_something_else_is_a_correction() {
    let mut device = Device::new(1);
    record(&mut device, DOCUMENT).unwrap();
    let before = export(&mut device);
    assert_eq!(record(&mut device, DOCUMENT).unwrap(), [Outcome::Same; 6]);
    assert_eq!(
        record(&mut device, &before.join("\n")).unwrap(),
        [Outcome::Same; 6]
    );
    assert_eq!(export(&mut device), before);
    assert_eq!(device.vault.pending_count().unwrap(), 1);

    let other = DOCUMENT
        .replace("\"needles-out\":20", "\"needles-out\":25")
        .replace(
            "\"q1.alcohol\":\"no\"",
            "\"q1.alcohol\":\"yes\",\"q2.alcohol\":\"never\"",
        );
    let outcomes = record(&mut device, &other).unwrap();
    assert_eq!(outcomes[0], Outcome::Corrected);
    assert_eq!(outcomes[2], Outcome::Continued);
    let file = device.vault.case_file(&id("c1")).unwrap();
    let versions = file.entries[&id("k1")].versions();
    let needles = |body: &Body| Contact::of(body).unwrap().supplies["needles-out"];
    assert_eq!(needles(&versions[0].body), 20);
    assert_eq!(needles(file.entries[&id("k1")].body()), 25);
    assert_eq!(file.all::<Screening>()[0].1.answers.len(), 3);
    let lines = export(&mut device);
    assert!(
        lines
            .iter()
            .any(|line| line.contains("\"correction\":\"recorded again\""))
    );
    let mut two = Device::new(2);
    record(&mut two, &lines.join("\n")).unwrap();
    assert_eq!(export(&mut two), lines);
    assert_eq!(
        record(&mut two, &lines.join("\n")).unwrap(),
        vec![Outcome::Same; lines.len()]
    );
    assert_eq!(device.vault.verify().unwrap(), []);
}

#[test]
fn a_correction_of_any_kind_is_kept_whole_beside_what_it_corrects() {
    let mut device = Device::new(1);
    record(&mut device, DOCUMENT).unwrap();
    let before = export(&mut device);
    let mut other = DOCUMENT.to_owned();
    for (old, new) in [
        ("dressed a wound", "gave water"),
        ("evenings", "mornings"),
        ("wayside-en-1", "wayside-vi-1"),
        ("\"substance\":\"tobacco\"", "\"substance\":\"alcohol\""),
        ("\"reason\":\"wound\"", "\"reason\":\"fever\""),
        ("re-screen", "call"),
    ] {
        assert!(other.contains(old));
        other = other.replace(old, new);
    }
    assert_eq!(
        record(&mut device, &other).unwrap(),
        [Outcome::Corrected; 6]
    );
    let mut device = device.reopen();
    assert_eq!(record(&mut device, &other).unwrap(), [Outcome::Same; 6]);
    let lines = export(&mut device);
    for line in before
        .iter()
        .filter(|line| !line.contains("\"type\":\"client\""))
    {
        assert!(lines.contains(line), "{line}");
    }
    let mark = "\"correction\":\"recorded again\",";
    for line in lines.iter().filter(|line| line.contains(mark)) {
        let plain = plain(line).replace(mark, "");
        let given = parse_document(&other).unwrap();
        let found = given.iter().any(|entry| {
            let same_id = plain.contains(&format!("\"id\":\"{}\"", entry.id.clone().unwrap()));
            same_id && parse_document(&plain).unwrap()[0].body == entry.body
        });
        assert!(found, "{plain}");
    }
    let corrections = lines.iter().filter(|line| line.contains(mark)).count();
    assert_eq!(corrections, 5, "a profile is edited in place");
}

#[test]
fn nothing_of_a_document_with_an_unknown_client_is_kept() {
    let mut device = Device::new(1);
    let document = format!(
        "{}\n{}",
        DOCUMENT.trim(),
        r#"{"type":"follow-up","client":"NOBODY","due":"2026-11-16","what":"x"}"#
    );
    let failure = record(&mut device, &document).unwrap_err();
    assert_eq!((failure.line, failure.field.as_str()), (7, "client"));
    assert_eq!(failure.problem, RecordProblem::UnknownClient);
    assert_eq!(
        (
            device.vault.client_count().unwrap(),
            device.vault.pending_count().unwrap()
        ),
        (0, 0)
    );
}

#[test]
fn an_id_that_belongs_to_another_kind_of_record_is_refused_whole() {
    let mut device = Device::new(1);
    record(&mut device, DOCUMENT).unwrap();
    let document = r#"{"type":"client","id":"c2","code":"ZZ-1"}
{"type":"follow-up","id":"k1","client":"c1","due":"2026-11-16","what":"x"}"#;
    let failure = record(&mut device, document).unwrap_err();
    assert_eq!(
        (failure.line, failure.field.as_str(), failure.problem),
        (2, "id", RecordProblem::OtherRecord)
    );
    assert_eq!(device.vault.client_count().unwrap(), 1);
    assert_eq!(device.vault.verify().unwrap(), []);
}

#[test]
fn a_code_of_two_clients_is_ambiguous_and_their_exports_name_the_ids() {
    let mut device = Device::new(1);
    record(&mut device, "{\"type\":\"client\",\"id\":\"c1\",\"code\":\"AB-1\"}\n{\"type\":\"client\",\"id\":\"c2\",\"code\":\"ab1\"}").unwrap();
    let contact = r#"{"type":"follow-up","id":"f1","client":"CODE","due":"2026-11-16","what":"x"}"#;
    let failure = record(&mut device, &contact.replace("CODE", "AB-1")).unwrap_err();
    assert_eq!(failure.problem, RecordProblem::Ambiguous);
    record(&mut device, &contact.replace("CODE", "c2")).unwrap();
    let lines = export(&mut device);
    assert!(
        lines.iter().any(|line| line.contains("\"client\":\"c2\"")),
        "{lines:?}"
    );
    let mut two = Device::new(2);
    record(&mut two, &lines.join("\n")).unwrap();
    assert_eq!(export(&mut two), lines);
}

#[test]
fn a_client_line_without_an_id_never_overwrites_another_file() {
    let mut device = Device::new(1);
    let line = r#"{"type":"client","code":"AB-1","birth_year":1991,"languages":["vi","en"]}"#;
    assert_eq!(record(&mut device, line).unwrap(), [Outcome::Added]);
    assert_eq!(record(&mut device, line).unwrap(), [Outcome::Same]);
    let less = r#"{"type":"client","code":"ab1","languages":["en"]}"#;
    // Another way of writing the code is another code to the record, so this says something new.
    for other in [
        less,
        r#"{"type":"client","code":"AB-1","birth_year":1992}"#,
        r#"{"type":"client","code":"AB-1","aliases":["Năm"]}"#,
    ] {
        let failure = record(&mut device, other).unwrap_err();
        assert_eq!(
            (failure.line, failure.field.as_str()),
            (1, "code"),
            "{other}"
        );
        let RecordProblem::CodeTaken { code } = failure.problem else {
            panic!("{:?}", failure.problem)
        };
        assert!(other.contains(&code));
    }
    let part = r#"{"type":"client","code":"AB-1","languages":["en"]}"#;
    assert_eq!(record(&mut device, part).unwrap(), [Outcome::Same]);
    assert_eq!(device.vault.client_count().unwrap(), 1);
}

#[test]
fn twins_within_one_import_are_refused_with_their_line() {
    let mut device = Device::new(1);
    let line = |code: &str, year: u32| {
        format!(r#"{{"type":"client","code":"{code}","birth_year":{year}}}"#)
    };
    let twins = [line("AB-1", 1991), line("AB-2", 1992), line("AB-1", 1993)].join("\n");
    let failure = record(&mut device, &twins).unwrap_err();
    assert_eq!((failure.line, failure.field.as_str()), (3, "code"));
    assert!(matches!(failure.problem, RecordProblem::CodeTaken { .. }));
    assert_eq!(device.vault.client_count().unwrap(), 0);
    let same = [line("AB-1", 1991), line("AB-1", 1991)].join("\n");
    assert_eq!(
        record(&mut device, &same).unwrap(),
        [Outcome::Added, Outcome::Same]
    );
    assert_eq!(device.vault.client_count().unwrap(), 1);
}

#[test]
fn a_name_of_two_clients_is_refused_however_it_came_about() {
    let contact = |client: &str| {
        format!(r#"{{"type":"follow-up","client":"{client}","due":"2026-11-16","what":"x"}}"#)
    };
    // The lines, the line and the field that are refused, and why.
    let table: [(&[&str], usize, &str, RecordProblem); 4] = [
        (
            &[
                r#"{"type":"client","id":"a","code":"HJ-7K2M"}"#,
                r#"{"type":"client","id":"HJ-7K2M","code":"ZZ-1"}"#,
            ],
            2,
            "id",
            RecordProblem::CodeOfAnother,
        ),
        (
            &[
                r#"{"type":"client","id":"HJ-7K2M","code":"ZZ-1"}"#,
                r#"{"type":"client","id":"a","code":"HJ-7K2M"}"#,
            ],
            2,
            "code",
            RecordProblem::CodeOfAnother,
        ),
        (
            &[
                r#"{"type":"client","id":"HJ-7K2M","code":"ZZ-1"}"#,
                r#"{"type":"client","id":"a","code":"ZZ-2","aliases":["HJ-7K2M"]}"#,
            ],
            2,
            "aliases",
            RecordProblem::CodeOfAnother,
        ),
        (
            &[
                r#"{"type":"client","id":"a","code":"HJ-7K2M"}"#,
                r#"{"type":"client","id":"b","code":"HJ 7K2M"}"#,
                "CONTACT",
            ],
            3,
            "client",
            RecordProblem::Ambiguous,
        ),
    ];
    for (lines, line, field, problem) in table {
        let lines: Vec<String> = lines
            .iter()
            .map(|line| {
                if *line == "CONTACT" {
                    contact("HJ-7K2M")
                } else {
                    (*line).to_owned()
                }
            })
            .collect();
        // In one document, and in one after the other.
        let mut device = Device::new(1);
        let failure = record(&mut device, &lines.join("\n")).unwrap_err();
        assert_eq!(
            (failure.line, failure.field.as_str(), &failure.problem),
            (line, field, &problem),
            "{lines:?}"
        );
        assert_eq!(device.vault.client_count().unwrap(), 0);
        let (last, before) = lines.split_last().unwrap();
        record(&mut device, &before.join("\n")).unwrap();
        let failure = record(&mut device, last).unwrap_err();
        assert_eq!(
            (failure.line, failure.field.as_str(), &failure.problem),
            (1, field, &problem),
            "{lines:?}"
        );
    }
}

#[test]
fn one_entry_id_under_two_clients_is_refused() {
    let clients = "{\"type\":\"client\",\"id\":\"a\",\"code\":\"AB-1\"}\n{\"type\":\"client\",\"id\":\"b\",\"code\":\"AB-2\"}";
    let due = |client: &str| {
        format!(
            r#"{{"type":"follow-up","id":"f1","client":"{client}","due":"2026-11-16","what":"x"}}"#
        )
    };
    let mut device = Device::new(1);
    let failure = record(&mut device, &[clients, &due("a"), &due("b")].join("\n")).unwrap_err();
    assert_eq!(
        (failure.line, failure.field.as_str(), failure.problem),
        (4, "id", RecordProblem::OtherRecord)
    );
    record(&mut device, &[clients, &due("a")].join("\n")).unwrap();
    let failure = record(&mut device, &due("b")).unwrap_err();
    assert_eq!(
        (failure.line, failure.field.as_str(), failure.problem),
        (1, "id", RecordProblem::OtherRecord)
    );
    assert_eq!(record(&mut device, &due("a")).unwrap(), [Outcome::Same]);
}

#[test]
fn the_same_file_without_ids_twice_changes_nothing_and_equal_lines_stay_two() {
    let file = r#"{"type":"client","code":"AB-1"}
{"type":"client","sex":"male"}
{"type":"contact","client":"AB-1","at":"2026-11-02T19:40:00+07:00","setting":"street"}
{"type":"contact","client":"AB-1","at":"2026-11-02T19:40:00+07:00","setting":"street"}
{"type":"note","client":"AB-1","at":"2026-11-02T19:40:00+07:00","text":"moved"}
{"type":"contact","at":"2026-11-02T19:40:00+07:00","setting":"street"}
{"type":"overdose","at":"2026-12-02T19:40:00+07:00","setting":"home","outcome":"survived"}
{"type":"activity","at":"2026-12-02T19:40:00+07:00","setting":"other","what":"clean-up"}"#;
    let mut device = Device::new(1);
    assert_eq!(record(&mut device, file).unwrap(), [Outcome::Added; 8]);
    let lines = export(&mut device);
    assert_eq!(lines.len(), 8);
    assert_eq!(record(&mut device, file).unwrap(), [Outcome::Same; 8]);
    assert_eq!(export(&mut device), lines);
    assert_eq!(
        device.vault.client_count().unwrap(),
        2,
        "a log is no client"
    );
    assert_eq!(device.vault.verify().unwrap(), []);
    let mut device = device.reopen();
    assert_eq!(export(&mut device), lines);
    // What has no client travels and merges like the rest.
    let mut two = Device::new(2);
    two.take(&device.made());
    assert_eq!(export(&mut two), lines);
    assert_eq!(two.vault.verify().unwrap(), []);
}

#[test]
fn times_that_lie_ahead_are_taken_and_flagged() {
    let mut device = Device::new(1);
    let entries =
        parse_document(&DOCUMENT.replace("2026-11-02T19:40", "2031-11-02T19:40")).unwrap();
    let recorded = device
        .vault
        .record(entries, &CASELOAD, at(500), &mut rng(9))
        .unwrap();
    let odd: Vec<Option<Odd>> = recorded.iter().map(|one| one.odd).collect();
    assert_eq!(odd, [Some(Odd::Ahead), None, None, None, None, None]);
}

#[test]
fn the_same_import_on_two_phones_is_one_record_after_they_meet() {
    let (mut one, mut two) = (Device::new(1), Device::new(2));
    record(&mut one, DOCUMENT).unwrap();
    record(&mut two, DOCUMENT).unwrap();
    let lines = export(&mut one);
    let (from_one, from_two) = (one.made(), two.made());
    one.take(&from_two);
    two.take(&from_one);
    assert_eq!(export(&mut one), lines);
    assert_eq!(export(&mut two), lines);
    assert_eq!(one.vault.case_file(&id("c1")).unwrap().conflicts, []);
}

#[test]
fn an_export_can_be_stopped_by_its_reader() {
    let mut device = Device::new(1);
    record(&mut device, DOCUMENT).unwrap();
    #[derive(Debug)]
    struct Enough;
    impl From<Fault> for Enough {
        fn from(_: Fault) -> Self {
            Self
        }
    }
    record(&mut device, r#"{"type":"client","id":"c2","code":"ZZ-1"}"#).unwrap();
    record(&mut device, r#"{"type":"client","id":"c3","code":"ZZ-2"}"#).unwrap();
    let mut seen = 0;
    let stopped = device.vault.export_entries(|_, _| {
        seen += 1;
        if seen == 2 { Err(Enough) } else { Ok(()) }
    });
    assert!(stopped.is_err());
    assert_eq!(seen, 2);
}
