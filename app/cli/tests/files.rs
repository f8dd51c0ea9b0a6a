//! What goes in with `wayside record` and out with `wayside export`, through the real program: lines in errors, names
//! in two forms, cells, temporary files.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk {
            folder: tempfile::tempdir().unwrap(),
        };
        desk.ok(
            &["team", "new", "--name", "T", "--relay", "https://r.invalid"],
            "",
        );
        desk
    }

    fn run(&self, call: &[&str], input: &str) -> Output {
        self.run_in("vault", call, input)
    }

    fn run_in(&self, vault: &str, call: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wayside"))
            .arg("--vault")
            .arg(self.folder.path().join(vault))
            .args(call)
            .env("WAYSIDE_PIN", "four words make one")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A call that reads no input may have ended already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn ok(&self, call: &[&str], input: &str) -> String {
        let output = self.run(call, input);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{call:?} {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn refused(&self, call: &[&str], input: &str) -> String {
        self.refused_in("vault", call, input)
    }

    fn refused_in(&self, vault: &str, call: &[&str], input: &str) -> String {
        let output = self.run_in(vault, call, input);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{call:?} {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        said
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn export(&self) {
        self.ok(
            &[
                "export",
                "--format",
                "csv,json",
                "--out",
                self.out().to_str().unwrap(),
            ],
            "",
        );
    }

    /// A table as a reader of CSV gets it.
    fn rows(&self, file: &str) -> Vec<Vec<String>> {
        let text = std::fs::read_to_string(self.out().join(file)).unwrap();
        let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let rows = reader
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect());
        rows.collect()
    }

    /// The cells of one column.
    fn column(&self, file: &str, name: &str) -> Vec<String> {
        let rows = self.rows(file);
        let at = rows[0].iter().position(|head| head == name).unwrap();
        rows[1..].iter().map(|row| row[at].clone()).collect()
    }
}

const CLIENT: &str = r#"{"type":"client","id":"c1","code":"SAMPLE-1"}"#;

fn contact(client: &str) -> String {
    format!(
        r#"{{"type":"contact","client":"{client}","at":"2026-11-02T19:40:00+07:00","setting":"street"}}"#
    )
}

#[test]
fn a_refused_record_is_named_by_its_line_in_the_file() {
    let desk = Desk::new();
    let (good, bad) = (contact("SAMPLE-1"), contact("NOBODY"));
    let spread = |line: &str| line.replace(',', ",\n").replacen('{', "{\n", 1);
    for (line, text) in [
        (3, format!("{CLIENT}\n{good}\n{bad}\n")),
        (6, format!("\n\n{CLIENT}\n\n{good}\n{bad}\n")),
        (6, format!("\r\n\r\n{CLIENT}\r\n\r\n{good}\r\n{bad}\r\n")),
        (5, format!("\u{feff}\n{CLIENT}\n\n   \n{bad}\n{good}\n")),
        (6, format!("\n[\n{CLIENT},\n\n{good},\n{bad}\n]\n")),
        (2, format!("\n[{CLIENT},{bad}]")),
        (
            13,
            format!(
                "\n{}\n\n{}\n\n{}\n",
                spread(CLIENT),
                spread(&good),
                spread(&bad)
            ),
        ),
    ] {
        let said = desk.refused(&["record", "-"], &text);
        assert!(
            said.contains(&format!("line {line}: client")),
            "{line}: {said}"
        );
    }
    assert_eq!(desk.ok(&["--json", "client", "list"], "").trim(), "[]");
}

#[test]
fn a_client_is_found_however_the_code_and_the_names_are_typed() {
    let desk = Desk::new();
    let clients = [
        ("Йод-1", "Иои\u{306}д", "И\u{306}од‑1"),
        ("김-7", "Kim", "\u{1100}\u{1175}\u{11b7}-٧"),
        ("ज़ाहिद", "Zahid", "\u{95b}ाहिद"),
        ("مُحَمَّد ٣", "M3", "ﻣﺤﻤﺪ-3"),
        ("ส้ม", "Som", "สม"),
        ("Nguyễn", "N1", "NGUYE\u{302}\u{303}N"),
        ("Оʼгʼил", "U1", "О’г`ил"),
    ];
    let lines: Vec<String> = clients
        .iter()
        .enumerate()
        .map(|(n, (code, alias, _))| {
            format!(r#"{{"type":"client","id":"c{n}","code":"{code}","aliases":["{alias}"]}}"#)
        })
        .chain(clients.iter().map(|(.., typed)| contact(typed)))
        .collect();
    desk.ok(&["record", "-"], &lines.join("\n"));
    for (code, _, typed) in clients {
        let found = desk.ok(&["--json", "client", "list", "--search", typed], "");
        let found: serde_json::Value = serde_json::from_str(&found).unwrap();
        assert_eq!(found.as_array().unwrap().len(), 1, "{code} {typed} {found}");
    }
    // The same lines in the other form are the same records.
    let said = desk.ok(
        &["record", "-"],
        &lines[..clients.len()]
            .join("\n")
            .replace('й', "и\u{306}")
            .replace('ễ', "e\u{302}\u{303}"),
    );
    assert!(
        said.starts_with("0 added, 0 corrected, 0 continued, 7 known"),
        "{said}"
    );
}

#[test]
fn cells_keep_what_a_spreadsheet_would_change() {
    let desk = Desk::new();
    let record = serde_json::json!({
        "type": "contact", "id": "x1", "client": "00123", "at": "2026-11-02T19:40:00+07:00", "setting": "street", "worker": "=1+1",
        "done": ["talk; walk", "a\\b"], "supplies": {"condoms": 10}, "note": "1E5",
    });
    let event = r#"{"type":"referral","id":"r1","client":"00123","service":"@home","urgency":"soon","events":[{"closed":"2026-11-03","outcome":"moved; far, far"}]}"#;
    let client =
        r#"{"type":"client","id":"c1","code":"00123","birth_year":1991,"aliases":["1E5","Mar-5"]}"#;
    desk.ok(&["record", "-"], &format!("{client}\n{record}\n{event}\n"));
    desk.export();
    for (file, column, cell) in [
        ("clients.csv", "id", "c1"),
        ("clients.csv", "code", "'00123"),
        ("clients.csv", "birth_year", "1991"),
        ("clients.csv", "aliases", "'1E5; Mar-5"),
        ("contacts.csv", "client", "'00123"),
        ("contacts.csv", "at", "2026-11-02T19:40:00+07:00"),
        ("contacts.csv", "worker", "'=1+1"),
        ("contacts.csv", "done", r"talk\; walk; a\\b"),
        ("contacts.csv", "condoms", "10"),
        ("contacts.csv", "note", "'1E5"),
        ("referrals.csv", "service", "'@home"),
        (
            "referrals.csv",
            "events",
            r"closed=2026-11-03, outcome=moved\; far\, far",
        ),
    ] {
        assert_eq!(desk.column(file, column), [cell], "{file} {column}");
    }
    let book = desk.rows("codebook.csv");
    for kind in book
        .iter()
        .skip(1)
        .filter(|row| row[0] != "every file")
        .map(|row| &row[2])
    {
        let explained = book
            .iter()
            .any(|row| row[0] == "every file" && row[2].split(", ").any(|one| one == kind));
        assert!(explained, "{kind} is explained in the code book");
    }
}

#[cfg(unix)]
#[test]
fn an_export_takes_over_neither_mode_nor_link_of_what_lies_there() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let desk = Desk::new();
    desk.ok(&["record", "-"], CLIENT);
    let (out, other) = (desk.out(), desk.folder.path().join("other"));
    std::fs::create_dir(&out).unwrap();
    std::fs::write(&other, "other").unwrap();
    symlink(&other, out.join(".records.jsonl.part")).unwrap();
    std::fs::hard_link(&other, out.join(".clients.csv.part")).unwrap();
    symlink(&other, out.join("contacts.csv")).unwrap();
    for stale in [".codebook.csv.part", "codebook.csv", "records.jsonl"] {
        std::fs::write(out.join(stale), "stale").unwrap();
        std::fs::set_permissions(out.join(stale), PermissionsExt::from_mode(0o666)).unwrap();
    }
    desk.export();
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "other");
    let mut files = 0;
    for file in std::fs::read_dir(&out).unwrap() {
        let path = file.unwrap().path();
        let meta = path.symlink_metadata().unwrap();
        assert!(meta.is_file() && meta.nlink() == 1, "{path:?}");
        assert_eq!(meta.mode() & 0o777, 0o600, "{path:?}");
        files += 1;
    }
    assert_eq!(
        files, 11,
        "nine tables, the code book, the lines, nothing under a temporary name"
    );
}

#[test]
fn a_range_that_ends_before_it_begins_is_refused() {
    let desk = Desk::new();
    let out = desk.out();
    let call = |from, to| {
        [
            "export",
            "--format",
            "json",
            "--out",
            out.to_str().unwrap(),
            "--from",
            from,
            "--to",
            to,
        ]
        .map(str::to_owned)
    };
    let said = desk.refused(
        &call("2026-11-03", "2026-11-02")
            .each_ref()
            .map(String::as_str),
        "",
    );
    assert!(
        said.contains("--from 2026-11-03") && said.contains("--to 2026-11-02"),
        "{said}"
    );
    assert!(!out.exists());
    desk.ok(
        &call("2026-11-02", "2026-11-02")
            .each_ref()
            .map(String::as_str),
        "",
    );
}

#[test]
fn what_a_terminal_would_obey_is_refused_where_it_is_made_and_never_printed() {
    let desk = Desk::new();
    for bad in ["\u{1b}[2Jx", "a\nb", "a\u{202e}b", "\u{200b}"] {
        let team = ["team", "new", "--relay", "https://r.invalid", "--name"];
        for (vault, call) in [
            ("vault", vec!["caseload", "new", bad]),
            ("2", [&team[..], &[bad]].concat()),
            ("2", [&team[..], &["T", "--label", bad]].concat()),
        ] {
            let said = desk.refused_in(vault, &call, "");
            assert!(
                !said.trim_end().chars().any(wayside_domain::text::is_unseen),
                "{said:?}"
            );
        }
    }
    let note = serde_json::json!({"type": "contact", "client": "c1", "at": "2026-11-02T19:40:00+07:00", "setting": "street", "note": "a\u{1b}[2J\u{202e}b"});
    desk.ok(&["record", "-"], &format!("{CLIENT}\n{note}\n"));
    for call in [
        &["client", "show", "c1"][..],
        &["client", "list"],
        &["devices"],
        &["status"],
    ] {
        let said = desk.ok(call, "");
        assert!(
            !said
                .chars()
                .any(|c| c != '\n' && wayside_domain::text::is_unseen(c)),
            "{said:?}"
        );
    }
}

#[test]
fn an_export_by_days_takes_all_versions_of_a_record_by_the_day_that_stands() {
    let desk = Desk::new();
    let contact = |day: &str, rest: &str| {
        format!(
            r#"{{"type":"contact","id":"k1","client":"SAMPLE-1","at":"{day}T19:40:00+07:00","setting":"street"{rest}}}"#
        )
    };
    let first = contact("2026-11-02", "");
    let second = contact("2026-12-02", r#","correction":"wrong month""#);
    desk.ok(&["record", "-"], &[CLIENT, &first, &second].join("\n"));
    let lines = |range: &[&str]| -> Vec<String> {
        let out = desk.out();
        let mut call = vec!["export", "--format", "json", "--out", out.to_str().unwrap()];
        call.extend(range);
        desk.ok(&call, "");
        let text = std::fs::read_to_string(out.join("records.jsonl")).unwrap();
        text.lines().map(str::to_owned).collect()
    };
    let of_contacts = |range: &[&str]| lines(range).len() - 1;
    assert_eq!(of_contacts(&["--to", "2026-11-30"]), 0);
    assert_eq!(of_contacts(&["--from", "2026-12-01"]), 2);
    // Whatever the order in which the lines are read back, the same version stands.
    let mut all = lines(&[]);
    all.reverse();
    let other = Desk::new();
    other.ok(&["record", "-"], &all.join("\n"));
    let again = other.ok(&["record", "-"], &second.replace("SAMPLE-1", "c1"));
    assert!(again.contains("1 known already"), "{again}");
    let shown = other.ok(&["client", "show", "SAMPLE-1", "--json"], "");
    assert!(!shown.contains("disputed"), "{shown}");
}
