//! Lists and search over the projections.
//!
//! No list walks the table: the first page of clients is the head of an index, its total is a counter row, a search is
//! one index range per word, and "due" is an index range too. Ten thousand clients cost a page what a hundred do.

use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};
use serde::{Deserialize, Serialize};
use wayside_domain::case_file::{CaseFile, Filed};
use wayside_domain::id::Id;
use wayside_domain::list::{ClientPage, ClientQuery, ClientRow};
use wayside_domain::record::{Body, Client, Entry, Kind};
use wayside_domain::time::{Date, Timestamp};

use crate::error::{CommandError, Fault};
use crate::projection::{self, code_key, words};
use crate::segments::unsigned;
use crate::vault::Vault;

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpRow {
    /// The client.
    pub client: Id,
    /// The client's code.
    pub code: Option<String>,
    /// The follow-up.
    pub id: Id,
    /// On which day.
    pub due: Date,
    /// What.
    pub what: String,
}

const COLUMNS: &str = "id, code, aliases, last_contact, next_due, open_screening, highest_band, screenings, conflicts";

/// The most words of a search that count.
const MOST_WORDS: usize = 4;

impl Vault {
    /// A page of clients: those who were never met first, then the last met.
    ///
    /// # Errors
    /// The disk's.
    pub fn clients(&self, query: &ClientQuery) -> Result<ClientPage, Fault> {
        let (mut conditions, mut values) = (Vec::new(), Vec::new());
        if let Some(hits) = hits(&query.search, &mut values) {
            conditions.push(format!("id IN ({hits})"));
        } else if !query.search.trim().is_empty() {
            return Ok(ClientPage::default());
        }
        let order = if let Some(day) = query.due_before {
            values.push(Value::from(day.to_string()));
            conditions.push(format!("next_due <= ?{}", values.len()));
            "next_due, id"
        } else {
            "sort DESC, id"
        };
        let condition = if conditions.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", conditions.join(" AND "))
        };
        let total = if conditions.is_empty() {
            self.connection.query_row(
                "SELECT value FROM counters WHERE name = 'clients'",
                [],
                |row| unsigned(row, 0),
            )?
        } else {
            self.connection
                .prepare_cached(&format!("SELECT count(*) FROM clients {condition}"))?
                .query_row(params_from_iter(&values), |row| unsigned(row, 0))?
        };
        values.push(Value::from(i64::try_from(query.limit).unwrap_or(i64::MAX)));
        values.push(Value::from(i64::try_from(query.offset).unwrap_or(i64::MAX)));
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM clients {condition} ORDER BY {order} LIMIT ?{} OFFSET ?{}",
            values.len() - 1,
            values.len()
        ))?;
        let mut found = statement.query(params_from_iter(&values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push(read(row)?);
        }
        Ok(ClientPage { rows, total })
    }

    /// The clients with exactly this id, code or alias. More than one where several carry the code, or one has it as
    /// its id.
    ///
    /// # Errors
    /// The disk's.
    pub fn find(&self, code_or_id: &str) -> Result<Vec<Id>, Fault> {
        let mut ids = Vec::new();
        if let Ok(id) = Id::parse(code_or_id) {
            let known = self
                .connection
                .prepare_cached("SELECT 1 FROM clients WHERE id = ?1")?
                .exists([code_or_id])?;
            if known {
                ids.push(id);
            }
        }
        let key = code_key(code_or_id);
        if key.is_empty() {
            return Ok(ids);
        }
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM clients WHERE code_key = ?1
             UNION SELECT {COLUMNS} FROM clients WHERE id IN (SELECT client FROM words WHERE word = ?2) ORDER BY id"
        ))?;
        let mut found = statement.query(params![key, key])?;
        while let Some(row) = found.next()? {
            let row = read(row)?;
            let mut codes = row.code.iter().chain(&row.aliases);
            if codes.any(|code| code_key(code) == key) && !ids.contains(&row.id) {
                ids.push(row.id);
            }
        }
        Ok(ids)
    }

    /// What is due on this day or before, the most overdue first.
    ///
    /// # Errors
    /// The disk's.
    pub fn follow_ups_due(&self, until: Date, limit: usize) -> Result<Vec<FollowUpRow>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.file, c.code, e.id, e.due, e.title FROM entries e JOIN clients c ON c.id = e.file
             WHERE e.due IS NOT NULL AND e.due <= ?1 ORDER BY e.due, e.file, e.id LIMIT ?2",
        )?;
        let mut found = statement.query(params![
            until.to_string(),
            i64::try_from(limit).unwrap_or(i64::MAX)
        ])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push(FollowUpRow {
                client: id(row, 0)?,
                code: row.get(1)?,
                id: id(row, 2)?,
                due: Date::parse(&row.get::<_, String>(3)?).map_err(|_| Fault::Damaged)?,
                what: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
            });
        }
        Ok(rows)
    }

    /// How many clients are listed.
    ///
    /// # Errors
    /// The disk's.
    pub fn client_count(&self) -> Result<u64, Fault> {
        Ok(self.connection.query_row(
            "SELECT value FROM counters WHERE name = 'clients'",
            [],
            |row| unsigned(row, 0),
        )?)
    }

    /// Every record of this device, one file at a time: each client, then its entries, each before its corrections.
    /// They come out of the projections; a document is opened only for what is open in it. Answers how many case files
    /// are missing or not whole: they do not load, and are in quarantine, or pages of them are damaged. What can be
    /// read of these is given all the same.
    ///
    /// # Errors
    /// The disk's, or what `each` answers.
    pub fn export_entries<E: From<Fault>>(
        &mut self,
        mut each: impl FnMut(&CaseFile, Vec<Entry>) -> Result<(), E>,
    ) -> Result<u64, E> {
        let clients = self.known_clients()?;
        // At least one is not even named any more.
        let mut unreadable = u64::from(!clients.whole);
        for client in clients.rows {
            let Ok(client) = Id::parse(&client) else {
                return Err(Fault::Damaged.into());
            };
            let loaded = match self.projected(&client) {
                Ok(None) => self.load(&client).map(|open| {
                    let listed = open.filter(|open| open.projection.is_some());
                    listed.map(|open| open.file)
                }),
                known => known.map_err(CommandError::from),
            };
            if let Err(CommandError::Fault(fault)) = loaded {
                self.noted(fault);
            }
            let damaged = self.met_damage();
            let file = match loaded {
                _ if damaged => {
                    let saved = self.rest_of_case_file(&client)?;
                    unreadable += u64::from(!saved.whole);
                    match saved.rows.into_iter().next() {
                        Some(file) => file,
                        None => continue,
                    }
                }
                Ok(Some(file)) => file,
                Ok(None) => continue,
                Err(CommandError::Fault(fault)) => return Err(fault.into()),
                Err(_) => {
                    unreadable += 1;
                    continue;
                }
            };
            // A code that several clients carry would name all of them.
            let code = file.profile.code.as_deref();
            let found = code.map_or(Ok(Vec::new()), |code| self.find(code));
            // Who else has it may be what can't be read.
            let shared = self.met_damage_in(&found) || found?.len() > 1;
            let mut entries = file.entries();
            for entry in entries
                .iter_mut()
                .filter(|entry| shared && entry.client.is_some())
            {
                entry.client = Some(client.to_string());
            }
            each(&file, entries)?;
        }
        Ok(unreadable)
    }

    /// A file out of its rows; `None` where there are none, or where something is open.
    fn projected(&self, id: &Id) -> Result<Option<CaseFile>, Fault> {
        let Some(rows) = projection::read(&self.connection, id.as_str())? else {
            return Ok(None);
        };
        let mut file = CaseFile::new(id.clone(), Client::default());
        file.is_log = rows.client.is_none();
        for row in rows.entries {
            let filed = Kind::parse(&row.kind)
                .zip(row.body)
                .and_then(|(kind, body)| projection::versions(kind, &body))
                .and_then(|versions| Filed::of(0, versions));
            let (Some(filed), Ok(entry)) = (filed, Id::parse(&row.id)) else {
                return Ok(None);
            };
            match filed.body() {
                Body::Client(profile) => file.profile = profile.clone(),
                _ => _ = file.entries.insert(entry, filed),
            }
        }
        Ok(Some(file))
    }

    /// The files that hold an entry of this id.
    pub(crate) fn files_of(&self, entry: &Id) -> Result<Vec<Id>, Fault> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT file FROM entries WHERE id = ?1 ORDER BY file")?;
        let mut found = statement.query([entry.as_str()])?;
        let mut files = Vec::new();
        while let Some(row) = found.next()? {
            files.push(id(row, 0)?);
        }
        Ok(files)
    }
}

/// SQL for the clients that a search means; `None` when it has no letter or digit.
fn hits(search: &str, values: &mut Vec<Value>) -> Option<String> {
    let key = code_key(search);
    let words = words(search);
    if key.is_empty() || words.is_empty() {
        return None;
    }
    let mut range = |column: &str, prefix: &str| {
        values.push(Value::from(prefix.to_owned()));
        values.push(Value::from(format!("{prefix}\u{10ffff}")));
        format!(
            "{column} >= ?{} AND {column} < ?{}",
            values.len() - 1,
            values.len()
        )
    };
    let by_code = format!("SELECT id FROM clients WHERE {}", range("code_key", &key));
    let by_words: Vec<String> = words
        .iter()
        .take(MOST_WORDS)
        .map(|word| format!("SELECT client FROM words WHERE {}", range("word", word)))
        .collect();
    Some(format!(
        "{by_code} UNION SELECT * FROM ({})",
        by_words.join(" INTERSECT ")
    ))
}

fn read(row: &Row<'_>) -> Result<ClientRow, Fault> {
    let date = |text: Option<String>| text.and_then(|day| Date::parse(&day).ok());
    Ok(ClientRow {
        id: id(row, 0)?,
        code: row.get(1)?,
        aliases: serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or_default(),
        last_contact: row
            .get::<_, Option<String>>(3)?
            .and_then(|at| Timestamp::parse(&at).ok()),
        next_due: date(row.get(4)?),
        open_screening: row
            .get::<_, Option<String>>(5)?
            .and_then(|id| Id::parse(&id).ok()),
        highest_band: projection::band(row.get(6)?),
        screenings: unsigned(row, 7)?,
        conflicts: unsigned(row, 8)?,
    })
}

fn id(row: &Row<'_>, column: usize) -> Result<Id, Fault> {
    Id::parse(&row.get::<_, String>(column)?).map_err(|_| Fault::Damaged)
}
