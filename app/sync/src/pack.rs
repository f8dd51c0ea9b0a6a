//! Many changes of many documents as one small body.
//!
//! ```text
//! packed   = format 1 ‖ document*
//! document = client ‖ count uleb ‖ change*
//! client   = 0 ‖ 10 raw bytes (the id is their base32, as ids made on a device are)  |  length 1..=64 ‖ the id
//! change   = 0 ‖ length uleb ‖ the chunk as it is
//!          | 1 ‖ length uleb ‖ the chunk's content
//!          | 2 ‖ length uleb ‖ the content without its one dependency, which is the change before it in this document
//! body     = raw deflate of packed, then zeros up to a Padmé length
//! ```
//! What the receiver can recompute does not travel: a chunk's magic, checksum, type and length, and a dependency on the
//! change just before. An incompressible hash of 32 bytes in each of forty taps would outweigh the taps. Whatever would not
//! come back byte for byte travels as it is, so nothing here depends on how the documents' library writes its chunks.
//!
//! Refused: sorting changes across documents by content (no gain over grouping), a shared dictionary (a promise for ever).

mod chunk;
mod fill;
mod squeeze;

pub use fill::{Filled, fill};
pub use squeeze::{MAX_INFLATED, padme, squeeze, unsqueeze};

use data_encoding::{BASE32_NOPAD, Specification};
use sha2::{Digest, Sha256};

const FORMAT: u8 = 1;
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

/// Groups by document and leaves out what can be recomputed. Order within a document is kept.
pub fn pack(items: &[Item]) -> Vec<u8> {
    let mut order: Vec<&str> = Vec::new();
    let mut grouped: std::collections::HashMap<&str, Vec<&[u8]>> = std::collections::HashMap::new();
    for item in items {
        let changes = grouped.entry(&item.client).or_default();
        if changes.is_empty() {
            order.push(&item.client);
        }
        changes.push(&item.change);
    }
    let mut out = vec![FORMAT];
    for client in order {
        let changes = grouped.remove(client).unwrap_or_default();
        put_client(&mut out, client);
        put_number(&mut out, changes.len() as u64);
        let mut before = None;
        for change in changes {
            before = Some(put_change(&mut out, change, before));
        }
    }
    out
}

/// Takes apart what `pack` made.
pub fn unpack(mut bytes: &[u8]) -> Result<Vec<Document>, PackError> {
    match take(&mut bytes, 1)? {
        [FORMAT] => {}
        [other] => return Err(PackError::Format(*other)),
        _ => return Err(PackError::Malformed),
    }
    let mut documents = Vec::new();
    while !bytes.is_empty() {
        let client = take_client(&mut bytes)?;
        let count = take_number(&mut bytes)?;
        let mut changes = Vec::new();
        let mut before: Option<[u8; 32]> = None;
        for _ in 0..count {
            let change = take_change(&mut bytes, before)?;
            before = Some(change_hash(&change));
            changes.push(change);
        }
        documents.push(Document { client, changes });
    }
    Ok(documents)
}

/// Appends one change and gives its hash.
fn put_change(out: &mut Vec<u8>, change: &[u8], before: Option<[u8; 32]>) -> [u8; 32] {
    let hash = change_hash(change);
    let content = chunk::content(change);
    let (how, body) = match content {
        Some(content) => {
            match before.and_then(|before| chunk::without_dependency(content, &before)) {
                Some(rest) => (FOLLOWS, rest),
                None => (CONTENT, content),
            }
        }
        None => (AS_IS, change),
    };
    out.push(how);
    put_number(out, body.len() as u64);
    out.extend_from_slice(body);
    hash
}

fn take_change(bytes: &mut &[u8], before: Option<[u8; 32]>) -> Result<Vec<u8>, PackError> {
    let how = take(bytes, 1)?.first().copied();
    let length = usize::try_from(take_number(bytes)?).map_err(|_| PackError::Malformed)?;
    let body = take(bytes, length)?;
    match (how, before) {
        (Some(AS_IS), _) => Ok(body.to_vec()),
        (Some(CONTENT), _) => Ok(chunk::rebuild(body)),
        (Some(FOLLOWS), Some(before)) => Ok(chunk::rebuild(&chunk::with_dependency(body, &before))),
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

fn put_client(out: &mut Vec<u8>, client: &str) {
    let upper = client.to_ascii_uppercase();
    let raw = BASE32_NOPAD
        .decode(upper.as_bytes())
        .ok()
        .filter(|raw| raw.len() == 10);
    match raw {
        Some(raw) if upper.to_ascii_lowercase() == client => {
            out.push(0);
            out.extend_from_slice(&raw);
        }
        _ => {
            // Ids are at most 64 bytes; a longer one is cut here and refused by the receiver.
            let bytes = client
                .as_bytes()
                .get(..client.len().min(64))
                .unwrap_or_default();
            out.push(bytes.len() as u8);
            out.extend_from_slice(bytes);
        }
    }
}

fn take_client(bytes: &mut &[u8]) -> Result<String, PackError> {
    let length = take(bytes, 1)?.first().copied().unwrap_or(0);
    if length == 0 {
        let raw = take(bytes, 10)?;
        return Ok(base32_lower()
            .map(|encoding| encoding.encode(raw))
            .unwrap_or_default());
    }
    String::from_utf8(take(bytes, length.into())?.to_vec()).map_err(|_| PackError::Malformed)
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
mod tests;
