//! The same Automerge changes and the same SQLCipher rows, in the plainest way: one thread, one document at a time, the
//! same pragmas, a thousand documents a transaction.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use automerge::{Automerge, Change};
use rusqlite::{Connection, params};
use serde_json::json;

pub fn run(changes: &str, dir: &str) {
    let documents = read(changes);
    std::fs::create_dir(dir).unwrap();
    let mut connection = Connection::open(format!("{dir}/bare.db")).unwrap();
    connection
        .execute_batch(
            "PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\";
             PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA locking_mode = EXCLUSIVE;
             CREATE TABLE documents (client TEXT NOT NULL UNIQUE, saved BLOB NOT NULL) STRICT;
             CREATE TABLE clients (id TEXT PRIMARY KEY NOT NULL, code TEXT, sort INTEGER NOT NULL) STRICT, WITHOUT ROWID;
             CREATE INDEX clients_by_sort ON clients (sort DESC, id);
             CREATE INDEX clients_by_code ON clients (code);
             CREATE TABLE screenings (client TEXT NOT NULL, id TEXT NOT NULL, scores TEXT NOT NULL, PRIMARY KEY (client, id)) STRICT, WITHOUT ROWID;
             CREATE TABLE segments (row INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;",
        )
        .unwrap();
    let start = Instant::now();
    let mut automerge = Duration::ZERO;
    let documents: Vec<(String, Vec<Vec<u8>>)> = documents.into_iter().collect();
    for some in documents.chunks(1_000) {
        let transaction = connection.transaction().unwrap();
        for (client, changes) in some {
            let begun = Instant::now();
            let mut document = Automerge::new();
            let changes: Vec<Change> = changes
                .iter()
                .map(|bytes| Change::from_bytes(bytes.clone()).unwrap())
                .collect();
            document.apply_changes(changes).unwrap();
            let saved = document.save();
            automerge += begun.elapsed();
            let insert = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
                transaction
                    .prepare_cached(sql)
                    .unwrap()
                    .execute(values)
                    .unwrap();
            };
            insert(
                "INSERT INTO documents (client, saved) VALUES (?1, ?2)",
                params![client, saved],
            );
            insert(
                "INSERT INTO clients (id, code, sort) VALUES (?1, ?2, ?3)",
                params![client, client, 1_793_000_000],
            );
            insert(
                "INSERT INTO screenings (client, id, scores) VALUES (?1, ?2, ?3)",
                params![
                    client,
                    client,
                    r#"{"tobacco":14,"cannabis":12,"opioids":9}"#
                ],
            );
        }
        // About as many segments as these documents came in.
        let raw = vec![
            7_u8;
            some.iter()
                .flat_map(|(_, changes)| changes)
                .map(Vec::len)
                .sum::<usize>()
                / 5
        ];
        for segment in raw.chunks(16 * 1024) {
            transaction
                .prepare_cached("INSERT INTO segments (bytes) VALUES (?1)")
                .unwrap()
                .execute([segment])
                .unwrap();
        }
        transaction.commit().unwrap();
    }
    let whole = start.elapsed();
    let rows = whole - automerge;
    println!(
        "{}",
        json!({ "whole": whole.as_secs_f64(), "automerge": automerge.as_secs_f64(), "rows": rows.as_secs_f64() })
    );
}

fn read(path: &str) -> BTreeMap<String, Vec<Vec<u8>>> {
    let bytes = std::fs::read(path).unwrap();
    let mut rest = bytes.as_slice();
    let mut part = || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (part, after) = after.split_at(u32::from_le_bytes(*length) as usize);
        rest = after;
        Some(part.to_vec())
    };
    let mut documents: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    while let (Some(client), Some(change)) = (part(), part()) {
        documents
            .entry(String::from_utf8(client).unwrap())
            .or_default()
            .push(change);
    }
    documents
}
