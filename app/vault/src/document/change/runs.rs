//! The numbers and runs that columns are made of.
//!
//! | run | means |
//! |---|---|
//! | n > 0 ‖ value | the value, n times |
//! | -n ‖ n values | these values |
//! | 0 ‖ n | nothing, n times |
//!
//! Columns of true and false have numbers only: so many false, so many true, in turn. The first may be 0.

use super::Unusable;

/// The bytes end too early, or a number is written in another way than Automerge's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Malformed;

impl From<Malformed> for Unusable {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

/// Bytes that are read from the front.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, count: u64) -> Result<&'a [u8], Malformed> {
        let count = usize::try_from(count).map_err(|_| Malformed)?;
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    /// A length and so many bytes.
    pub(super) fn text(&mut self) -> Result<&'a [u8], Malformed> {
        let length = self.unsigned()?;
        self.take(length)
    }

    /// The bits of a number, how many they are, and its last byte.
    fn bits(&mut self) -> Result<(u64, u32, u8), Malformed> {
        let (mut bits, mut shift) = (0u64, 0u32);
        loop {
            let [byte] = self.take(1)? else {
                return Err(Malformed);
            };
            let low = u64::from(byte & 0x7f);
            if shift > 63 {
                return Err(Malformed);
            }
            bits |= low << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return Ok((bits, shift, *byte));
            }
        }
    }

    pub(super) fn unsigned(&mut self) -> Result<u64, Malformed> {
        let (bits, length, last) = self.bits()?;
        let overlong = length > 7 && last == 0;
        let too_large = length > 64 && last > 1;
        if overlong || too_large {
            return Err(Malformed);
        }
        Ok(bits)
    }

    pub(super) fn signed(&mut self) -> Result<i64, Malformed> {
        let before = self.0;
        let (bits, length, last) = self.bits()?;
        // The sign of what comes before the last byte.
        let at = (length / 7).saturating_sub(2) as usize;
        let negative = before.get(at).is_some_and(|byte| byte & 0x40 != 0);
        let overlong = length > 7 && ((last == 0 && !negative) || (last == 0x7f && negative));
        let too_large = length > 64 && last != 0 && last != 0x7f;
        if overlong || too_large {
            return Err(Malformed);
        }
        let sign = match last & 0x40 {
            0 => 0,
            _ => u64::MAX.checked_shl(length).unwrap_or(0),
        };
        Ok((bits | sign).cast_signed())
    }
}

/// Walks the runs of a column and gives how many rows it has.
pub(super) fn runs<'a, T: Copy>(
    column: &'a [u8],
    read: impl Fn(&mut Bytes<'a>) -> Result<T, Malformed>,
    mut each: impl FnMut(Option<T>, u64) -> Result<(), Unusable>,
) -> Result<u64, Unusable> {
    let mut bytes = Bytes(column);
    let mut rows = 0u64;
    while !bytes.0.is_empty() {
        let head = bytes.signed()?;
        let times = match head {
            0 => bytes.unsigned()?,
            _ => head.unsigned_abs(),
        };
        match head {
            0 if times == 0 => return Err(Unusable::Malformed),
            0 => each(None, times)?,
            1.. => each(Some(read(&mut bytes)?), times)?,
            // Each value takes a byte at least, so the bytes end before a claimed number does.
            _ => {
                for _ in 0..times {
                    each(Some(read(&mut bytes)?), 1)?;
                }
            }
        }
        rows = rows.saturating_add(times);
    }
    Ok(rows)
}

/// How many rows a column of true and false has.
pub(super) fn booleans(column: &[u8]) -> Result<u64, Unusable> {
    let mut bytes = Bytes(column);
    let mut rows = 0u64;
    let mut first = true;
    while !bytes.0.is_empty() {
        let times = bytes.unsigned()?;
        if times == 0 && !first {
            return Err(Unusable::Malformed);
        }
        first = false;
        rows = rows.saturating_add(times);
    }
    Ok(rows)
}
