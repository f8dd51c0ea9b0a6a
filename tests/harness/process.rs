//! Real processes: the relay and `wayside`, on loopback.
//!
//! `cargo test --workspace` builds the programs, since their own packages have integration tests.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

use crate::station::PIN;

/// A program of this workspace, beside the test's own binary.
pub fn binary(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let path = test.parent().and_then(Path::parent).unwrap().join(name);
    assert!(
        path.exists(),
        "{} is not built: run `cargo test --workspace`, which builds it",
        path.display()
    );
    path
}

/// A process that ends with its owner.
pub struct Process(pub Child);

impl Process {
    /// Starts a program and waits until it says a line with these words on standard output or error.
    pub fn start(command: &mut Command, words: &str) -> (Process, String) {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut process = Process(command.spawn().unwrap());
        let (said, hear) = std::sync::mpsc::channel();
        let out = process.0.stdout.take().unwrap();
        let err = process.0.stderr.take().unwrap();
        for reader in [
            Box::new(out) as Box<dyn std::io::Read + Send>,
            Box::new(err),
        ] {
            let said = said.clone();
            // Reads to the end, so that the process never blocks on a full pipe.
            std::thread::spawn(move || {
                for line in BufReader::new(reader).lines().map_while(Result::ok) {
                    let _ = said.send(line);
                }
            });
        }
        drop(said);
        let mut heard = Vec::new();
        for line in hear {
            if line.contains(words) {
                return (process, line);
            }
            heard.push(line);
        }
        panic!("the process ended before it said {words:?}; it said {heard:?}");
    }

    /// Ends it without warning, as a power cut would.
    pub fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A port that was free a moment ago, on loopback.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// `wayside-relay serve` on a port.
pub fn relay(data: &Path, port: u16) -> Process {
    let mut command = Command::new(binary("wayside-relay"));
    command
        .args(["serve", "--open", "--listen"])
        .arg(format!("127.0.0.1:{port}"))
        .arg("--data")
        .arg(data);
    Process::start(&mut command, "listening").0
}

/// The same, with the operator's paths on another port.
pub fn watched_relay(data: &Path, port: u16, health: u16) -> Process {
    let mut command = Command::new(binary("wayside-relay"));
    command
        .args(["serve", "--open", "--listen"])
        .arg(format!("127.0.0.1:{port}"))
        .arg("--health")
        .arg(format!("127.0.0.1:{health}"))
        .arg("--data")
        .arg(data);
    // It says this last, when both sockets listen.
    Process::start(&mut command, "health on").0
}

/// The relay that serves the app, too, at one address through all its lives.
pub struct Served {
    pub data: PathBuf,
    port: u16,
    running: Option<Process>,
}

impl Served {
    pub fn start(data: &Path, app: &Path) -> Served {
        let mut served = Served {
            data: data.to_owned(),
            port: free_port(),
            running: None,
        };
        served.serve(app);
        served
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Stops what runs and starts again with this app.
    pub fn serve(&mut self, app: &Path) {
        self.stop();
        let mut command = Command::new(binary("wayside-relay"));
        command
            .args(["serve", "--open", "--listen"])
            .arg(format!("127.0.0.1:{}", self.port))
            .arg("--data")
            .arg(&self.data)
            .arg("--app")
            .arg(app);
        self.running = Some(Process::start(&mut command, "listening").0);
    }

    pub fn stop(&mut self) {
        self.running = None;
    }
}

/// One headless device.
pub struct Wayside {
    pub vault: PathBuf,
    pin: String,
}

impl Wayside {
    pub fn new(folder: &Path, name: &str) -> Wayside {
        Wayside::with_pin(folder, name, PIN)
    }

    pub fn with_pin(folder: &Path, name: &str, pin: &str) -> Wayside {
        Wayside {
            vault: folder.join(name),
            pin: pin.to_owned(),
        }
    }

    pub fn run(&self, arguments: &[&str], input: &str) -> Output {
        self.run_with_pin(&self.pin, arguments, input)
    }

    pub fn run_with_pin(&self, pin: &str, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(binary("wayside"))
            .env("WAYSIDE_VAULT", &self.vault)
            .env("WAYSIDE_PIN", pin)
            .arg("--json")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A call that refuses its arguments closes standard input before it is written.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// A call that succeeds, and its JSON.
    pub fn ok(&self, arguments: &[&str], input: &str) -> Value {
        let output = self.run(arguments, input);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// A call that fails with this code: one line on standard error, nothing on standard output.
    pub fn fails(&self, code: i32, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        assert_failed(&output, code)
    }
}

/// One line, the right code, no panic; returns the line.
pub fn assert_failed(output: &Output, code: i32) -> String {
    let line = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{line}");
    assert_eq!(line.trim_end().lines().count(), 1, "{line}");
    assert!(line.starts_with("wayside: "), "{line}");
    assert!(!line.contains("panic"), "{line}");
    assert!(output.stdout.is_empty());
    line
}
