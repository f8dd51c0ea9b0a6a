//! Questions. Each that asks more than once does so in one read transaction, so its parts belong together.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use wayside_protocol::{CaseloadId, DeviceId, Hole, TeamId};

use crate::mailbox::{Identity, Kept, MailboxError, Page, PageQuery, Standing, Totals};

/// How far one page looks. A device of one small caseload in a large team gets an empty page with `more` instead of
/// a query that runs for seconds.
const WINDOW: i64 = 50_000;

pub(super) fn identity(connection: &Connection) -> Result<Identity, MailboxError> {
    let secret = "SELECT value FROM facts WHERE name = 'nonce_secret'";
    Ok(Identity {
        log_epoch: log_epoch(connection)?,
        nonce_secret: connection.query_row(secret, [], |row| row.get(0))?,
    })
}

pub(super) fn keys(
    connection: &Connection,
    team: TeamId,
    devices: &[DeviceId],
) -> Result<HashMap<DeviceId, [u8; 32]>, MailboxError> {
    let mut statement = connection.prepare_cached(
        "SELECT devices.sign FROM devices JOIN teams ON teams.row = devices.team
         WHERE teams.team = ?1 AND devices.device = ?2",
    )?;
    let mut known = HashMap::new();
    for device in devices {
        let sign = statement
            .query_row(params![team.0, device.0], |row| row.get(0))
            .optional()?;
        known.extend(sign.map(|sign| (*device, sign)));
    }
    Ok(known)
}

pub(super) fn standing(
    connection: &mut Connection,
    team: TeamId,
) -> Result<Standing, MailboxError> {
    let transaction = connection.transaction()?;
    let head = team_row(&transaction, team)?.map_or(0, |(_, head)| head);
    Ok(Standing {
        log_epoch: log_epoch(&transaction)?,
        head: head.unsigned_abs(),
    })
}

pub(super) fn page(connection: &mut Connection, query: &PageQuery) -> Result<Page, MailboxError> {
    let transaction = connection.transaction()?;
    let log_epoch = log_epoch(&transaction)?;
    let Some((team, head)) = team_row(&transaction, query.team)? else {
        let standing = Standing { log_epoch, head: 0 };
        return Ok(Page {
            standing,
            entries: Vec::new(),
            cursor: 0,
            more: false,
        });
    };
    // A cursor beyond the head is from before a loss. Nothing comes after it, and the head tells the device.
    let after = i64::try_from(query.after).unwrap_or(i64::MAX).min(head);
    let end = after.saturating_add(WINDOW).min(head);
    let slots = vec!["?"; query.caseloads.len() + 1].join(", ");
    let mut statement = transaction.prepare_cached(&format!(
        "SELECT seq, place, bytes FROM entries
         WHERE team = ? AND seq > ? AND seq <= ?
           AND device IS NOT ?
           AND caseload IN ({slots})
         ORDER BY seq"
    ))?;
    let own: Option<i64> = transaction
        .prepare_cached("SELECT row FROM devices WHERE team = ?1 AND device = ?2")?
        .query_row(params![team, query.except.0], |row| row.get(0))
        .optional()?;
    let fixed = [
        team.into(),
        after.into(),
        end.into(),
        own.map_or(Value::Null, Value::Integer),
    ];
    let caseloads = std::iter::once(&CaseloadId::ROSTER)
        .chain(&query.caseloads)
        .map(|caseload| blob(&caseload.0));
    let mut rows = statement.query(params_from_iter(fixed.into_iter().chain(caseloads)))?;

    let mut entries = Vec::new();
    let mut size = 0;
    let mut cursor = end;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let bytes: Vec<u8> = row.get(2)?;
        size += bytes.len();
        if size > query.max_bytes && !entries.is_empty() {
            cursor = seq - 1;
            break;
        }
        entries.push(Kept {
            seq: seq.unsigned_abs(),
            is_chain: row.get::<_, i64>(1)? == 0,
            bytes,
        });
    }
    let standing = Standing {
        log_epoch,
        head: head.unsigned_abs(),
    };
    Ok(Page {
        standing,
        entries,
        cursor: cursor.unsigned_abs(),
        more: cursor < head,
    })
}

pub(super) fn fill(
    connection: &mut Connection,
    team: TeamId,
    holes: &[Hole],
    max_bytes: usize,
) -> Result<Vec<Vec<u8>>, MailboxError> {
    let mut statement = connection.prepare_cached(
        "SELECT entries.bytes FROM entries
         JOIN devices ON devices.row = entries.device JOIN teams ON teams.row = devices.team
         WHERE teams.team = ?1 AND devices.device = ?2 AND entries.caseload = ?3
           AND entries.place BETWEEN max(?4, 1) AND ?5
         ORDER BY entries.place",
    )?;
    let mut found = Vec::new();
    let mut size = 0;
    for hole in holes {
        let place = |index| i64::try_from(index).unwrap_or(i64::MAX);
        let range = params![
            team.0,
            hole.device.0,
            hole.caseload.0,
            place(hole.from),
            place(hole.to)
        ];
        let mut rows = statement.query(range)?;
        while let Some(row) = rows.next()? {
            let bytes: Vec<u8> = row.get(0)?;
            size += bytes.len();
            if size > max_bytes && !found.is_empty() {
                return Ok(found);
            }
            found.push(bytes);
        }
    }
    Ok(found)
}

pub(super) fn totals(connection: &Connection) -> Result<Totals, MailboxError> {
    let sql = "SELECT count(*), coalesce(sum(devices), 0), coalesce(sum(segments), 0), coalesce(sum(bytes), 0) FROM teams";
    let number = |row: &rusqlite::Row<'_>, at| row.get::<_, i64>(at).map(i64::unsigned_abs);
    Ok(connection.query_row(sql, [], |row| {
        Ok(Totals {
            teams: number(row, 0)?,
            devices: number(row, 1)?,
            segments: number(row, 2)?,
            bytes: number(row, 3)?,
        })
    })?)
}

pub(super) fn latest(connection: &Connection, count: u32) -> Result<Vec<Vec<u8>>, MailboxError> {
    let mut statement = connection
        .prepare_cached("SELECT bytes FROM entries WHERE place > 0 ORDER BY row DESC LIMIT ?1")?;
    let rows = statement.query_map([count], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn log_epoch(connection: &Connection) -> Result<u64, MailboxError> {
    let mut statement =
        connection.prepare_cached("SELECT value FROM facts WHERE name = 'log_epoch'")?;
    Ok(u64::from_le_bytes(
        statement.query_row([], |row| row.get(0))?,
    ))
}

fn team_row(connection: &Connection, team: TeamId) -> Result<Option<(i64, i64)>, MailboxError> {
    let mut statement = connection.prepare_cached("SELECT row, head FROM teams WHERE team = ?1")?;
    Ok(statement
        .query_row([team.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

fn blob(bytes: &[u8]) -> Value {
    Value::Blob(bytes.to_vec())
}
