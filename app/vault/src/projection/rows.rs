//! The rows in SQLite: writing what differs, reading what is there, and the words under which a client is found.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};
use wayside_domain::client_code;

use super::{ClientRecord, EntryRecord, Projection};
use crate::error::Fault;
use crate::segments::RawId;

/// A code or alias as it is compared.
pub(crate) fn code_key(code: &str) -> String {
    client_code::normalise(code)
}

/// The words of a text as they are compared.
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
        all.insert(code_key(alias));
        // A name with an apostrophe inside is found without it, too.
        all.extend(alias.split_whitespace().map(code_key));
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
    let before = old.and_then(|old| old.client.as_ref());
    if let Some(client) = &new.client
        && before != Some(client)
    {
        write_client(connection, caseload, &new.id, before, client)?;
    }
    let held = |entry: &EntryRecord| old.and_then(|old| old.entry(&entry.id)) == Some(entry);
    for row in new.entries.iter().filter(|row| !held(row)) {
        connection
            .prepare_cached(
                "INSERT INTO entries (file, id, kind, day, due, state, by, title, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT (file, id) DO UPDATE SET kind = excluded.kind, day = excluded.day, due = excluded.due,
                 state = excluded.state, by = excluded.by, title = excluded.title, body = excluded.body",
            )?
            .execute(params![
                new.id, row.id, row.kind, row.day, row.due, row.state, row.by, row.title, row.body
            ])?;
    }
    for row in old
        .into_iter()
        .flat_map(|old| &old.entries)
        .filter(|row| new.entry(&row.id).is_none())
    {
        connection
            .prepare_cached("DELETE FROM entries WHERE file = ?1 AND id = ?2")?
            .execute(params![new.id, row.id])?;
    }
    Ok(())
}

impl Projection {
    fn entry(&self, id: &str) -> Option<&EntryRecord> {
        let at = self
            .entries
            .binary_search_by(|row| row.id.as_str().cmp(id))
            .ok()?;
        self.entries.get(at)
    }
}

fn write_client(
    connection: &Connection,
    caseload: &RawId,
    id: &str,
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
            id,
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
            .execute(params![word, id])?;
    }
    for word in after.difference(&before) {
        connection
            .prepare_cached(
                "INSERT INTO words (word, client) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?
            .execute(params![word, id])?;
    }
    Ok(())
}

/// The rows that are there; `None` where there are none.
pub(crate) fn read(connection: &Connection, file: &str) -> Result<Option<Projection>, Fault> {
    let client = connection
        .prepare_cached(
            "SELECT code, aliases, last_contact, sort, next_due, open_screening, highest_band, screenings,
                    conflicts FROM clients WHERE id = ?1",
        )?
        .query_row([file], |row| {
            Ok(ClientRecord {
                code: row.get(0)?,
                aliases: row.get(1)?,
                last_contact: row.get(2)?,
                sort: row.get(3)?,
                next_due: row.get(4)?,
                open_screening: row.get(5)?,
                highest_band: row.get(6)?,
                screenings: row.get(7)?,
                conflicts: row.get(8)?,
            })
        })
        .optional()?;
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, day, due, state, by, title, body FROM entries WHERE file = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([file], |row| {
        Ok(EntryRecord {
            id: row.get(0)?,
            kind: row.get(1)?,
            day: row.get(2)?,
            due: row.get(3)?,
            state: row.get(4)?,
            by: row.get(5)?,
            title: row.get(6)?,
            body: row.get(7)?,
        })
    })?;
    let entries: Vec<EntryRecord> = rows.collect::<Result<_, _>>()?;
    Ok(
        (client.is_some() || !entries.is_empty()).then(|| Projection {
            id: file.to_owned(),
            client,
            entries,
        }),
    )
}

/// The words under which a client is found, and those that are there.
pub(crate) fn words_agree(connection: &Connection, projection: &Projection) -> Result<bool, Fault> {
    for word in projection.client.iter().flat_map(index_words) {
        let there = connection
            .prepare_cached("SELECT 1 FROM words WHERE word = ?1 AND client = ?2")?
            .exists(params![word, projection.id])?;
        if !there {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Empties every projection, for a rebuild in the same transaction.
pub(crate) fn clear(connection: &Connection) -> Result<(), Fault> {
    connection.execute_batch(
        "DELETE FROM clients; DELETE FROM words; DELETE FROM entries;
         UPDATE counters SET value = 0 WHERE name = 'clients';",
    )?;
    Ok(())
}

/// How many words a client is found under.
pub(crate) fn word_count(projection: &Projection) -> usize {
    projection
        .client
        .as_ref()
        .map_or(0, |client| index_words(client).len())
}
