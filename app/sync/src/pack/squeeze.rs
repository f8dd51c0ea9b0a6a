//! Deflate, and padding that hides the exact size.
//!
//! Padmé lets a length keep only its leading bits, so that an observer learns O(log log) bits of it, for at most 12 % more.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::PackError;

/// The most that one body may become.
pub const MAX_INFLATED: usize = 1 << 20;

/// Deflates and pads.
pub fn squeeze(packed: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    // Writing into a Vec does not fail; if it did, the empty body would be refused by every receiver.
    let _ = encoder.write_all(packed);
    let mut body = encoder.finish().unwrap_or_default();
    body.resize(padme(body.len()), 0);
    body
}

/// Undoes `squeeze`.
pub fn unsqueeze(body: &[u8]) -> Result<Vec<u8>, PackError> {
    let mut decoder = DeflateDecoder::new(body);
    let mut packed = Vec::new();
    let limit = MAX_INFLATED as u64 + 1;
    (&mut decoder)
        .take(limit)
        .read_to_end(&mut packed)
        .map_err(|_| PackError::Malformed)?;
    if packed.len() > MAX_INFLATED {
        return Err(PackError::TooLarge);
    }
    let used = usize::try_from(decoder.total_in()).map_err(|_| PackError::Malformed)?;
    let padding = body.get(used..).ok_or(PackError::Malformed)?;
    if padding.iter().any(|byte| *byte != 0) {
        return Err(PackError::Malformed);
    }
    Ok(packed)
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
