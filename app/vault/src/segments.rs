//! The log as it lies on this device: own segments and received ones, byte for byte, with where each of them stands.
//!
//! A **stream** is one device's hash-chained sequence within one caseload, numbered from 1. The vault knows ids and
//! bytes only; what a segment means is the sync crate's business.
//!
//! | state | means | next |
//! |---|---|---|
//! | waiting | stored, not opened yet | applied, quarantined or held |
//! | applied | its changes are in the documents (own segments always are) | |
//! | quarantined | could not be used; its reason is in the quarantine list | |
//! | held | no key for it yet | waiting, when the key arrives |
//!
//! A segment is stored before it is sent and before it is opened. The cursor moves in the transaction that stores what
//! it passes, so no cursor passes a segment that is not here. A segment never leaves: nothing in this file deletes.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::error::Fault;
use crate::quarantine::{self, Item};
use crate::vault::Vault;

/// The id of a device or caseload, as bytes.
pub type RawId = [u8; 16];
/// A SHA-256 hash, as bytes.
pub type RawHash = [u8; 32];

/// One segment with what its header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSegment {
    /// Who wrote it.
    pub device: RawId,
    /// Where it belongs.
    pub caseload: RawId,
    /// Its number in the stream, from 1.
    pub index: u64,
    /// What it carries.
    pub kind: u8,
    /// The epoch of its key.
    pub epoch: u32,
    /// SHA-256 of `bytes`.
    pub hash: RawHash,
    /// The hash of the one before it, zero for the first.
    pub prev: RawHash,
    /// The whole segment as it travels.
    pub bytes: Vec<u8>,
}

/// Where a segment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentState {
    /// Stored, not opened yet.
    Waiting,
    /// Its changes are in the documents.
    Applied,
    /// Could not be used.
    Quarantined,
    /// No key for it yet.
    Held,
}

impl SegmentState {
    fn code(self) -> i64 {
        match self {
            Self::Waiting => 0,
            Self::Applied => 1,
            Self::Quarantined => 2,
            Self::Held => 3,
        }
    }
}

/// A segment that came from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The segment.
    pub segment: StoredSegment,
    /// How it is to be stored.
    pub state: SegmentState,
}

/// Where in which stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The author.
    pub device: RawId,
    /// The caseload.
    pub caseload: RawId,
    /// The number.
    pub index: u64,
}

/// What became of received segments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// New here.
    pub new: u64,
    /// Here already, byte for byte.
    pub duplicates: u64,
    /// Another segment holds this place: both are kept, the later one in quarantine.
    pub conflicts: Vec<Position>,
}

/// How far a stream is here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StreamHead {
    /// `1..=contiguous` are here without a hole.
    pub contiguous: u64,
    /// The hash of segment `contiguous`, zero when there is none.
    pub head: RawHash,
    /// The highest number that is here.
    pub highest: u64,
}

/// One stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    /// Its author.
    pub device: RawId,
    /// Its caseload.
    pub caseload: RawId,
    /// How far it is here.
    pub head: StreamHead,
}

/// Missing numbers of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingRange {
    /// The author.
    pub device: RawId,
    /// The caseload.
    pub caseload: RawId,
    /// The first missing number.
    pub from: u64,
    /// The last missing number.
    pub to: u64,
}

/// How far a reader says it has opened a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The stream's caseload.
    pub caseload: RawId,
    /// The stream's author.
    pub device: RawId,
    /// Who has read it.
    pub reader: RawId,
    /// Up to this number.
    pub index: u64,
}

const COLUMNS: &str = "device, caseload, position, kind, epoch, hash, prev, bytes";

impl Vault {
    /// Stores an own segment; the outbox rows that it carries leave the outbox in the same transaction.
    ///
    /// # Errors
    /// The disk's. Nothing is changed then.
    pub fn append_own(&mut self, segment: &StoredSegment, rows: &[i64]) -> Result<(), Fault> {
        let transaction = self.connection.transaction()?;
        crate::outbox::sealed(&transaction, &segment.caseload, segment.index, rows)?;
        insert(&transaction, segment, SegmentState::Applied, true)?;
        extend(&transaction, segment)?;
        transaction.commit()?;
        let packed = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        self.pending.set(
            self.pending
                .get()
                .map(|pending| pending.saturating_sub(packed)),
        );
        Ok(())
    }

    /// Stores what arrived: segments, certificates of their authors, and the cursor that passes them, in one
    /// transaction.
    ///
    /// # Errors
    /// The disk's. Nothing is changed then, the cursor included.
    pub fn receive(
        &mut self,
        received: &[Received],
        certificates: &[(RawId, Vec<u8>)],
        cursor: Option<u64>,
    ) -> Result<Stored, Fault> {
        let mut stored = Stored::default();
        let transaction = self.connection.transaction()?;
        for (device, bytes) in certificates {
            put_certificate(&transaction, device, bytes)?;
        }
        for Received { segment, state } in received {
            match held_hash(&transaction, segment)? {
                None => {
                    insert(&transaction, segment, *state, false)?;
                    extend(&transaction, segment)?;
                    stored.new += 1;
                }
                Some(hash) if hash == segment.hash => stored.duplicates += 1,
                Some(_) => {
                    quarantine::add(&transaction, &Item::conflict(segment))?;
                    stored.conflicts.push(position(segment));
                }
            }
        }
        if let Some(cursor) = cursor {
            crate::settings::put(&transaction, CURSOR, &cursor.to_le_bytes())?;
        }
        transaction.commit()?;
        Ok(stored)
    }

    /// The relay's sequence number up to which everything is stored here.
    ///
    /// # Errors
    /// The disk's.
    pub fn cursor(&self) -> Result<u64, Fault> {
        let bytes = self.setting(CURSOR)?;
        Ok(bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, u64::from_le_bytes))
    }

    /// How far one stream is here.
    ///
    /// # Errors
    /// The disk's.
    pub fn stream(&self, device: &RawId, caseload: &RawId) -> Result<StreamHead, Fault> {
        Ok(head(&self.connection, device, caseload)?.unwrap_or_default())
    }

    /// Every stream that is here.
    ///
    /// # Errors
    /// The disk's.
    pub fn streams(&self) -> Result<Vec<Stream>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT device, caseload, contiguous, head, highest FROM streams ORDER BY device, caseload",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Stream {
                device: row.get(0)?,
                caseload: row.get(1)?,
                head: StreamHead {
                    contiguous: unsigned(row, 2)?,
                    head: row.get(3)?,
                    highest: unsigned(row, 4)?,
                },
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What is missing between segments that are here.
    ///
    /// # Errors
    /// The disk's.
    pub fn holes(&self) -> Result<Vec<MissingRange>, Fault> {
        let mut holes = Vec::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT position FROM segments WHERE device = ?1 AND caseload = ?2 AND position > ?3 ORDER BY position",
        )?;
        for stream in self.streams()? {
            if stream.head.highest == stream.head.contiguous {
                continue;
            }
            let mut expected = stream.head.contiguous + 1;
            let mut rows =
                statement.query(params![stream.device, stream.caseload, signed(expected)])?;
            while let Some(row) = rows.next()? {
                let here = unsigned(row, 0)?;
                if here > expected {
                    holes.push(MissingRange {
                        device: stream.device,
                        caseload: stream.caseload,
                        from: expected,
                        to: here - 1,
                    });
                }
                expected = here + 1;
            }
        }
        Ok(holes)
    }

    /// One stored segment.
    ///
    /// # Errors
    /// The disk's.
    pub fn segment(&self, position: &Position) -> Result<Option<StoredSegment>, Fault> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM segments WHERE device = ?1 AND caseload = ?2 AND position = ?3"
        ))?;
        let found = statement
            .query_row(
                params![position.device, position.caseload, signed(position.index)],
                read,
            )
            .optional()?;
        Ok(found)
    }

    /// Segments that no relay has acknowledged, oldest first.
    ///
    /// # Errors
    /// The disk's.
    pub fn unsent(&self, limit: usize) -> Result<Vec<StoredSegment>, Fault> {
        self.segments_where("sent = 0", limit)
    }

    /// Received segments that were not opened yet, oldest first.
    ///
    /// # Errors
    /// The disk's.
    pub fn waiting(&self, limit: usize) -> Result<Vec<StoredSegment>, Fault> {
        self.segments_where("state = 0", limit)
    }

    /// How many received segments were not opened yet.
    ///
    /// # Errors
    /// The disk's.
    pub fn waiting_count(&self) -> Result<u64, Fault> {
        Ok(self.connection.query_row(
            "SELECT count(*) FROM segments WHERE state = 0",
            [],
            |row| unsigned(row, 0),
        )?)
    }

    /// How many segments no relay has acknowledged.
    ///
    /// # Errors
    /// The disk's.
    pub fn unsent_count(&self) -> Result<u64, Fault> {
        Ok(self.connection.query_row(
            "SELECT count(*) FROM segments WHERE sent = 0",
            [],
            |row| unsigned(row, 0),
        )?)
    }

    /// The relay holds these.
    ///
    /// # Errors
    /// The disk's.
    pub fn mark_sent(&mut self, sent: &[Position]) -> Result<(), Fault> {
        let transaction = self.connection.transaction()?;
        for position in sent {
            transaction
                .prepare_cached("UPDATE segments SET sent = 1 WHERE device = ?1 AND caseload = ?2 AND position = ?3")?
                .execute(params![position.device, position.caseload, signed(position.index)])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// The relay has lost what it held: every own segment has to be sent again.
    ///
    /// # Errors
    /// The disk's.
    pub fn mark_all_unsent(&mut self) -> Result<(), Fault> {
        self.connection
            .execute("UPDATE segments SET sent = 0 WHERE own = 1", [])?;
        Ok(())
    }

    /// Another device wants this own segment again (or the relay asks for it).
    ///
    /// # Errors
    /// The disk's.
    pub fn mark_unsent(&mut self, position: &Position) -> Result<(), Fault> {
        self.connection.execute(
            "UPDATE segments SET sent = 0 WHERE device = ?1 AND caseload = ?2 AND position = ?3",
            params![position.device, position.caseload, signed(position.index)],
        )?;
        Ok(())
    }

    /// A segment could not be used. It stays here, byte for byte, and the others go on.
    ///
    /// # Errors
    /// The disk's.
    pub fn quarantine_segment(&mut self, position: &Position, reason: &str) -> Result<(), Fault> {
        let Some(segment) = self.segment(position)? else {
            return Ok(());
        };
        let transaction = self.connection.transaction()?;
        quarantine::add(&transaction, &Item::segment(&segment, reason))?;
        set_state(&transaction, position, SegmentState::Quarantined)?;
        transaction.commit()?;
        Ok(())
    }

    /// There is no key for this segment yet.
    ///
    /// # Errors
    /// The disk's.
    pub fn hold_segment(&mut self, position: &Position) -> Result<(), Fault> {
        set_state(&self.connection, position, SegmentState::Held)
    }

    /// A key for this caseload has arrived: held segments wait to be opened again.
    ///
    /// # Errors
    /// The disk's.
    pub fn release_held(&mut self, caseload: &RawId) -> Result<u64, Fault> {
        let released = self.connection.execute(
            "UPDATE segments SET state = 0 WHERE state = 3 AND caseload = ?1",
            params![caseload],
        )?;
        Ok(u64::try_from(released).unwrap_or(u64::MAX))
    }

    /// Keeps a device's certificate; a newer one replaces it.
    ///
    /// # Errors
    /// The disk's.
    pub fn put_certificate(&mut self, device: &RawId, bytes: &[u8]) -> Result<(), Fault> {
        put_certificate(&self.connection, device, bytes)
    }

    /// The certificates that are here.
    ///
    /// # Errors
    /// The disk's.
    pub fn certificates(&self) -> Result<Vec<(RawId, Vec<u8>)>, Fault> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT device, bytes FROM certificates ORDER BY device")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps receipts; one never goes backwards.
    ///
    /// # Errors
    /// The disk's.
    pub fn put_receipts(&mut self, receipts: &[Receipt]) -> Result<(), Fault> {
        let transaction = self.connection.transaction()?;
        for receipt in receipts {
            transaction
                .prepare_cached(
                    "INSERT INTO receipts (caseload, device, reader, position) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (caseload, device, reader)
                     DO UPDATE SET position = max(position, excluded.position)",
                )?
                .execute(params![receipt.caseload, receipt.device, receipt.reader, signed(receipt.index)])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// The receipts that are here.
    ///
    /// # Errors
    /// The disk's.
    pub fn receipts(&self) -> Result<Vec<Receipt>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT caseload, device, reader, position FROM receipts ORDER BY caseload, device, reader",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Receipt {
                caseload: row.get(0)?,
                device: row.get(1)?,
                reader: row.get(2)?,
                index: unsigned(row, 3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn segments_where(&self, condition: &str, limit: usize) -> Result<Vec<StoredSegment>, Fault> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM segments WHERE {condition} ORDER BY row LIMIT ?1"
        ))?;
        let rows = statement.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

const CURSOR: &str = "sync.cursor";

/// Marks a segment.
pub(crate) fn set_state(
    connection: &Connection,
    position: &Position,
    state: SegmentState,
) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "UPDATE segments SET state = ?4 WHERE device = ?1 AND caseload = ?2 AND position = ?3",
        )?
        .execute(params![
            position.device,
            position.caseload,
            signed(position.index),
            state.code()
        ])?;
    Ok(())
}

fn put_certificate(connection: &Connection, device: &RawId, bytes: &[u8]) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO certificates (device, bytes) VALUES (?1, ?2)
             ON CONFLICT (device) DO UPDATE SET bytes = excluded.bytes",
        )?
        .execute(params![device, bytes])?;
    Ok(())
}

fn position(segment: &StoredSegment) -> Position {
    Position {
        device: segment.device,
        caseload: segment.caseload,
        index: segment.index,
    }
}

fn insert(
    connection: &Connection,
    segment: &StoredSegment,
    state: SegmentState,
    own: bool,
) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO segments
             (device, caseload, position, kind, epoch, hash, prev, bytes, own, sent, state)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            segment.device,
            segment.caseload,
            signed(segment.index),
            segment.kind,
            segment.epoch,
            segment.hash,
            segment.prev,
            segment.bytes,
            own,
            !own,
            state.code()
        ])?;
    Ok(())
}

fn held_hash(connection: &Connection, segment: &StoredSegment) -> Result<Option<RawHash>, Fault> {
    let hash = connection
        .prepare_cached(
            "SELECT hash FROM segments WHERE device = ?1 AND caseload = ?2 AND position = ?3",
        )?
        .query_row(
            params![segment.device, segment.caseload, signed(segment.index)],
            |row| row.get(0),
        )
        .optional()?;
    Ok(hash)
}

fn head(
    connection: &Connection,
    device: &RawId,
    caseload: &RawId,
) -> Result<Option<StreamHead>, Fault> {
    let head = connection
        .prepare_cached(
            "SELECT contiguous, head, highest FROM streams WHERE device = ?1 AND caseload = ?2",
        )?
        .query_row(params![device, caseload], |row| {
            Ok(StreamHead {
                contiguous: unsigned(row, 0)?,
                head: row.get(1)?,
                highest: unsigned(row, 2)?,
            })
        })
        .optional()?;
    Ok(head)
}

/// Moves the stream's head over a new segment and over what was waiting behind a hole that it fills.
fn extend(connection: &Connection, segment: &StoredSegment) -> Result<(), Fault> {
    let mut head = head(connection, &segment.device, &segment.caseload)?.unwrap_or_default();
    head.highest = head.highest.max(segment.index);
    if segment.index == head.contiguous + 1 {
        head.contiguous = segment.index;
        head.head = segment.hash;
        let mut next = connection.prepare_cached(
            "SELECT hash FROM segments WHERE device = ?1 AND caseload = ?2 AND position = ?3",
        )?;
        while head.contiguous < head.highest {
            let following: Option<RawHash> = next
                .query_row(
                    params![
                        segment.device,
                        segment.caseload,
                        signed(head.contiguous + 1)
                    ],
                    |row| row.get(0),
                )
                .optional()?;
            let Some(hash) = following else { break };
            head.contiguous += 1;
            head.head = hash;
        }
    }
    connection
        .prepare_cached(
            "INSERT INTO streams (device, caseload, contiguous, head, highest) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (device, caseload) DO UPDATE
             SET contiguous = excluded.contiguous, head = excluded.head, highest = excluded.highest",
        )?
        .execute(params![segment.device, segment.caseload, signed(head.contiguous), head.head, signed(head.highest)])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredSegment> {
    Ok(StoredSegment {
        device: row.get(0)?,
        caseload: row.get(1)?,
        index: unsigned(row, 2)?,
        kind: row.get(3)?,
        epoch: row.get(4)?,
        hash: row.get(5)?,
        prev: row.get(6)?,
        bytes: row.get(7)?,
    })
}

/// SQLite has signed integers only; nothing here ever counts that far.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(u64::try_from(row.get::<_, i64>(column)?).unwrap_or_default())
}
