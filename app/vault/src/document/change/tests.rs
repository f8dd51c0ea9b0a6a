use super::*;
use automerge::transaction::Transactable;
use automerge::{AutoCommit, ROOT};
#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;

fn changes(count: usize) -> Vec<Vec<u8>> {
    let mut document = AutoCommit::new();
    for n in 0..count {
        document.put(ROOT, format!("key{n}"), "value").unwrap();
        document.commit();
    }
    document
        .get_changes(&[])
        .iter()
        .map(|change| change.raw_bytes().to_vec())
        .collect()
}

#[test]
fn only_a_plain_change_chunk_is_taken() {
    let good = changes(1).remove(0);
    assert!(parse(&good).is_ok());
    assert_eq!(parse(&[]).unwrap_err(), Unusable::NotAChange);
    assert_eq!(
        parse(&vec![0; MAX_CHANGE + 1]).unwrap_err(),
        Unusable::TooLarge
    );
    let mut document = AutoCommit::new();
    document.put(ROOT, "key", "value").unwrap();
    assert_eq!(parse(&document.save()).unwrap_err(), Unusable::NotAChange);
    for kind in [0, 2, 3, 9] {
        let mut other = good.clone();
        other[8] = kind;
        assert_eq!(parse(&other).unwrap_err(), Unusable::NotAChange);
    }
}

#[test]
fn every_flipped_bit_and_every_cut_is_refused() {
    let good = changes(1).remove(0);
    for byte in 0..good.len() {
        for bit in 0..8 {
            let mut bad = good.clone();
            bad[byte] ^= 1 << bit;
            assert!(parse(&bad).is_err(), "byte {byte} bit {bit}");
        }
        assert!(parse(&good[..byte]).is_err());
    }
}

#[test]
fn changes_wait_for_what_they_depend_on() {
    let mut pool: Vec<Change> = changes(4)
        .iter()
        .map(|bytes| parse(bytes).unwrap())
        .collect();
    let first = pool.remove(0);
    pool.reverse();
    assert!(take_ready(&mut pool, |_| false).is_empty());
    assert_eq!(pool.len(), 3);
    pool.push(first);
    assert_eq!(take_ready(&mut pool, |_| false).len(), 4);
    assert!(pool.is_empty());
}

// --- what a change claims ------------------------------------------------------------------------------------------------------------

/// Sent to a team by one who wanted to stop it: whole, signed, with valid checksums.
const HOSTILE: [(&str, &str); 2] = [
    (
        "2^40 operations: reading it never ends",
        "856f4a832d0d701e014500100707070707070707070707070707070701010000000515083406420756077007808080808020\
         016b808080808020808080808020018080808080200080808080802000",
    ),
    (
        "60,000,000 operations: the process is killed by its allocation",
        "856f4a83305cc7b0013b00100707070707070707070707070707070701010000000515063404420556057005808ece1c016b\
         808ece1c808ece1c01808ece1c00808ece1c00",
    ),
];

fn bytes(hex: &str) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap()
}

/// The chunk of a content, with length and checksum as they have to be.
fn chunk(content: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut hashed = vec![UNCOMPRESSED];
    number(&mut hashed, content.len() as u64);
    hashed.extend_from_slice(content);
    let hash = Sha256::digest(&hashed);
    [&MAGIC, &hash[..4], &hashed].concat()
}

fn content(chunk: &[u8]) -> &[u8] {
    let length = chunk[9..].iter().take_while(|byte| **byte > 127).count() + 1;
    &chunk[9 + length..]
}

fn number(into: &mut Vec<u8>, mut value: u64) {
    while value > 127 {
        into.push((value & 127) as u8 | 128);
        value >>= 7;
    }
    into.push(value as u8);
}

/// A change of one actor with these columns.
fn with_columns(first: u64, columns: &[(u64, &[u8])]) -> Vec<u8> {
    let mut content = vec![0, 16];
    content.extend([7; 16]);
    content.push(1);
    number(&mut content, first);
    content.extend([0, 0, 0, columns.len() as u8]);
    for (column, data) in columns {
        number(&mut content, *column);
        number(&mut content, data.len() as u64);
    }
    content.extend(columns.iter().flat_map(|(_, data)| data.iter().copied()));
    chunk(&content)
}

/// Rows that agree: `count` times "put null under k in the root".
fn puts(count: u64) -> [Vec<u8>; 5] {
    let mut run = Vec::new();
    // As a signed number.
    number(&mut run, count);
    if run.last().is_some_and(|last| last & 0x40 != 0) {
        *run.last_mut().unwrap() |= 0x80;
        run.push(0);
    }
    let mut plain = Vec::new();
    number(&mut plain, count);
    let of = |value: &[u8]| [run.as_slice(), value].concat();
    [of(&[1, b'k']), plain, of(&[1]), of(&[0]), of(&[0])]
}

const PLAIN: [u64; 5] = [21, 52, 66, 86, 112];

fn put_change(first: u64, count: u64) -> Vec<u8> {
    let rows = puts(count);
    let columns: Vec<(u64, &[u8])> = PLAIN
        .into_iter()
        .zip(rows.iter().map(Vec::as_slice))
        .collect();
    with_columns(first, &columns)
}

#[test]
fn a_small_change_that_claims_more_than_it_can_hold_is_refused_before_anything_reads_it() {
    for (what, hex) in HOSTILE {
        let bytes = bytes(hex);
        assert_eq!(bytes, chunk(content(&bytes)), "{what}");
        assert_eq!(
            parse(&bytes).unwrap_err(),
            Unusable::TooManyOperations,
            "{what}"
        );
    }
    for count in [
        MAX_OPERATIONS + 1,
        1 << 31,
        1 << 32,
        1 << 62,
        i64::MAX as u64,
    ] {
        assert_eq!(
            parse(&put_change(1, count)).unwrap_err(),
            Unusable::TooManyOperations,
            "{count}"
        );
    }
    assert_eq!(
        parse(&put_change(1, MAX_OPERATIONS)).unwrap().len() as u64,
        MAX_OPERATIONS
    );
}

#[test]
fn columns_that_do_not_agree_or_are_strange_are_refused_each_with_its_reason() {
    let rows = puts(2);
    let good: Vec<(u64, &[u8])> = PLAIN
        .into_iter()
        .zip(rows.iter().map(Vec::as_slice))
        .collect();
    assert_eq!(parse(&with_columns(1, &good)).unwrap().len(), 2);
    let with = |column: u64, data: &'static [u8]| {
        let mut columns = good.clone();
        columns.retain(|(there, _)| *there != column);
        columns.push((column, data));
        columns.sort();
        with_columns(1, &columns)
    };
    let swapped = {
        let mut columns = good.clone();
        columns.swap(1, 2);
        with_columns(1, &columns)
    };
    let twice = with_columns(1, &[good[0], good[0], good[1], good[2], good[3], good[4]]);
    use Unusable::{ColumnsDisagree, Malformed, StrangeColumns, TooManyOperations};
    let table: [(&str, Vec<u8>, Unusable); 22] = [
        (
            "a column for one row of two",
            with(52, &[1]),
            ColumnsDisagree,
        ),
        ("no column of actions", with(66, &[]), ColumnsDisagree),
        (
            "actions that are nothing",
            with(66, &[0, 2]),
            ColumnsDisagree,
        ),
        (
            "keys for three rows of two",
            with(21, &[3, 1, b'k']),
            ColumnsDisagree,
        ),
        (
            "values that are nothing",
            with(86, &[0, 2]),
            ColumnsDisagree,
        ),
        (
            "values longer than their letters",
            with(86, &[2, 0x16]),
            ColumnsDisagree,
        ),
        ("letters of no value", with(87, b"letters"), ColumnsDisagree),
        (
            "predecessors that are not there",
            with(112, &[2, 1]),
            ColumnsDisagree,
        ),
        (
            "predecessors of no operation",
            with(113, &[2, 0]),
            ColumnsDisagree,
        ),
        (
            "an actor that is not named",
            with(1, &[2, 1]),
            ColumnsDisagree,
        ),
        (
            "a number too large for its place",
            with(2, &[2, 0xff, 0xff, 0xff, 0xff, 0x1f]),
            ColumnsDisagree,
        ),
        (
            "a number below nothing",
            with(19, &[2, 0x7f]),
            ColumnsDisagree,
        ),
        (
            "2^40 predecessors",
            with(112, &[2, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]),
            TooManyOperations,
        ),
        (
            "2^40 marks of a letter",
            with(165, &[0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 1, b'm']),
            TooManyOperations,
        ),
        ("deflated", with(21 | 8, &[2, 1, b'k']), StrangeColumns),
        ("unknown", with(200, &[2, 0]), StrangeColumns),
        ("out of order", swapped, StrangeColumns),
        ("twice", twice, StrangeColumns),
        ("an empty run", with(112, &[2, 0, 0, 0]), Malformed),
        ("a run that ends too early", with(66, &[0x7e, 1]), Malformed),
        (
            "a number longer than need be",
            with(66, &[0x82, 0x00, 1]),
            Malformed,
        ),
        (
            "an empty run of no insertion",
            with(52, &[1, 0, 1]),
            Malformed,
        ),
    ];
    for (what, bytes, reason) in table {
        assert_eq!(parse(&bytes).unwrap_err(), reason, "{what}");
    }
    // Numbers that Automerge unwraps into 32 bits.
    for first in [0, u64::from(u32::MAX), u64::MAX] {
        assert_eq!(
            parse(&put_change(first, 2)).unwrap_err(),
            ColumnsDisagree,
            "{first}"
        );
    }
}

#[test]
fn a_long_key_written_out_for_each_operation_is_counted_by_its_letters() {
    let mut rows = puts(2_048);
    for (length, refused) in [(32, false), (33, true)] {
        rows[0] = puts(2_048)[0][..2].to_vec();
        rows[0].push(length);
        rows[0].extend(vec![b'k'; usize::from(length)]);
        let columns: Vec<(u64, &[u8])> = PLAIN
            .into_iter()
            .zip(rows.iter().map(Vec::as_slice))
            .collect();
        let parsed = parse(&with_columns(1, &columns));
        assert_eq!(parsed.is_err(), refused, "{length}");
    }
}

/// Natively: a panic that one of these finds in Automerge would end a browser's worker and all tests behind it.
#[cfg(not(target_family = "wasm"))]
mod any {
    use super::*;
    use crate::document::guard::fenced;
    use automerge::marks::{ExpandMark, Mark};
    use automerge::{ActorId, ObjType, ScalarValue};
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

    /// Changes of several actors with everything that Automerge can write.
    fn honest(rng: &mut StdRng) -> Vec<Vec<u8>> {
        let mut documents: Vec<AutoCommit> = (1..4)
            .map(|actor| AutoCommit::new().with_actor(ActorId::from([actor; 16])))
            .collect();
        for _ in 0..rng.random_range(1..12) {
            let at = rng.random_range(0..documents.len());
            for _ in 0..rng.random_range(1..6) {
                act(&mut documents[at], rng);
            }
            documents[at].commit();
            if rng.random_bool(0.4) {
                let mut other = documents[rng.random_range(0..3)].fork();
                documents[at].merge(&mut other).unwrap();
            }
        }
        let mut all = documents.remove(0);
        documents.iter_mut().for_each(|other| {
            all.merge(other).unwrap();
        });
        let changes = all.get_changes(&[]);
        changes
            .iter()
            .map(|change| change.raw_bytes().to_vec())
            .collect()
    }

    fn act(document: &mut AutoCommit, rng: &mut StdRng) {
        let keys = ["a", "a longer key", "ключ"];
        let key = keys[rng.random_range(0..keys.len())];
        let object = |document: &AutoCommit, kind: &str| {
            let found = automerge::ReadDoc::get(document, ROOT, kind).unwrap();
            found.map(|(_, id)| id)
        };
        match rng.random_range(0..9) {
            0 => document
                .put(ROOT, key, rng.random_range(-9_000i64..9_000))
                .unwrap(),
            1 => document
                .put(ROOT, key, "words ".repeat(rng.random_range(0..9)))
                .unwrap(),
            2 => document.put(ROOT, key, ScalarValue::counter(3)).unwrap(),
            3 => document.delete(ROOT, key).unwrap_or_default(),
            4 => {
                document.put_object(ROOT, "text", ObjType::Text).unwrap();
            }
            5 | 6 => {
                if let Some(text) = object(document, "text") {
                    let length = automerge::ReadDoc::length(document, &text);
                    let from = rng.random_range(0..=length);
                    let gone = rng.random_range(0..=(length - from).min(5)) as isize;
                    document
                        .splice_text(&text, from, gone, "người hút")
                        .unwrap();
                }
            }
            7 => {
                if let Some(text) = object(document, "text") {
                    let mark = Mark::new(
                        "bold".to_owned(),
                        true,
                        0,
                        automerge::ReadDoc::length(document, &text),
                    );
                    let _ = document.mark(&text, mark, ExpandMark::Both);
                }
            }
            _ => {
                let list = match object(document, "list") {
                    Some(list) => list,
                    None => document.put_object(ROOT, "list", ObjType::List).unwrap(),
                };
                let _ = document.insert(&list, 0, 1.5);
                let map = document.insert_object(&list, 0, ObjType::Map);
                let _ = map.map(|map| document.put(&map, key, ScalarValue::Null));
            }
        }
    }

    fn mutated(rng: &mut StdRng, change: &[u8]) -> Vec<u8> {
        let mut content = content(change).to_vec();
        for _ in 0..rng.random_range(1..4) {
            let at = rng.random_range(0..content.len());
            match rng.random_range(0..5) {
                0 => content[at] = rng.random(),
                1 => content[at] ^= 1 << rng.random_range(0..8),
                2 => {
                    content.remove(at);
                }
                3 => content.insert(at, rng.random()),
                _ => {
                    let mut huge = Vec::new();
                    number(&mut huge, 1 << rng.random_range(7..64));
                    content.splice(at..=at, huge);
                }
            }
            if content.is_empty() {
                content.push(0);
            }
        }
        chunk(&content)
    }

    #[test]
    fn an_honest_change_is_counted_as_automerge_counts_it() {
        let mut rng = StdRng::seed_from_u64(1);
        let mut operations_seen = 0;
        for _ in 0..120 {
            for bytes in honest(&mut rng) {
                let change = Change::from_bytes(bytes.clone()).unwrap();
                assert_eq!(operations(&bytes), Ok(change.len() as u64));
                operations_seen += change.len();
            }
        }
        assert!(operations_seen > 3_000, "{operations_seen}");
    }

    #[test]
    fn whatever_is_made_of_a_change_is_refused_or_counted_as_automerge_counts_it() {
        let mut rng = StdRng::seed_from_u64(2);
        let (mut refused, mut read) = (0, 0);
        for _ in 0..60 {
            for bytes in honest(&mut rng) {
                for _ in 0..24 {
                    let bytes = mutated(&mut rng, &bytes);
                    let Ok(counted) = operations(&bytes) else {
                        refused += 1;
                        continue;
                    };
                    assert!(counted <= MAX_OPERATIONS);
                    // What was counted, Automerge reads or refuses, and in neither case panics.
                    let change = fenced(|| Change::from_bytes(bytes.clone())).unwrap();
                    if let Ok(change) = change {
                        assert_eq!(change.len() as u64, counted);
                        read += 1;
                    }
                }
            }
        }
        assert!(refused > 1_000 && read > 200, "{refused} {read}");
    }
}
