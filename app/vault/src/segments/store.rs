//! Writing segments: own ones with their outbox rows, received ones with the cursor that passes them.

use rusqlite::{Connection, OptionalExtension, params};

use super::{
    CURSOR, Position, RawHash, Received, SegmentState, Stored, StoredSegment, StreamHead, begun,
    courier, marks, paper, position, signed, unsigned,
};
use crate::error::Fault;
use crate::quarantine::{self, Item};
use crate::segments::RawId;
use crate::vault::Vault;

impl Vault {
    /// Stores an own segment; the outbox rows that it carries leave the outbox in the same transaction.
    ///
    /// # Errors
    /// The disk's. Nothing is changed then.
    pub fn append_own(&mut self, segment: &StoredSegment, rows: &[i64]) -> Result<(), Fault> {
        let transaction = self.connection.transaction()?;
        crate::outbox::sealed(&transaction, &position(segment), rows)?;
        insert(&transaction, segment, SegmentState::Applied, Origin::Own)?;
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
            paper::put_certificate(&transaction, device, bytes)?;
        }
        for Received {
            segment,
            state,
            at_relay,
        } in received
        {
            match held_hash(&transaction, segment)? {
                None => {
                    let origin = if *at_relay {
                        Origin::Relay
                    } else {
                        Origin::Courier
                    };
                    insert(&transaction, segment, *state, origin)?;
                    extend(&transaction, segment)?;
                    stored.new += 1;
                    stored.authors.insert(segment.device);
                }
                Some(hash) if hash == segment.hash => {
                    if *at_relay {
                        marks::set_sent(&transaction, &position(segment))?;
                    }
                    stored.duplicates += 1;
                }
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
}

/// Marks a segment; its opening has ended.
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
    begun::end(connection, position)
}

/// Where a segment came from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Own,
    Relay,
    Courier,
}

fn insert(
    connection: &Connection,
    segment: &StoredSegment,
    state: SegmentState,
    origin: Origin,
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
            origin == Origin::Own,
            origin == Origin::Relay,
            state.code()
        ])?;
    if origin == Origin::Courier {
        courier::set_carried(connection, &position(segment))?;
    }
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

pub(super) fn head(
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
