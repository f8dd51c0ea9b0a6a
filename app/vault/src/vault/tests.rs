//! What needs the connection in hand: a full disk and a commit that fails.

use rand::SeedableRng;
use rand::rngs::StdRng;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{Client, parse_document};
use wayside_domain::time::Timestamp;

use super::*;
#[cfg(target_family = "wasm")]
use crate::browser::Folder;
#[cfg(not(target_family = "wasm"))]
use crate::folder::Folder;
use crate::{KdfCost, Limits, Opened, RawId, RecordProblem};
#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;

const CASELOAD: RawId = [7; 16];

fn now() -> Timestamp {
    Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap()
}

fn vault(dir: &std::path::Path) -> Vault {
    let mut vault =
        Vault::create(dir, "1", None, KdfCost::TEST, &mut StdRng::seed_from_u64(1)).unwrap();
    vault.set_home_caseload(&CASELOAD).unwrap();
    vault
}

fn add(n: u32) -> Command {
    let profile = Client {
        code: Some(format!("AB-{n}")),
        ..Client::default()
    };
    Command::add_client(Id::parse(&format!("client-{n}")).unwrap(), profile)
}

/// No page more than there are now.
fn fill(vault: &Vault) {
    let pages: i64 = vault
        .connection
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    vault
        .connection
        .query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))
        .unwrap();
}

fn make_room(vault: &Vault) {
    vault
        .connection
        .query_row("PRAGMA max_page_count = 1000000", [], |_| Ok(()))
        .unwrap();
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let dir = Folder::temporary();
    let mut vault = vault(dir.path());
    fill(&vault);
    let mut saved = 0;
    let error = loop {
        match vault.run(&add(saved)) {
            Ok(_) => saved += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(error, CommandError::Fault(Fault::Full));
    assert_eq!(vault.client_count().unwrap(), u64::from(saved));
    assert_eq!(vault.pending_count().unwrap(), u64::from(saved));
    assert_eq!(vault.verify().unwrap(), []);

    let lines: String = (0..200)
        .map(|n| format!("{{\"type\":\"client\",\"code\":\"ZZ-{n}\"}}\n"))
        .collect();
    let failure = vault
        .record(
            parse_document(&lines).unwrap(),
            &CASELOAD,
            now(),
            &mut StdRng::seed_from_u64(2),
        )
        .unwrap_err();
    assert_eq!(failure.problem, RecordProblem::Fault(Fault::Full));
    assert_eq!(vault.client_count().unwrap(), u64::from(saved));

    make_room(&vault);
    assert!(vault.run(&add(saved)).unwrap().changed);
    assert_eq!(vault.verify().unwrap(), []);
}

#[test]
fn merging_into_a_full_disk_changes_nothing_and_works_later() {
    let (one, two) = (Folder::temporary(), Folder::temporary());
    let (mut from, mut to) = (vault(one.path()), vault(two.path()));
    for n in 0..300 {
        from.run(&add(n)).unwrap();
    }
    let pending = from.pending(&CASELOAD, usize::MAX).unwrap();
    let changes: Vec<_> = pending
        .into_iter()
        .map(|pending| (pending.client, vec![pending.change]))
        .collect();
    let opened = Opened {
        device: [1; 16],
        caseload: CASELOAD,
        index: 1,
        changes,
    };
    fill(&to);
    assert_eq!(to.apply(vec![opened.clone()]).unwrap_err(), Fault::Full);
    assert_eq!(to.client_count().unwrap(), 0);
    make_room(&to);
    assert_eq!(to.apply(vec![opened]).unwrap().clients.len(), 300);
    assert_eq!(to.verify().unwrap(), []);
}

#[test]
fn after_a_failed_commit_the_actor_is_another_one() {
    let dir = Folder::temporary();
    let mut vault = vault(dir.path());
    vault.run(&add(1)).unwrap();
    let before = vault.actor.clone();
    fill(&vault);
    let mut n = 2;
    while vault.run(&add(n)).is_ok() {
        n += 1;
    }
    assert_ne!(vault.actor, before);
}

#[test]
fn a_document_that_does_not_load_is_quarantined_and_the_others_go_on() {
    let dir = Folder::temporary();
    let mut vault = vault(dir.path());
    vault.run(&add(1)).unwrap();
    vault.run(&add(2)).unwrap();
    vault
        .connection
        .execute(
            "UPDATE documents SET saved = x'0102' WHERE client = 'client-1'",
            [],
        )
        .unwrap();
    vault.forget_open();

    let bad = Id::parse("client-1").unwrap();
    assert_eq!(vault.case_file(&bad).unwrap_err(), CommandError::Unreadable);
    assert_eq!(vault.quarantined().unwrap()[0].what, "document");
    assert!(vault.case_file(&Id::parse("client-2").unwrap()).is_ok());
    assert_eq!(
        vault.verify().unwrap(),
        [crate::Finding::Document {
            client: bad.clone()
        }]
    );
    let mut exported = 0;
    let unreadable = vault.export_entries(|_, entries| -> Result<(), Fault> {
        exported += entries.len();
        Ok(())
    });
    assert_eq!(
        (unreadable.unwrap(), exported),
        (0, 2),
        "its rows are whole"
    );

    // What arrives for it is kept, and the other documents of the same segment are merged.
    let mut other = {
        let dir = Folder::temporary();
        let mut other = self::vault(dir.path());
        other.run(&add(1)).unwrap();
        other.run(&add(3)).unwrap();
        other.pending(&CASELOAD, usize::MAX).unwrap()
    };
    let changes = other
        .drain(..)
        .map(|pending| (pending.client, vec![pending.change]))
        .collect();
    let applied = vault
        .apply(vec![Opened {
            device: [1; 16],
            caseload: CASELOAD,
            index: 1,
            changes,
        }])
        .unwrap();
    assert_eq!((applied.waiting, applied.quarantined), (1, 0));
    assert!(vault.case_file(&Id::parse("client-3").unwrap()).is_ok());
}

#[test]
fn a_volume_that_does_not_load_is_found_and_its_rows_are_still_exported() {
    let dir = Folder::temporary();
    let mut vault = vault(dir.path());
    vault.set_limits(Limits { operations: 60 });
    let client = Id::parse("client-1").unwrap();
    vault.run(&add(1)).unwrap();
    let lines: String = (0..12)
        .map(|n| format!("{{\"type\":\"note\",\"id\":\"n{n}\",\"client\":\"client-1\",\"at\":\"2026-11-02T19:40:00+07:00\",\"text\":\"short\"}}\n"))
        .collect();
    let rng = &mut StdRng::seed_from_u64(2);
    let entries = parse_document(&lines).unwrap();
    vault.record(entries, &CASELOAD, now(), rng).unwrap();
    let second = crate::store::further(&vault.connection, &client)
        .unwrap()
        .remove(0);
    let spoil = "UPDATE documents SET saved = x'0102' WHERE client = ?1";
    vault.connection.execute(spoil, [second.as_str()]).unwrap();
    vault.forget_open();
    assert_eq!(
        vault.case_file(&client).unwrap_err(),
        CommandError::Unreadable
    );
    let document = |client| crate::Finding::Document { client };
    assert_eq!(
        vault.verify().unwrap(),
        [document(client), document(second)]
    );
    let mut exported = 0;
    let unreadable = vault.export_entries(|_, entries| -> Result<(), Fault> {
        exported += entries.len();
        Ok(())
    });
    assert_eq!((unreadable.unwrap(), exported), (0, 13));
}

#[test]
fn a_row_that_differs_from_its_document_is_found_and_rebuilt() {
    let dir = Folder::temporary();
    let mut vault = vault(dir.path());
    vault.run(&add(1)).unwrap();
    vault
        .connection
        .execute("UPDATE clients SET code = 'WRONG'", [])
        .unwrap();
    vault.connection.execute("INSERT INTO clients SELECT 'ghost', caseload, code, code_key, aliases, last_contact, sort,
        next_due, open_screening, highest_band, screenings, conflicts FROM clients", []).unwrap();
    let client = Id::parse("client-1").unwrap();
    assert_eq!(
        vault.verify().unwrap(),
        [crate::Finding::Projection { client }, crate::Finding::Stray]
    );
    assert_eq!(vault.rebuild_projections().unwrap(), 0);
    assert_eq!(vault.verify().unwrap(), []);
}

#[test]
fn a_word_that_no_client_has_is_found() {
    let dir = Folder::temporary();
    let mut vault = vault(dir.path());
    vault.run(&add(1)).unwrap();
    vault
        .connection
        .execute(
            "INSERT INTO words (word, client) VALUES ('stale', 'client-1')",
            [],
        )
        .unwrap();
    assert_eq!(vault.verify().unwrap(), [crate::Finding::Stray]);
    vault.rebuild_projections().unwrap();
    assert_eq!(vault.verify().unwrap(), []);
}
