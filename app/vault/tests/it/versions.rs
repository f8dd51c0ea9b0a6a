//! Versions of a record: corrected, gone back, disputed, gone on, opened again; an older copy changes nothing.

#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use wayside_domain::command::Outcome;
use wayside_domain::record::{Contact, Typed};

use crate::records::{DOCUMENT, export, record};
use crate::support::{Device, id};

#[test]
fn going_back_to_an_earlier_value_is_a_version_of_its_own() {
    let contact = |needles: u32, correction: &str| {
        format!(
            r#"{{"type":"contact","id":"k1","client":"AB-1","at":"2026-11-02T19:40:00+07:00","setting":"street","supplies":{{"needles-out":{needles}}}{correction}}}"#
        )
    };
    let file = [
        r#"{"type":"client","id":"c1","code":"AB-1"}"#.to_owned(),
        contact(20, ""),
        contact(200, r#","correction":"typo""#),
        contact(20, r#","correction":"20 was right""#),
    ]
    .join("\n");
    let mut device = Device::new(1);
    let corrected = [
        Outcome::Added,
        Outcome::Added,
        Outcome::Corrected,
        Outcome::Corrected,
    ];
    assert_eq!(record(&mut device, &file).unwrap(), corrected);
    let stands = |device: &mut Device| {
        let file = device.vault.case_file(&id("c1")).unwrap();
        let filed = &file.entries[&id("k1")];
        (
            Contact::of(filed.body()).unwrap().supplies["needles-out"],
            filed.is_disputed(),
        )
    };
    assert_eq!(stands(&mut device), (20, false));
    assert_eq!(record(&mut device, &file).unwrap(), [Outcome::Same; 4]);
    assert_eq!(stands(&mut device), (20, false));
    // The versions say in which order they stand, so the order of lines does not matter.
    let mut lines = export(&mut device);
    assert_eq!(lines.len(), 4);
    lines[1..].reverse();
    let mut two = Device::new(2);
    record(&mut two, &lines.join("\n")).unwrap();
    assert_eq!(stands(&mut two), (20, false));
    lines[1..].reverse();
    assert_eq!(export(&mut two), lines);
    for line in &lines {
        assert_eq!(record(&mut two, line).unwrap(), [Outcome::Same], "{line}");
    }
    assert_eq!(two.vault.verify().unwrap(), []);
}

#[test]
fn two_corrections_of_one_version_are_disputed_on_every_device_until_one_settles_them() {
    let (mut one, mut two) = (Device::new(1), Device::new(2));
    record(&mut one, DOCUMENT).unwrap();
    two.take(&one.made());
    let changed = |needles: &str| {
        DOCUMENT
            .lines()
            .nth(1)
            .unwrap()
            .replace("\"needles-out\":20", needles)
    };
    record(&mut one, &changed("\"needles-out\":21")).unwrap();
    record(&mut two, &changed("\"needles-out\":22")).unwrap();
    let (from_one, from_two) = (one.made(), two.made());
    one.take(&from_two);
    two.take(&from_one);
    let file = one.vault.case_file(&id("c1")).unwrap();
    assert_eq!(two.vault.case_file(&id("c1")).unwrap(), file);
    assert!(file.entries[&id("k1")].is_disputed());
    let disputed = |device: &mut Device| {
        let lines = export(device);
        lines
            .iter()
            .filter(|line| line.contains("\"disputed\":true"))
            .count()
    };
    assert_eq!((disputed(&mut one), disputed(&mut two)), (3, 3));
    record(&mut one, &changed("\"needles-out\":21,\"needles-back\":1")).unwrap();
    two.take(&one.made());
    assert_eq!((disputed(&mut one), disputed(&mut two)), (0, 0));
    assert_eq!(one.vault.verify().unwrap(), []);
    assert_eq!(two.vault.verify().unwrap(), []);
}

#[test]
fn an_older_export_of_what_went_on_since_changes_nothing() {
    let mut device = Device::new(1);
    record(&mut device, DOCUMENT).unwrap();
    let old = export(&mut device);
    let rest = [
        r#"{"type":"screening","id":"s1","client":"AB-7K2M","instrument":"assist-3.1","wording":"wayside-en-1","started":"2026-11-02T19:45:00+07:00","finished":"2026-11-02T19:59:00+07:00","age":34,"answers":{"q1.tobacco":"yes","q1.alcohol":"no","q1.opioids":"no"}}"#,
        r#"{"type":"referral","id":"r1","client":"AB-7K2M","service":"clinic","reason":"wound","urgency":"soon","events":[{"attended":"2026-11-05"}]}"#,
        r#"{"type":"follow-up","id":"f1","client":"AB-7K2M","due":"2026-11-16","what":"re-screen","done":"2026-11-16"}"#,
    ];
    assert_eq!(
        record(&mut device, &rest.join("\n")).unwrap(),
        [Outcome::Continued; 3]
    );
    let now = export(&mut device);
    assert_eq!(
        record(&mut device, &old.join("\n")).unwrap(),
        vec![Outcome::Same; old.len()]
    );
    assert_eq!(export(&mut device), now);
}

#[test]
fn an_older_copy_of_a_profile_changes_nothing() {
    let mut device = Device::new(1);
    let first = r#"{"type":"client","id":"c1","code":"AB-1","sex":"male"}"#;
    let second = r#"{"type":"client","id":"c1","code":"AB-1","sex":"female"}"#;
    assert_eq!(record(&mut device, first).unwrap(), [Outcome::Added]);
    assert_eq!(record(&mut device, second).unwrap(), [Outcome::Corrected]);
    assert_eq!(record(&mut device, first).unwrap(), [Outcome::Same]);
    let sex = |device: &mut Device| {
        device
            .vault
            .case_file(&id("c1"))
            .unwrap()
            .profile
            .sex
            .unwrap()
    };
    assert_eq!(sex(&mut device).id(), "female");
    // Going back is said with a reason, and is a change of its own.
    let back = first.replace("}", ",\"correction\":\"as before\"}");
    assert_eq!(record(&mut device, &back).unwrap(), [Outcome::Corrected]);
    for line in [first, second, &back] {
        assert_eq!(
            record(&mut device, line).unwrap(),
            [Outcome::Same],
            "{line}"
        );
    }
    assert_eq!(sex(&mut device).id(), "male");
}

#[test]
fn a_profile_that_went_to_and_fro_with_one_reason_is_the_same_again() {
    let mut device = Device::new(1);
    let line = |sex: &str, reason: &str| {
        format!(r#"{{"type":"client","id":"c1","code":"AB-1","sex":"{sex}"{reason}}}"#)
    };
    let typo = r#","correction":"typo""#;
    let lines = [line("male", ""), line("female", typo), line("male", typo)];
    record(&mut device, &lines[0]).unwrap();
    for line in &lines[1..] {
        assert_eq!(record(&mut device, line).unwrap(), [Outcome::Corrected]);
    }
    for line in &lines {
        assert_eq!(
            record(&mut device, line).unwrap(),
            [Outcome::Same],
            "{line}"
        );
    }
    let profile = device.vault.case_file(&id("c1")).unwrap().profile;
    assert_eq!(profile.sex.unwrap().id(), "male");
}

#[test]
fn an_entry_without_a_client_stays_in_its_log_whoever_records_it_again() {
    let (mut one, mut two) = (Device::new(1), Device::new(2));
    let line = |day: &str, needles: u32| {
        format!(
            r#"{{"type":"contact","id":"k7","at":"{day}T19:40:00+07:00","setting":"street","worker":"Sample worker","supplies":{{"needles-out":{needles}}}}}"#
        )
    };
    record(&mut one, &line("2026-10-31", 3)).unwrap();
    two.take(&one.made());
    // Another device has no log of its own yet, and the correction is of another month.
    assert_eq!(
        record(&mut two, &line("2026-10-31", 3)).unwrap(),
        [Outcome::Same]
    );
    assert_eq!(
        record(&mut two, &line("2026-11-01", 4)).unwrap(),
        [Outcome::Corrected]
    );
    one.take(&two.made());
    let lines = export(&mut two);
    assert_eq!(export(&mut one), lines);
    assert_eq!(lines.len(), 2);
    for device in [&mut one, &mut two] {
        assert_eq!(
            record(device, &lines.join("\n")).unwrap(),
            [Outcome::Same; 2]
        );
        assert_eq!(device.vault.verify().unwrap(), []);
    }
}

#[test]
fn a_follow_up_that_was_wrongly_done_is_opened_again() {
    let mut device = Device::new(1);
    record(&mut device, DOCUMENT).unwrap();
    let line = |done: &str| {
        format!(
            r#"{{"type":"follow-up","id":"f1","client":"AB-7K2M","due":"2026-11-16","what":"re-screen",{done}}}"#
        )
    };
    let due = |device: &Device| {
        device
            .vault
            .follow_ups_due(crate::support::day("2026-12-01"), 9)
            .unwrap()
            .len()
    };
    assert_eq!(due(&device), 1);
    assert_eq!(
        record(&mut device, &line(r#""done":"2026-11-16""#)).unwrap(),
        [Outcome::Continued]
    );
    assert_eq!(due(&device), 0);
    let again = line(r#""done":null,"correction":"not yet""#);
    assert_eq!(record(&mut device, &again).unwrap(), [Outcome::Corrected]);
    assert_eq!(due(&device), 1);
    assert_eq!(record(&mut device, &again).unwrap(), [Outcome::Same]);
    // And done after all, by a tap.
    let done = crate::support::day("2026-11-20");
    let tap = wayside_domain::command::Command::change::<wayside_domain::record::FollowUp>(
        id("c1"),
        id("f1"),
        "done",
        Some(&done),
    );
    assert!(device.run(tap));
    assert_eq!(due(&device), 0);
    assert_eq!(device.vault.verify().unwrap(), []);
}
