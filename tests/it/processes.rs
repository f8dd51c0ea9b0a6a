//! The main job through real programs and real sockets, with the relay killed in between.

use std::process::Command;

use serde_json::Value;
use wayside_tests::process::{Process, Wayside, assert_failed, binary, free_port, relay};
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
    let port = free_port();
    let _running: Process = relay(&folder.path().join("relay"), port);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        for path in ["healthz", "readyz", "metrics"] {
            assert!(get(port, path).await.starts_with("HTTP/1.1 200"), "{path}");
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
