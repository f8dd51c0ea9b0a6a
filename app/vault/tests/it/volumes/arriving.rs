//! Volumes in whatever order they come, sealed or not, and of files without a client.

#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;

use super::*;

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
