//! One flipped byte in any page: what can be read is still read, what can't is named, and nothing is deleted or passed
//! over.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use wayside_domain::list::ClientQuery;
use wayside_domain::record::{parse_document, to_line};
use wayside_vault::{Fault, Finding, Limits, OpenError, StoredSegment, Vault};

use crate::support::{CASELOAD, Device, Folder, PIN, add, answer, at, rng, start};

const PAGE: usize = 4096;
const CLIENTS: usize = 20;

fn open(dir: &Folder) -> Result<Vault, OpenError> {
    Vault::open(dir.path(), PIN, None, &mut rng(50))
}

/// The lines of every client, by its id; each names it by its id, since a code that can't be looked up is not used.
type Lines = BTreeMap<String, Vec<String>>;

fn export(vault: &mut Vault) -> Result<(Lines, u64), Fault> {
    let (mut lines, mut of) = (Lines::new(), String::new());
    let unreadable = vault.export_entries(|_, entries| {
        for mut entry in entries {
            match &mut entry.client {
                None => of = entry.id.as_ref().unwrap().to_string(),
                Some(client) => client.clone_from(&of),
            }
            lines.entry(of.clone()).or_default().push(to_line(&entry));
        }
        Ok::<(), Fault>(())
    })?;
    Ok((lines, unreadable))
}

/// A small vault with some of everything: folded documents and single changes, packed and unpacked records, a log.
fn filled() -> (Folder, Lines) {
    let mut device = Device::new(1);
    let mut prev = [0; 32];
    for n in 0..CLIENTS {
        let client = format!("client-{n:02}");
        device.run(add(&client, &format!("AB-{n:04}")));
        device.run(start(&client, &format!("screening-{n:02}")));
        device.run(answer(
            &client,
            &format!("screening-{n:02}"),
            "q1.opioids",
            "yes",
        ));
        let note = format!("sample note {n}, which fills a page with others. ").repeat(8);
        let line = format!(
            r#"{{"type":"contact","client":"{client}","at":"2026-11-02T19:40:00+07:00","setting":"street","note":"{}"}}"#,
            note.trim()
        );
        let entries = parse_document(&line).unwrap();
        let recorded = device
            .vault
            .record(entries, &CASELOAD, at(0), &mut rng(n as u64));
        recorded.unwrap();
        if n % 2 == 0 {
            let pending = device.vault.pending(&CASELOAD, usize::MAX).unwrap();
            let rows: Vec<i64> = pending.iter().map(|pending| pending.row).collect();
            let bytes = vec![n as u8; 3_000];
            let segment = StoredSegment {
                device: [1; 16],
                caseload: CASELOAD,
                index: n as u64 / 2 + 1,
                kind: 1,
                epoch: 1,
                hash: Sha256::digest(&bytes).into(),
                prev,
                bytes,
            };
            prev = segment.hash;
            device.vault.append_own(&segment, &rows).unwrap();
        }
    }
    // An early client whose changes were folded.
    for n in 0..70 {
        let said = if n % 2 == 0 { "no" } else { "yes" };
        device.run(answer("client-00", "screening-00", "q1.opioids", said));
    }
    // One that went on in further documents.
    device.vault.set_limits(Limits { operations: 200 });
    for n in 0..12 {
        let line = format!(
            r#"{{"type":"note","id":"note-{n:02}","client":"client-01","at":"2026-11-02T19:40:00+07:00","text":"sample note {n} of many"}}"#
        );
        let entries = parse_document(&line).unwrap();
        let recorded = device
            .vault
            .record(entries, &CASELOAD, at(0), &mut rng(100));
        recorded.unwrap();
    }
    let lines = export(&mut device.vault).unwrap().0;
    let Device { vault, dir, .. } = device;
    drop(vault);
    (dir, lines)
}

/// Each page, with a byte flipped in it, in a folder of its own.
fn each_page(whole: &Folder, mut check: impl FnMut(usize, &Folder)) -> usize {
    let (database, key) = (whole.read("vault.db"), whole.read("vault.key"));
    let pages = database.len() / PAGE;
    for page in 0..pages {
        let dir = Folder::temporary();
        let mut bytes = database.clone();
        bytes[page * PAGE + 1_000] ^= 0x20;
        dir.write("vault.db", &bytes);
        dir.write("vault.key", &key);
        check(page + 1, &dir);
    }
    pages
}

#[test]
fn whichever_page_a_byte_is_flipped_in_nothing_disappears_silently() {
    let (whole, expected) = filled();
    let (mut moved, mut readable, mut complete, mut nearly, mut waiting) = (0, 0, 0, 0, 0);
    let pages = each_page(&whole, |page, dir| {
        let flipped = dir.read("vault.db");
        let mut vault = match open(dir) {
            Ok(vault) => vault,
            Err(OpenError::Damaged { moved_to }) => {
                moved += 1;
                assert_eq!(moved_to, dir.path().join("damaged-1"), "{page}");
                assert_eq!(dir.read("damaged-1/vault.db"), flipped, "{page}");
                assert_eq!(dir.read("damaged-1/vault.key"), whole.read("vault.key"));
                // It is said again, until another vault is made here.
                assert_eq!(open(dir).unwrap_err(), OpenError::Damaged { moved_to });
                return;
            }
            Err(other) => panic!("page {page}: {other}"),
        };
        readable += 1;
        // A list that can't be read is an error and no shorter list.
        let all = ClientQuery {
            limit: 1_000,
            ..ClientQuery::default()
        };
        let list = vault.clients(&all);
        if !vault.met_damage() {
            let list = list.unwrap();
            assert_eq!((list.rows.len(), list.total), (CLIENTS, CLIENTS as u64));
        }
        let pending = vault.pending_behind_damage(&CASELOAD, usize::MAX);
        waiting += usize::from(pending.unwrap().len() > 30);
        let (lines, unreadable) = export(&mut vault).unwrap();
        for (client, said) in &lines {
            // What a lost change said is missing in its record, which is then counted.
            let known = &expected[client];
            let same = said.iter().all(|line| known.contains(line));
            assert!(same || unreadable > 0, "page {page}: {client}");
        }
        let missing = expected
            .iter()
            .filter(|(client, known)| lines.get(*client).map_or(0, Vec::len) < known.len())
            .count();
        assert!(
            missing == 0 || unreadable > 0,
            "page {page}: {missing} silently"
        );
        complete += usize::from(missing == 0);
        nearly += usize::from(lines.len() + 5 >= CLIENTS);
        // The check finds every page, and from then on the vault is known to be damaged and opens all the same.
        let found = vault.verify().unwrap();
        assert!(found.contains(&Finding::Database), "page {page}");
        drop(vault);
        assert!(Vault::is_damaged(dir.path()), "page {page}");
        let mut again = open(dir).unwrap();
        assert_eq!(
            export(&mut again).unwrap(),
            (lines, unreadable),
            "page {page}"
        );
        assert!(!dir.has("damaged-1"));
    });
    println!(
        "{pages} pages: {moved} moved aside, {readable} readable; of these {complete} give everything, {nearly} nearly, {waiting} what waits"
    );
    // The first pages name the tables. A page that only leads to others takes what it leads to along: each table has
    // one or none.
    assert!(pages > 40 && readable >= pages - 6);
    assert!(complete > readable / 2 && nearly >= readable - 4 && waiting >= readable - 2);
}

/// The log is what a courier takes along.
#[test]
fn segments_behind_a_damaged_page_still_travel() {
    let (whole, _) = filled();
    let all = CLIENTS / 2;
    let (mut readable, mut nearly, mut damaged) = (0, 0, 0);
    each_page(&whole, |page, dir| {
        let Ok(mut vault) = open(dir) else { return };
        let mut taken = Vec::new();
        let carried = vault.for_courier(true, |segment| {
            taken.push(segment.index);
            true
        });
        assert!(carried.is_ok(), "page {page}");
        let unsent = vault.unsent(1_000, |_| true).unwrap();
        assert!(
            taken.len() == all || Vault::is_damaged(dir.path()),
            "page {page}"
        );
        taken.sort_unstable();
        taken.dedup();
        readable += 1;
        damaged += usize::from(taken.len() < all);
        nearly += usize::from(taken.len() + 4 >= all && unsent.len() + 4 >= all);
    });
    assert!(
        damaged > 1 && nearly >= readable - 2,
        "{readable} {nearly} {damaged}"
    );
}

/// Each seal is looked at before a page is used: what is damaged is never written over something that is whole.
#[test]
fn a_damaged_vault_goes_on_recording_where_its_pages_are_whole() {
    let (whole, _) = filled();
    let (mut recorded, mut refused) = (0, 0);
    each_page(&whole, |page, dir| {
        let Ok(mut vault) = open(dir) else { return };
        let new = add("new-client", "NEW-1");
        match vault.run(&new) {
            Ok(_) => {
                recorded += 1;
                drop(vault);
                // To show it may need a damaged page; to give it away does not.
                let (lines, _) = export(&mut open(dir).unwrap()).unwrap();
                assert!(lines.contains_key("new-client"), "page {page}: lost");
            }
            Err(_) => {
                refused += 1;
                vault.met_damage();
                let exported = export(&mut vault);
                assert!(exported.is_ok(), "page {page}: {exported:?}");
                let (lines, _) = exported.unwrap();
                assert!(
                    !lines.contains_key("new-client"),
                    "page {page}: half a record"
                );
            }
        }
    });
    assert!(recorded > refused && refused > 0, "{recorded} {refused}");
}

#[test]
fn another_vault_in_the_place_of_a_damaged_one_ends_the_notice_and_keeps_the_old_one() {
    let (whole, _) = filled();
    let mut bytes = whole.read("vault.db");
    bytes[1_000] ^= 1;
    whole.write("vault.db", &bytes);
    let moved_to = whole.path().join("damaged-1");
    assert_eq!(
        open(&whole).unwrap_err(),
        OpenError::Damaged {
            moved_to: moved_to.clone()
        }
    );
    assert_eq!(Vault::moved_aside(whole.path()), Some(moved_to));
    drop(crate::support::create(whole.path(), 2));
    assert_eq!(Vault::moved_aside(whole.path()), None);
    assert!(open(&whole).is_ok());
    assert_eq!(whole.read("damaged-1/vault.db"), bytes);
}
