//! A file at its cap goes on in further documents, which travel like any other.

use std::collections::BTreeSet;

use wayside_seam::{Place, Role};
use wayside_vault::Limits;

use super::relay::Relay;
use super::world::{One, enrolled, founder};

/// Thirty short contacts fill three quarters of it.
const LOW: Limits = Limits { operations: 400 };

fn low(mut one: One) -> One {
    one.device().vault().set_limits(LOW);
    one
}

fn restarted(one: One) -> One {
    let mut one = one;
    one.restart();
    low(one)
}

/// So many contacts of one day, as one import.
fn meet(one: &mut One, name: &str, contacts: std::ops::Range<usize>) {
    let lines: Vec<String> = contacts
        .map(|n| {
            format!(
                r#"{{"type":"contact","id":"{name}-{n}","client":"AB-1111","at":"2026-11-02T19:40:00+07:00","setting":"street","supplies":{{"condoms":{n}}},"note":"n {n}"}}"#
            )
        })
        .collect();
    one.record(&lines.join("\n")).unwrap();
}

fn waiting_documents(one: &mut One) -> BTreeSet<String> {
    let vault = one.device().vault();
    let home = vault.home_caseload().unwrap().unwrap();
    let pending = vault.pending(&home, usize::MAX).unwrap();
    pending
        .into_iter()
        .map(|pending| pending.client.to_string())
        .collect()
}

#[test]
fn two_phones_and_a_desk_see_one_file_however_much_each_writes() {
    let (mut relay, desk) = (Relay::default(), founder(1));
    let mut desk = low(desk);
    let mut one = low(enrolled(&mut desk, 2, Role::Worker, None));
    let mut two = low(enrolled(&mut desk, 3, Role::Worker, None));
    one.client("AB-1111");
    one.synced(&mut relay);
    two.synced(&mut relay);
    let mut documents = BTreeSet::new();
    for round in 0..5 {
        // Apart, and then together.
        meet(&mut one, "one", round * 20..round * 20 + 20);
        meet(&mut two, "two", round * 20..round * 20 + 20);
        documents.extend(waiting_documents(&mut one));
        one = restarted(one);
        one.synced(&mut relay);
        if round % 2 == 0 {
            two.synced(&mut relay);
            one.synced(&mut relay);
        }
    }
    assert!(documents.len() > 2, "{documents:?}");
    // What is told of the records speaks of the file.
    let client = one.find("AB-1111");
    let records = one.device().vault().own_records().unwrap();
    assert_eq!(records.len(), 101);
    assert!(records.iter().all(|record| record.client == client));
    assert!(one.places().iter().all(|place| *place == Place::AtRelay));

    two.synced(&mut relay);
    one.synced(&mut relay);
    // A desk that hears everything at once, and one that a courier brings everything, in the wrong order of streams.
    desk.synced(&mut relay);
    let mut late = low(enrolled(&mut desk, 4, Role::Supervisor, None));
    let bundles = [two.give(true), one.give(true), desk.give(true)];
    for bundle in &bundles {
        late.take(bundle);
    }
    let file = one.device().vault().case_file(&client).unwrap();
    assert_eq!(file.entries.len(), 200);
    for other in [&mut two, &mut desk, &mut late] {
        assert_eq!(other.device().vault().case_file(&client).unwrap(), file);
        assert_eq!(other.codes(), ["AB-1111"]);
        assert_eq!(other.state().quarantined, 0);
        other.verify();
    }
}
