//! One act: what is refused, what is written, what the lists then show.

#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use wayside_domain::case_file::CaseFile;
use wayside_domain::command::Command;
use wayside_domain::list::ClientQuery;
use wayside_domain::record::{Body, Contact, FollowUp, Screening, Setting};
use wayside_vault::CommandError;

use crate::support::{Device, Folder, add, answer, at, day, id, profile, start};

fn file(device: &mut Device, client: &str) -> CaseFile {
    device.vault.case_file(&id(client)).unwrap()
}

fn contact(minute: i64, note: Option<&str>) -> Contact {
    Contact {
        at: at(minute),
        setting: Setting::Street,
        worker: Some("Sample worker".to_owned()),
        done: vec!["talked".to_owned()],
        supplies: [("needles-out".to_owned(), 20)].into(),
        note: note.map(str::to_owned),
    }
}

#[test]
fn what_was_saved_is_there_after_another_launch() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    device.run(start("c1", "s1"));
    device.run(answer("c1", "s1", "q1.cannabis", "yes"));
    device.run(answer("c1", "s1", "q2.cannabis", "weekly"));
    device.run(Command::Add {
        client: id("c1"),
        entry: id("k1"),
        body: contact(5, Some("by the bridge")).into(),
    });
    let before = file(&mut device, "c1");
    let mut device = device.reopen();
    assert_eq!(file(&mut device, "c1"), before);
    assert_eq!(before.all::<Screening>()[0].1.answers.len(), 2);
    assert_eq!(
        before.all::<Contact>()[0].1,
        &contact(5, Some("by the bridge"))
    );
    assert_eq!(device.vault.verify().unwrap(), []);
}

#[test]
fn a_command_that_is_sent_twice_is_one_act() {
    let mut device = Device::new(1);
    for _ in 0..2 {
        device.vault.run(&add("c1", "AB-7K2M")).unwrap();
        device.vault.run(&start("c1", "s1")).unwrap();
        device
            .vault
            .run(&answer("c1", "s1", "q1.cannabis", "yes"))
            .unwrap();
    }
    assert_eq!(device.vault.pending_count().unwrap(), 3);
    assert!(!device.run(answer("c1", "s1", "q1.cannabis", "yes")));
    let other = device.vault.run(&add("c1", "OTHER"));
    assert_eq!(other.unwrap_err(), CommandError::Exists);
}

#[test]
fn a_finished_screening_is_corrected_and_not_edited() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    device.run(start("c1", "s1"));
    device.run(answer("c1", "s1", "q1.cannabis", "no"));
    device.run(Command::Finish {
        client: id("c1"),
        entry: id("s1"),
        at: at(9),
    });
    let late = device.vault.run(&answer("c1", "s1", "q1.cannabis", "yes"));
    assert_eq!(late.unwrap_err(), CommandError::Finished);

    let mut body = file(&mut device, "c1").all::<Screening>()[0].1.clone();
    body.answers
        .set("q1.cannabis".parse().unwrap(), "yes".parse().unwrap())
        .unwrap();
    let correct = Command::Correct {
        client: id("c1"),
        entry: id("s1"),
        correction: id("x1"),
        body: Body::Screening(body.clone()),
        reason: "misheard".to_owned(),
        at: at(20),
    };
    assert!(device.run(correct.clone()));
    assert!(!device.run(correct));
    let filed = &file(&mut device, "c1").entries[&id("s1")];
    let body = Body::Screening(body);
    assert_eq!((filed.corrections(), filed.body()), (1, &body));
    assert_eq!(filed.versions()[1].reason.as_deref(), Some("misheard"));
    assert_ne!(filed.versions()[0].body, body);
    assert_eq!(device.vault.verify().unwrap(), []);
}

#[test]
fn acts_on_what_is_not_there_are_refused() {
    let mut device = Device::new(1);
    let unknown = device.vault.run(&answer("c9", "s1", "q1.cannabis", "yes"));
    assert_eq!(unknown.unwrap_err(), CommandError::UnknownClient);
    device.run(add("c1", "AB-7K2M"));
    let unknown = device.vault.run(&answer("c1", "s9", "q1.cannabis", "yes"));
    assert_eq!(unknown.unwrap_err(), CommandError::UnknownEntry);
    let long = Command::Note {
        client: id("c1"),
        entry: id("k1"),
        text: "x".repeat(4_001),
    };
    assert!(matches!(
        device.vault.run(&long).unwrap_err(),
        CommandError::Invalid(_)
    ));
    assert_eq!(device.vault.pending_count().unwrap(), 1);
}

#[test]
fn lists_follow_every_act() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    device.run(start("c1", "s1"));
    let row = |device: &Device| {
        device
            .vault
            .clients(&ClientQuery {
                limit: 9,
                ..Default::default()
            })
            .unwrap()
            .rows
            .remove(0)
    };
    assert_eq!(row(&device).open_screening, Some(id("s1")));
    device.run(Command::Finish {
        client: id("c1"),
        entry: id("s1"),
        at: at(9),
    });
    device.run(Command::Add {
        client: id("c1"),
        entry: id("k1"),
        body: contact(30, None).into(),
    });
    let due = FollowUp {
        due: day("2026-11-16"),
        what: "re-screen".to_owned(),
        done: None,
        outcome: None,
    };
    device.run(Command::Add {
        client: id("c1"),
        entry: id("f1"),
        body: due.into(),
    });
    let shown = row(&device);
    assert_eq!(
        (shown.open_screening, shown.next_due),
        (None, Some(day("2026-11-16")))
    );
    assert_eq!(shown.last_contact, Some(at(30)));
    assert_eq!(
        device.vault.follow_ups_due(day("2026-11-15"), 9).unwrap(),
        []
    );
    assert_eq!(
        device.vault.follow_ups_due(day("2026-11-16"), 9).unwrap()[0].what,
        "re-screen"
    );
    device.run(Command::change::<FollowUp>(
        id("c1"),
        id("f1"),
        "done",
        Some(&day("2026-11-16")),
    ));
    assert_eq!(
        device.vault.follow_ups_due(day("2026-12-16"), 9).unwrap(),
        []
    );
    assert_eq!(row(&device).next_due, None);
    assert_eq!(device.vault.verify().unwrap(), []);
}

#[test]
fn a_profile_edit_writes_only_what_differs() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    let mut edited = profile("AB-7K2M");
    edited.aliases = vec!["Bé Năm".to_owned()];
    assert!(device.run(Command::edit(id("c1").clone(), id("c1"), &edited)));
    assert!(!device.run(Command::edit(id("c1").clone(), id("c1"), &edited)));
    assert_eq!(file(&mut device, "c1").profile, edited);
    edited.aliases.clear();
    assert!(device.run(Command::edit(id("c1").clone(), id("c1"), &edited)));
    assert_eq!(file(&mut device, "c1").profile, edited);
    assert_eq!(device.vault.verify().unwrap(), []);
}

#[test]
fn a_document_with_many_acts_is_folded_and_says_the_same() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    device.run(start("c1", "s1"));
    for round in 0..100 {
        let text = if round % 2 == 0 { "yes" } else { "no" };
        device.run(answer("c1", "s1", "q1.opioids", text));
    }
    assert_eq!(device.vault.pending_count().unwrap(), 102);
    let before = file(&mut device, "c1");
    let mut device = device.reopen();
    assert_eq!(file(&mut device, "c1"), before);
    assert_eq!(device.vault.verify().unwrap(), []);
    assert_eq!(device.made().len(), 102);
}

#[test]
fn a_new_client_needs_a_caseload() {
    let dir = Folder::temporary();
    let mut rng = crate::support::rng(1);
    let mut vault = wayside_vault::Vault::create(
        dir.path(),
        "1",
        None,
        wayside_vault::KdfCost::TEST,
        &mut rng,
    )
    .unwrap();
    assert_eq!(
        vault.run(&add("c1", "AB")).unwrap_err(),
        CommandError::NoCaseload
    );
}

#[test]
fn what_is_typed_is_stored_in_one_form_whichever_the_keyboard_writes() {
    let (stored, typed) = ("Йод, Ánh", "И\u{306}од, A\u{301}nh");
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    device.run(Command::Add {
        client: id("c1"),
        entry: id("k1"),
        body: contact(30, Some(typed)).into(),
    });
    let note = |device: &mut Device| file(device, "c1").all::<Contact>()[0].1.note.clone();
    assert_eq!(note(&mut device).as_deref(), Some(stored));
    for text in ["another", typed, stored] {
        device.run(Command::Note {
            client: id("c1"),
            entry: id("k1"),
            text: text.to_owned(),
        });
    }
    assert_eq!(note(&mut device).as_deref(), Some(stored));
    // The same text in the other form changes nothing.
    assert_eq!(device.vault.pending_count().unwrap(), 4);
}
