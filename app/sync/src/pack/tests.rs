use proptest::prelude::*;
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};

use super::*;

/// A chunk as the documents' library would write it: two columns, of which the second is the text.
pub(crate) fn chunk_after(dependencies: &[[u8; 32]], text: &[u8]) -> Vec<u8> {
    let mut content = vec![dependencies.len() as u8];
    dependencies
        .iter()
        .for_each(|hash| content.extend_from_slice(hash));
    content.extend_from_slice(&[2, 7, 7, 1, 1, 0, 0, 0, 2, 0x15, 3, 0x57]);
    put_number(&mut content, text.len() as u64);
    content.extend_from_slice(b"key");
    content.extend_from_slice(text);
    chunk::rebuild(&content)
}

/// The hash by which later changes name a chunk.
pub(crate) fn hash(chunk: &[u8]) -> [u8; 32] {
    change_hash(chunk)
}

fn item(client: &str, change: Vec<u8>) -> Item {
    Item {
        client: client.to_owned(),
        change,
    }
}

/// Packs, unpacks, and compares with the items grouped by document.
fn check(items: &[Item]) {
    let mut expected: Vec<Document> = Vec::new();
    for Item { client, change } in items {
        match expected
            .iter_mut()
            .find(|document| &document.client == client)
        {
            Some(document) => document.changes.push(change.clone()),
            None => expected.push(Document {
                client: client.clone(),
                changes: vec![change.clone()],
            }),
        }
    }
    assert_eq!(unpack(&pack(items)).unwrap(), expected);
}

#[test]
fn changes_come_back_in_the_order_of_their_document() {
    let first = chunk_after(&[], b"one");
    let second = chunk_after(&[change_hash(&first)], b"two");
    let other = chunk_after(&[[9; 32]], b"three");
    let merge = chunk_after(&[change_hash(&second), [9; 32]], b"four");
    check(&[
        item("aaaaaaaabbbbbbbb", first),
        item("some-other-id", other),
        item("aaaaaaaabbbbbbbb", second),
        item("aaaaaaaabbbbbbbb", merge),
    ]);
}

#[test]
fn what_is_no_change_chunk_travels_as_it_is() {
    let mut wrong_checksum = chunk_after(&[], b"one");
    wrong_checksum[5] ^= 1;
    let mut compressed = chunk_after(&[], b"one");
    compressed[8] = 2;
    let mut longer = chunk_after(&[], b"one");
    longer.push(0);
    for change in [
        wrong_checksum,
        compressed,
        longer,
        Vec::new(),
        vec![0x85],
        vec![0x80; 40],
    ] {
        check(&[item("a", change.clone()), item("a", change)]);
    }
}

#[test]
fn ids_of_any_form_come_back() {
    for id in [
        "abcdefghij234567",
        "ABCDEFGHIJ234567",
        "abcdefghij234560",
        "x",
        &"y".repeat(64),
    ] {
        check(&[item(id, chunk_after(&[], b"one"))]);
    }
}

#[test]
fn a_following_change_leaves_its_dependency_out() {
    let first = chunk_after(&[], b"one");
    let second = chunk_after(&[change_hash(&first)], b"two");
    let streams = streams(&[item("a", first.clone()), item("a", second.clone())]);
    assert_eq!(streams.random, b"");
    assert_eq!(streams.columns[&0x57], b"onetwo");
    let alone = super::streams(&[item("a", second)]);
    assert_eq!(alone.random, change_hash(&first));
}

#[test]
fn columns_of_every_length_come_back() {
    for length in [0, 1, 1023, 1024, 5000] {
        check(&[
            item("a", chunk_after(&[], &vec![b'x'; length])),
            item("b", chunk_after(&[[1; 32]], b"y")),
        ]);
    }
}

#[test]
fn content_of_another_shape_travels_as_it_is() {
    for content in [
        b"".as_slice(),
        &[0],
        &[9, 9],
        &[0, 1, 7, 1, 1, 0, 0, 0, 1, 5, 200],
        &[0xff; 40],
    ] {
        check(&[
            item("a", chunk::rebuild(content)),
            item("a", chunk::rebuild(content)),
        ]);
    }
}

#[test]
fn a_pack_that_ends_early_or_has_another_format_is_refused() {
    let body = pack(&[item(
        "abcdefghij234567",
        chunk_after(&[[5; 32]], b"some content"),
    )]);
    for end in 0..body.len() - 1 {
        // Only padding may be missing.
        let whole = body[end..].iter().all(|byte| *byte == 0);
        assert_eq!(unpack(&body[..end]).is_ok(), whole, "cut at {end}");
    }
    let other = |first: &[u8]| unpack(&body_of(first));
    assert_eq!(other(&[2, 0, 0]), Err(PackError::Format(2)));
    assert_eq!(other(&[1, 0, 0]), Ok(vec![]));
    for malformed in [
        [].as_slice(),
        &[1],
        &[1, 9, 0],
        &[1, 0, 1, 5, 9],
        &[1, 0, 0, 7],
        &[1, 4, 0, 1, b'a', 1, FOLLOWS],
        &[1, 4, 0, 1, b'a', 1, 9],
        &[1, 3, 0, 1, b'a', 1],
        &[1, 1, 0, 0],
        &[1, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ] {
        assert_eq!(other(malformed), Err(PackError::Malformed), "{malformed:?}");
    }
}

/// A body whose first block is given.
fn body_of(first: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(first).unwrap();
    let deflated = encoder.finish().unwrap();
    [&[deflated.len() as u8], deflated.as_slice(), &[0, 0]].concat()
}

#[test]
fn a_body_that_inflates_without_end_is_refused() {
    let bomb = squeeze(&vec![0; MAX_INFLATED]);
    assert!(bomb.len() < 2048);
    assert_eq!(unsqueeze(&bomb), Err(PackError::TooLarge));
    let most = MAX_INFLATED - 16;
    assert_eq!(unsqueeze(&squeeze(&vec![0; most])).unwrap().len(), most);
}

#[test]
fn padding_that_is_not_zeros_is_refused() {
    let mut rng = StdRng::seed_from_u64(3);
    let mut bytes = vec![0; 777];
    rng.fill_bytes(&mut bytes);
    let mut body = squeeze(&bytes);
    assert_eq!(unsqueeze(&body).unwrap(), bytes);
    *body.last_mut().unwrap() = 1;
    assert_eq!(unsqueeze(&body), Err(PackError::Malformed));
}

#[test]
fn padme_grows_by_at_most_twelve_percent_and_never_shrinks() {
    for length in 0..20_000 {
        let padded = padme(length);
        assert!(
            padded >= length && padded <= length + length / 8 + 1,
            "{length} -> {padded}"
        );
        assert_eq!(padme(padded), padded);
    }
    let lengths: std::collections::BTreeSet<usize> = (8_192..16_384).map(padme).collect();
    assert!(
        lengths.len() <= 17,
        "{} lengths between 8 and 16 KiB",
        lengths.len()
    );
}

#[test]
fn a_fill_is_nearly_full_and_leaves_the_rest() {
    let mut rng = StdRng::seed_from_u64(5);
    let items: Vec<Item> = (0..400)
        .map(|n| {
            let mut noise = vec![0; 60 + rng.random_range(0..60)];
            rng.fill_bytes(&mut noise);
            item(
                &format!("client-{n}"),
                chunk_after(&[], &[&[b'z'; 300], noise.as_slice()].concat()),
            )
        })
        .collect();
    let filled = fill(&items, 15_000).unwrap();
    assert!(
        filled.body.len() <= 15_000 && filled.body.len() > 13_500,
        "{}",
        filled.body.len()
    );
    assert!(filled.count > 80 && filled.count < 200, "{}", filled.count);
    assert_eq!(fill(&items[..10], 15_000).unwrap().count, 10);
    assert_eq!(fill(&[], 15_000), None);
}

#[test]
fn one_change_that_is_too_big_does_not_fit_and_the_next_does() {
    let mut rng = StdRng::seed_from_u64(6);
    let mut noise = vec![0; 20_000];
    rng.fill_bytes(&mut noise);
    let items = [
        item("a", chunk_after(&[], &noise)),
        item("b", chunk_after(&[], b"small")),
    ];
    assert_eq!(fill(&items, 15_000), None);
    assert_eq!(fill(&items[1..], 15_000).unwrap().count, 1);
}

proptest! {
    #[test]
    fn any_items_come_back(items in prop::collection::vec(("[a-d]{1,2}", prop::collection::vec(any::<u8>(), 0..80), any::<bool>()), 0..30)) {
        let items: Vec<Item> = items
            .into_iter()
            .map(|(client, bytes, chunked)| item(&client, if chunked { chunk::rebuild(&bytes) } else { bytes }))
            .collect();
        check(&items);
    }

    #[test]
    fn any_bytes_are_unpacked_or_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        let _ = unpack(&bytes);
        let _ = unpack(&body_of(&bytes));
        let _ = unsqueeze(&bytes);
    }
}
