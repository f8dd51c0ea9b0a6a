//! What happens inside the writer's transaction.

use rusqlite::{OptionalExtension, Transaction, params};
use wayside_protocol::{CaseloadId, DeviceId, Hash, MAX_SEGMENT, TeamId};

use crate::mailbox::{Batch, Deposit, MailboxError, Outcome, Quota};

/// A team's counters, read at the start of a batch and written back at its end.
struct Team {
    row: i64,
    head: i64,
    devices: i64,
    segments: i64,
    bytes: i64,
}

/// One row to insert.
struct NewEntry<'a> {
    device: i64,
    caseload: CaseloadId,
    place: i64,
    hash: Hash,
    bytes: &'a [u8],
}

pub(super) fn store(
    transaction: &Transaction<'_>,
    batch: &Batch,
) -> Result<Vec<Outcome>, MailboxError> {
    let mut team = team(transaction, batch.team, &batch.quota)?;
    let mut outcomes = Vec::with_capacity(batch.items.len());
    for item in &batch.items {
        outcomes.push(match item {
            Deposit::Device {
                device,
                sign,
                chain,
            } => store_device(transaction, &mut team, &batch.quota, *device, sign, chain)?,
            Deposit::Segment {
                device,
                caseload,
                index,
                hash,
                bytes,
            } => {
                let place = i64::try_from(*index)
                    .map_err(|_| MailboxError::Broken("index too large".into()))?;
                match device_row(transaction, &team, *device)? {
                    None => Outcome::UnknownAuthor,
                    Some(device) => {
                        let entry = NewEntry {
                            device,
                            caseload: *caseload,
                            place,
                            hash: *hash,
                            bytes,
                        };
                        store_segment(transaction, &mut team, &batch.quota, &entry)?
                    }
                }
            }
        });
    }
    transaction
        .prepare_cached(
            "UPDATE teams SET head = ?2, devices = ?3, segments = ?4, bytes = ?5 WHERE row = ?1",
        )?
        .execute(params![
            team.row,
            team.head,
            team.devices,
            team.segments,
            team.bytes
        ])?;
    Ok(outcomes)
}

pub(super) fn renew_log_epoch(transaction: &Transaction<'_>) -> Result<u64, MailboxError> {
    let epoch = new_log_epoch()?;
    transaction.execute(
        "UPDATE facts SET value = ?1 WHERE name = 'log_epoch'",
        [epoch.to_le_bytes()],
    )?;
    Ok(epoch)
}

/// Takes the whole way of a write, with a row as large as the largest segment. The new row comes before the old one
/// leaves: a row that took its own old place would find room in a full database for ever.
pub(super) fn probe(transaction: &Transaction<'_>) -> Result<(), MailboxError> {
    let size = i64::try_from(MAX_SEGMENT).unwrap_or(i64::MAX);
    transaction.execute("INSERT INTO probe (bytes) VALUES (zeroblob(?1))", [size])?;
    let new = transaction.last_insert_rowid();
    transaction.execute("DELETE FROM probe WHERE row <> ?1", [new])?;
    transaction.execute(
        "UPDATE facts SET value = value WHERE name = 'log_epoch'",
        [],
    )?;
    Ok(())
}

pub(super) fn random<const N: usize>() -> Result<[u8; N], MailboxError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| MailboxError::Broken(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// Random, so that it differs from every earlier one, including those that a restored backup does not know. Never 0.
pub(super) fn new_log_epoch() -> Result<u64, MailboxError> {
    Ok(u64::from_le_bytes(random()?).max(1))
}

fn team(transaction: &Transaction<'_>, team: TeamId, quota: &Quota) -> Result<Team, MailboxError> {
    let sql = "SELECT row, head, devices, segments, bytes FROM teams WHERE team = ?1";
    let known = transaction
        .prepare_cached(sql)?
        .query_row([team.0], |row| {
            Ok(Team {
                row: row.get(0)?,
                head: row.get(1)?,
                devices: row.get(2)?,
                segments: row.get(3)?,
                bytes: row.get(4)?,
            })
        })
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let teams: i64 = transaction.query_row("SELECT count(*) FROM teams", [], |row| row.get(0))?;
    if teams.unsigned_abs() >= quota.teams {
        return Err(MailboxError::TeamLimit);
    }
    let sql = "INSERT INTO teams (team, head, devices, segments, bytes) VALUES (?1, 0, 0, 0, 0)";
    transaction.execute(sql, [team.0])?;
    Ok(Team {
        row: transaction.last_insert_rowid(),
        head: 0,
        devices: 0,
        segments: 0,
        bytes: 0,
    })
}

fn device_row(
    transaction: &Transaction<'_>,
    team: &Team,
    device: DeviceId,
) -> Result<Option<i64>, MailboxError> {
    let sql = "SELECT row FROM devices WHERE team = ?1 AND device = ?2";
    Ok(transaction
        .prepare_cached(sql)?
        .query_row(params![team.row, device.0], |row| row.get(0))
        .optional()?)
}

fn store_device(
    transaction: &Transaction<'_>,
    team: &mut Team,
    quota: &Quota,
    device: DeviceId,
    sign: &[u8; 32],
    chain: &[u8],
) -> Result<Outcome, MailboxError> {
    let row = match device_row(transaction, team, device)? {
        Some(row) => row,
        None if team.devices.unsigned_abs() >= quota.devices => return Ok(Outcome::OverQuota),
        None => {
            let sql = "INSERT INTO devices (team, device, sign) VALUES (?1, ?2, ?3)";
            transaction
                .prepare_cached(sql)?
                .execute(params![team.row, device.0, sign])?;
            team.devices += 1;
            transaction.last_insert_rowid()
        }
    };
    let hash = Hash::of(chain);
    insert(
        transaction,
        team,
        &NewEntry {
            device: row,
            caseload: CaseloadId::ROSTER,
            place: 0,
            hash,
            bytes: chain,
        },
    )
}

fn store_segment(
    transaction: &Transaction<'_>,
    team: &mut Team,
    quota: &Quota,
    entry: &NewEntry<'_>,
) -> Result<Outcome, MailboxError> {
    // A segment that is held is acknowledged even when the quota is full.
    if let Some(outcome) = held(transaction, entry)? {
        return Ok(outcome);
    }
    if team.bytes.unsigned_abs() + entry.bytes.len() as u64 > quota.bytes {
        return Ok(Outcome::OverQuota);
    }
    team.segments += 1;
    insert(transaction, team, entry)
}

fn held(
    transaction: &Transaction<'_>,
    entry: &NewEntry<'_>,
) -> Result<Option<Outcome>, MailboxError> {
    let sql = "SELECT hash FROM entries WHERE device = ?1 AND caseload = ?2 AND place = ?3";
    let hash = transaction
        .prepare_cached(sql)?
        .query_row(
            params![entry.device, entry.caseload.0, entry.place],
            |row| row.get(0).map(Hash),
        )
        .optional()?;
    Ok(hash.map(|held| {
        if held == entry.hash {
            Outcome::Held
        } else {
            Outcome::Conflict { held }
        }
    }))
}

fn insert(
    transaction: &Transaction<'_>,
    team: &mut Team,
    entry: &NewEntry<'_>,
) -> Result<Outcome, MailboxError> {
    if let Some(outcome) = held(transaction, entry)? {
        return Ok(outcome);
    }
    team.head += 1;
    team.bytes += i64::try_from(entry.bytes.len()).unwrap_or(i64::MAX);
    let NewEntry {
        device,
        caseload,
        place,
        hash,
        bytes,
    } = entry;
    transaction
        .prepare_cached(
            "INSERT INTO entries (team, seq, device, caseload, place, hash, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![team.row, team.head, device, caseload.0, place, hash.0, bytes])?;
    Ok(Outcome::Stored)
}
