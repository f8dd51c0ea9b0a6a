//! The log: outbox to segment, streams and holes, the cursor, quarantine and receipts.

#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use sha2::{Digest, Sha256};
use wayside_vault::{
    Finding, MissingRange, Position, Receipt, Received, SegmentState, StoredSegment, StreamHead,
};

use crate::support::{CASELOAD, Device, add, answer, start};

const OTHER: [u8; 16] = [3; 16];

fn segment(device: [u8; 16], index: u64, prev: [u8; 32], content: &[u8]) -> StoredSegment {
    let hash = Sha256::digest(content).into();
    StoredSegment {
        device,
        caseload: CASELOAD,
        index,
        kind: 1,
        epoch: 1,
        hash,
        prev,
        bytes: content.to_vec(),
    }
}

fn chain(count: u64) -> Vec<StoredSegment> {
    let mut prev = [0; 32];
    (1..=count)
        .map(|index| {
            let segment = segment(OTHER, index, prev, format!("segment {index}").as_bytes());
            prev = segment.hash;
            segment
        })
        .collect()
}

fn received(segments: &[StoredSegment], order: &[usize]) -> Vec<Received> {
    order
        .iter()
        .map(|at| Received {
            segment: segments[*at].clone(),
            state: SegmentState::Waiting,
            at_relay: true,
        })
        .collect()
}

#[test]
fn an_edit_made_while_packing_is_not_lost() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    device.run(start("c1", "s1"));
    let packed = device.vault.pending(&CASELOAD, usize::MAX).unwrap();
    device.run(answer("c1", "s1", "q1.opioids", "yes"));
    let rows: Vec<i64> = packed.iter().map(|pending| pending.row).collect();
    let own = segment([1; 16], 1, [0; 32], b"packed");
    device.vault.append_own(&own, &rows).unwrap();

    assert_eq!(
        device.vault.pending(&CASELOAD, usize::MAX).unwrap().len(),
        1
    );
    assert_eq!(
        device.vault.unsent(9, |_| true).unwrap(),
        std::slice::from_ref(&own)
    );
    let records = device.vault.own_records().unwrap();
    let of = |kind: &str| records.iter().find(|record| record.kind == kind).unwrap();
    assert_eq!((of("client").segment, of("client").sent), (Some(1), false));
    assert_eq!(of("screening").segment, None);

    device
        .vault
        .mark_sent(&[Position {
            device: [1; 16],
            caseload: CASELOAD,
            index: 1,
        }])
        .unwrap();
    assert!(device.vault.unsent(9, |_| true).unwrap().is_empty());
    assert!(
        device
            .vault
            .own_records()
            .unwrap()
            .iter()
            .any(|record| record.sent)
    );
    device.vault.mark_all_unsent().unwrap();
    assert_eq!(device.vault.unsent_count().unwrap(), 1);
}

#[test]
fn a_segment_that_names_a_row_twice_changes_nothing() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    let row = device.vault.pending(&CASELOAD, 1).unwrap()[0].row;
    let own = segment([1; 16], 1, [0; 32], b"packed");
    assert!(device.vault.append_own(&own, &[row, row]).is_err());
    assert_eq!(device.vault.pending_count().unwrap(), 1);
    assert_eq!(device.vault.unsent_count().unwrap(), 0);
    device.vault.append_own(&own, &[row]).unwrap();
    assert!(device.vault.append_own(&own, &[]).is_err());
}

#[test]
fn pending_changes_come_oldest_first_and_never_none() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    device.run(start("c1", "s1"));
    let all = device.vault.pending(&CASELOAD, usize::MAX).unwrap();
    assert!(all[0].row < all[1].row);
    assert_eq!(device.vault.pending(&CASELOAD, 1).unwrap(), all[..1]);
    assert_eq!(device.vault.caseloads_with_pending().unwrap(), [CASELOAD]);
}

#[test]
fn a_stream_follows_the_first_gap_and_names_its_holes() {
    let mut device = Device::new(1);
    let segments = chain(6);
    let stored = device
        .vault
        .receive(&received(&segments, &[1, 5, 2]), &[], Some(4))
        .unwrap();
    assert_eq!(stored.new, 3);
    let head = |device: &Device| device.vault.stream(&OTHER, &CASELOAD).unwrap();
    assert_eq!((head(&device).contiguous, head(&device).highest), (0, 6));
    let hole = |from, to| MissingRange {
        device: OTHER,
        caseload: CASELOAD,
        from,
        to,
    };
    assert_eq!(device.vault.holes().unwrap(), [hole(1, 1), hole(4, 5)]);

    device
        .vault
        .receive(&received(&segments, &[0, 0]), &[], None)
        .unwrap();
    assert_eq!(
        head(&device),
        StreamHead {
            contiguous: 3,
            head: segments[2].hash,
            highest: 6
        }
    );
    device
        .vault
        .receive(&received(&segments, &[4, 3]), &[], Some(9))
        .unwrap();
    assert_eq!(
        head(&device),
        StreamHead {
            contiguous: 6,
            head: segments[5].hash,
            highest: 6
        }
    );
    assert_eq!(device.vault.holes().unwrap(), []);
    let device = device.reopen();
    assert_eq!(device.vault.cursor().unwrap(), 9);
    assert_eq!(device.vault.waiting_count().unwrap(), 6);
    assert_eq!(device.vault.verify().unwrap(), []);
}

#[test]
fn another_segment_in_a_held_place_is_a_conflict_that_is_seen_and_kept() {
    let mut device = Device::new(1);
    let segments = chain(1);
    device
        .vault
        .receive(&received(&segments, &[0]), &[], None)
        .unwrap();
    let other = vec![segment(OTHER, 1, [0; 32], b"another")];
    let stored = device
        .vault
        .receive(&received(&other, &[0, 0]), &[], None)
        .unwrap();
    assert_eq!((stored.new, stored.conflicts.len()), (0, 2));
    let quarantined = device.vault.quarantined().unwrap();
    assert_eq!(
        (quarantined.len(), quarantined[0].what.as_str()),
        (1, "conflict")
    );
    assert_eq!(device.vault.waiting(9).unwrap(), segments);
}

#[test]
fn a_segment_is_quarantined_or_held_alone() {
    let mut device = Device::new(1);
    let segments = chain(3);
    device
        .vault
        .receive(&received(&segments, &[0, 1, 2]), &[], None)
        .unwrap();
    let place = |index| Position {
        device: OTHER,
        caseload: CASELOAD,
        index,
    };
    device
        .vault
        .quarantine_segment(&place(1), "does-not-open")
        .unwrap();
    device.vault.hold_segment(&place(2)).unwrap();
    assert_eq!(device.vault.waiting(9).unwrap(), segments[2..]);
    assert_eq!(device.vault.quarantined().unwrap()[0].why, "does-not-open");
    assert_eq!(
        device.vault.segment(&place(1)).unwrap().unwrap(),
        segments[0]
    );
    assert_eq!(device.vault.release_held(&CASELOAD).unwrap(), 1);
    assert_eq!(device.vault.waiting(9).unwrap().len(), 2);
}

#[test]
fn a_chain_that_does_not_hold_is_found_by_verify() {
    let mut device = Device::new(1);
    let mut segments = chain(3);
    segments[1].prev = [1; 32];
    segments[2].bytes.push(0);
    device
        .vault
        .receive(&received(&segments, &[0, 1, 2]), &[], None)
        .unwrap();
    let finding = |index| Finding::Segment {
        device: OTHER,
        caseload: CASELOAD,
        index,
    };
    assert_eq!(device.vault.verify().unwrap(), [finding(2), finding(3)]);
}

#[test]
fn receipts_never_go_backwards_and_settings_stay() {
    let mut device = Device::new(1);
    let receipt = |index| Receipt {
        caseload: CASELOAD,
        device: OTHER,
        reader: [2; 16],
        index,
    };
    device
        .vault
        .put_receipts(&[receipt(5), receipt(3)])
        .unwrap();
    device
        .vault
        .put_certificate(&OTHER, b"certificate")
        .unwrap();
    device.vault.put_setting("draft:k1", b"text").unwrap();
    device.vault.put_setting("draft:k2", b"text").unwrap();
    device.vault.remove_setting("draft:k2").unwrap();
    let device = device.reopen();
    assert_eq!(device.vault.receipts().unwrap(), [receipt(5)]);
    assert_eq!(
        device.vault.certificates().unwrap(),
        [(OTHER, b"certificate".to_vec())]
    );
    assert_eq!(
        device.vault.settings_under("draft:").unwrap(),
        [("draft:k1".to_owned(), b"text".to_vec())]
    );
    assert_eq!(device.vault.setting("draft:k2").unwrap(), None);
}

#[test]
fn a_forged_segment_is_kept_once_and_takes_no_place() {
    let mut device = Device::new(1);
    for _ in 0..2 {
        device
            .vault
            .quarantine_raw(Some(OTHER), Some(1), "bad-signature", b"forged")
            .unwrap();
    }
    assert_eq!(device.vault.quarantined_count().unwrap(), 1);
    assert_eq!(
        device.vault.stream(&OTHER, &CASELOAD).unwrap(),
        StreamHead::default()
    );
}

#[test]
fn a_segment_without_changes_is_applied_all_the_same() {
    let mut device = Device::new(1);
    device
        .vault
        .receive(&received(&chain(1), &[0]), &[], None)
        .unwrap();
    let opened = wayside_vault::Opened {
        device: OTHER,
        caseload: CASELOAD,
        index: 1,
        changes: Vec::new(),
    };
    assert_eq!(
        device.vault.apply(vec![opened]).unwrap(),
        wayside_vault::Applied::default()
    );
    assert_eq!(device.vault.waiting_count().unwrap(), 0);
}

#[test]
fn what_a_courier_brought_waits_for_the_relay_until_it_is_known_to_be_there() {
    let mut device = Device::new(1);
    let segments = chain(2);
    let mut by_hand = received(&segments, &[0, 1]);
    for one in &mut by_hand {
        one.at_relay = false;
    }
    device.vault.receive(&by_hand, &[], None).unwrap();
    assert_eq!(device.vault.unsent(9, |_| true).unwrap(), segments);
    // The relay gives one of them, and acknowledges the other.
    device
        .vault
        .receive(&received(&segments, &[0]), &[], Some(4))
        .unwrap();
    assert_eq!(device.vault.unsent(9, |_| true).unwrap(), segments[1..]);
    let second = Position {
        device: OTHER,
        caseload: CASELOAD,
        index: 2,
    };
    device.vault.mark_sent(&[second]).unwrap();
    assert_eq!(device.vault.unsent_count().unwrap(), 0);
    // A courier's copy of what the relay has is no news.
    device.vault.receive(&by_hand, &[], None).unwrap();
    assert_eq!(device.vault.unsent_count().unwrap(), 0);
    device.vault.mark_all_unsent().unwrap();
    assert_eq!(device.vault.unsent(9, |_| true).unwrap(), segments);
}

#[test]
fn a_courier_gets_first_what_no_courier_had_and_no_more_than_there_is_room_for() {
    let mut device = Device::new(1);
    let own = segment([1; 16], 1, [0; 32], b"own");
    let later = segment([1; 16], 2, own.hash, b"later");
    let others = chain(1);
    device
        .vault
        .receive(&received(&others, &[0]), &[], None)
        .unwrap();
    device.vault.append_own(&own, &[]).unwrap();
    let given = |device: &mut Device, all: bool, room: usize| {
        let mut given = Vec::new();
        let left = device
            .vault
            .for_courier(all, |segment| {
                let fits = given.len() < room;
                if fits {
                    given.push(segment);
                }
                fits
            })
            .unwrap();
        (given, left)
    };
    assert_eq!(given(&mut device, false, 9), (vec![own.clone()], 0));
    device
        .vault
        .mark_carried(&[Position {
            device: [1; 16],
            caseload: CASELOAD,
            index: 1,
        }])
        .unwrap();
    device.vault.append_own(&later, &[]).unwrap();
    let everything = vec![later.clone(), others[0].clone(), own];
    assert_eq!(given(&mut device, true, 9), (everything, 0));
    // Another file has what did not fit; what a courier has already needs none.
    assert_eq!(given(&mut device, true, 1), (vec![later.clone()], 1));
    assert_eq!(given(&mut device, false, 1), (vec![later], 0));
}
