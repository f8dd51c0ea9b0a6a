//! Counting what a change claims, from its run lengths alone: no operation is read, nothing is allocated by a claimed
//! number.
//!
//! ```text
//! chunk   = magic 4 ‖ checksum 4 ‖ type 1 ‖ length uleb ‖ content
//! content = number of dependencies uleb ‖ hashes ‖ actor ‖ seq uleb ‖ first operation uleb ‖ time leb ‖ message
//!         ‖ number of other actors uleb ‖ actors ‖ number of columns uleb ‖ (column uleb, length uleb)* ‖ data ‖ extra bytes
//! ```
//! An operation is a row over all columns, and columns are runs (`runs`): 5 bytes say "the same, 2^40 times". Automerge
//! walks the rows, keeps each one and every key of it, and trusts numbers that it later unwraps. So a change goes on to
//! it only if
//! - its columns are those that Automerge 0.12 writes, not deflated, in order, and whole;
//! - each of them has a value for every operation, or for none where that has a meaning ("in the root", "no mark");
//! - operations, their predecessors, and the letters of their keys written out are within the limits;
//! - actors are among those that it names, and numbers of operations fit the 32 bits that Automerge has for them.
//!
//! Encodings that Automerge reads and never writes (empty runs, numbers longer than need be) are refused, so that this
//! reader and Automerge's can't differ about one.

use super::runs::{Bytes, Malformed, booleans, runs};
use super::{MAX_CHANGE, MAX_OPERATIONS, Unusable};

/// The bytes before the content's length.
const ENVELOPE: usize = 9;
/// What a column's number says beside its meaning: it is deflated.
const DEFLATED: u64 = 8;

/// What a change holds, as far as it is looked at.
struct Claim<'a> {
    actors: u64,
    first: u64,
    /// By number, in order.
    columns: Vec<(u64, &'a [u8])>,
}

/// How many operations a change chunk claims.
pub(crate) fn operations(chunk: &[u8]) -> Result<u64, Unusable> {
    let claim = read(chunk.get(ENVELOPE..).unwrap_or_default())?;
    claim.count()
}

fn read(bytes: &[u8]) -> Result<Claim<'_>, Unusable> {
    let mut rest = Bytes(bytes);
    if rest.unsigned()? != rest.0.len() as u64 {
        return Err(Unusable::Malformed);
    }
    let dependencies = rest.unsigned()?;
    rest.take(dependencies.checked_mul(32).ok_or(Malformed)?)?;
    rest.text()?;
    rest.unsigned()?;
    let first = rest.unsigned()?;
    rest.signed()?;
    rest.text()?;
    let others = rest.unsigned()?;
    for _ in 0..others {
        // Each takes a byte at least, so the bytes end before a claimed number does.
        rest.text()?;
    }
    let mut lengths = Vec::new();
    for _ in 0..rest.unsigned()? {
        let (column, length) = (rest.unsigned()?, rest.unsigned()?);
        if column & DEFLATED != 0 || !KNOWN.contains(&column) {
            return Err(Unusable::StrangeColumns);
        }
        if lengths.last().is_some_and(|(last, _)| *last >= column) {
            return Err(Unusable::StrangeColumns);
        }
        lengths.push((column, length));
    }
    let mut columns = Vec::with_capacity(lengths.len());
    for (column, length) in lengths {
        columns.push((column, rest.take(length)?));
    }
    Ok(Claim {
        actors: others.checked_add(1).ok_or(Malformed)?,
        first,
        columns,
    })
}

/// The columns of a change, as Automerge numbers them: `id << 4 | type`.
const OBJECT_ACTOR: u64 = 1;
const OBJECT_NUMBER: u64 = 2;
const KEY_ACTOR: u64 = 17;
const KEY_NUMBER: u64 = 19;
const KEY_TEXT: u64 = 21;
const INSERT: u64 = 52;
const ACTION: u64 = 66;
const VALUE_META: u64 = 86;
const VALUE: u64 = 87;
const PREDECESSORS: u64 = 112;
const PREDECESSOR_ACTOR: u64 = 113;
const PREDECESSOR_NUMBER: u64 = 115;
const EXPAND: u64 = 148;
const MARK: u64 = 165;
const KNOWN: [u64; 14] = [
    OBJECT_ACTOR,
    OBJECT_NUMBER,
    KEY_ACTOR,
    KEY_NUMBER,
    KEY_TEXT,
    INSERT,
    ACTION,
    VALUE_META,
    VALUE,
    PREDECESSORS,
    PREDECESSOR_ACTOR,
    PREDECESSOR_NUMBER,
    EXPAND,
    MARK,
];

/// What a column comes to.
#[derive(Default)]
struct Sum {
    rows: u64,
    nulls: u64,
    /// Of the values: what they add up to, written out.
    total: u64,
}

impl Claim<'_> {
    fn count(&self) -> Result<u64, Unusable> {
        let operations = self.whole(ACTION)?.rows;
        let values = self.whole(VALUE_META)?;
        let predecessors = self.whole(PREDECESSORS)?;
        let inserts = booleans(self.column(INSERT))?;
        let rows = [values.rows, predecessors.rows, inserts];
        let optional = [
            self.sum(OBJECT_ACTOR)?.rows,
            self.sum(OBJECT_NUMBER)?.rows,
            self.sum(KEY_ACTOR)?.rows,
            self.sum(KEY_NUMBER)?.rows,
            self.sum(KEY_TEXT)?.rows,
            self.sum(MARK)?.rows,
            booleans(self.column(EXPAND))?,
        ];
        let too_many = operations > MAX_OPERATIONS
            || predecessors.total > MAX_OPERATIONS
            || self.letters()? > MAX_CHANGE as u64;
        if too_many {
            return Err(Unusable::TooManyOperations);
        }
        let agree = rows.iter().all(|rows| *rows == operations)
            && optional.iter().all(|rows| [0, operations].contains(rows))
            && self.whole(PREDECESSOR_ACTOR)?.rows == predecessors.total
            && self.whole(PREDECESSOR_NUMBER)?.rows == predecessors.total
            && values.total == self.column(VALUE).len() as u64;
        let last = self.first.checked_add(operations);
        if !agree || self.first == 0 || last.is_none_or(|last| last > u64::from(u32::MAX)) {
            return Err(Unusable::ColumnsDisagree);
        }
        Ok(operations)
    }

    /// The letters of keys and marks, each as often as it is used.
    fn letters(&self) -> Result<u64, Unusable> {
        let (keys, marks) = (self.sum(KEY_TEXT)?, self.sum(MARK)?);
        Ok(keys.total.saturating_add(marks.total))
    }

    /// A column in which every row has a value.
    fn whole(&self, column: u64) -> Result<Sum, Unusable> {
        let sum = self.sum(column)?;
        if sum.nulls > 0 {
            return Err(Unusable::ColumnsDisagree);
        }
        Ok(sum)
    }

    fn sum(&self, column: u64) -> Result<Sum, Unusable> {
        let bytes = self.column(column);
        let mut sum = Sum::default();
        let mut add = |value: Option<u64>, times: u64| {
            let Some(value) = value else {
                sum.nulls = sum.nulls.saturating_add(times);
                return Ok(());
            };
            sum.total = sum.total.saturating_add(value.saturating_mul(times));
            Ok(())
        };
        let rows = match column {
            OBJECT_ACTOR | KEY_ACTOR | PREDECESSOR_ACTOR => {
                runs(bytes, Bytes::unsigned, |actor, _| match actor {
                    Some(actor) if actor >= self.actors => Err(Unusable::ColumnsDisagree),
                    Some(_) => Ok(()),
                    None => add(None, 1),
                })?
            }
            OBJECT_NUMBER => runs(bytes, Bytes::unsigned, |number, _| match number {
                Some(number) if number > u64::from(u32::MAX) => Err(Unusable::ColumnsDisagree),
                Some(_) => Ok(()),
                None => add(None, 1),
            })?,
            KEY_NUMBER | PREDECESSOR_NUMBER => {
                let mut at = 0;
                runs(bytes, Bytes::signed, |step, times| match step {
                    // Within a run it goes one way only, so its end tells of all of it.
                    Some(step) => {
                        at += i128::from(step) * i128::from(times);
                        let fits = (0..=i128::from(u32::MAX)).contains(&at);
                        fits.then_some(()).ok_or(Unusable::ColumnsDisagree)
                    }
                    None => add(None, 1),
                })?
            }
            KEY_TEXT | MARK => runs(bytes, |bytes| Ok(bytes.text()?.len() as u64), add)?,
            // The low four bits are the value's type, the others how long it is.
            VALUE_META => runs(bytes, |bytes| Ok(bytes.unsigned()? >> 4), add)?,
            _ => runs(bytes, Bytes::unsigned, add)?,
        };
        sum.rows = rows;
        Ok(sum)
    }

    fn column(&self, number: u64) -> &[u8] {
        let found = self.columns.iter().find(|(column, _)| *column == number);
        found.map_or(&[], |(_, bytes)| *bytes)
    }
}
