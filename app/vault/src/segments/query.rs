//! Reading the log: streams and their holes, what waits to be sent and to be opened.

use rusqlite::{OptionalExtension, Row, params};

use super::courier::CARRIED;
use super::{
    CURSOR, MissingRange, Position, RawId, StoredSegment, Stream, StreamHead, signed, store,
    unsigned,
};
use crate::error::Fault;
use crate::vault::Vault;

pub(super) const COLUMNS: &str = "device, caseload, position, kind, epoch, hash, prev, bytes";

impl Vault {
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
        Ok(store::head(&self.connection, device, caseload)?.unwrap_or_default())
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

    /// How far a stream is applied without a gap: what is missing, waiting, held or in quarantine ends it.
    ///
    /// # Errors
    /// The disk's.
    pub fn applied_to(&self, device: &RawId, caseload: &RawId) -> Result<u64, Fault> {
        let contiguous = self.stream(device, caseload)?.contiguous;
        let first: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT min(position) FROM segments WHERE device = ?1 AND caseload = ?2 AND state <> 1 AND own = 0",
            )?
            .query_row(params![device, caseload], |row| row.get(0))?;
        let before = first.and_then(|first| u64::try_from(first - 1).ok());
        Ok(before.map_or(contiguous, |before| before.min(contiguous)))
    }

    /// How far an own stream has left this device without a gap: acknowledged by a relay, or given to a courier.
    ///
    /// # Errors
    /// The disk's.
    pub fn own_left_to(&self, device: &RawId, caseload: &RawId) -> Result<u64, Fault> {
        let contiguous = self.stream(device, caseload)?.contiguous;
        let first: Option<i64> = self
            .connection
            .prepare_cached(&format!(
                "SELECT min(position) FROM segments
                 WHERE device = ?1 AND caseload = ?2 AND sent = 0 AND NOT {CARRIED}"
            ))?
            .query_row(params![device, caseload], |row| row.get(0))?;
        let before = first.and_then(|first| u64::try_from(first - 1).ok());
        Ok(before.map_or(contiguous, |before| before.min(contiguous)))
    }

    /// The next number after this one that is held of the same stream.
    ///
    /// # Errors
    /// The disk's.
    pub fn next_held(&self, after: &Position) -> Result<Option<u64>, Fault> {
        let next: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT min(position) FROM segments WHERE device = ?1 AND caseload = ?2 AND position > ?3",
            )?
            .query_row(
                params![after.device, after.caseload, signed(after.index)],
                |row| row.get(0),
            )?;
        Ok(next.and_then(|next| u64::try_from(next).ok()))
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

    /// Segments that no relay has acknowledged, oldest first: of those that are wanted at most `limit`. What lies on a
    /// damaged page is not among them.
    ///
    /// # Errors
    /// The disk's.
    pub fn unsent(
        &mut self,
        limit: usize,
        wanted: impl Fn(&Position) -> bool,
    ) -> Result<Vec<StoredSegment>, Fault> {
        let segments = self.first_unsent(limit, &wanted);
        if !self.met_damage_in(&segments) {
            return segments;
        }
        let select = format!("SELECT {COLUMNS} FROM segments NOT INDEXED WHERE sent = 0");
        let mut segments = self.both_ways(&select, "row", [], read)?.rows;
        segments.retain(|segment| {
            wanted(&Position {
                device: segment.device,
                caseload: segment.caseload,
                index: segment.index,
            })
        });
        segments.truncate(limit);
        Ok(segments)
    }

    fn first_unsent(
        &self,
        limit: usize,
        wanted: impl Fn(&Position) -> bool,
    ) -> Result<Vec<StoredSegment>, Fault> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM segments WHERE sent = 0 ORDER BY row"
        ))?;
        let mut rows = statement.query([])?;
        let mut segments = Vec::new();
        while segments.len() < limit
            && let Some(row) = rows.next()?
        {
            let position = Position {
                device: row.get(0)?,
                caseload: row.get(1)?,
                index: unsigned(row, 2)?,
            };
            if wanted(&position) {
                segments.push(read(row)?);
            }
        }
        Ok(segments)
    }

    /// Received segments that were not opened yet, oldest first.
    ///
    /// # Errors
    /// The disk's.
    pub fn waiting(&self, limit: usize) -> Result<Vec<StoredSegment>, Fault> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM segments WHERE state = 0 ORDER BY row LIMIT ?1"
        ))?;
        let rows = statement.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
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
}

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<StoredSegment> {
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
