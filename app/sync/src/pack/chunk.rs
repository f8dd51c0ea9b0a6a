//! The envelope of a change chunk, which a receiver can rebuild.
//!
//! ```text
//! chunk   = magic 4 ‖ checksum 4 ‖ type 1 ‖ length uleb ‖ content        type 1 is a change
//! hash    = SHA-256(type ‖ length ‖ content), of which the checksum is the first four bytes
//! content = number of dependencies uleb ‖ that many hashes ‖ …
//! ```

use sha2::{Digest, Sha256};

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHANGE: u8 = 1;

/// The content, if the chunk can be rebuilt from it byte for byte.
pub fn content(chunk: &[u8]) -> Option<&[u8]> {
    let mut rest = chunk.get(9..)?;
    super::take_number(&mut rest).ok()?;
    (rebuild(rest) == chunk).then_some(rest)
}

/// The whole chunk of a content.
pub fn rebuild(content: &[u8]) -> Vec<u8> {
    let mut hashed = vec![CHANGE];
    super::put_number(&mut hashed, content.len() as u64);
    hashed.extend_from_slice(content);
    let hash = Sha256::digest(&hashed);
    let mut chunk = MAGIC.to_vec();
    chunk.extend(hash.iter().take(4));
    chunk.extend(hashed);
    chunk
}

/// The hash of the only dependency; none if there are none or several.
pub fn only_dependency(content: &[u8]) -> Option<&[u8; 32]> {
    content.strip_prefix(&[1])?.first_chunk()
}
