//! A segment whose opening ends the app does not end it at each start.

use std::process::{Command as Process, Stdio};

use sha2::{Digest, Sha256};
use wayside_vault::{Begun, Opened, Position, Received, SegmentState, StoredSegment, Vault};

use crate::support::{CASELOAD, Device, Folder, PIN, rng, snapshot};

const AUTHOR: [u8; 16] = [3; 16];

/// Three segments that wait to be opened.
fn received(vault: &mut Vault) -> [Position; 3] {
    let mut prev = [0; 32];
    let places = [1, 2, 3].map(|index| Position {
        device: AUTHOR,
        caseload: CASELOAD,
        index,
    });
    for place in places {
        let bytes = format!("segment {}", place.index).into_bytes();
        let segment = StoredSegment {
            device: AUTHOR,
            caseload: CASELOAD,
            index: place.index,
            kind: 1,
            epoch: 1,
            hash: Sha256::digest(&bytes).into(),
            prev,
            bytes,
        };
        prev = segment.hash;
        let received = Received {
            segment,
            state: SegmentState::Waiting,
            at_relay: true,
        };
        vault.receive(&[received], &[], None).unwrap();
    }
    places
}

fn opened(place: Position) -> Opened {
    Opened {
        device: place.device,
        caseload: place.caseload,
        index: place.index,
        changes: Vec::new(),
    }
}

/// The vault as a kill leaves it at this moment, opened again.
fn killed(dir: &Folder) -> (Vault, Folder) {
    let copy = snapshot(dir);
    let vault = Vault::open(copy.path(), PIN, None, &mut rng(7)).unwrap();
    (vault, copy)
}

fn aside(vault: &Vault) -> Vec<(String, Option<u64>)> {
    let all = vault.quarantined().unwrap();
    all.into_iter().map(|one| (one.why, one.index)).collect()
}

#[test]
fn what_is_begun_twice_alone_without_an_end_is_put_aside_and_the_others_go_on() {
    let mut device = Device::new(1);
    let [first, second, third] = received(&mut device.vault);
    assert_eq!(device.vault.unended().unwrap(), Begun::Any);
    device.vault.begin(&[first, second, third], false).unwrap();

    let (mut vault, dir) = killed(&device.dir);
    assert_eq!(vault.unended().unwrap(), Begun::Alone(first));
    vault.begin(&[first], true).unwrap();
    let (mut vault, dir) = killed(&dir);
    assert_eq!(vault.unended().unwrap(), Begun::Alone(first));
    vault.begin(&[first], true).unwrap();
    let (mut vault, dir) = killed(&dir);
    assert_eq!(vault.unended().unwrap(), Begun::Alone(second));
    assert_eq!(aside(&vault), [("unended".to_owned(), Some(1))]);

    // The next is innocent, and so is the third, which is not alone any more when nothing is left.
    vault.begin(&[second], true).unwrap();
    vault.apply(vec![opened(second)]).unwrap();
    assert_eq!(vault.unended().unwrap(), Begun::Alone(third));
    vault.hold_segment(&third).unwrap();
    assert_eq!(vault.unended().unwrap(), Begun::Any);
    assert_eq!(vault.waiting_count().unwrap(), 0);

    // Tried again, it has one chance, alone.
    assert_eq!(vault.retry_quarantined(false).unwrap(), 1);
    assert_eq!(aside(&vault), []);
    assert_eq!(vault.unended().unwrap(), Begun::Alone(first));
    vault.begin(&[first], true).unwrap();
    let (mut again, _dir) = killed(&dir);
    assert_eq!(again.unended().unwrap(), Begun::Any);
    assert_eq!(aside(&again), [("unended".to_owned(), Some(1))]);
    vault.apply(vec![opened(first)]).unwrap();
    assert_eq!(vault.unended().unwrap(), Begun::Any);
    assert_eq!(vault.verify().unwrap(), []);
}

#[test]
fn being_stopped_in_good_order_is_an_end() {
    let mut device = Device::new(2);
    let places = received(&mut device.vault);
    device.vault.begin(&places, false).unwrap();
    let mut device = device.reopen();
    assert_eq!(device.vault.unended().unwrap(), Begun::Any);
    assert_eq!(device.vault.waiting_count().unwrap(), 3);
    // Also of one that was suspected.
    device.vault.begin(&places, false).unwrap();
    let (mut vault, dir) = killed(&device.dir);
    for place in places {
        assert_eq!(vault.unended().unwrap(), Begun::Alone(place));
        vault.begin(&[place], true).unwrap();
        drop(vault);
        vault = Vault::open(dir.path(), PIN, None, &mut rng(7)).unwrap();
    }
    assert_eq!(vault.unended().unwrap(), Begun::Any);
}

#[test]
fn what_a_person_wants_tried_again_is_everything_that_holds_its_place() {
    let mut device = Device::new(3);
    let [first, second, _] = received(&mut device.vault);
    device
        .vault
        .quarantine_segment(&first, "malformed-pack")
        .unwrap();
    device.vault.quarantine_segment(&second, "unended").unwrap();
    device
        .vault
        .quarantine_raw(Some(AUTHOR), Some(4), "wrong-signature", b"no segment")
        .unwrap();
    assert_eq!(device.vault.retry_quarantined(false).unwrap(), 1);
    assert_eq!(device.vault.retry_quarantined(true).unwrap(), 1);
    assert_eq!(
        aside(&device.vault),
        [("wrong-signature".to_owned(), Some(4))]
    );
    assert_eq!(device.vault.waiting_count().unwrap(), 3);
}

/// Not a test of its own: the app that the second segment ends.
#[test]
fn opener_process() {
    let Ok(dir) = std::env::var("WAYSIDE_TEST_OPENER") else {
        return;
    };
    let mut vault = Vault::open(dir.as_ref(), PIN, None, &mut rng(7)).unwrap();
    loop {
        let begun = vault.unended().unwrap();
        let waiting = match begun {
            Begun::Any => vault.waiting(6).unwrap(),
            Begun::Alone(place) => vault.segment(&place).unwrap().into_iter().collect(),
        };
        if waiting.is_empty() {
            return;
        }
        let place = |segment: &StoredSegment| Position {
            device: segment.device,
            caseload: segment.caseload,
            index: segment.index,
        };
        let places: Vec<Position> = waiting.iter().map(place).collect();
        vault.begin(&places, begun != Begun::Any).unwrap();
        if places.iter().any(|place| place.index == 2) {
            std::process::abort();
        }
        vault
            .apply(places.into_iter().map(opened).collect())
            .unwrap();
    }
}

#[test]
fn an_app_that_a_segment_ends_at_each_start_comes_through_at_the_fourth() {
    let mut device = Device::new(4);
    received(&mut device.vault);
    let Device { vault, dir, .. } = device;
    drop(vault);
    let mut starts = Vec::new();
    while starts.last() != Some(&true) && starts.len() < 9 {
        let ended = Process::new(std::env::current_exe().unwrap())
            .args(["unended::opener_process", "--exact"])
            .env("WAYSIDE_TEST_OPENER", dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        starts.push(ended.success());
    }
    // Together with the others, and twice alone.
    assert_eq!(starts, [false, false, false, true]);
    let vault = Vault::open(dir.path(), PIN, None, &mut rng(7)).unwrap();
    assert_eq!(aside(&vault), [("unended".to_owned(), Some(2))]);
    assert_eq!(vault.waiting_count().unwrap(), 0);
}
