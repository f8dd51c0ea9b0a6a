//! What a change has to look like before Automerge sees it.
//!
//! Only uncompressed change chunks are taken (chunk type 1): a document chunk could carry any history, and a compressed
//! one could grow without bound while it is unpacked. `load_incremental` is never used on received bytes: it drops
//! valid changes when the input is cut. What a change claims is counted before Automerge believes it ([`count`]): 79
//! bytes can claim 2^40 operations.

use automerge::{Change, ChangeHash};
use sha2::{Digest, Sha256};

use super::guard;

mod count;
mod runs;

pub(crate) use count::operations;

/// The most bytes of one received change. Own changes stay under [`MAX_OWN_CHANGE`].
pub const MAX_CHANGE: usize = 64 * 1024;

/// The most bytes of one change made here, so that it always fits into a segment. Long notes and large imports are
/// split over several changes.
pub const MAX_OWN_CHANGE: usize = 12 * 1024;

/// The most operations of one change, and of their predecessors. The pen counts a byte at least for each, and cuts a
/// change at 7 KiB of these or, where one step is larger, after that step: about 7,000 at most. Twice that and some,
/// since a change is Automerge's to write and a newer pen may write others.
pub(crate) const MAX_OPERATIONS: u64 = 16 * 1024;

/// The most operations that one segment may bring, each change counting as one more. Whoever seals one keeps to it.
pub const MAX_SEGMENT_OPERATIONS: u64 = 64 * 1024;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const UNCOMPRESSED: u8 = 1;

/// Why a change was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    TooLarge,
    NotAChange,
    WrongChecksum,
    Malformed,
    /// Columns that Automerge does not write, or deflated ones.
    StrangeColumns,
    /// A column has not as many values as there are operations, or names what is not there.
    ColumnsDisagree,
    /// More operations than [`MAX_OPERATIONS`].
    TooManyOperations,
    /// Beyond what one segment may bring.
    SegmentTooLarge,
    /// Beyond what one device may have in one document of a case file.
    AuthorTooLarge,
    /// It makes a document a volume of a file that its id does not name, or comes through another caseload's stream.
    WrongVolume,
    /// Automerge refuses it beside the others, for example a second change with the same author and number.
    Refused,
    Panicked,
}

impl Unusable {
    /// A word for the quarantine list; no content.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::NotAChange => "not-a-change",
            Self::WrongChecksum => "wrong-checksum",
            Self::Malformed => "malformed",
            Self::StrangeColumns => "strange-columns",
            Self::ColumnsDisagree => "columns-disagree",
            Self::TooManyOperations => "too-many-operations",
            Self::SegmentTooLarge => "segment-too-large",
            Self::AuthorTooLarge => "author-too-large",
            Self::WrongVolume => "wrong-volume",
            Self::Refused => "refused",
            Self::Panicked => "panicked",
        }
    }
}

/// What a change weighs of [`MAX_SEGMENT_OPERATIONS`].
#[must_use]
pub fn weight(bytes: &[u8]) -> u64 {
    1 + operations(bytes).unwrap_or_default()
}

/// The hash by which a change is known, without reading it.
pub(crate) fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes.get(8..).unwrap_or_default()).into()
}

/// Parses one change.
pub(crate) fn parse(bytes: &[u8]) -> Result<Change, Unusable> {
    if bytes.len() > MAX_CHANGE {
        return Err(Unusable::TooLarge);
    }
    if bytes.get(..4) != Some(MAGIC.as_slice()) || bytes.get(8) != Some(&UNCOMPRESSED) {
        return Err(Unusable::NotAChange);
    }
    operations(bytes)?;
    let change = guard::fenced_over(std::iter::once(bytes), || {
        Change::from_bytes(bytes.to_vec())
    })
    .map_err(|_| Unusable::Panicked)?
    .map_err(|_| Unusable::Malformed)?;
    // `from_bytes` computes the hash and does not compare it with the checksum that the bytes carry.
    if bytes.get(4..8) != change.hash().0.get(..4) {
        return Err(Unusable::WrongChecksum);
    }
    Ok(change)
}

/// The changes of `pool` whose dependencies are there, in an order in which they can be applied; the rest stays in
/// `pool`. `known` says whether the document holds all of these hashes.
pub(crate) fn take_ready(
    pool: &mut Vec<Change>,
    known: impl Fn(&[ChangeHash]) -> bool,
) -> Vec<Change> {
    let mut ready: Vec<Change> = Vec::with_capacity(pool.len());
    let mut hashes = std::collections::HashSet::new();
    loop {
        let before = pool.len();
        let mut later = Vec::new();
        for change in pool.drain(..) {
            let missing: Vec<ChangeHash> = change
                .deps()
                .iter()
                .filter(|dep| !hashes.contains(*dep))
                .copied()
                .collect();
            if missing.is_empty() || known(&missing) {
                hashes.insert(change.hash());
                ready.push(change);
            } else {
                later.push(change);
            }
        }
        *pool = later;
        if pool.is_empty() || pool.len() == before {
            return ready;
        }
    }
}

#[cfg(test)]
mod tests;
