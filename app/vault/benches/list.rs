//! Open to list, and search by code, with 100 clients and with 10,000; and merging 10,000 new clients beside the bare
//! cost of the same Automerge changes and rows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark, run by hand"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use automerge::{AutoCommit, Change};
use rand::SeedableRng;
use rand::rngs::StdRng;
use rusqlite::{Connection, params};
use tempfile::TempDir;
use wayside_domain::list::ClientQuery;
use wayside_domain::record::{Entry, parse_document};
use wayside_domain::time::Timestamp;
use wayside_vault::{KdfCost, Opened, Vault};

const CASELOAD: [u8; 16] = [7; 16];

fn rng() -> StdRng {
    StdRng::seed_from_u64(1)
}

fn entries(clients: usize) -> Vec<Entry> {
    let substances = [
        "tobacco",
        "alcohol",
        "cannabis",
        "cocaine",
        "amphetamines",
        "inhalants",
        "sedatives",
        "hallucinogens",
        "opioids",
        "other",
    ];
    let frequencies = ["never", "once-or-twice", "monthly", "weekly", "daily"];
    let mut text = String::new();
    for n in 0..clients {
        text.push_str(&format!(
            "{{\"type\":\"client\",\"code\":\"AB-{n:05}\",\"birth_year\":{}}}\n",
            1960 + n % 50
        ));
        let mut answers: Vec<String> = Vec::new();
        for (at, substance) in substances.iter().enumerate() {
            let used = (n + at) % 3 == 0;
            answers.push(format!(
                "\"q1.{substance}\":\"{}\"",
                if used { "yes" } else { "no" }
            ));
            if used {
                let often = frequencies[1 + (n / 7 + at) % 4];
                answers.push(format!("\"q2.{substance}\":\"{often}\",\"q3.{substance}\":\"{often}\",\"q4.{substance}\":\"never\""));
                if *substance != "tobacco" {
                    answers.push(format!("\"q5.{substance}\":\"never\""));
                }
                answers.push(format!(
                    "\"q6.{substance}\":\"no\",\"q7.{substance}\":\"earlier\""
                ));
            }
        }
        answers.push("\"q8\":\"no\"".to_owned());
        text.push_str(&format!(
            "{{\"type\":\"screening\",\"client\":\"AB-{n:05}\",\"instrument\":\"assist-3.1\",\"wording\":\"wayside-en-1\",\
             \"started\":\"2026-11-{:02}T{:02}:{:02}:00+07:00\",\"finished\":\"2026-11-{:02}T23:59:00+07:00\",\"answers\":{{{}}}}}\n",
            1 + n % 28, n % 23, n % 60, 1 + n % 28, answers.join(",")
        ));
    }
    parse_document(&text).unwrap()
}

fn made(clients: usize) -> (TempDir, Vault) {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = Vault::create(dir.path(), "1", None, KdfCost::TEST, &mut rng()).unwrap();
    let now = Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap();
    vault
        .record(entries(clients), &CASELOAD, now, &mut rng())
        .unwrap();
    (dir, vault)
}

fn open_to_list(dir: &Path) -> Duration {
    let start = Instant::now();
    let vault = Vault::open(dir, "1", None, &mut rng()).unwrap();
    let page = vault
        .clients(&ClientQuery {
            limit: 30,
            ..Default::default()
        })
        .unwrap();
    assert_eq!(page.rows.len(), 30);
    start.elapsed()
}

fn search(vault: &Vault, code: &str) -> Duration {
    let query = ClientQuery {
        search: code.to_owned(),
        limit: 30,
        ..Default::default()
    };
    let start = Instant::now();
    assert_eq!(vault.clients(&query).unwrap().total, 1);
    start.elapsed()
}

/// The middle of each, in microseconds; measured turn about, so that both see the same machine.
fn middles(rounds: usize, mut run: impl FnMut(bool) -> Duration) -> (f64, f64) {
    let (mut few, mut many): (Vec<_>, Vec<_>) =
        (0..rounds).map(|_| (run(false), run(true))).unzip();
    few.sort();
    many.sort();
    let middle = |times: &[Duration]| times[times.len() / 2].as_secs_f64() * 1e6;
    (middle(&few), middle(&many))
}

/// The same changes and the same rows, with nothing around them: one thread, prepared statements, one transaction.
fn bare(dir: &Path, changes: &[(String, Vec<u8>)]) -> Duration {
    let connection = Connection::open(dir.join("bare.db")).unwrap();
    let key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    connection
        .execute_batch(&format!(
            "PRAGMA key = \"x'{key}'\"; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        ))
        .unwrap();
    connection
        .execute_batch(include_str!("../src/migrations/0001_first.sql"))
        .unwrap();
    let start = Instant::now();
    let transaction = connection.unchecked_transaction().unwrap();
    for (client, change) in changes {
        let mut document = AutoCommit::new();
        document
            .apply_changes([Change::from_bytes(change.clone()).unwrap()])
            .unwrap();
        let saved = document.save();
        let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
            transaction
                .prepare_cached(sql)
                .unwrap()
                .execute(values)
                .unwrap();
        };
        run(
            "INSERT INTO documents (client, caseload, saved) VALUES (?1, ?2, ?3)",
            params![client, CASELOAD, saved],
        );
        run(
            "INSERT INTO clients (id, caseload, code, code_key, aliases, last_contact, sort, next_due, open_screening,
             highest_band, screenings, conflicts) VALUES (?1, ?2, ?1, ?1, '[]', NULL, ?3, NULL, NULL, 2, 1, 0)",
            params![client, CASELOAD, change.len() as i64],
        );
        run(
            "INSERT INTO words (word, client) VALUES (?1, ?1)",
            params![client],
        );
        run(
            "INSERT INTO entries (file, id, kind, day, state, body) VALUES (?1, ?1, 'screening', '2026-11-02', 'open', NULL)",
            params![client],
        );
    }
    transaction.commit().unwrap();
    start.elapsed()
}

fn merged(changes: &[(String, Vec<u8>)]) -> Duration {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = Vault::create(dir.path(), "1", None, KdfCost::TEST, &mut rng()).unwrap();
    let opened: Vec<Opened> = changes
        .chunks(100)
        .zip(1..)
        .map(|(chunk, index)| Opened {
            device: [1; 16],
            caseload: CASELOAD,
            index,
            changes: chunk
                .iter()
                .map(|(client, change)| (client.parse().unwrap(), vec![change.clone()]))
                .collect(),
        })
        .collect();
    let start = Instant::now();
    for slice in opened.chunks(20) {
        vault.apply(slice.to_vec()).unwrap();
    }
    let taken = start.elapsed();
    assert_eq!(vault.client_count().unwrap(), changes.len() as u64);
    taken
}

fn main() {
    let (few_dir, few) = made(100);
    let (many_dir, many) = made(10_000);
    let (a, b) = middles(501, |large| {
        if large {
            search(&many, "ab04242")
        } else {
            search(&few, "ab00042")
        }
    });
    println!(
        "search by code: 100 clients {a:.0} us, 10,000 clients {b:.0} us, ratio {:.2}",
        b / a
    );
    let pending = many.pending(&CASELOAD, usize::MAX).unwrap();
    let changes: Vec<_> = pending
        .into_iter()
        .map(|pending| (pending.client.to_string(), pending.change))
        .collect();
    drop((few, many));
    let (a, b) = middles(101, |large| {
        open_to_list(if large {
            many_dir.path()
        } else {
            few_dir.path()
        })
    });
    println!(
        "open to list: 100 clients {a:.0} us, 10,000 clients {b:.0} us, ratio {:.2}",
        b / a
    );

    let bare_dir = tempfile::tempdir().unwrap();
    let (bare, merged) = (
        bare(bare_dir.path(), &changes).as_secs_f64(),
        merged(&changes).as_secs_f64(),
    );
    let bytes: usize = changes.iter().map(|(_, change)| change.len()).sum();
    println!(
        "merge of 10,000 clients ({} bytes a change): {merged:.2} s, bare {bare:.2} s, ratio {:.2}",
        bytes / changes.len(),
        merged / bare
    );
}
