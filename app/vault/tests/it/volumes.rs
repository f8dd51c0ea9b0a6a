//! A file at its cap goes on in a second document: nothing is ever refused, and whoever reads sees one file.

use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, ROOT};
#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use sha2::{Digest, Sha256};
use wayside_domain::command::{Command, Outcome};
use wayside_domain::id::Id;
use wayside_domain::list::ClientQuery;
use wayside_domain::record::{Body, Contact, Entry, FollowUp, Setting, Sex, to_line};
use wayside_vault::{CommandError, Limits, RawId, RecordProblem, StoredSegment};

mod arriving;
mod forged;

use crate::records::{export, record};
use crate::support::{CASELOAD, Device, add, answer, at, day, id, profile, start};

/// A handful of contacts fills three quarters of it.
const LOW: Limits = Limits { operations: 400 };

/// The device that made it reads the same limits as everybody.
fn low(seed: u64) -> Device {
    let mut device = Device::new(seed);
    device.vault.set_limits(LOW);
    device
}

fn reopened(device: Device) -> Device {
    let mut device = device.reopen();
    device.vault.set_limits(LOW);
    device
}

fn contact(n: usize) -> Contact {
    Contact {
        at: at(i64::try_from(n).unwrap()),
        setting: Setting::Street,
        worker: Some("Sample worker".to_owned()),
        done: Vec::new(),
        supplies: [("needles-out".to_owned(), 20)].into(),
        note: Some(format!("n {n}")),
    }
}

fn meet(client: &str, entry: &str, n: usize) -> Command {
    Command::Add {
        client: id(client),
        entry: id(entry),
        body: contact(n).into(),
    }
}

fn note(entry: &str, text: &str) -> Command {
    Command::Note {
        client: id("c1"),
        entry: id(entry),
        text: text.to_owned(),
    }
}

fn correct(entry: &str, correction: &str, n: usize) -> Command {
    Command::Correct {
        client: id("c1"),
        entry: id(entry),
        correction: id(correction),
        body: Body::Contact(contact(n)),
        reason: "misheard".to_owned(),
        at: at(999),
    }
}

/// A client with so many contacts.
fn met(device: &mut Device, client: &str, contacts: usize) {
    let code = format!("AB-{client}");
    let mut lines = format!(r#"{{"type":"client","id":"{client}","code":"{code}"}}"#);
    for n in 0..contacts {
        let entry = Entry {
            id: Some(id(&format!("{client}-k{n}"))),
            client: Some(client.to_owned()),
            ..Entry::new(None, None, contact(n).into())
        };
        lines.push('\n');
        lines.push_str(&to_line(&entry));
    }
    record(device, &lines).unwrap();
}

/// The same tap by tap: a change each.
fn visited(device: &mut Device, contacts: usize) {
    device.run(add("c1", "AB-c1"));
    for n in 0..contacts {
        device.run(meet("c1", &format!("c1-k{n}"), n));
    }
}

/// The documents in which this device has written.
fn documents(device: &Device) -> Vec<Id> {
    let mut documents: Vec<Id> = device.made().into_iter().map(|(id, _)| id).collect();
    documents.sort();
    documents.dedup();
    documents
}

/// Where the last act went.
fn last(device: &Device) -> Id {
    device.made().pop().unwrap().0
}

/// The same id as every device derives.
fn volume(file: &str, caseload: RawId, number: u8) -> Id {
    let hash = Sha256::digest(format!("wayside volume 1\0{file}"));
    let (hash, caseload) = (Id::of_bytes(&hash[..16]), Id::of_bytes(&caseload));
    id(&format!("volume_{hash}_{caseload}_{number}"))
}

fn exchange(one: &mut Device, two: &mut Device) {
    let (from_one, from_two) = (one.made(), two.made());
    two.take_from([1; 16], &from_one);
    one.take_from([2; 16], &from_two);
    same(one, two);
}

fn same(one: &mut Device, two: &mut Device) {
    let all = ClientQuery {
        limit: 9,
        ..ClientQuery::default()
    };
    assert_eq!(
        one.vault.case_file(&id("c1")).unwrap(),
        two.vault.case_file(&id("c1")).unwrap()
    );
    assert_eq!(
        one.vault.clients(&all).unwrap(),
        two.vault.clients(&all).unwrap()
    );
    assert_eq!(export(one), export(two));
    for device in [one, two] {
        assert_eq!(device.vault.quarantined().unwrap(), []);
        assert_eq!(device.vault.verify().unwrap(), []);
    }
}

fn entries(device: &mut Device) -> usize {
    device.vault.case_file(&id("c1")).unwrap().entries.len()
}

#[test]
fn hundreds_of_entries_are_one_file_on_every_device() {
    let (mut one, mut two) = (low(1), low(2));
    visited(&mut one, 200);
    one.run(Command::Add {
        client: id("c1"),
        entry: id("f1"),
        body: FollowUp {
            due: day("2026-11-16"),
            what: "re-screen".to_owned(),
            done: None,
            outcome: None,
        }
        .into(),
    });
    one.run(start("c1", "s1"));
    one.run(answer("c1", "s1", "q1.opioids", "yes"));
    assert!(documents(&one).len() == 7, "{:?}", documents(&one));
    assert_eq!(last(&one), volume("c1", CASELOAD, 7));

    let mut one = reopened(one);
    assert_eq!(entries(&mut one), 202);
    two.take_from([1; 16], &one.made());
    same(&mut one, &mut two);
    assert_eq!(two.vault.client_count().unwrap(), 1);
    let due = two.vault.follow_ups_due(day("2026-11-16"), 9).unwrap();
    assert_eq!(due[0].client, id("c1"));
    let row = two.vault.clients(&ClientQuery {
        limit: 9,
        ..ClientQuery::default()
    });
    let row = row.unwrap().rows.remove(0);
    assert_eq!((row.open_screening, row.screenings), (Some(id("s1")), 1));
    for record in one.vault.own_records().unwrap() {
        assert_eq!(record.client, id("c1"));
    }
    // Lists can be made again, and another device goes on where the first one stopped.
    let before = export(&mut two);
    assert_eq!(two.vault.rebuild_projections().unwrap(), 0);
    assert_eq!(export(&mut two), before);
    two.run(answer("c1", "s1", "q1.cannabis", "yes"));
    two.run(meet("c1", "k-two", 7));
    assert_eq!(documents(&two), [volume("c1", CASELOAD, 7)]);
    exchange(&mut one, &mut two);
}

#[test]
fn two_devices_that_go_on_apart_meet_in_the_same_documents() {
    let (mut one, mut two) = (low(1), low(2));
    one.run(add("c1", "AB-c1"));
    exchange(&mut one, &mut two);
    for n in 0..60 {
        one.run(meet("c1", &format!("one-{n}"), n));
        two.run(meet("c1", &format!("two-{n}"), n));
        if n % 25 == 24 {
            exchange(&mut one, &mut two);
        }
    }
    exchange(&mut one, &mut two);
    assert_eq!(entries(&mut one), 120);
    assert_eq!(documents(&one), documents(&two));
    let mut three = low(3);
    three.take_from([2; 16], &two.made());
    three.take_from([1; 16], &one.made());
    same(&mut one, &mut three);
}

#[test]
fn an_edit_stays_with_its_entry_and_a_correction_goes_where_there_is_room() {
    let (mut one, mut two) = (low(1), low(2));
    met(&mut one, "c1", 70);
    one.run(note("c1-k0", "an old one"));
    assert_eq!(last(&one), id("c1"));
    one.run(correct("c1-k1", "x1", 500));
    assert_eq!(last(&one), volume("c1", CASELOAD, 3));
    // What stands is in another document than its original.
    one.run(note("c1-k1", "n 500 and more"));
    assert_eq!(last(&one), volume("c1", CASELOAD, 3));
    one.run(correct("c1-k1", "x2", 501));
    assert!(!one.run(correct("c1-k1", "x2", 501)));
    let edited = wayside_domain::record::Client {
        sex: Some(Sex::Female),
        ..profile("AB-c1")
    };
    one.run(Command::edit(id("c1"), id("c1"), &edited));
    assert_eq!(last(&one), id("c1"));

    two.take_from([1; 16], &one.made());
    same(&mut one, &mut two);
    let file = two.vault.case_file(&id("c1")).unwrap();
    assert_eq!(file.profile, edited);
    // What was written down later has the higher place, in whichever document.
    let order = |entry: &str| file.entries[&id(entry)].order;
    assert!(order("c1-k0") < order("c1-k29") && order("c1-k29") < order("c1-k69"));
    let filed = &file.entries[&id("c1-k1")];
    assert_eq!((filed.versions().len(), filed.is_disputed()), (3, false));
    assert_eq!(filed.body(), &Body::Contact(contact(501)));
    assert_eq!(
        file.get::<Contact>(&id("c1-k0")).unwrap().note.as_deref(),
        Some("an old one")
    );
}

#[test]
fn corrections_made_apart_in_different_documents_are_disputed_until_one_settles_them() {
    let (mut one, mut two) = (low(1), low(2));
    met(&mut one, "c1", 70);
    two.take_from([1; 16], &one.made()[..2]);
    two.run(correct("c1-k0", "x2", 2));
    one.run(correct("c1-k0", "x1", 1));
    assert_ne!(last(&one), last(&two));
    exchange(&mut one, &mut two);
    let disputed = |device: &mut Device| {
        device.vault.case_file(&id("c1")).unwrap().entries[&id("c1-k0")].is_disputed()
    };
    assert!(disputed(&mut two));
    two.run(correct("c1-k0", "x3", 3));
    exchange(&mut one, &mut two);
    assert!(!disputed(&mut one));
}

#[test]
fn beyond_the_whole_cap_an_edit_is_refused_with_what_to_do_and_nothing_changes() {
    let goes_on = |note: String| {
        format!(
            r#"{{"type":"intervention","id":"i1","client":"c1","screening":"s1","substance":"tobacco","at":"2026-11-02T20:00:00+07:00","steps":{{}},"note":"{note}"}}"#
        )
    };
    let (mut one, mut two) = (low(1), low(2));
    met(&mut one, "c1", 1);
    record(&mut one, &goes_on(String::new())).unwrap();
    met(&mut one, "c1", 70);
    let edits = (0..99).map(|n| match n % 2 {
        0 => note("c1-k0", &format!("{n} a text of which every letter is new")),
        _ => note("c1-k0", ""),
    });
    let refused: Vec<CommandError> = edits
        .filter_map(|edit| one.vault.run(&edit).err())
        .take(1)
        .collect();
    let [refused] = refused.try_into().unwrap();
    assert_eq!(refused, CommandError::NoRoom);
    assert!(refused.to_string().contains("correct the entry"));
    let (file, made) = (one.vault.case_file(&id("c1")).unwrap(), one.made().len());
    for _ in 0..2 {
        let again = one.vault.run(&note("c1-k0", &"a letter each ".repeat(20)));
        assert_eq!(again, Err(CommandError::NoRoom));
    }
    assert_eq!(one.vault.case_file(&id("c1")).unwrap(), file);
    assert_eq!(one.made().len(), made);
    let refused = record(&mut one, &goes_on("a letter each ".repeat(20))).unwrap_err();
    assert_eq!((refused.line, refused.problem), (1, RecordProblem::NoRoom));
    assert_eq!(one.vault.case_file(&id("c1")).unwrap(), file);
    assert_eq!(one.made().len(), made);

    // It can still be corrected, and other devices have their own room.
    one.run(correct("c1-k0", "x1", 500));
    one.run(note("c1-k0", "gone on with"));
    two.take_from([1; 16], &one.made());
    two.run(note("c1-k0", &"a letter each ".repeat(12)));
    exchange(&mut one, &mut two);
}

#[test]
fn an_import_goes_over_several_documents_and_is_the_same_when_it_comes_again() {
    let line = |n: usize, needles: usize| {
        format!(
            r#"{{"type":"contact","id":"k{n}","client":"AB-1","at":"2026-11-02T19:40:00+07:00","setting":"street","supplies":{{"needles-out":{needles}}},"note":"number {n}"}}"#
        )
    };
    let client = r#"{"type":"client","id":"c1","code":"AB-1"}"#.to_owned();
    let lines = |needles: usize| -> Vec<String> {
        let contacts = (0..100).map(|n| line(n, needles));
        std::iter::once(client.clone()).chain(contacts).collect()
    };
    let mut one = low(1);
    assert_eq!(
        record(&mut one, &lines(20).join("\n")).unwrap(),
        [Outcome::Added; 101]
    );
    let volumes = documents(&one).len();
    assert!(volumes > 3, "{volumes}");
    // One change for each document.
    assert_eq!(one.made().len(), volumes);
    assert_eq!(
        record(&mut one, &lines(20).join("\n")).unwrap(),
        [Outcome::Same; 101]
    );
    let open = r#"{"type":"screening","id":"s1","client":"AB-1","instrument":"assist-3.1","wording":"wayside-en-1","started":"2026-11-02T19:45:00+07:00","age":34,"answers":{"q1.tobacco":"yes"}}"#;
    let more = open.replace(r#""yes""#, r#""yes","q1.alcohol":"no""#);
    assert_eq!(record(&mut one, open).unwrap(), [Outcome::Added]);
    assert_eq!(
        record(&mut one, &line(3, 21)).unwrap(),
        [Outcome::Corrected]
    );
    assert_eq!(record(&mut one, &line(3, 21)).unwrap(), [Outcome::Same]);
    assert_eq!(record(&mut one, &more).unwrap(), [Outcome::Continued]);

    let exported = export(&mut one);
    assert_eq!(exported.len(), 103);
    assert_eq!(
        record(&mut one, &exported.join("\n")).unwrap(),
        vec![Outcome::Same; exported.len()]
    );
    // The same import elsewhere, in other documents: one file all the same.
    let mut two = Device::new(2);
    record(&mut two, &exported.join("\n")).unwrap();
    assert_eq!(documents(&two), [id("c1")]);
    assert_eq!(export(&mut two), exported);
    let (from_one, from_two) = (one.made(), two.made());
    let mut three = Device::new(3);
    for (author, made) in [([1; 16], &from_one), ([2; 16], &from_two)] {
        three.take_from(author, made);
        two.take_from(author, made);
    }
    same(&mut two, &mut three);
    assert_eq!(export(&mut three), exported);
    let file = three.vault.case_file(&id("c1")).unwrap();
    assert_eq!(file.entries[&id("k90")].versions().len(), 1);
}

/// What a tap writes is counted in pages: the change and the row of the outbox.
#[cfg(not(target_family = "wasm"))]
#[test]
fn a_tap_writes_two_pages_in_whichever_document() {
    for contacts in [1, 70] {
        let mut one = low(1);
        met(&mut one, "c1", contacts);
        one.run(start("c1", "s1"));
        let mut pages: Vec<usize> = (0..20)
            .map(|n| {
                let before = one.dir.read("vault.db-wal").len();
                let said = if n % 2 == 0 { "yes" } else { "no" };
                one.run(answer("c1", "s1", "q1.opioids", said));
                (one.dir.read("vault.db-wal").len() - before) / (4096 + 24)
            })
            .collect();
        pages.sort_unstable();
        assert_eq!(pages[10], 2, "{pages:?}");
    }
}
