//! A small plain body (roster entries, receipts): one deflated block, and padding that hides the exact size.
//!
//! Padmé lets a length keep only its leading bits, so that an observer learns O(log log) bits of it, for at most 12 %
//! more.

use super::columns::Streams;
use super::{PackError, body};

/// Deflates and pads.
pub fn squeeze(plain: &[u8]) -> Vec<u8> {
    body::write(&Streams {
        outline: plain.to_vec(),
        ..Streams::default()
    })
}

/// Undoes `squeeze`.
pub fn unsqueeze(squeezed: &[u8]) -> Result<Vec<u8>, PackError> {
    let inflated = body::read(squeezed)?;
    Ok(inflated.readers()?.outline.to_vec())
}

/// The padded length of a length.
pub fn padme(length: usize) -> usize {
    if length < 2 {
        return length;
    }
    let exponent = length.ilog2();
    let kept = exponent.checked_ilog2().map_or(0, |log| log + 1);
    let mask = (1usize << (exponent - kept.min(exponent))) - 1;
    (length + mask) & !mask
}
