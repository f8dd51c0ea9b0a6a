//! What one segment may bring, and what one author may have.

use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, ObjType, ROOT};
#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::*;
use crate::authors::Limits;
#[cfg(target_family = "wasm")]
use crate::browser::Folder;
use crate::document::change::MAX_OPERATIONS;
#[cfg(not(target_family = "wasm"))]
use crate::folder::Folder;
use crate::segments::StoredSegment;
use crate::{KdfCost, Position};

const CASELOAD: RawId = [7; 16];
const LOUD: RawId = [1; 16];
const QUIET: RawId = [2; 16];

fn vault(dir: &Folder) -> Vault {
    let rng = &mut StdRng::seed_from_u64(1);
    let mut vault = Vault::create(dir.path(), "1", None, KdfCost::TEST, rng).unwrap();
    vault.set_home_caseload(&CASELOAD).unwrap();
    vault
}

fn client() -> Id {
    Id::parse("c1").unwrap()
}

/// A change of an actor of its own with so many operations.
fn change(actor: u8, operations: u64) -> Vec<u8> {
    let mut document = AutoCommit::new().with_actor(ActorId::from([actor; 16]));
    let text = document
        .put_object(ROOT, format!("text-{actor}"), ObjType::Text)
        .unwrap();
    let letters = usize::try_from(operations - 1).unwrap();
    document
        .splice_text(&text, 0, 0, &"a".repeat(letters))
        .unwrap();
    document.commit();
    let bytes = document.get_changes(&[]).remove(0).raw_bytes().to_vec();
    assert_eq!(change::operations(&bytes), Ok(operations));
    bytes
}

fn opened(device: RawId, index: u64, changes: &[Vec<u8>]) -> Opened {
    Opened {
        device,
        caseload: CASELOAD,
        index,
        changes: vec![(client(), changes.to_vec())],
    }
}

fn reasons(vault: &Vault) -> Vec<String> {
    let mut all: Vec<String> = vault
        .quarantined()
        .unwrap()
        .into_iter()
        .map(|one| one.why)
        .collect();
    all.sort();
    all
}

fn operations(vault: &Vault, device: RawId) -> u64 {
    authors::operations(&vault.connection, "c1", &device).unwrap()
}

#[test]
fn what_one_segment_brings_beyond_its_limit_is_put_aside_and_the_rest_goes_on() {
    let dir = Folder::temporary();
    let mut vault = vault(&dir);
    let mut changes: Vec<Vec<u8>> = (1..=4).map(|n| change(n, MAX_OPERATIONS)).collect();
    changes.push(change(5, 100));
    vault.apply(vec![opened(LOUD, 1, &changes)]).unwrap();
    assert_eq!(reasons(&vault), ["segment-too-large"]);
    assert_eq!(operations(&vault, LOUD), 3 * MAX_OPERATIONS + 100);
    // Empty changes count, too: a million of them is no less work.
    let rubbish: Vec<Vec<u8>> = (0..=MAX_SEGMENT_OPERATIONS).map(|_| Vec::new()).collect();
    let merge = Merge::new(vec![opened(LOUD, 2, &rubbish)]);
    let received = &merge.documents.as_slice()[0];
    assert_eq!(received.beyond.len(), 1);
}

#[test]
fn what_an_author_has_beyond_its_limit_in_a_file_is_put_aside_alone() {
    let dir = Folder::temporary();
    let mut vault = vault(&dir);
    let (first, small, large, other) = (change(1, 10), change(2, 4), change(3, 5), change(4, 50));
    vault
        .apply(vec![opened(LOUD, 1, std::slice::from_ref(&first))])
        .unwrap();
    assert_eq!(operations(&vault, LOUD), 10);
    authors::add(
        &vault.connection,
        "c1",
        &LOUD,
        Limits::default().operations - 14,
    )
    .unwrap();

    let slice = vec![
        opened(LOUD, 2, &[first.clone(), large.clone(), small.clone()]),
        opened(QUIET, 1, std::slice::from_ref(&other)),
    ];
    for _again in 0..2 {
        vault.apply(slice.clone()).unwrap();
        assert_eq!(reasons(&vault), ["author-too-large"]);
        assert_eq!(operations(&vault, LOUD), Limits::default().operations);
        assert_eq!(operations(&vault, QUIET), 50);
    }
    // In another file it has all its room.
    let mut elsewhere = opened(LOUD, 3, &[large]);
    elsewhere.changes[0].0 = Id::parse("c2").unwrap();
    vault.apply(vec![elsewhere]).unwrap();
    assert_eq!(reasons(&vault), ["author-too-large"]);
    assert_eq!(vault.verify().unwrap(), []);
}

#[test]
fn own_changes_are_counted_when_they_are_sealed() {
    let dir = Folder::temporary();
    let mut vault = vault(&dir);
    let entries = wayside_domain::record::parse_document(
        r#"{"type":"client","id":"c1","code":"AB-1111","aliases":["one","two"]}"#,
    )
    .unwrap();
    let now = wayside_domain::time::Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap();
    vault
        .record(entries, &CASELOAD, now, &mut StdRng::seed_from_u64(2))
        .unwrap();
    let pending = vault.pending(&CASELOAD, usize::MAX).unwrap();
    let made: u64 = pending
        .iter()
        .map(|pending| change::operations(&pending.change).unwrap())
        .sum();
    assert_eq!(operations(&vault, LOUD), 0);
    let own = StoredSegment {
        device: LOUD,
        caseload: CASELOAD,
        index: 1,
        kind: 1,
        epoch: 1,
        hash: [9; 32],
        prev: [0; 32],
        bytes: b"sealed".to_vec(),
    };
    let rows: Vec<i64> = pending.iter().map(|pending| pending.row).collect();
    vault.append_own(&own, &rows).unwrap();
    assert!(made > 2);
    assert_eq!(operations(&vault, LOUD), made);
    let place = Position {
        device: LOUD,
        caseload: CASELOAD,
        index: 1,
    };
    assert!(vault.segment(&place).unwrap().is_some());
}
