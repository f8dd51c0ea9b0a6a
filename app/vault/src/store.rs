//! The rows of one document: what is read to open it, and what an act appends.
//!
//! A tap appends one small row to `changes`. Now and then the rows of a document are folded: the document is saved
//! whole into `saved` and its applied rows leave, in the transaction of the act that reached the limit. Changes that
//! wait for others are rows that stay.

use automerge::{AutoCommit, ChangeHash};
use rusqlite::{Connection, OptionalExtension, params};
use wayside_domain::id::Id;

use crate::document::assemble::Parts;
use crate::document::guard::fenced_over;
use crate::document::volume;
use crate::error::Fault;
use crate::segments::RawId;

/// Rows of one document that are folded together.
pub(crate) const FOLD_AT: usize = 64;

/// What is stored of one document.
pub(crate) struct Stored {
    pub(crate) caseload: RawId,
    pub(crate) parts: Parts,
}

pub(crate) fn load(connection: &Connection, client: &str) -> Result<Option<Stored>, Fault> {
    let found: Option<(RawId, Vec<u8>)> = connection
        .prepare_cached("SELECT caseload, saved FROM documents WHERE client = ?1")?
        .query_row([client], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((caseload, saved)) = found else {
        return Ok(None);
    };
    let mut statement = connection.prepare_cached("SELECT bytes FROM changes WHERE client = ?1")?;
    let rows = statement
        .query_map([client], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(Some(Stored {
        caseload,
        parts: Parts { saved, rows },
    }))
}

/// All documents of a file: its own first, then the further volumes of its caseload in their order. None where its own
/// is not here, and for what is a volume and no file.
pub(crate) fn volumes(connection: &Connection, file: &Id) -> Result<Vec<(Id, Stored)>, Fault> {
    if volume::is_one(file) {
        return Ok(Vec::new());
    }
    let Some(first) = load(connection, file.as_str())? else {
        return Ok(Vec::new());
    };
    let caseload = first.caseload;
    let mut all = vec![(file.clone(), first)];
    for id in further(connection, file)? {
        if let Some(stored) = load(connection, id.as_str())?
            && stored.caseload == caseload
        {
            all.push((id, stored));
        }
    }
    Ok(all)
}

/// The further volumes of a file that are here, of whatever caseload: one range of an index.
pub(crate) fn further(connection: &Connection, file: &Id) -> Result<Vec<Id>, Fault> {
    let prefix = volume::prefix(file);
    let mut statement = connection.prepare_cached(
        "SELECT client FROM documents WHERE client > ?1 AND client < ?2 ORDER BY client",
    )?;
    let found = statement.query_map([&prefix, &format!("{prefix}~")], |row| {
        row.get::<_, String>(0)
    })?;
    let mut ids = Vec::new();
    for id in found {
        ids.extend(Id::parse(&id?).ok().filter(volume::is_one));
    }
    Ok(ids)
}

/// Adds a document that was not there.
pub(crate) fn insert(
    connection: &Connection,
    client: &str,
    caseload: &RawId,
    saved: &[u8],
) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT INTO documents (client, caseload, saved) VALUES (?1, ?2, ?3)")?
        .execute(params![client, caseload, saved])?;
    Ok(())
}

/// Appends one change; a change that is there already is left alone.
pub(crate) fn append(
    connection: &Connection,
    client: &str,
    hash: &ChangeHash,
    bytes: &[u8],
) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO changes (client, hash, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (client, hash) DO NOTHING",
        )?
        .execute(params![client, hash.0, bytes])?;
    Ok(())
}

/// Replaces `saved`; the rows that it covers leave.
pub(crate) fn fold(
    connection: &Connection,
    client: &str,
    saved: &[u8],
    covered: &[ChangeHash],
) -> Result<(), Fault> {
    connection
        .prepare_cached("UPDATE documents SET saved = ?2 WHERE client = ?1")?
        .execute(params![client, saved])?;
    for hash in covered {
        forget(connection, client, hash)?;
    }
    Ok(())
}

/// Removes a row whose change is in `saved` or in quarantine.
pub(crate) fn forget(
    connection: &Connection,
    client: &str,
    hash: &ChangeHash,
) -> Result<(), Fault> {
    connection
        .prepare_cached("DELETE FROM changes WHERE client = ?1 AND hash = ?2")?
        .execute(params![client, hash.0])?;
    Ok(())
}

/// The whole document as bytes; `None` when Automerge cannot (the rows then simply stay).
pub(crate) fn saved(document: &mut AutoCommit) -> Option<Vec<u8>> {
    let heads = document.get_heads();
    let about =
        std::iter::once(b"saved".as_slice()).chain(heads.iter().map(|head| head.0.as_slice()));
    fenced_over(about, || document.save()).ok()
}

/// Every document, in the order of ids.
pub(crate) fn clients(connection: &Connection) -> Result<Vec<String>, Fault> {
    let mut statement = connection.prepare("SELECT client FROM documents ORDER BY client")?;
    Ok(statement
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?)
}
