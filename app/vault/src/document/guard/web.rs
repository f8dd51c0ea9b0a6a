//! Remembering what was being worked on.

use std::cell::RefCell;
use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::Panicked;

/// The SHA-256 of the bytes that a piece of work is about.
pub type Suspect = [u8; 32];

thread_local! {
    static NOW: RefCell<Option<Suspect>> = const { RefCell::new(None) };
    static REFUSED: RefCell<BTreeSet<Suspect>> = const { RefCell::new(BTreeSet::new()) };
}

/// What was being worked on when the worker panicked; `None` when it was nothing that came from elsewhere.
pub fn suspect() -> Option<Suspect> {
    NOW.with_borrow(|now| *now)
}

/// Work that ended earlier workers: it is refused from now on.
pub fn distrust(suspects: impl IntoIterator<Item = Suspect>) {
    REFUSED.with_borrow_mut(|refused| refused.extend(suspects));
}

/// Runs `work` on our own bytes.
pub(crate) fn fenced<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    Ok(work())
}

/// Runs `work` over bytes that came from elsewhere, unless it has ended a worker before.
pub(crate) fn fenced_over<'a, T>(
    bytes: impl Iterator<Item = &'a [u8]>,
    work: impl FnOnce() -> T,
) -> Result<T, Panicked> {
    let suspect = hash(bytes);
    if REFUSED.with_borrow(|refused| refused.contains(&suspect)) {
        return Err(Panicked);
    }
    let before = NOW.replace(Some(suspect));
    let done = work();
    NOW.set(before);
    Ok(done)
}

/// Whether work over these bytes has ended a worker before.
pub(crate) fn refused<'a>(bytes: impl Iterator<Item = &'a [u8]>) -> bool {
    let suspect = hash(bytes);
    REFUSED.with_borrow(|refused| refused.contains(&suspect))
}

fn hash<'a>(bytes: impl Iterator<Item = &'a [u8]>) -> Suspect {
    let mut hash = Sha256::new();
    for part in bytes {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}
