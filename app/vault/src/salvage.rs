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
//! | a case file: each of its volumes | `documents` by its index | the table itself |
//! | its changes | `changes` from both ends | and what `outbox` still has of it |
//! | waiting changes, segments | in the order of rows | from both ends |
//!
//! What is missing in the end is counted by the caller, never passed over. Refused: to repair pages in place, or to
//! read a page whose seal is broken: a record with sixteen wrong bytes in it is worse than one that is missing.

use std::collections::BTreeSet;

use rusqlite::{Connection, MAIN_DB, Params, Row};
use wayside_domain::case_file::CaseFile;
use wayside_domain::id::Id;

use crate::document::assemble::Parts;
use crate::document::volume::{self, Name};
use crate::error::Fault;
use crate::segments::RawId;
use crate::vault::{self, Loaded, Vault, Volume};

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
                let rows = files(known);
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
            rows: files(known),
            whole: false,
        })
    }

    /// What can be read of a case file, and whether that is all of it. No rows where nothing can, or it says nothing.
    pub(crate) fn rest_of_case_file(&mut self, client: &Id) -> Result<Saved<CaseFile>, Fault> {
        let name = |row: &Row<'_>| row.get::<_, String>(0);
        let (mut whole, mut all, mut roots) = (true, Vec::new(), Vec::new());
        let between = "SELECT client FROM documents WHERE client > ?1 AND client < ?2";
        let prefix = volume::prefix(client);
        let with = [prefix.clone(), format!("{prefix}~")];
        let further = self.both_ways(between, "client", with, name)?;
        whole &= further.whole;
        let further = further.rows.iter().filter_map(|id| Id::parse(id).ok());
        let further: Vec<Id> = further.filter(volume::is_one).collect();
        let caseload = match further.is_empty() {
            true => None,
            false => self.caseload_of(client)?,
        };
        let of_its_caseload = further
            .into_iter()
            .filter(|id| Name::of(id).map(|name| name.caseload) == caseload);
        for id in std::iter::once(client.clone()).chain(of_its_caseload) {
            let (parts, is_all) = self.rest_of_document(&id)?;
            whole &= is_all;
            let Ok(loaded) = Volume::load(&id, &parts, &self.actor) else {
                whole = false;
                continue;
            };
            whole &= loaded.unusable.is_empty();
            let Loaded { volume, root, .. } = loaded;
            roots.extend(volume.counts().map(|number| (number, root)));
            all.push(volume);
        }
        let says_nothing = roots.iter().all(|(_, root)| root.is_empty());
        let rows = match vault::said(client, &mut all, &roots) {
            Ok(file) if !says_nothing => vec![file],
            Ok(_) => Vec::new(),
            Err(_) => {
                whole = false;
                Vec::new()
            }
        };
        Ok(Saved { rows, whole })
    }

    /// The caseload of a file, wherever it can still be read.
    fn caseload_of(&mut self, client: &Id) -> Result<Option<RawId>, Fault> {
        for (select, order) in [
            ("SELECT caseload FROM documents WHERE client = ?1", "rowid"),
            ("SELECT caseload FROM clients WHERE id = ?1", "id"),
        ] {
            let read = |row: &Row<'_>| row.get::<_, RawId>(0);
            let found = self.both_ways(select, order, [client.as_str()], read)?;
            if let Some(caseload) = found.rows.into_iter().next() {
                return Ok(Some(caseload));
            }
        }
        Ok(None)
    }

    /// What can be read of one document, and whether that is all of it.
    fn rest_of_document(&mut self, id: &Id) -> Result<(Parts, bool), Fault> {
        let name = id.as_str();
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
        Ok((parts, whole))
    }
}

/// Those among them that are no further volumes of others.
fn files(documents: BTreeSet<String>) -> Vec<String> {
    let is_volume = |id: &String| Id::parse(id).is_ok_and(|id| volume::is_one(&id));
    documents.into_iter().filter(|id| !is_volume(id)).collect()
}
