//! What comes with segments: certificates of their authors, receipts of their readers.

use rusqlite::{Connection, params};

use super::{RawId, Receipt, signed, unsigned};
use crate::error::Fault;
use crate::vault::Vault;

impl Vault {
    /// Keeps a device's certificate; a newer one replaces it.
    ///
    /// # Errors
    /// The disk's.
    pub fn put_certificate(&mut self, device: &RawId, bytes: &[u8]) -> Result<(), Fault> {
        put_certificate(&self.connection, device, bytes)
    }

    /// The certificates that are here.
    ///
    /// # Errors
    /// The disk's.
    pub fn certificates(&self) -> Result<Vec<(RawId, Vec<u8>)>, Fault> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT device, bytes FROM certificates ORDER BY device")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps receipts; one never goes backwards.
    ///
    /// # Errors
    /// The disk's.
    pub fn put_receipts(&mut self, receipts: &[Receipt]) -> Result<(), Fault> {
        let transaction = self.connection.transaction()?;
        for receipt in receipts {
            transaction
                .prepare_cached(
                    "INSERT INTO receipts (caseload, device, reader, position) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (caseload, device, reader)
                     DO UPDATE SET position = max(position, excluded.position)",
                )?
                .execute(params![receipt.caseload, receipt.device, receipt.reader, signed(receipt.index)])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// The receipts that are here.
    ///
    /// # Errors
    /// The disk's.
    pub fn receipts(&self) -> Result<Vec<Receipt>, Fault> {
        let mut statement = self.connection.prepare_cached(
            "SELECT caseload, device, reader, position FROM receipts ORDER BY caseload, device, reader",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Receipt {
                caseload: row.get(0)?,
                device: row.get(1)?,
                reader: row.get(2)?,
                index: unsigned(row, 3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

pub(super) fn put_certificate(
    connection: &Connection,
    device: &RawId,
    bytes: &[u8],
) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO certificates (device, bytes) VALUES (?1, ?2)
             ON CONFLICT (device) DO UPDATE SET bytes = excluded.bytes",
        )?
        .execute(params![device, bytes])?;
    Ok(())
}
