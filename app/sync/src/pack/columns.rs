//! A change's content taken apart into columns, so that the same column of many changes lies together: keys with keys,
//! values with values, and hashes apart, since they do not deflate.
//!
//! ```text
//! content = number of dependencies ‖ hashes ‖ actor ‖ seq ‖ first op ‖ time ‖ message ‖ other actors
//!         ‖ number of columns ‖ (column, length)* ‖ data of each column ‖ the rest
//! ```
//! Only lengths are understood. Every byte is copied, so what is put together again is what was taken apart, whatever
//! the columns mean; content of another shape is not taken apart.

use std::collections::BTreeMap;

use super::{PackError, put_number, take, take_number};

/// More columns than this in one pack are no case files.
const MOST_COLUMNS: usize = 64;

/// What a pack is made of before it is deflated.
#[derive(Debug, Default)]
pub struct Streams {
    /// Everything that is not below, in order.
    pub outline: Vec<u8>,
    /// By column.
    pub columns: BTreeMap<u64, Vec<u8>>,
    /// What does not deflate: hashes and ids.
    pub random: Vec<u8>,
}

/// Where the parts of a content lie.
struct Shape {
    /// The dependencies' hashes.
    hashes: std::ops::Range<usize>,
    /// The end of the columns' lengths.
    head: usize,
    columns: Vec<(u64, usize)>,
}

/// Writes a content into the streams; false, and nothing is written, if it has another shape. With `follows`, the
/// number of dependencies and the one hash are left out.
pub fn take_apart(content: &[u8], follows: bool, streams: &mut Streams) -> bool {
    let Some(shape) = shape(content) else {
        return false;
    };
    let data: usize = shape.columns.iter().map(|(_, length)| length).sum();
    let fresh = shape
        .columns
        .iter()
        .filter(|(column, _)| !streams.columns.contains_key(column))
        .count();
    let (Some(count), Some(hashes), Some(head), Some(rest)) = (
        content.get(..shape.hashes.start),
        content.get(shape.hashes.clone()),
        content.get(shape.hashes.end..shape.head),
        content.get(shape.head + data..),
    ) else {
        return false;
    };
    if fresh + streams.columns.len() > MOST_COLUMNS {
        return false;
    }
    put_number(&mut streams.outline, rest.len() as u64);
    if !follows {
        streams.outline.extend_from_slice(count);
        streams.random.extend_from_slice(hashes);
    }
    streams.outline.extend_from_slice(head);
    streams.outline.extend_from_slice(rest);
    let mut from = shape.head;
    for (column, length) in shape.columns {
        let data = content.get(from..from + length).unwrap_or_default();
        streams
            .columns
            .entry(column)
            .or_default()
            .extend_from_slice(data);
        from += length;
    }
    true
}

fn shape(content: &[u8]) -> Option<Shape> {
    let mut rest = content;
    let at = |rest: &[u8]| content.len() - rest.len();
    let count = usize::try_from(take_number(&mut rest).ok()?).ok()?;
    let start = at(rest);
    take(&mut rest, count.checked_mul(32)?).ok()?;
    let hashes = start..at(rest);
    let columns = head(&mut rest).ok()?;
    let head = at(rest);
    let mut total = 0usize;
    for (_, length) in &columns {
        total = total.checked_add(*length)?;
    }
    (total <= rest.len()).then_some(Shape {
        hashes,
        head,
        columns,
    })
}

/// Reads from the actor to the columns' lengths.
fn head(rest: &mut &[u8]) -> Result<Vec<(u64, usize)>, PackError> {
    take_text(rest)?;
    for _number in ["sequence", "first operation", "time"] {
        take_number(rest)?;
    }
    take_text(rest)?;
    for _actor in 0..take_number(rest)? {
        take_text(rest)?;
    }
    let count = take_number(rest)?;
    let mut columns = Vec::new();
    for _ in 0..count {
        let column = take_number(rest)?;
        let length = usize::try_from(take_number(rest)?).map_err(|_| PackError::Malformed)?;
        columns.push((column, length));
    }
    Ok(columns)
}

fn take_text(rest: &mut &[u8]) -> Result<(), PackError> {
    let length = usize::try_from(take_number(rest)?).map_err(|_| PackError::Malformed)?;
    take(rest, length).map(|_| ())
}

/// What is still to be read of the streams.
pub struct Readers<'a> {
    pub outline: &'a [u8],
    pub columns: BTreeMap<u64, &'a [u8]>,
    pub random: &'a [u8],
}

/// Puts a content together again; `before` stands for the number and hash that were left out.
pub fn put_together(
    readers: &mut Readers<'_>,
    before: Option<&[u8; 32]>,
) -> Result<Vec<u8>, PackError> {
    let rest =
        usize::try_from(take_number(&mut readers.outline)?).map_err(|_| PackError::Malformed)?;
    let mut content = Vec::new();
    match before {
        Some(before) => {
            content.push(1);
            content.extend_from_slice(before);
        }
        None => {
            let all = readers.outline;
            let count = usize::try_from(take_number(&mut readers.outline)?)
                .map_err(|_| PackError::Malformed)?;
            content.extend_from_slice(
                all.get(..all.len() - readers.outline.len())
                    .unwrap_or_default(),
            );
            let hashes = count.checked_mul(32).ok_or(PackError::Malformed)?;
            content.extend_from_slice(take(&mut readers.random, hashes)?);
        }
    }
    let all = readers.outline;
    let columns = head(&mut readers.outline)?;
    content.extend_from_slice(
        all.get(..all.len() - readers.outline.len())
            .unwrap_or_default(),
    );
    for (column, length) in columns {
        let data = readers
            .columns
            .get_mut(&column)
            .ok_or(PackError::Malformed)?;
        content.extend_from_slice(take(data, length)?);
    }
    content.extend_from_slice(take(&mut readers.outline, rest)?);
    Ok(content)
}
