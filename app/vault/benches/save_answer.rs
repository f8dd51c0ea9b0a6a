//! What one saved answer costs beside one bare durable commit of the same kind of database in the same run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark, run by hand"
)]

use std::time::{Duration, Instant};

use criterion::Criterion;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rusqlite::Connection;
use wayside_domain::assist::{Answer, Item};
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{Client, Screening};
use wayside_domain::time::Timestamp;
use wayside_vault::{KdfCost, Vault};

const CASELOAD: [u8; 16] = [7; 16];

fn now() -> Timestamp {
    Timestamp::parse("2026-11-02T19:40:00+07:00").unwrap()
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

const CLIENTS: usize = 200;

/// A vault with clients, each at the beginning of an interview.
fn vault(dir: &std::path::Path) -> Vault {
    let mut vault =
        Vault::create(dir, "1", None, KdfCost::TEST, &mut StdRng::seed_from_u64(1)).unwrap();
    vault.set_home_caseload(&CASELOAD).unwrap();
    for n in 0..CLIENTS {
        let (client, screening) = (id(&format!("c{n}")), id(&format!("s{n}")));
        let profile = Client {
            code: Some(format!("AB-{n}")),
            ..Client::default()
        };
        vault
            .run(&Command::add_client(client.clone(), profile))
            .unwrap();
        let start = Command::Add {
            client,
            entry: screening,
            body: Screening::begin("wayside-en-1", Some(34), now()).into(),
        };
        vault.run(&start).unwrap();
    }
    vault
}

/// One interview after the other, every item answered; from the second time round every answer changes.
fn taps() -> impl Iterator<Item = Command> {
    let items: Vec<Item> = Item::all().collect();
    (0usize..).map(move |n| {
        let (item, interview) = (items[n % items.len()], n / items.len());
        let allowed = item.allowed();
        let answer: Answer = allowed[1 - (interview / CLIENTS) % 2];
        let person = interview % CLIENTS;
        Command::Answer {
            client: id(&format!("c{person}")),
            screening: id(&format!("s{person}")),
            item,
            answer: Some(answer),
        }
    })
}

/// SQLCipher with the pragmas of a vault and one small table.
fn bare(dir: &std::path::Path) -> Connection {
    let connection = Connection::open(dir.join("bare.db")).unwrap();
    let key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    connection
        .execute_batch(&format!(
            "PRAGMA key = \"x'{key}'\"; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL; CREATE TABLE answers (row INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
        ))
        .unwrap();
    connection
}

fn commit(connection: &Connection) {
    let mut insert = connection
        .prepare_cached("INSERT INTO answers (bytes) VALUES (?1)")
        .unwrap();
    insert.execute([[7u8; 200].as_slice()]).unwrap();
}

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = vault(dir.path());
    let connection = bare(dir.path());
    let mut taps = taps();

    // Turn about, so that both see the same disk.
    let rounds = 2_000;
    let (mut saving, mut bare) = (Vec::with_capacity(rounds), Vec::with_capacity(rounds));
    for _ in 0..rounds {
        let tap = taps.next().unwrap();
        let start = Instant::now();
        vault.run(&tap).unwrap();
        saving.push(start.elapsed());
        let start = Instant::now();
        commit(&connection);
        bare.push(start.elapsed());
    }
    let mean =
        |times: &[Duration]| times.iter().sum::<Duration>().as_secs_f64() / times.len() as f64;
    let middle = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2].as_secs_f64()
    };
    let ratio = mean(&saving) / mean(&bare);
    println!(
        "mean: answer {:.1} us, bare commit {:.1} us, ratio {ratio:.2}",
        mean(&saving) * 1e6,
        mean(&bare) * 1e6
    );
    let (saving, bare) = (middle(&mut saving), middle(&mut bare));
    println!(
        "median: answer {:.1} us, bare commit {:.1} us, ratio {:.2}",
        saving * 1e6,
        bare * 1e6,
        saving / bare
    );

    let mut criterion = Criterion::default().configure_from_args();
    criterion.bench_function("answer saved", |bench| {
        bench.iter(|| vault.run(&taps.next().unwrap()).unwrap())
    });
    criterion.bench_function("bare durable commit", |bench| {
        bench.iter(|| commit(&connection))
    });
    criterion.final_summary();
}
