//! How many changes fit one segment.

use super::{Item, pack};

/// A full body and how many items it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The items taken, from the front.
    pub count: usize,
    /// The squeezed pack of them.
    pub body: Vec<u8>,
}

/// The longest run of items from the front whose body is at most `limit` bytes; none if the first alone is too big.
///
/// Deflating is the cost, so the search starts where the last size points to, and stops when less than a fiftieth is at
/// stake.
pub fn fill(items: &[Item], limit: usize) -> Option<Filled> {
    let mut best: Option<Filled> = None;
    // Invariant: `low` items fit, `high` do not (one more than there are is taken not to).
    let (mut low, mut high) = (0, items.len() + 1);
    let mut guess = items.len();
    while low < guess && guess < high {
        let body = pack(items.get(..guess).unwrap_or_default());
        let size = body.len().max(1);
        if size <= limit {
            low = guess;
            best = Some(Filled { count: guess, body });
        } else {
            high = guess;
        }
        if low > 0 && high - low <= 1 + low / 50 {
            break;
        }
        // Where the size of this guess says the limit lies, kept strictly between the bounds.
        let aimed = (guess as u64 * limit as u64 / size as u64) as usize;
        let middle = low + (high - low) / 2;
        let aimed = if size <= limit {
            aimed.max(low + 1)
        } else {
            aimed * 99 / 100
        };
        guess = if aimed > low && aimed < high {
            aimed
        } else {
            middle
        };
    }
    best
}
