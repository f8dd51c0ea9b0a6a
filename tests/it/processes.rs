//! The main job through real programs and real sockets, with the relay killed in between.

use std::process::Command;

use serde_json::Value;
use wayside_tests::process::{
    Process, Wayside, assert_failed, binary, free_port, relay, watched_relay,
};
use wayside_tests::relay::search;
use wayside_tests::samples::{SECRET_WORDS, canonical, whole_case};

/// A desk with a team, and a phone that has joined it.
fn team(folder: &std::path::Path, port: u16) -> (Wayside, Wayside) {
    let (desk, phone) = (Wayside::new(folder, "desk"), Wayside::new(folder, "phone"));
    let url = format!("http://127.0.0.1:{port}");
    let made = desk.ok(
        &["team", "new", "--name", "Sample team", "--relay", &url],
        "",
    );
    assert_eq!(
        made["recovery_words"]
            .as_str()
            .unwrap()
            .split_whitespace()
            .count(),
        24
    );
    let request = phone.ok(&["join", "request", "--label", "Sample phone"], "");
    let answer = desk.ok(&["join", "approve", text(&request), "--role", "worker"], "");
    let joined = phone.ok(&["join", "accept", text(&answer)], "");
    assert_eq!(answer["words"], joined["words"]);
    assert_eq!(answer["request_words"], request["words"]);
    (desk, phone)
}

fn text(value: &Value) -> &str {
    value["text"].as_str().unwrap()
}

fn exported(device: &Wayside, out: &std::path::Path) -> Vec<String> {
    device.ok(
        &[
            "export",
            "--format",
            "csv,json",
            "--out",
            out.to_str().unwrap(),
        ],
        "",
    );
    let lines = std::fs::read_to_string(out.join("records.jsonl")).unwrap();
    let mut lines: Vec<String> = lines.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

#[test]
fn a_record_travels_from_phone_to_desk_through_a_relay_that_was_killed_in_between() {
    let folder = tempfile::tempdir().unwrap();
    let (data, port) = (folder.path().join("relay"), free_port());
    let (desk, phone) = team(folder.path(), port);
    phone.ok(&["record", "-"], &whole_case());

    // No relay yet: an outside failure, and everything is still here.
    let line = phone.fails(1, &["sync"], "");
    assert!(line.contains("relay"), "{line}");

    let mut running = relay(&data, port);
    let pushed = phone.ok(&["sync"], "");
    assert_eq!(pushed["waiting"], 0);
    assert!(pushed["sent"].as_u64().unwrap() > 0);
    running.kill();
    let _running = relay(&data, port);
    let pulled = desk.ok(&["sync", "--once"], "");
    assert!(pulled["received"].as_u64().unwrap() > 0);
    assert_eq!(pulled["quarantined"], 0);

    let expected = canonical(&whole_case());
    let at_desk = exported(&desk, &folder.path().join("desk-export"));
    assert_eq!(at_desk, expected);
    for device in [&desk, &phone] {
        assert_eq!(device.ok(&["verify"], "")["ok"], true);
    }
    for private in [&data, &desk.vault, &phone.vault] {
        assert_eq!(search(private, &SECRET_WORDS), Vec::<String>::new());
    }

    // What was exported reads back to the same records in another vault.
    let other = Wayside::new(folder.path(), "other");
    other.ok(
        &[
            "team",
            "new",
            "--name",
            "Other sample team",
            "--relay",
            "https://relay.invalid",
        ],
        "",
    );
    other.ok(
        &["record", "-"],
        &at_desk_lines(&folder.path().join("desk-export")),
    );
    assert_eq!(
        exported(&other, &folder.path().join("other-export")),
        expected
    );
}

fn at_desk_lines(export: &std::path::Path) -> String {
    std::fs::read_to_string(export.join("records.jsonl")).unwrap()
}

#[test]
fn an_idle_exchange_stays_under_a_kilobyte() {
    let folder = tempfile::tempdir().unwrap();
    let (data, port) = (folder.path().join("relay"), free_port());
    let (desk, _phone) = team(folder.path(), port);
    let _running = relay(&data, port);
    desk.ok(&["sync"], "");
    let idle = desk.ok(&["sync"], "");
    let bodies = idle["bytes_up"].as_u64().unwrap() + idle["bytes_down"].as_u64().unwrap();
    // Bodies alone here; the benchmark counts headers on the socket.
    assert!(bodies < 400, "{idle}");
}

#[test]
fn the_wrong_pin_is_exit_3_and_a_missing_vault_exit_2() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Wayside::new(folder.path(), "desk");
    let line = desk.fails(2, &["client", "list"], "");
    assert!(line.contains("no vault"), "{line}");
    desk.ok(
        &[
            "team",
            "new",
            "--name",
            "Sample team",
            "--relay",
            "https://relay.invalid",
        ],
        "",
    );
    assert_failed(&desk.run_with_pin("000000", &["client", "list"], ""), 3);
    assert_eq!(desk.ok(&["client", "list"], ""), serde_json::json!([]));
}

#[test]
fn an_address_that_no_sync_could_use_makes_no_team() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Wayside::new(folder.path(), "desk");
    for (relay, wrong) in [
        ("relay.example", "https://"),
        ("http://relay.example", "this machine only"),
        ("https://relay.example:99999", "port"),
        ("https://user:secret@relay.example", "user name"),
        ("https://relay.example?team=1", "?"),
        ("https://relay .example", "name"),
        ("https://relay.example/a//b", "path"),
    ] {
        let new = ["team", "new", "--name", "Sample team", "--relay", relay];
        let line = desk.fails(2, &new, "");
        assert!(
            line.contains("address") && line.contains(wrong),
            "{relay}: {line}"
        );
        assert!(!desk.vault.exists(), "{relay}");
    }
}

/// Pages of a desk's vault that are damaged, one after the other: each call names the folder and what to do, and says
/// it again.
#[test]
fn a_damaged_vault_is_named_with_its_folder_and_exports_what_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Wayside::new(folder.path(), "desk");
    let new = [
        "team",
        "new",
        "--name",
        "Sample team",
        "--relay",
        "https://relay.invalid",
    ];
    desk.ok(&new, "");
    desk.ok(&["record", "-"], &whole_case());
    let file = desk.vault.join("vault.db");
    let whole = std::fs::read(&file).unwrap();
    let out = folder.path().join("export");
    let out = ["export", "--format", "json", "--out", out.to_str().unwrap()];
    let place = desk.vault.display().to_string();
    let says = |line: &str| {
        line.contains(&place) && line.contains("export it") && line.contains("keep the folder")
    };
    let pages = whole.len() / 4096;
    let moved = desk.vault.join("damaged-1");
    let mut known = 0;
    for page in (1..pages).step_by(pages / 5) {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 1_000] ^= 1;
        std::fs::write(&file, &bytes).unwrap();
        for call in [
            &["client", "list"][..],
            &["verify"],
            &["client", "list"],
            &out,
        ] {
            let output = desk.run(call, "");
            let line = String::from_utf8_lossy(&output.stderr).into_owned();
            match output.status.code() {
                Some(0) => {}
                // One of the first pages: what follows is below.
                Some(1) if moved.exists() => assert!(line.contains(&place), "{line}"),
                Some(1) => assert!(says(&line), "page {page}: {call:?}: {line}"),
                other => panic!("page {page}: {call:?}: {other:?} {line}"),
            }
        }
        if moved.exists() {
            std::fs::remove_dir_all(&moved).unwrap();
            continue;
        }
        // By now it is known: calls that went well say so as well.
        known += 1;
        let output = desk.run(&["devices"], "");
        let line = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(says(&line), "page {page}: {line}");
    }
    assert!(known > 2);
    // Nothing can be read any more: moved, and each call after it says where to.
    let mut bytes = whole.clone();
    bytes[1_000] ^= 1;
    std::fs::write(&file, &bytes).unwrap();
    for call in [&["client", "list"][..], &["verify"], &out, &["sync"]] {
        let line = desk.fails(1, call, "");
        assert!(line.contains(moved.to_str().unwrap()), "{call:?}: {line}");
        assert!(line.contains("keep that folder"), "{line}");
    }
    assert_eq!(std::fs::read(moved.join("vault.db")).unwrap(), bytes);
    desk.ok(&new, "");
    assert_eq!(desk.ok(&["client", "list"], ""), serde_json::json!([]));
}

#[test]
fn other_calls_have_the_vault_while_a_watch_waits() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let (desk, phone) = team(folder.path(), port);
    let _running = relay(&folder.path().join("relay"), port);
    let mut watch = Command::new(binary("wayside"));
    watch
        .env("WAYSIDE_VAULT", &phone.vault)
        .env("WAYSIDE_PIN", wayside_tests::station::PIN)
        .args(["sync", "--watch", "--every", "1"]);
    let (_watching, _) = Process::start(&mut watch, "sent,");
    phone.ok(&["record", "-"], &whole_case());
    assert_eq!(
        phone.ok(&["client", "list"], "").as_array().unwrap().len(),
        1
    );
    // What another call recorded goes out with the watch.
    let sent = |place: &Value| place == "at-relay";
    while !phone.ok(&["status"], "")["records"]
        .as_array()
        .unwrap()
        .iter()
        .all(|record| sent(&record["place"]))
    {}
    desk.ok(&["sync"], "");
    assert_eq!(
        desk.ok(&["client", "list"], "").as_array().unwrap().len(),
        1
    );
}

#[cfg(unix)]
#[test]
fn a_couriers_file_is_for_its_owner_and_takes_nothing_over() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let desk = Wayside::new(folder.path(), "desk");
    let new = [
        "team",
        "new",
        "--name",
        "Sample team",
        "--relay",
        "https://relay.invalid",
    ];
    desk.ok(&new, "");
    // A foreign file, and a link, in the place that is written first.
    let foreign = folder.path().join("foreign");
    std::fs::write(&foreign, "somebody else's").unwrap();
    for name in ["one.wayside", "two.wayside"] {
        let part = folder.path().join(format!(".{name}.part"));
        match name {
            "one.wayside" => symlink(&foreign, &part).unwrap(),
            _ => {
                std::fs::write(&part, "left over").unwrap();
                std::fs::set_permissions(&part, std::fs::Permissions::from_mode(0o666)).unwrap();
            }
        }
        let file = folder.path().join(name);
        desk.ok(&["courier", "export", file.to_str().unwrap()], "");
        let found = std::fs::symlink_metadata(&file).unwrap();
        assert!(found.is_file());
        assert_eq!(found.permissions().mode() & 0o777, 0o600, "{name}");
    }
    assert_eq!(std::fs::read(&foreign).unwrap(), b"somebody else's");
}

#[test]
fn a_bad_record_names_its_line_and_field_and_keeps_nothing_of_its_document() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Wayside::new(folder.path(), "desk");
    desk.ok(
        &[
            "team",
            "new",
            "--name",
            "Sample team",
            "--relay",
            "https://relay.invalid",
        ],
        "",
    );
    let client = r#"{"type":"client","code":"SAMPLE-1"}"#;
    let table = [
        (
            r#"{"type":"follow-up","client":"SAMPLE-1","due":"2026-02-30","what":"re-screen","done":null}"#,
            "due",
        ),
        (
            r#"{"type":"contact","client":"SAMPLE-1","at":"2026-11-02T19:40:00+07:00","setting":"street","supplies":{"condoms":-1}}"#,
            "supplies",
        ),
        (
            r#"{"type":"contact","client":"SAMPLE-1","at":"2026-11-02T19:40:00+07:00","setting":"moon","supplies":{}}"#,
            "setting",
        ),
        (
            r#"{"type":"contact","client":"SAMPLE-1","at":"2026-11-02T19:40:00+07:00","setting":"street","weather":"rain"}"#,
            "weather",
        ),
        (
            r#"{"type":"contact","client":"SAMPLE-2","at":"2026-11-02T19:40:00+07:00","setting":"street"}"#,
            "client",
        ),
    ];
    for (line, field) in table {
        let said = desk.fails(2, &["record", "-"], &format!("{client}\n{line}\n"));
        assert!(said.contains("line 2") && said.contains(field), "{said}");
        assert_eq!(desk.ok(&["client", "list"], ""), serde_json::json!([]));
    }
}

#[test]
fn the_relay_says_how_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (port, health) = (free_port(), free_port());
    let _running = watched_relay(&folder.path().join("relay"), port, health);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        for path in ["healthz", "readyz", "metrics"] {
            let answer = get(health, path).await;
            assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        }
        assert!(get(port, "healthz").await.starts_with("HTTP/1.1 200"));
        for path in ["readyz", "metrics"] {
            let answer = get(port, path).await;
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        }
    });
    let help = Command::new(binary("wayside-relay"))
        .arg("--help")
        .output()
        .unwrap();
    assert!(help.status.success());
}

/// A request by hand: the smallest client there is.
async fn get(port: u16, path: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut socket = tokio::net::TcpStream::connect(("127.0.0.1", port))
        .await
        .unwrap();
    let request = format!("GET /{path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    answer
}
