//! What a change has to look like before Automerge sees it.
//!
//! Only uncompressed change chunks are taken (chunk type 1): a document chunk could carry any history, and a
//! compressed one could grow without bound while it is unpacked. `load_incremental` is never used on received bytes:
//! it drops valid changes when the input is cut.

use automerge::{Change, ChangeHash};

use super::guard;

/// The most bytes of one received change. Own changes stay under [`MAX_OWN_CHANGE`].
pub const MAX_CHANGE: usize = 64 * 1024;

/// The most bytes of one change made here, so that it always fits into a segment. Long notes and large imports are
/// split over several changes.
pub const MAX_OWN_CHANGE: usize = 12 * 1024;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const UNCOMPRESSED: u8 = 1;

/// Why a change was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    TooLarge,
    NotAChange,
    WrongChecksum,
    Malformed,
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
            Self::Refused => "refused",
            Self::Panicked => "panicked",
        }
    }
}

/// Parses one change.
pub(crate) fn parse(bytes: &[u8]) -> Result<Change, Unusable> {
    if bytes.len() > MAX_CHANGE {
        return Err(Unusable::TooLarge);
    }
    if bytes.get(..4) != Some(MAGIC.as_slice()) || bytes.get(8) != Some(&UNCOMPRESSED) {
        return Err(Unusable::NotAChange);
    }
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
mod tests {
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
}
