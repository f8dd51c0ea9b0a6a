//! Many changes of many documents as one small body.
//!
//! ```text
//! outline  = document*
//! document = client ‖ count uleb ‖ change*
//! client   = 0 (the id is the base32 of 10 random bytes, as ids made on a device are)  |  length 1..=64 ‖ the id
//! change   = 0 ‖ length uleb ‖ the chunk as it is
//!          | 1 ‖ the chunk's content, its columns apart
//!          | 2 ‖ the same without its one dependency, which is the change before it in this document
//! ```
//! Bytes that the receiver can recompute do not travel: a chunk's magic, checksum, type and length, and a dependency on
//! the change just before. An incompressible hash of 32 bytes in each of forty taps would outweigh the taps. The same
//! column of all changes lies together, which saves a seventh. A change that would not come back byte for byte travels
//! as it is, so nothing here depends on how the documents' library writes its chunks.
//!
//! Measured over a hundred, segments whole (`device/tests/sizes.rs`): 104 bytes for a new client with a screening of
//! four substances, 135 for a screening of a known client (32 of them the dependency on what was sent before), 240 for
//! one that was tapped answer by answer, 7 for a tap. With answers that are pure chance: 119 and 150.
//!
//! Refused: sorting documents by content (2 bytes a screening), a shared dictionary (10 bytes, and a promise for ever),
//! a stronger packer than deflate (20 bytes, several times slower on a phone).

mod body;
mod chunk;
mod columns;
mod fill;
mod squeeze;

pub use body::MAX_INFLATED;
pub use fill::{Filled, fill};
pub use squeeze::{padme, squeeze, unsqueeze};

use data_encoding::{BASE32_NOPAD, Specification};
use sha2::{Digest, Sha256};

use columns::{Readers, Streams};

const AS_IS: u8 = 0;
const CONTENT: u8 = 1;
const FOLLOWS: u8 = 2;

/// A change on its way into a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The client whose document it belongs to.
    pub client: String,
    /// The change chunk.
    pub change: Vec<u8>,
}

/// The changes of one document, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The client.
    pub client: String,
    /// Its change chunks.
    pub changes: Vec<Vec<u8>>,
}

/// A body that is no pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// The bytes end too early or make no sense.
    #[error("the pack is malformed")]
    Malformed,
    /// A later format.
    #[error("the pack has the unknown format {0}")]
    Format(u8),
    /// More than may be unpacked.
    #[error("the pack is too large when inflated")]
    TooLarge,
}

/// The body of a segment: grouped by document, deflated, padded. Order within a document is kept.
pub fn pack(items: &[Item]) -> Vec<u8> {
    body::write(&streams(items))
}

fn streams(items: &[Item]) -> Streams {
    let mut order: Vec<&str> = Vec::new();
    let mut grouped: std::collections::HashMap<&str, Vec<&[u8]>> = std::collections::HashMap::new();
    for item in items {
        let changes = grouped.entry(&item.client).or_default();
        if changes.is_empty() {
            order.push(&item.client);
        }
        changes.push(&item.change);
    }
    let mut streams = Streams::default();
    for client in order {
        let changes = grouped.remove(client).unwrap_or_default();
        put_client(&mut streams, client);
        put_number(&mut streams.outline, changes.len() as u64);
        let mut before = None;
        for change in changes {
            before = Some(put_change(&mut streams, change, before));
        }
    }
    streams
}

/// Takes apart what `pack` made.
pub fn unpack(body: &[u8]) -> Result<Vec<Document>, PackError> {
    let inflated = body::read(body)?;
    let mut readers = inflated.readers()?;
    let mut documents = Vec::new();
    while !readers.outline.is_empty() {
        let client = take_client(&mut readers)?;
        let count = take_number(&mut readers.outline)?;
        let mut changes = Vec::new();
        let mut before: Option<[u8; 32]> = None;
        for _ in 0..count {
            let change = take_change(&mut readers, before)?;
            before = Some(change_hash(&change));
            changes.push(change);
        }
        documents.push(Document { client, changes });
    }
    if !readers.random.is_empty() || readers.columns.values().any(|column| !column.is_empty()) {
        return Err(PackError::Malformed);
    }
    Ok(documents)
}

/// Writes one change and gives its hash.
fn put_change(streams: &mut Streams, change: &[u8], before: Option<[u8; 32]>) -> [u8; 32] {
    let hash = change_hash(change);
    let start = streams.outline.len();
    if let Some(content) = chunk::content(change) {
        let follows = before.is_some_and(|before| chunk::only_dependency(content) == Some(&before));
        streams
            .outline
            .push(if follows { FOLLOWS } else { CONTENT });
        if columns::take_apart(content, follows, streams) {
            return hash;
        }
        streams.outline.truncate(start);
    }
    streams.outline.push(AS_IS);
    put_number(&mut streams.outline, change.len() as u64);
    streams.outline.extend_from_slice(change);
    hash
}

fn take_change(readers: &mut Readers<'_>, before: Option<[u8; 32]>) -> Result<Vec<u8>, PackError> {
    match (take(&mut readers.outline, 1)?, before) {
        ([AS_IS], _) => {
            let length = usize::try_from(take_number(&mut readers.outline)?)
                .map_err(|_| PackError::Malformed)?;
            Ok(take(&mut readers.outline, length)?.to_vec())
        }
        ([CONTENT], _) => Ok(chunk::rebuild(&columns::put_together(readers, None)?)),
        ([FOLLOWS], Some(before)) => Ok(chunk::rebuild(&columns::put_together(
            readers,
            Some(&before),
        )?)),
        _ => Err(PackError::Malformed),
    }
}

/// The hash by which a later change names this one. Of something that is no chunk: of the whole, which no change names.
fn change_hash(change: &[u8]) -> [u8; 32] {
    Sha256::digest(change.get(8..).unwrap_or(change)).into()
}

fn base32_lower() -> Option<data_encoding::Encoding> {
    let mut spec = Specification::new();
    spec.symbols.push_str("abcdefghijklmnopqrstuvwxyz234567");
    spec.encoding().ok()
}

fn put_client(streams: &mut Streams, client: &str) {
    let upper = client.to_ascii_uppercase();
    let raw = BASE32_NOPAD
        .decode(upper.as_bytes())
        .ok()
        .filter(|raw| raw.len() == 10);
    match raw {
        Some(raw) if upper.to_ascii_lowercase() == client => {
            streams.outline.push(0);
            streams.random.extend_from_slice(&raw);
        }
        _ => {
            // Ids are at most 64 bytes; a longer one is cut here and refused by the receiver.
            let bytes = client
                .as_bytes()
                .get(..client.len().min(64))
                .unwrap_or_default();
            streams.outline.push(bytes.len() as u8);
            streams.outline.extend_from_slice(bytes);
        }
    }
}

fn take_client(readers: &mut Readers<'_>) -> Result<String, PackError> {
    let length = take(&mut readers.outline, 1)?.first().copied().unwrap_or(0);
    if length == 0 {
        let raw = take(&mut readers.random, 10)?;
        return Ok(base32_lower()
            .map(|encoding| encoding.encode(raw))
            .unwrap_or_default());
    }
    String::from_utf8(take(&mut readers.outline, length.into())?.to_vec())
        .map_err(|_| PackError::Malformed)
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Result<&'a [u8], PackError> {
    let (head, rest) = bytes.split_at_checked(length).ok_or(PackError::Malformed)?;
    *bytes = rest;
    Ok(head)
}

fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take_number(bytes: &mut &[u8]) -> Result<u64, PackError> {
    let mut number = 0u64;
    for shift in (0..63).step_by(7) {
        let byte = take(bytes, 1)?.first().copied().unwrap_or(0);
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(PackError::Malformed)
}

#[cfg(test)]
pub(crate) use tests::{chunk_after as test_chunk, hash as test_hash};

#[cfg(test)]
mod tests;
