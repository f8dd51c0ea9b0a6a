//! Where a passphrase comes from, how long it is, and changing it: through the real program.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

const SAMPLE: &str = "four sample words together";
const DECOMPOSED: &str = "chi\u{300}a kho\u{301}a so\u{302}ng";
const COMPOSED: &str = "ch\u{ec}a kh\u{f3}a s\u{f4}ng";

struct Desk(tempfile::TempDir);

impl Desk {
    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Standard output, or the exit code and the line on standard error.
    fn run(&self, given: &[(&str, &str)], arguments: &[&str]) -> Result<String, (i32, String)> {
        let output = Command::new(env!("CARGO_BIN_EXE_wayside"))
            .env_remove("WAYSIDE_PIN")
            .env_remove("WAYSIDE_NEW_PIN")
            .env("WAYSIDE_VAULT", self.0.path().join("vault"))
            .envs(given.iter().copied())
            .arg("--json")
            .args(arguments)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => Ok(String::from_utf8(output.stdout).unwrap()),
            code => {
                assert!(said.starts_with("wayside: ") && said.trim_end().lines().count() == 1);
                Err((code.unwrap(), said))
            }
        }
    }

    fn team(&self, given: &[(&str, &str)], more: &[&str]) -> Result<String, (i32, String)> {
        let call = ["team", "new", "--name", "T", "--relay", "https://r.invalid"];
        self.run(given, &[&call, more].concat())
    }

    fn opens(&self, pin: &str) -> bool {
        match self.run(&[("WAYSIDE_PIN", pin)], &["client", "list"]) {
            Ok(_) => true,
            Err((code, line)) => {
                assert_eq!(code, 3, "{line}");
                false
            }
        }
    }
}

fn desk() -> Desk {
    Desk(tempfile::tempdir().unwrap())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_short_passphrase_makes_nothing() {
    let desk = desk();
    for short in ["", "123456789", "123456789   ", "  12345678  "] {
        let (code, line) = desk.team(&[("WAYSIDE_PIN", short)], &[]).unwrap_err();
        assert_eq!(code, 2, "{short:?}");
        assert!(line.contains("at least 10"), "{line}");
    }
    assert!(!desk.0.path().join("vault").exists());
}

#[test]
fn a_passphrase_comes_from_a_file_and_is_changed_by_who_knows_it() {
    let desk = desk();
    let old = desk.file("old", &format!("{SAMPLE}\n"));
    // The file counts before the environment.
    let elsewhere = [("WAYSIDE_PIN", "another one, which is not it")];
    desk.team(&elsewhere, &["--passphrase-file", text(&old)])
        .unwrap();
    assert!(desk.opens(SAMPLE));

    let new = desk.file("new", DECOMPOSED);
    let call = ["passphrase", "--new-passphrase-file", text(&new)];
    let (code, _) = desk.run(&elsewhere, &call).unwrap_err();
    assert_eq!(code, 3);
    assert!(desk.opens(SAMPLE), "a wrong old one changed something");

    let right = [("WAYSIDE_PIN", SAMPLE)];
    for (bad, says) in [
        ("123456789", "at least 10"),
        ("", "one line"),
        ("\n", "one line"),
        ("two lines of it\nand more\n", "one line"),
    ] {
        let file = desk.file("bad", bad);
        let call = ["passphrase", "--new-passphrase-file", text(&file)];
        let (code, line) = desk.run(&right, &call).unwrap_err();
        assert_eq!(code, 2, "{bad:?}: {line}");
        assert!(line.contains(says), "{bad:?}: {line}");
    }
    let missing = ["passphrase", "--new-passphrase-file", "/nowhere/at/all"];
    assert_eq!(desk.run(&right, &missing).unwrap_err().0, 2);
    assert!(desk.opens(SAMPLE));

    let changed = desk.run(&right, &call).unwrap();
    assert_eq!(changed.trim(), r#"{"changed":true}"#);
    assert!(!desk.opens(SAMPLE));
    // The same, as another keyboard writes it.
    assert!(desk.opens(COMPOSED));

    let back = [("WAYSIDE_PIN", COMPOSED), ("WAYSIDE_NEW_PIN", SAMPLE)];
    desk.run(&back, &["passphrase"]).unwrap();
    assert!(desk.opens(SAMPLE));
}

#[test]
fn there_is_nothing_to_change_where_there_is_no_vault() {
    let given = [("WAYSIDE_PIN", SAMPLE), ("WAYSIDE_NEW_PIN", SAMPLE)];
    let (code, line) = desk().run(&given, &["passphrase"]).unwrap_err();
    assert_eq!(code, 2);
    assert!(line.contains("no vault"), "{line}");
}
