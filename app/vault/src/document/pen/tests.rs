//! Sizes of changes, and edits of notes.

use super::*;
use crate::document::change::{self, MAX_OWN_CHANGE};
#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;

#[test]
fn a_difference_never_splits_a_letter() {
    for (old, new, middle) in [
        ("", "abc", "abc"),
        ("abc", "abc", ""),
        ("ac", "abc", "b"),
        ("é", "è", "è"),
        ("aa", "aaa", "a"),
        ("tối", "tốt", "t"),
        ("😀😁", "😀😂😁", "😂"),
    ] {
        let (before, found, after) = difference(old, new);
        assert_eq!(found, middle, "{old} -> {new}");
        assert_eq!(format!("{before}{found}{after}"), new);
    }
}

#[test]
fn the_longest_texts_make_changes_that_fit_a_segment() {
    let emoji: String = (0..4_000)
        .filter_map(|n| char::from_u32(0x1F300 + (n * 7919) % 0x500))
        .collect();
    let (mut document, mut draft) = (AutoCommit::new(), Draft::default());
    let mut pen = Pen::new(&mut document, &mut draft);
    let map = pen.map(&ROOT, "contacts/1").unwrap();
    pen.note(&map, "note", &emoji).unwrap();
    pen.text(&map, "plan", &emoji).unwrap();
    pen.list(&map, "done", &vec![emoji.chars().take(200).collect(); 200])
        .unwrap();
    pen.finish();
    let mut pen = Pen::new(&mut document, &mut draft);
    let other: String = emoji.chars().rev().collect();
    pen.edit_note(&map, "note", &other).unwrap();
    pen.edit_note(&map, "note", "").unwrap();
    pen.finish();
    for own in &draft.changes {
        assert!(own.bytes.len() <= MAX_OWN_CHANGE, "{}", own.bytes.len());
        assert_eq!(change::parse(&own.bytes).unwrap().hash(), own.hash);
    }
    let read = tree::fields(&document, &map, 0);
    assert_eq!(read.string("plan"), emoji);
    assert_eq!(read.string("note"), "");
}

#[test]
fn an_edit_of_a_note_is_a_small_change() {
    let (mut document, mut draft) = (AutoCommit::new(), Draft::default());
    let mut pen = Pen::new(&mut document, &mut draft);
    let map = pen.map(&ROOT, "contacts/1").unwrap();
    pen.note(&map, "note", &"a word and another ".repeat(100))
        .unwrap();
    pen.finish();
    draft.changes.clear();
    let mut pen = Pen::new(&mut document, &mut draft);
    pen.edit_note(
        &map,
        "note",
        &format!("{}end", "a word and another ".repeat(100)),
    )
    .unwrap();
    pen.finish();
    let changes = &draft.changes;
    assert_eq!(changes.len(), 1);
    assert!(changes[0].bytes.len() < 200, "{}", changes[0].bytes.len());
}

#[test]
fn however_much_is_replaced_at_once_a_change_has_half_the_operations_that_are_allowed() {
    // Several people's notes in one, and many short edits of many of them in one act.
    let long = "a letter goes, an operation comes ".repeat(1_000);
    let (mut document, mut draft) = (AutoCommit::new(), Draft::default());
    let mut pen = Pen::new(&mut document, &mut draft);
    let maps: Vec<ObjId> = (0..12)
        .map(|n| pen.map(&ROOT, &format!("contacts/{n}")).unwrap())
        .collect();
    for map in &maps {
        pen.note(map, "note", &long[..4_000]).unwrap();
    }
    pen.note(&maps[0], "plan", &long).unwrap();
    pen.finish();
    let mut pen = Pen::new(&mut document, &mut draft);
    pen.edit_note(&maps[0], "plan", "gone").unwrap();
    for map in &maps {
        pen.edit_note(map, "note", "all gone").unwrap();
    }
    pen.finish();
    for own in &draft.changes {
        let operations = change::operations(&own.bytes).unwrap();
        assert!(operations <= change::MAX_OPERATIONS / 2, "{operations}");
    }
    let read = tree::fields(&document, &maps[0], 0);
    assert_eq!(
        (read.string("plan").as_str(), read.string("note").as_str()),
        ("gone", "all gone")
    );
}
