//! The real program: killed without warning, asked for help, told of a restore.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::app::folder::AppFolder;
use crate::socket::{read_answer, request};
use crate::team::{Phone, SITE, Team, body, segments};
use crate::world::{Answer, pull_site};

const PROGRAM: &str = env!("CARGO_BIN_EXE_wayside-relay");

struct Running {
    child: Child,
    at: SocketAddr,
}

impl Running {
    fn start(data: &Path) -> Self {
        Self::start_with(data, &[], Stdio::null())
    }

    fn start_with(data: &Path, options: &[&str], log: Stdio) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--open", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(options)
            .stdout(Stdio::piped())
            .env("RUST_LOG", "trace")
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let at = line
            .trim()
            .strip_prefix("listening on http://")
            .unwrap()
            .parse()
            .unwrap();
        Self { child, at }
    }

    fn post(&self, phone: &Phone, frames: &[wayside_protocol::RequestFrame]) -> Answer {
        let mut stream = TcpStream::connect(self.at).unwrap();
        stream
            .write_all(&request(self.at, phone, &body(frames)))
            .unwrap();
        read_answer(&mut stream).unwrap().0
    }

    /// What comes back for these bytes, until the relay closes.
    fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.at).unwrap();
        let end = "host: relay\r\nuser-agent: Anns-Phone\r\nconnection: close\r\n\r\n";
        write!(stream, "{request}\r\n{end}").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // SIGKILL.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().unwrap()
}

#[test]
fn acknowledged_push_survives_kill_9() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    let relay = Running::start(&data);
    ann.nonce = relay.post(&ann, &[]).welcome().nonce;
    let written: Vec<_> = (0..20).map(|n| ann.write(SITE, n, 2000)).collect();
    let mut frames = vec![ann.introduction()];
    frames.extend(segments(&written));
    let acknowledged = relay.post(&ann, &frames);
    assert_eq!(acknowledged.results(), (20, vec![]));
    drop(relay);

    let relay = Running::start(&data);
    ben.nonce = relay.post(&ben, &[]).welcome().nonce;
    let answer = relay.post(&ben, &[ben.introduction(), pull_site(0)]);
    assert_eq!(answer.entry_segments(), written);
    assert_eq!(answer.welcome().log_epoch, acknowledged.welcome().log_epoch);
    drop(relay);

    let data = data.to_str().unwrap();
    let copy = dir.path().join("copy");
    assert!(
        run(&["backup", "--data", data, "--to", copy.to_str().unwrap()])
            .status
            .success()
    );
    assert!(copy.is_file());
    assert!(
        !run(&["backup", "--data", data, "--to", copy.to_str().unwrap()])
            .status
            .success(),
        "never overwrites"
    );
    assert!(run(&["restored", "--data", data]).status.success());
    let relay = Running::start(Path::new(data));
    let restored = relay.post(&ann, &[pull_site(0)]).welcome();
    assert!(restored.has_lost(Some(acknowledged.welcome().log_epoch), 0));
}

#[test]
fn log_tells_what_happened_and_names_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let (data, log) = (dir.path().join("data"), dir.path().join("log"));
    let mut ann = Team::new(1).phone(10);
    let relay = Running::start_with(&data, &[], std::fs::File::create(&log).unwrap().into());
    ann.nonce = relay.post(&ann, &[]).welcome().nonce;
    let mut frames = vec![ann.introduction(), pull_site(0)];
    frames.extend(segments(&[ann.write(SITE, 1, 100), vec![1, 2, 3]]));
    assert_eq!(relay.post(&ann, &frames).status, 200);
    std::fs::remove_file(data.join("relay.sqlite")).unwrap();
    let lost = ann.write(SITE, 2, 100);
    assert_eq!(relay.post(&ann, &segments(&[lost])).status, 503);
    drop(relay);
    let text = std::fs::read_to_string(&log).unwrap();
    for word in [
        "401",
        "200",
        "503",
        "ERROR",
        "the database file is no longer the one that was opened",
    ] {
        assert!(text.contains(word), "{word} is not in\n{text}");
    }
    assert!(!text.contains("127.0.0.1"), "{text}");
    crate::operator::assert_names_nobody(&text);
}

#[test]
fn app_is_served_by_the_program() {
    let dir = tempfile::tempdir().unwrap();
    let (data, log) = (dir.path().join("data"), dir.path().join("log"));
    let app = AppFolder::new();
    let relay = Running::start_with(
        &data,
        &["--app", app.path().to_str().unwrap()],
        std::fs::File::create(&log).unwrap().into(),
    );
    let check = |request: &str, starts: &str, ends: &str| {
        let answer = relay.raw(request);
        assert!(
            answer.starts_with(starts) && answer.ends_with(ends),
            "{request}: {answer}"
        );
        answer
    };
    check("GET / HTTP/1.1", "HTTP/1.1 200 OK", &app.text("index.html"));
    check("HEAD / HTTP/1.1", "HTTP/1.1 200 OK", "\r\n\r\n");
    let held = "GET / HTTP/1.1\r\nif-none-match: *";
    check(held, "HTTP/1.1 304 Not Modified", "\r\n\r\n");
    check(
        "GET /../data/relay.sqlite HTTP/1.1",
        "HTTP/1.1 404",
        "file.\n",
    );
    let preflight = check("OPTIONS /v1/sync HTTP/1.1", "HTTP/1.1 204", "\r\n\r\n");
    assert!(!preflight.contains("content-length"), "{preflight}");
    assert_eq!(relay.post(&Team::new(1).phone(10), &[]).status, 401);
    drop(relay);

    let text = std::fs::read_to_string(&log).unwrap();
    assert!(text.contains(&app.version()), "{text}");
    for word in ["Anns-Phone", "127.0.0.1", "/../"] {
        assert!(!text.contains(word), "{word} is in\n{text}");
    }
}

#[test]
fn stranger_can_follow_the_help() {
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    for word in [
        "TRY IT",
        "SERVE THE APP, TOO",
        "IN PRODUCTION",
        "AFTER A RESTORE",
        "serve",
        "backup",
        "restored",
        "/readyz",
        "--team",
        "--open",
        "--behind",
        "--health",
    ] {
        assert!(help.contains(word), "{word} is not in\n{help}");
    }
    let serve = String::from_utf8(run(&["serve", "--help"]).stdout).unwrap();
    for option in [
        "--data",
        "--app",
        "WAYSIDE_RELAY_APP",
        "--listen",
        "--team",
        "--open",
        "--behind",
        "--health",
        "--max-body",
        "--rate",
        "--quota",
        "--max-store",
    ] {
        assert!(serve.contains(option), "{option} is not in\n{serve}");
    }
}

#[test]
fn wrong_use_is_told_in_one_line_and_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("nothing here");
    let check = |arguments: &[&str], expected: &str| {
        let output = run(arguments);
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(
            !output.status.success() && text.contains(expected),
            "{arguments:?}: {text}"
        );
        assert!(!data.exists());
    };
    let data = data.to_str().unwrap();
    check(
        &["restored", "--data", data],
        "there is no relay.sqlite in that folder",
    );
    check(
        &["backup", "--data", data, "--to", "x"],
        "there is no relay.sqlite in that folder",
    );
    check(
        &["serve", "--data", data, "--team", "abc"],
        "expected 32 hexadecimal digits",
    );
    check(
        &["serve", "--data", data, "--max-body", "9999"],
        "9999 is not in 32..=1024",
    );
    check(&["serve"], "--data <DIR>");
    // An address that is not this machine's: if it went on, it would end there.
    let nowhere = "192.0.2.1:1";
    check(
        &["serve", "--data", data, "--listen", nowhere],
        "Name your teams with --team ID, or say --open",
    );
    let team = "0123456789abcdef0123456789abcdef";
    check(
        &["serve", "--data", data, "--open", "--team", team],
        "--open lets everybody in and --team only some",
    );
    check(
        &["serve", "--data", data, "--behind", "proxy"],
        "invalid value 'proxy' for '--behind <IP>'",
    );
    let half = AppFolder::new();
    std::fs::write(half.path().join("sw.js"), "half").unwrap();
    check(
        &[
            "serve",
            "--open",
            "--data",
            data,
            "--app",
            half.path().to_str().unwrap(),
        ],
        "wayside-relay: sw.js is not the file that bundle.json describes; copy the whole folder again\n",
    );
}
