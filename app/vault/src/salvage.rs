//! What a database with damaged pages still gives. Nothing here runs in a vault that is whole.
//!
//! Each page has its own seal. A connection that meets a broken one is of no use from then on: SQLCipher gives it zeros
//! for every further page, which is an error in a table and a wrong value at the end of a long text, and lets it write
//! nothing more. So whoever has read asks [`Vault::met_damage`], believes nothing of what was read if it says yes, and
//! has a new connection then.
//!
//! A walk over a table ends at the first damaged page; a second walk from the other end gets what lies behind it. So
//! one damaged page costs the rows in it and no others.
//!
//! | read | from | when a page of it is damaged |
//! |---|---|---|
//! | which clients there are | index of `documents` | the table, then every other table that names clients |
//! | a case file | `documents` by its index | the table itself |
//! | its changes | `changes` from both ends | and what `outbox` still has of it |
//! | waiting changes, segments | in the order of rows | from both ends |
//!
//! What is missing in the end is counted by the caller, never passed over. Refused: to repair pages in place, or to
//! read a page whose seal is broken: a record with sixteen wrong bytes in it is worse than one that is missing.

use std::collections::BTreeSet;

use automerge::{ROOT, ReadDoc};
use rusqlite::{Connection, MAIN_DB, Params, Row};
use wayside_domain::case_file::CaseFile;
use wayside_domain::id::Id;

use crate::document::assemble::{Parts, assemble};
use crate::document::file;
use crate::error::Fault;
use crate::vault::Vault;

/// Rows that could be read, and whether these are all.
pub(crate) struct Saved<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) whole: bool,
}

/// SQLCipher makes a connection read-only when it meets a broken seal. Nothing else does once it is open.
pub(crate) fn is_spoilt(connection: &Connection) -> bool {
    connection.is_readonly(MAIN_DB).unwrap_or(false)
}

impl Vault {
    /// Whether a damaged page was met since this was last asked. What was read meanwhile may be wrong, and what was
    /// written was refused. The damage is noted, and the database opened anew.
    pub fn met_damage(&mut self) -> bool {
        if self.key.is_some() && is_spoilt(&self.connection) {
            self.noted(Fault::Damaged);
        }
        let met = self.damage.take();
        if met {
            self.open_anew();
        }
        met
    }

    /// The same after one step, whose error may be the only sign: a page that was met while writing leaves no other
    /// yet.
    pub(crate) fn met_damage_in<T>(&mut self, step: &Result<T, Fault>) -> bool {
        if let Err(fault) = step {
            self.noted(*fault);
        }
        self.met_damage()
    }

    /// Walks a query from its start and, where that meets a damaged page, from its end. `order` is the query's order,
    /// without a direction.
    pub(crate) fn both_ways<T>(
        &mut self,
        select: &str,
        order: &str,
        with: impl Params + Clone,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Saved<T>, Fault> {
        let mut rows = Vec::new();
        let forward = format!("{select} ORDER BY {order} ASC");
        let whole = self.walk(&forward, with.clone(), &read, &mut rows)?;
        if !whole {
            let mut behind = Vec::new();
            let backward = format!("{select} ORDER BY {order} DESC");
            self.walk(&backward, with, &read, &mut behind)?;
            behind.reverse();
            rows.append(&mut behind);
        }
        Ok(Saved { rows, whole })
    }

    /// Rows until the first damaged page; false if there is one.
    fn walk<T>(
        &mut self,
        sql: &str,
        with: impl Params,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        into: &mut Vec<T>,
    ) -> Result<bool, Fault> {
        let walked = (|| {
            let mut statement = self.connection.prepare(sql)?;
            let mut found = statement.query(with)?;
            while let Some(row) = found.next()? {
                let value = read(row)?;
                if is_spoilt(&self.connection) {
                    break;
                }
                into.push(value);
            }
            Ok::<(), rusqlite::Error>(())
        })();
        let walked = walked.map_err(Fault::from);
        if self.met_damage_in(&walked) {
            return Ok(false);
        }
        walked.map(|()| true)
    }

    /// Every client that anything here still names; whole where one full list of the documents could be read.
    pub(crate) fn known_clients(&mut self) -> Result<Saved<String>, Fault> {
        let mut known = BTreeSet::new();
        let name = |row: &Row<'_>| row.get::<_, String>(0);
        for (select, order) in [
            ("SELECT client FROM documents", "client"),
            ("SELECT client FROM documents NOT INDEXED", "rowid"),
        ] {
            let saved = self.both_ways(select, order, [], name)?;
            known.extend(saved.rows);
            if saved.whole {
                let rows = known.into_iter().collect();
                return Ok(Saved { rows, whole: true });
            }
        }
        for (select, order) in [
            ("SELECT client FROM changes", "client"),
            ("SELECT client FROM outbox", "caseload"),
            ("SELECT client FROM own_entries", "entry"),
            ("SELECT id FROM clients NOT INDEXED", "id"),
            ("SELECT file FROM entries NOT INDEXED", "file"),
        ] {
            known.extend(self.both_ways(select, order, [], name)?.rows);
        }
        Ok(Saved {
            rows: known.into_iter().collect(),
            whole: false,
        })
    }

    /// What can be read of a case file, and whether that is all of it. No rows where nothing can, or it says nothing.
    pub(crate) fn rest_of_case_file(&mut self, client: &Id) -> Result<Saved<CaseFile>, Fault> {
        let name = client.as_str();
        let bytes = |row: &Row<'_>| row.get::<_, Vec<u8>>(0);
        let by_index = "SELECT saved FROM documents WHERE client = ?1";
        let mut saved = self.both_ways(by_index, "rowid", [name], bytes)?;
        if saved.rows.is_empty() && !saved.whole {
            let by_table = "SELECT saved FROM documents NOT INDEXED WHERE client = ?1";
            saved = self.both_ways(by_table, "rowid", [name], bytes)?;
        }
        let changes = "SELECT bytes FROM changes WHERE client = ?1";
        let mut changes = self.both_ways(changes, "hash", [name], bytes)?;
        let whole = !saved.rows.is_empty() && changes.whole;
        if !whole {
            let own = "SELECT bytes FROM outbox WHERE client = ?1";
            let own = self.both_ways(own, "caseload", [name], bytes)?;
            changes.rows.extend(own.rows);
        }
        let parts = Parts {
            saved: saved.rows.into_iter().next().unwrap_or_default(),
            rows: changes.rows,
        };
        let read = assemble(&parts, &[], &self.actor, |document| {
            (document.length(ROOT) > 0).then(|| file::read(document, client))
        });
        Ok(match read {
            Ok(made) => Saved {
                whole: whole && made.unusable.is_empty(),
                rows: made.read.into_iter().collect(),
            },
            Err(_) => Saved {
                rows: Vec::new(),
                whole: false,
            },
        })
    }
}
