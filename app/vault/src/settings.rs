//! Small named values, sealed with the rest of the database: identity keys, cursors, names, drafts.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Fault;
use crate::segments::RawId;
use crate::vault::Vault;

const HOME: &str = "vault.home-caseload";

impl Vault {
    /// A value, if there is one.
    ///
    /// # Errors
    /// The disk's.
    pub fn setting(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        let value = self
            .connection
            .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        Ok(value)
    }

    /// Sets a value.
    ///
    /// # Errors
    /// The disk's.
    pub fn put_setting(&mut self, key: &str, value: &[u8]) -> Result<(), Fault> {
        put(&self.connection, key, value)
    }

    /// Sets several values in one transaction.
    ///
    /// # Errors
    /// The disk's. None is changed then.
    pub fn put_settings(&mut self, values: &[(&str, &[u8])]) -> Result<(), Fault> {
        let transaction = self.connection.transaction()?;
        for (key, value) in values {
            put(&transaction, key, value)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Removes a value, such as a draft that was saved as a note.
    ///
    /// # Errors
    /// The disk's.
    pub fn remove_setting(&mut self, key: &str) -> Result<(), Fault> {
        self.connection
            .execute("DELETE FROM settings WHERE key = ?1", [key])?;
        Ok(())
    }

    /// The keys that begin with `prefix`.
    ///
    /// # Errors
    /// The disk's.
    pub fn settings_under(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT key, value FROM settings WHERE key >= ?1 AND substr(key, 1, length(?1)) = ?1",
        )?;
        let rows = statement.query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many keys begin with `prefix`.
    ///
    /// # Errors
    /// The disk's.
    pub fn count_under(&self, prefix: &str) -> Result<u64, Fault> {
        let count = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM settings WHERE key >= ?1 AND substr(key, 1, length(?1)) = ?1",
            )?
            .query_row([prefix], |row| crate::segments::unsigned(row, 0))?;
        Ok(count)
    }

    /// Where new clients go.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_home_caseload(&mut self, caseload: &RawId) -> Result<(), Fault> {
        self.put_setting(HOME, caseload)
    }

    /// Where new clients go, if that was set.
    ///
    /// # Errors
    /// The disk's.
    pub fn home_caseload(&self) -> Result<Option<RawId>, Fault> {
        Ok(self.setting(HOME)?.and_then(|bytes| bytes.try_into().ok()))
    }
}

pub(crate) fn put(connection: &Connection, key: &str, value: &[u8]) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO settings (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )?
        .execute(params![key, value])?;
    Ok(())
}
