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
        worker: Some("Linh".to_owned()),
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

#[test]
fn entries_without_a_client_go_on_in_a_second_log() {
    let line = |n: usize| {
        format!(
            r#"{{"type":"contact","at":"2026-11-02T19:40:00+07:00","setting":"street","note":"number {n}"}}"#
        )
    };
    let (mut one, mut two) = (low(1), low(2));
    for n in 0..40 {
        record(&mut one, &line(n)).unwrap();
    }
    assert!(documents(&one).len() > 1);
    two.take_from([1; 16], &one.made());
    assert_eq!(export(&mut two), export(&mut one));
    assert_eq!(export(&mut two).len(), 40);
    for device in [&one, &two] {
        assert_eq!(device.vault.client_count().unwrap(), 0);
        assert_eq!(device.vault.quarantined().unwrap(), []);
        assert_eq!(device.vault.verify().unwrap(), []);
    }
}

#[test]
fn what_was_sealed_counts_as_what_waits() {
    let (mut one, mut two) = (low(1), low(2));
    one.run(add("c1", "AB-c1"));
    let mut head = [0; 32];
    for n in 0..120_u64 {
        one.run(meet("c1", &format!("k{n}"), usize::try_from(n).unwrap()));
        let made = one.made();
        let pending = one.vault.pending(&CASELOAD, usize::MAX).unwrap();
        let rows: Vec<i64> = pending.iter().map(|pending| pending.row).collect();
        let bytes = n.to_be_bytes().to_vec();
        let hash = Sha256::digest(&bytes).into();
        let own = StoredSegment {
            device: [1; 16],
            caseload: CASELOAD,
            index: n + 1,
            kind: 1,
            epoch: 1,
            hash,
            prev: head,
            bytes,
        };
        head = hash;
        one.vault.append_own(&own, &rows).unwrap();
        two.take_from([1; 16], &made);
        if n % 10 == 0 {
            one = reopened(one);
        }
    }
    same(&mut one, &mut two);
    assert_eq!(entries(&mut two), 120);
    for record in one.vault.own_records().unwrap() {
        assert_eq!(record.client, id("c1"));
    }
}

#[test]
fn whatever_order_the_documents_come_in_the_file_is_the_same() {
    let mut one = low(1);
    visited(&mut one, 70);
    let made = one.made();
    let of = |document: &Id| -> Vec<(Id, Vec<u8>)> {
        let all = made.iter().filter(|(id, _)| id == document);
        all.cloned().collect()
    };
    let documents = documents(&one);
    assert_eq!(documents.len(), 3);
    for order in [[2, 1, 0], [1, 0, 2], [0, 2, 1], [2, 0, 1]] {
        let mut two = low(2);
        for at in order {
            let (first, rest) = (&of(&documents[at])[..1], &of(&documents[at])[1..]);
            // A document whose own beginning is missing waits, too.
            let applied = two.take_from([1; 16], rest);
            assert_eq!(applied.quarantined, 0);
            assert_eq!(two.vault.verify().unwrap(), []);
            let applied = two.take_from([1; 16], first);
            assert!(applied.clients.iter().all(|file| *file == id("c1")));
            assert_eq!(two.vault.verify().unwrap(), []);
            let listed = two.vault.client_count().unwrap();
            let is_here = two.vault.case_file(&id("c1")).is_ok();
            assert_eq!(listed, u64::from(is_here));
        }
        same(&mut one, &mut two);
    }
}

#[test]
fn a_device_goes_on_while_a_document_waits_for_its_beginning() {
    let (mut one, mut two) = (low(1), low(2));
    visited(&mut one, 40);
    let second = volume("c1", CASELOAD, 2);
    let begins = one.made().iter().position(|(id, _)| *id == second).unwrap();
    let mut late = one.made();
    let first = late.remove(begins);
    two.take_from([1; 16], &late);
    two.run(meet("c1", "k-two", 7));
    assert_eq!(last(&two), second);
    two.take_from([1; 16], &[first]);
    exchange(&mut one, &mut two);
    assert_eq!(entries(&mut two), 41);
}

/// A change that says of which file a document is a volume, and a contact behind it.
fn forged(file: &Id) -> Vec<Vec<u8>> {
    let mut document = AutoCommit::new().with_actor(ActorId::from([66; 16]));
    document.put(ROOT, "format", 2).unwrap();
    document.put(ROOT, "continues", file.as_str()).unwrap();
    document.commit();
    with_contact(document)
}

fn with_contact(mut document: AutoCommit) -> Vec<Vec<u8>> {
    let entry = document
        .put_object(ROOT, "contact/forged", automerge::ObjType::Map)
        .unwrap();
    document
        .put(&entry, "at", "2026-11-02T19:40:00+07:00")
        .unwrap();
    document.put(&entry, "setting", "street").unwrap();
    document.commit();
    let changes = document.get_changes(&[]);
    changes
        .iter()
        .map(|change| change.raw_bytes().to_vec())
        .collect()
}

#[test]
fn a_volume_that_is_not_the_files_is_put_aside_and_shows_nowhere() {
    const OTHER: RawId = [8; 16];
    let second = |file: &str| volume(file, CASELOAD, 2);
    let table = [
        // The id is another file's.
        (second("c2"), id("c1"), CASELOAD, "wrong-volume"),
        (id("c3"), id("c1"), CASELOAD, "wrong-volume"),
        // A volume of a volume.
        (
            second(second("c2").as_str()),
            second("c2"),
            CASELOAD,
            "wrong-volume",
        ),
        // Through the stream of another caseload.
        (second("c1"), id("c1"), OTHER, "wrong-volume"),
        // Of another caseload than the file: it is kept and counts nowhere.
        (volume("c1", OTHER, 2), id("c1"), OTHER, ""),
        // No number that a volume has: it is a client's document with a word too many.
        (
            volume("c1", CASELOAD, 9),
            id("c1"),
            CASELOAD,
            "wrong-volume",
        ),
        (
            volume("c1", CASELOAD, 1),
            id("c1"),
            CASELOAD,
            "wrong-volume",
        ),
    ];
    for (document, file, caseload, why) in table {
        for hostile_first in [true, false] {
            let (mut one, mut two) = (low(1), low(2));
            met(&mut one, "c1", 40);
            met(&mut one, "c2", 40);
            let hostile: Vec<_> = forged(&file)
                .into_iter()
                .map(|change| (document.clone(), change))
                .collect();
            if hostile_first {
                two.take_of(caseload, [66; 16], &hostile);
            }
            two.take_from([1; 16], &one.made());
            if !hostile_first {
                two.take_of(caseload, [66; 16], &hostile);
            }
            let asides = two.vault.quarantined().unwrap();
            assert_eq!(asides.is_empty(), why.is_empty(), "{document}");
            assert!(
                asides.iter().all(|aside| aside.why == why),
                "{document}: {asides:?}"
            );
            assert_eq!(two.vault.verify().unwrap(), []);
            // Everything that is the file's is there, and nothing else.
            assert_eq!(export(&mut two), export(&mut one), "{document}");
            assert_eq!(two.vault.client_count().unwrap(), 2);
            two.run(meet("c1", "k-two", 7));
            let made = two.made();
            assert_eq!(one.take_from([2; 16], &made).quarantined, 0);
            assert_eq!(export(&mut two), export(&mut one), "{document}");
        }
    }
}

#[test]
fn an_honest_volume_that_is_told_to_be_another_files_stays() {
    let (mut one, mut two) = (low(1), low(2));
    met(&mut one, "c1", 40);
    let second = volume("c1", CASELOAD, 2);
    let hostile: Vec<_> = forged(&id("c9"))
        .into_iter()
        .map(|change| (second.clone(), change))
        .collect();
    two.take_from([1; 16], &one.made());
    assert_eq!(two.take_from([66; 16], &hostile).quarantined, 1);
    assert_eq!(export(&mut two), export(&mut one));
    assert_eq!(two.vault.verify().unwrap(), []);
}

#[test]
fn a_document_that_does_not_say_what_it_continues_counts_nowhere() {
    let (mut one, mut two) = (low(1), low(2));
    met(&mut one, "c1", 3);
    let hostile = with_contact(AutoCommit::new().with_actor(ActorId::from([66; 16])));
    let hostile = [(volume("c1", CASELOAD, 2), hostile[0].clone())];
    for hostile_first in [true, false] {
        if hostile_first {
            two.take_from([66; 16], &hostile);
            assert_eq!(two.vault.client_count().unwrap(), 0);
        }
        two.take_from([1; 16], &one.made());
        two.take_from([66; 16], &hostile);
        same(&mut one, &mut two);
        two = low(3);
    }
}

/// Each volume is one that a member may begin.
#[test]
fn whoever_begins_the_last_document_at_once_leaves_everybody_the_others() {
    let (mut one, mut two) = (low(1), low(2));
    met(&mut one, "c1", 1);
    let eighth = volume("c1", CASELOAD, 8);
    let hostile: Vec<_> = forged(&id("c1"))
        .into_iter()
        .map(|change| (eighth.clone(), change))
        .collect();
    for device in [&mut one, &mut two] {
        assert_eq!(device.take_from([66; 16], &hostile).quarantined, 0);
    }
    met(&mut one, "c1", 200);
    assert_eq!(documents(&one).len(), 8);
    two.take_from([1; 16], &one.made());
    same(&mut one, &mut two);
    assert_eq!(entries(&mut two), 201);
}

#[test]
fn nobody_opens_a_client_under_the_id_of_a_volume() {
    let mut one = low(1);
    let second = volume("c1", CASELOAD, 2);
    let refused = one.vault.run(&add(second.as_str(), "AB-1"));
    assert_eq!(refused, Err(CommandError::UnknownClient));
    met(&mut one, "c1", 40);
    let line = format!(r#"{{"type":"client","id":"{second}","code":"AB-1"}}"#);
    let refused = record(&mut one, &line).unwrap_err();
    assert_eq!(
        (refused.problem, refused.field.as_str()),
        (RecordProblem::OtherRecord, "id")
    );
    let unknown = one.vault.case_file(&second);
    assert_eq!(unknown.unwrap_err(), CommandError::UnknownClient);
}
