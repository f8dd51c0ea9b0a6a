//! Bytes are promises: what version 1 wrote is read for ever. Each file in `testdata/` was written once by the code of
//! its version; the tests only read. `WAYSIDE_WRITE_GOLDEN=1` writes those that are missing, and never replaces one.

use std::path::Path;

use rand::SeedableRng;
use rand::rngs::StdRng;
use wayside_protocol::{CaseloadId, DeviceId, Hash, Header, Kind, Segment, TeamId, VERSION};
use wayside_seam::Role;

use crate::courier::Cargo;
use crate::enrol::{self, Answer, JoinRequest, Parcel};
use crate::identity::Identity;
use crate::key::Key;
use crate::keyring::{Grant, Keyring};
use crate::pack::{Document, Item, pack, unpack};
use crate::roster::{self, Entry};
use crate::team::{Badge, found};
use crate::{receipts, seal};

/// The bytes of a file; `make` is what today's code would write.
fn golden(name: &str, make: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("testdata")
        .join(name);
    if !path.exists() && std::env::var_os("WAYSIDE_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, data_encoding::HEXLOWER.encode(&make()) + "\n").unwrap();
    }
    let hex =
        std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
    data_encoding::HEXLOWER
        .decode(hex.trim().as_bytes())
        .unwrap()
}

fn phone() -> Identity {
    // Two secrets of fixed bytes: a seeded generator is no promise.
    postcard::from_bytes(&[11; 64]).unwrap()
}

fn grant() -> Grant {
    Grant {
        caseload: CaseloadId([7; 16]),
        epoch: 1,
        key: Key::from_bytes([8; 32]),
        name: "North".into(),
    }
}

#[test]
fn courier_files_of_version_1_are_read() {
    let cargo = Cargo {
        chains: vec![b"chain".to_vec()],
        segments: vec![b"segment".to_vec(), vec![5; 300]],
    };
    let team = TeamId([9; 16]);
    let bytes = golden("courier-v1.hex", || cargo.write(team));
    assert_eq!(Cargo::read(&bytes, team), Ok(cargo));
}

#[test]
fn packs_of_version_1_are_read() {
    let mut changes = vec![crate::pack::test_chunk(&[], b"first"), b"no chunk".to_vec()];
    let after = crate::pack::test_hash(&changes[0]);
    changes.insert(1, crate::pack::test_chunk(&[after], b"second"));
    changes.push(crate::pack::test_chunk(&[[1; 32], [2; 32]], &[b'x'; 2000]));
    let item = |client: &str, change: &Vec<u8>| Item {
        client: client.into(),
        change: change.clone(),
    };
    let bytes = golden("pack-v1.hex", || {
        let mut items: Vec<Item> = changes
            .iter()
            .map(|change| item("abcdefghij234567", change))
            .collect();
        items.push(item("another", &changes[0]));
        pack(&items)
    });
    let expected = [
        Document {
            client: "abcdefghij234567".into(),
            changes: changes.clone(),
        },
        Document {
            client: "another".into(),
            changes: changes[..1].to_vec(),
        },
    ];
    assert_eq!(unpack(&bytes).unwrap(), expected);
}

#[test]
fn segments_of_version_1_are_verified_and_opened() {
    let bytes = golden("segment-v1.hex", || {
        let header = Header {
            version: VERSION,
            kind: Kind::Changes,
            team: TeamId([1; 16]),
            caseload: CaseloadId([7; 16]),
            epoch: 1,
            device: phone().id(),
            index: 2,
            prev: Hash([9; 32]),
        };
        let rng = &mut StdRng::seed_from_u64(12);
        seal::seal(header, &grant().key, b"what was said", &phone(), rng)
            .unwrap()
            .encode()
    });
    let segment = Segment::decode(&bytes).unwrap();
    segment.verify(&phone().sign_public()).unwrap();
    assert_eq!(
        seal::open(&segment, &grant().key).unwrap(),
        b"what was said"
    );
}

#[test]
fn join_texts_of_version_1_are_read_and_keep_their_words() {
    let request = JoinRequest::new(&phone(), "phone 3");
    let text = String::from_utf8(golden("join-request-v1.hex", || {
        request.text().into_bytes()
    }))
    .unwrap();
    // Signatures are without chance: the same keys write the same text.
    assert_eq!(
        (JoinRequest::from_text(&text).unwrap(), &text),
        (request.clone(), &request.text())
    );
    assert_eq!(request.words(), enrol::words_of(&text).unwrap());
    let text = golden("join-answer-v1.hex", || {
        let rng = &mut StdRng::seed_from_u64(13);
        let admin = Identity::random(rng);
        let founded = found("North", "https://relay.example", "desk", &admin, rng).unwrap();
        let (_, text, _) = enrol::approve(
            &founded.team,
            &founded.chain,
            &admin,
            &request,
            Role::Worker,
            vec![grant()],
            rng,
        )
        .unwrap();
        text.into_bytes()
    });
    let answer = Answer::from_text(std::str::from_utf8(&text).unwrap()).unwrap();
    let (
        chain,
        Parcel {
            name,
            relay,
            key,
            grants,
        },
    ) = enrol::accept(&answer, &phone()).unwrap();
    assert_eq!(
        (name.as_str(), relay.as_str(), grants),
        ("North", "https://relay.example", vec![grant()])
    );
    let badge = Badge::open(&key, chain.leaf().unwrap()).unwrap();
    assert_eq!(
        badge,
        Badge {
            role: Role::Worker,
            label: "phone 3".into()
        }
    );
    // People compare these with what an older app shows.
    let words = "words-v1.hex";
    let both = format!("{}\n{}", request.words(), answer.words());
    assert_eq!(golden(words, || both.clone().into_bytes()), both.as_bytes());
}

#[test]
fn roster_entries_and_receipts_of_version_1_are_read() {
    let (team, admin) = (TeamId([1; 16]), DeviceId([2; 16]));
    let bytes = golden("roster-v1.hex", || {
        let rng = &mut StdRng::seed_from_u64(14);
        let to = [(phone().id(), phone().kem_public())];
        let mut entries = vec![
            Entry::CaseloadCreated(CaseloadId([7; 16])),
            Entry::Unknown(99, b"later".to_vec()),
        ];
        entries.extend(roster::wrap_keys(team, admin, &grant(), &to, rng).unwrap());
        let written: Vec<_> = entries.iter().map(Entry::write).collect();
        roster::fill(&written, seal::MAX_SEALED_BODY).unwrap().1
    });
    let entries = roster::read(&bytes).unwrap();
    let [
        Entry::CaseloadCreated(_),
        Entry::Unknown(99, _),
        Entry::Keys(keys),
    ] = entries.as_slice()
    else {
        panic!("{entries:?}")
    };
    assert_eq!(
        roster::unwrap_keys(team, admin, keys, &phone()),
        Some(grant())
    );
    let told = vec![(DeviceId([3; 16]), 1), (DeviceId([4; 16]), 1 << 40)];
    assert_eq!(
        receipts::read(&golden("receipts-v1.hex", || receipts::write(&told))),
        Some(told)
    );
}

#[test]
fn keyrings_of_version_1_are_read() {
    let keyring = Keyring::new(vec![
        grant(),
        Grant {
            epoch: 2,
            key: Key::from_bytes([5; 32]),
            ..grant()
        },
    ]);
    let bytes = golden("keyring-v1.hex", || {
        postcard::to_allocvec(&keyring).unwrap()
    });
    assert_eq!(postcard::from_bytes::<Keyring>(&bytes).unwrap(), keyring);
}
