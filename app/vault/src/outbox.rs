//! Own changes that no segment holds yet, in the order in which they were made.
//!
//! A row is written in the transaction of the act that made it and leaves in the transaction that stores a segment
//! with its bytes. There is no other way out: an edit made while a segment is being packed is another row, and stays.
//! The bytes are the raw, uncompressed change, so that a pack of many deflates well.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use wayside_domain::id::Id;

use crate::authors;
use crate::document::{change, volume};
use crate::error::Fault;
use crate::segments::{Position, RawId, signed};
use crate::vault::Vault;

/// A change that waits to be packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Names the row in [`Vault::append_own`].
    pub row: i64,
    /// The document: a case file's own, or a further volume of it.
    pub client: Id,
    /// The raw change.
    pub change: Vec<u8>,
}

/// Where an entry made on this device is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRecord {
    /// The entry; for a client's profile, the client.
    pub entry: Id,
    /// The case file.
    pub client: Id,
    /// `client`, `contact`, `screening` ...
    pub kind: String,
    /// The caseload.
    pub caseload: RawId,
    /// The own segment with its last change; none while that is in the outbox.
    pub segment: Option<u64>,
    /// The relay has acknowledged that segment.
    pub sent: bool,
    /// It left with a courier.
    pub carried: bool,
}

/// Where an own segment went.
#[derive(Clone, Copy, Default)]
struct Went {
    sent: bool,
    carried: bool,
}

/// An entry that a change touches: its kind and id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Touched {
    pub(crate) kind: &'static str,
    pub(crate) entry: String,
}

impl Vault {
    /// The same where a damaged page was met: what lies on it is not among them.
    ///
    /// # Errors
    /// The disk's.
    pub fn pending_behind_damage(
        &mut self,
        caseload: &RawId,
        limit_bytes: usize,
    ) -> Result<Vec<Pending>, Fault> {
        let select = "SELECT row, client, bytes FROM outbox WHERE caseload = ?1";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let mut bytes = 0;
        let rows: Vec<(i64, String, Vec<u8>)> =
            self.both_ways(select, "row", [*caseload], read)?.rows;
        let fitting = rows.into_iter().enumerate().take_while(|(at, row)| {
            bytes += row.2.len();
            *at == 0 || bytes <= limit_bytes
        });
        fitting
            .map(|(_, (row, client, change))| {
                Ok(Pending {
                    row,
                    client: Id::parse(&client).map_err(|_| Fault::Damaged)?,
                    change,
                })
            })
            .collect()
    }

    /// The oldest pending changes of a caseload, at least one if there is any, up to about `limit_bytes`.
    ///
    /// # Errors
    /// The disk's.
    pub fn pending(&self, caseload: &RawId, limit_bytes: usize) -> Result<Vec<Pending>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT row, client, bytes FROM outbox WHERE caseload = ?1 ORDER BY row",
        )?;
        let mut rows = statement.query([caseload])?;
        let mut pending = Vec::new();
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            let client: String = row.get(1)?;
            let change: Vec<u8> = row.get(2)?;
            bytes += change.len();
            if bytes > limit_bytes && !pending.is_empty() {
                break;
            }
            let client = Id::parse(&client).map_err(|_| Fault::Damaged)?;
            pending.push(Pending {
                row: row.get(0)?,
                client,
                change,
            });
        }
        Ok(pending)
    }

    /// The caseloads that have pending changes.
    ///
    /// # Errors
    /// The disk's.
    pub fn caseloads_with_pending(&self) -> Result<Vec<RawId>, Fault> {
        caseloads(&self.connection)
    }

    /// How many changes wait to be packed.
    ///
    /// # Errors
    /// The disk's.
    pub fn pending_count(&self) -> Result<u64, Fault> {
        if let Some(known) = self.pending.get() {
            return Ok(known);
        }
        // Counting reads every row; afterwards the number is kept up to date in memory.
        let counted = self
            .connection
            .query_row("SELECT count(*) FROM outbox", [], |row| {
                crate::segments::unsigned(row, 0)
            })?;
        self.pending.set(Some(counted));
        Ok(counted)
    }

    /// Every entry made on this device, and where it is.
    ///
    /// # Errors
    /// The disk's.
    pub fn own_records(&self) -> Result<Vec<OwnRecord>, Fault> {
        let mut records = std::collections::BTreeMap::new();
        let places = self.own_segments()?;
        let mut sealed = self
            .connection
            .prepare_cached("SELECT entry, client, kind, caseload, segment FROM own_entries")?;
        let mut rows = sealed.query([])?;
        while let Some(row) = rows.next()? {
            let entry: String = row.get(0)?;
            let (caseload, segment) = (row.get(3)?, crate::segments::unsigned(row, 4)?);
            let Went { sent, carried } = places
                .get(&(caseload, segment))
                .copied()
                .unwrap_or_default();
            let record = OwnRecord {
                entry: Id::parse(&entry).map_err(|_| Fault::Damaged)?,
                client: Id::parse(&row.get::<_, String>(1)?).map_err(|_| Fault::Damaged)?,
                kind: row.get(2)?,
                caseload,
                segment: Some(segment),
                sent,
                carried,
            };
            records.insert(entry, record);
        }
        let mut waiting = self.connection.prepare_cached(
            "SELECT client, caseload, entries FROM outbox ORDER BY caseload, row",
        )?;
        let mut rows = waiting.query([])?;
        while let Some(row) = rows.next()? {
            let client = Id::parse(&row.get::<_, String>(0)?).map_err(|_| Fault::Damaged)?;
            let caseload: RawId = row.get(1)?;
            for (kind, entry) in split(&row.get::<_, String>(2)?) {
                let record = OwnRecord {
                    entry: Id::parse(entry).map_err(|_| Fault::Damaged)?,
                    client: client.clone(),
                    kind: kind.to_owned(),
                    caseload,
                    segment: None,
                    sent: false,
                    carried: false,
                };
                records.insert(entry.to_owned(), record);
            }
        }
        let mut records: Vec<OwnRecord> = records.into_values().collect();
        for record in &mut records {
            // Whoever asks knows files, and nothing of their volumes.
            if volume::is_one(&record.client)
                && let Some(file) = self.files_of(&record.entry)?.into_iter().next()
            {
                record.client = file;
            }
        }
        Ok(records)
    }

    /// Own segments, by caseload and number. Read in one go, since no index finds a segment without its author.
    fn own_segments(&self) -> Result<HashMap<(RawId, u64), Went>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.caseload, s.position, s.sent, c.position IS NOT NULL FROM segments s
             LEFT JOIN carried c ON (c.device, c.caseload, c.position) = (s.device, s.caseload, s.position)
             WHERE s.own = 1",
        )?;
        let rows = statement.query_map([], |row| {
            let place = (row.get(0)?, crate::segments::unsigned(row, 1)?);
            let went = Went {
                sent: row.get(2)?,
                carried: row.get(3)?,
            };
            Ok((place, went))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Writes one change into the outbox.
pub(crate) fn add(
    connection: &Connection,
    caseload: &RawId,
    row: i64,
    client: &str,
    touched: &[Touched],
    bytes: &[u8],
) -> Result<(), Fault> {
    let entries: Vec<String> = touched
        .iter()
        .map(|entry| format!("{} {}", entry.kind, entry.entry))
        .collect();
    connection
        .prepare_cached("INSERT INTO outbox (caseload, row, client, entries, bytes) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![caseload, row, client, entries.join("\n"), bytes])?;
    Ok(())
}

/// The number for the next row of a vault that was just opened: one index seek per caseload.
pub(crate) fn next_row(connection: &Connection) -> Result<i64, Fault> {
    let mut last = 0;
    for caseload in caseloads(connection)? {
        let row: i64 = connection
            .prepare_cached("SELECT max(row) FROM outbox WHERE caseload = ?1")?
            .query_row([caseload], |row| row.get(0))?;
        last = last.max(row);
    }
    Ok(last + 1)
}

/// The caseloads in the outbox: one index seek each instead of a walk over every row.
fn caseloads(connection: &Connection) -> Result<Vec<RawId>, Fault> {
    let mut first = connection.prepare_cached(
        "SELECT caseload FROM outbox WHERE caseload > ?1 ORDER BY caseload LIMIT 1",
    )?;
    let mut caseloads: Vec<RawId> = Vec::new();
    let mut after: Vec<u8> = Vec::new();
    while let Some(next) = first
        .query_row([&after], |row| row.get::<_, RawId>(0))
        .optional()?
    {
        after = next.to_vec();
        caseloads.push(next);
    }
    Ok(caseloads)
}

/// These rows are in own segment `index` now.
pub(crate) fn sealed(connection: &Connection, place: &Position, rows: &[i64]) -> Result<(), Fault> {
    let Position {
        device,
        caseload,
        index,
    } = place;
    authors::sealed_by(connection, device)?;
    let mut take = connection.prepare_cached(
        "SELECT client, entries, bytes FROM outbox WHERE caseload = ?1 AND row = ?2",
    )?;
    let mut note = connection.prepare_cached(
        "INSERT INTO own_entries (entry, client, kind, caseload, segment) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (entry) DO UPDATE SET segment = excluded.segment, caseload = excluded.caseload",
    )?;
    let mut leave =
        connection.prepare_cached("DELETE FROM outbox WHERE caseload = ?1 AND row = ?2")?;
    for row in rows {
        let found: Option<(String, String, Vec<u8>)> = take
            .query_row(params![caseload, row], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let Some((client, entries, bytes)) = found else {
            // A row that is not there cannot be in the segment: the caller packed something else.
            return Err(Fault::Disk { code: 0 });
        };
        for (kind, entry) in split(&entries) {
            note.execute(params![entry, client, kind, caseload, signed(*index)])?;
        }
        let operations = change::operations(&bytes).unwrap_or_default();
        authors::add(connection, &client, device, operations)?;
        leave.execute(params![caseload, row])?;
    }
    Ok(())
}

fn split(entries: &str) -> impl Iterator<Item = (&str, &str)> {
    entries.lines().filter_map(|line| line.split_once(' '))
}
