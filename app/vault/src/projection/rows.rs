//! The rows in SQLite: writing what differs, reading what is there, and the words under which a client is found.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, params};
use wayside_domain::client_code;

use super::{ClientRecord, FollowUpRecord, Projection, ScreeningRecord};
use crate::error::Fault;
use crate::segments::RawId;

/// A code or alias as it is compared.
pub(crate) fn code_key(code: &str) -> String {
    client_code::normalise(code)
}

/// The words of a text as they are compared: without marks, in lower case.
pub(crate) fn words(text: &str) -> Vec<String> {
    client_code::fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Every word under which a client is found: the words of the aliases, each alias whole, and the parts of the code
/// after its first (the whole code is a column of its own).
fn index_words(client: &ClientRecord) -> BTreeSet<String> {
    let aliases: Vec<String> = serde_json::from_str(&client.aliases).unwrap_or_default();
    let mut all: BTreeSet<String> = client
        .code
        .iter()
        .flat_map(|code| words(code).into_iter().skip(1))
        .collect();
    for alias in &aliases {
        all.extend(words(alias));
        all.insert(code_key(alias).to_lowercase());
    }
    all.remove("");
    all
}

/// Writes what differs between the rows that are there and the rows that should be.
pub(crate) fn write(
    connection: &Connection,
    caseload: &RawId,
    old: Option<&Projection>,
    new: &Projection,
) -> Result<(), Fault> {
    if old.map(|old| &old.client) != Some(&new.client) {
        write_client(
            connection,
            caseload,
            old.map(|old| &old.client),
            &new.client,
        )?;
    }
    let client = &new.client.id;
    for row in &new.screenings {
        if !old.is_some_and(|old| old.screenings.contains(row)) {
            connection
                .prepare_cached(
                    "INSERT INTO screenings (client, id, started, finished, status, scores)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                     ON CONFLICT (client, id) DO UPDATE SET started = excluded.started,
                     finished = excluded.finished, status = excluded.status, scores = excluded.scores",
                )?
                .execute(params![client, row.id, row.started, row.finished, row.status, row.scores])?;
        }
    }
    for row in &new.follow_ups {
        if !old.is_some_and(|old| old.follow_ups.contains(row)) {
            connection
                .prepare_cached(
                    "INSERT INTO follow_ups (client, id, due, what, done) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (client, id) DO UPDATE SET due = excluded.due, what = excluded.what,
                     done = excluded.done",
                )?
                .execute(params![client, row.id, row.due, row.what, row.done])?;
        }
    }
    Ok(())
}

fn write_client(
    connection: &Connection,
    caseload: &RawId,
    old: Option<&ClientRecord>,
    new: &ClientRecord,
) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO clients (id, caseload, code, code_key, aliases, last_contact, sort, next_due,
                                  open_screening, highest_band, screenings, conflicts)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (id) DO UPDATE SET code = excluded.code, code_key = excluded.code_key,
             aliases = excluded.aliases, last_contact = excluded.last_contact, sort = excluded.sort,
             next_due = excluded.next_due, open_screening = excluded.open_screening,
             highest_band = excluded.highest_band, screenings = excluded.screenings,
             conflicts = excluded.conflicts",
        )?
        .execute(params![
            new.id,
            caseload,
            new.code,
            new.code.as_deref().map(code_key),
            new.aliases,
            new.last_contact,
            new.sort,
            new.next_due,
            new.open_screening,
            new.highest_band,
            new.screenings,
            new.conflicts
        ])?;
    if old.is_none() {
        connection
            .prepare_cached("UPDATE counters SET value = value + 1 WHERE name = 'clients'")?
            .execute([])?;
    }
    if old.is_some_and(|old| old.aliases == new.aliases && old.code == new.code) {
        return Ok(());
    }
    let (before, after) = (old.map(index_words).unwrap_or_default(), index_words(new));
    for word in before.difference(&after) {
        connection
            .prepare_cached("DELETE FROM words WHERE word = ?1 AND client = ?2")?
            .execute(params![word, new.id])?;
    }
    for word in after.difference(&before) {
        connection
            .prepare_cached(
                "INSERT INTO words (word, client) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?
            .execute(params![word, new.id])?;
    }
    Ok(())
}

/// The rows that are there.
pub(crate) fn read(connection: &Connection, client: &str) -> Result<Option<Projection>, Fault> {
    let found = connection
        .prepare_cached(
            "SELECT id, code, aliases, last_contact, sort, next_due, open_screening, highest_band, screenings,
                    conflicts FROM clients WHERE id = ?1",
        )?
        .query_row([client], |row| {
            Ok(ClientRecord {
                id: row.get(0)?,
                code: row.get(1)?,
                aliases: row.get(2)?,
                last_contact: row.get(3)?,
                sort: row.get(4)?,
                next_due: row.get(5)?,
                open_screening: row.get(6)?,
                highest_band: row.get(7)?,
                screenings: row.get(8)?,
                conflicts: row.get(9)?,
            })
        })
        .optional()?;
    let Some(record) = found else {
        return Ok(None);
    };
    Ok(Some(Projection {
        client: record,
        screenings: rows(
            connection,
            "SELECT id, started, finished, status, scores FROM screenings WHERE client = ?1 ORDER BY id",
            client,
            |row| {
                Ok(ScreeningRecord {
                    id: row.get(0)?,
                    started: row.get(1)?,
                    finished: row.get(2)?,
                    status: row.get(3)?,
                    scores: row.get(4)?,
                })
            },
        )?,
        follow_ups: rows(
            connection,
            "SELECT id, due, what, done FROM follow_ups WHERE client = ?1 ORDER BY id",
            client,
            |row| {
                Ok(FollowUpRecord {
                    id: row.get(0)?,
                    due: row.get(1)?,
                    what: row.get(2)?,
                    done: row.get(3)?,
                })
            },
        )?,
    }))
}

/// The words under which a client is found, and those that are there.
pub(crate) fn words_agree(connection: &Connection, projection: &Projection) -> Result<bool, Fault> {
    let client = &projection.client;
    for word in index_words(client) {
        let there = connection
            .prepare_cached("SELECT 1 FROM words WHERE word = ?1 AND client = ?2")?
            .exists(params![word, client.id])?;
        if !there {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Empties every projection, for a rebuild in the same transaction.
pub(crate) fn clear(connection: &Connection) -> Result<(), Fault> {
    connection.execute_batch(
        "DELETE FROM clients; DELETE FROM words; DELETE FROM screenings; DELETE FROM follow_ups;
         UPDATE counters SET value = 0 WHERE name = 'clients';",
    )?;
    Ok(())
}

fn rows<T>(
    connection: &Connection,
    sql: &str,
    client: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, Fault> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([client], |row| read(row))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many words a client is found under.
pub(crate) fn word_count(projection: &Projection) -> usize {
    index_words(&projection.client).len()
}
