//! What was answered is there: after a kill, after a cut at any byte of the log, and nothing half done with it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command as Process, Stdio};

use wayside_domain::record::Screening;
use wayside_vault::{OpenError, Vault};

use crate::support::{Device, Folder, PIN, WRONG, add, answer, create, id, rng, snapshot, start};

const ITEMS: [&str; 10] = [
    "q1.tobacco",
    "q1.alcohol",
    "q1.cannabis",
    "q1.cocaine",
    "q1.amphetamines",
    "q1.inhalants",
    "q1.sedatives",
    "q1.hallucinogens",
    "q1.opioids",
    "q1.other",
];

fn answers(vault: &mut Vault) -> usize {
    vault.case_file(&id("c1")).unwrap().all::<Screening>()[0]
        .1
        .answers
        .len()
}

#[test]
fn a_copy_of_the_files_taken_after_any_answer_holds_that_answer() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    device.run(start("c1", "s1"));
    for (done, item) in ITEMS.iter().enumerate() {
        device.run(answer("c1", "s1", item, "yes"));
        let copy = snapshot(&device.dir);
        let mut vault = Vault::open(copy.path(), PIN, None, &mut rng(7)).unwrap();
        assert_eq!(answers(&mut vault), done + 1);
        assert_eq!(vault.pending_count().unwrap(), 3 + done as u64);
        assert_eq!(vault.verify().unwrap(), []);
    }
}

#[test]
fn a_log_cut_at_any_byte_opens_with_whole_acts_only() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    device.run(start("c1", "s1"));
    // Everything so far goes into the database file, so that the cut log holds answers only.
    let mut device = device.reopen();
    for item in &ITEMS[..4] {
        device.run(answer("c1", "s1", item, "yes"));
    }
    let length = fs::metadata(device.dir.path().join("vault.db-wal"))
        .unwrap()
        .len();
    let mut seen = std::collections::BTreeSet::new();
    for cut in (0..=length).step_by(1_531) {
        let copy = snapshot(&device.dir);
        fs::OpenOptions::new()
            .write(true)
            .open(copy.path().join("vault.db-wal"))
            .unwrap()
            .set_len(cut)
            .unwrap();
        let mut vault = Vault::open(copy.path(), PIN, None, &mut rng(7)).unwrap();
        let there = answers(&mut vault);
        assert_eq!(vault.pending_count().unwrap(), 2 + there as u64);
        assert_eq!(vault.verify().unwrap(), []);
        seen.insert(there);
    }
    assert!(seen.len() > 2, "{seen:?}");
}

/// Not a test of its own: the process that `every_answer_that_was_acknowledged_survives_a_kill` kills.
#[test]
fn writer_process() {
    let Ok(dir) = std::env::var("WAYSIDE_TEST_WRITER") else {
        return;
    };
    let mut vault = create(dir.as_ref(), 11);
    let mut run = |command| vault.run(&command).unwrap();
    run(add("c1", "AB-7K2M"));
    run(start("c1", "s1"));
    let mut out = std::io::stdout();
    for round in 0..100_000 {
        let (item, text) = (
            ITEMS[round % 10],
            if round / 10 % 2 == 0 { "yes" } else { "no" },
        );
        run(answer("c1", "s1", item, text));
        writeln!(out, "saved {round}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn every_answer_that_was_acknowledged_survives_a_kill() {
    for stop in [3, 17, 80, 190] {
        let dir = Folder::temporary();
        let mut child = Process::new(std::env::current_exe().unwrap())
            .args(["durable::writer_process", "--exact", "--nocapture"])
            .env("WAYSIDE_TEST_WRITER", dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let saved = lines
            .map_while(Result::ok)
            .filter_map(|line| Some(line.split_once("saved ")?.1.to_owned()));
        let last: u64 = saved
            .skip(stop)
            .map(|round| round.parse().unwrap())
            .next()
            .unwrap();
        child.kill().unwrap();
        child.wait().unwrap();

        let mut vault = Vault::open(dir.path(), PIN, None, &mut rng(7)).unwrap();
        // Every tap changed something, so every acknowledged one left a row; the one in flight may have, too.
        assert!(vault.pending_count().unwrap() >= last + 3, "{last}");
        let file = vault.case_file(&id("c1")).unwrap();
        assert!(file.all::<Screening>()[0].1.answers.len() >= ITEMS.len().min(last as usize + 1));
        assert_eq!(vault.verify().unwrap(), []);
        vault
            .run(&answer("c1", "s1", "q1.other", "refused"))
            .unwrap();
    }
}

/// Not a test of its own: the process that `a_kill_while_the_pin_changes_leaves_one_that_opens` kills.
#[test]
fn changer_process() {
    let Ok(dir) = std::env::var("WAYSIDE_TEST_CHANGER") else {
        return;
    };
    let vault = create(dir.as_ref(), 12);
    let mut out = std::io::stdout();
    for round in 0..100_000 {
        let (old, new) = if round % 2 == 0 {
            (PIN, WRONG)
        } else {
            (WRONG, PIN)
        };
        vault.change_pin(old, new, None, &mut rng(round)).unwrap();
        writeln!(out, "changed {round}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn a_kill_while_the_pin_changes_leaves_one_that_opens() {
    for stop in [1, 2, 5, 9, 14, 21, 33, 50] {
        let dir = Folder::temporary();
        let mut child = Process::new(std::env::current_exe().unwrap())
            .args(["durable::changer_process", "--exact", "--nocapture"])
            .env("WAYSIDE_TEST_CHANGER", dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut changed = lines
            .map_while(Result::ok)
            .filter(|line| line.contains("changed "));
        changed.nth(stop).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let open = |pin| Vault::open(dir.path(), pin, None, &mut rng(7)).map(drop);
        let answers = [open(PIN), open(WRONG)];
        assert!(answers.contains(&Ok(())), "{answers:?}");
        assert!(answers.contains(&Err(OpenError::WrongPin)), "{answers:?}");
    }
}

#[test]
fn a_wrong_page_says_nothing_on_standard_error() {
    if let Ok(dir) = std::env::var("WAYSIDE_TEST_DAMAGED") {
        assert!(Vault::open(dir.as_ref(), PIN, None, &mut rng(7)).is_err());
        return;
    }
    let device = Device::new(1);
    let dir = device.dir;
    drop(device.vault);
    let path = dir.path().join("vault.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[300] ^= 1;
    fs::write(&path, bytes).unwrap();
    let said = Process::new(std::env::current_exe().unwrap())
        .args([
            "durable::a_wrong_page_says_nothing_on_standard_error",
            "--exact",
        ])
        .env("WAYSIDE_TEST_DAMAGED", dir.path())
        .output()
        .unwrap();
    assert!(said.status.success());
    assert_eq!(String::from_utf8_lossy(&said.stderr), "");
}

#[test]
fn an_answer_writes_two_pages() {
    // The row of its change and that of the outbox, of 4 kB each, with 24 bytes before each in the log.
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    device.run(start("c1", "s1"));
    let before = device.dir.read("vault.db-wal").len();
    device.run(answer("c1", "s1", "q1.opioids", "yes"));
    let written = device.dir.read("vault.db-wal").len() - before;
    assert_eq!(written, 2 * (24 + 4096));
}
