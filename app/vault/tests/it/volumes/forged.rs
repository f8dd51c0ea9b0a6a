//! Volumes that are not what they say, and names that somebody takes before.

#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;

use super::*;

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
