//! A plain file host for a bundle, whose files can be missing, changed or badly labelled on the way. It says nothing of
//! caching but that nothing is kept, as long as no fault says otherwise.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::bundle::is;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 404.
    Missing,
    /// One byte is another.
    Changed,
    /// The file as it should be, as plain text that is not to be taken for anything else.
    Mistyped,
    /// The same, and the browser may keep that for a year.
    MistypedForLong,
    /// With these headers more, each with its line's end.
    Headers(&'static str),
    /// Somebody on the way adds a line to a page.
    Injected,
    /// The page of a network that wants a person to sign in first.
    Portal,
    /// A way to that page.
    ToPortal,
    /// An error of the host, and nothing about the file.
    Busy,
}

type Faults = Arc<Mutex<HashMap<&'static str, Fault>>>;

/// It serves until the test's process ends.
pub struct Host {
    pub port: u16,
    faults: Faults,
}

impl Host {
    pub fn start(bundle: &Path) -> Host {
        Host::start_turns(&[bundle])
    }

    /// Several bundles, as of hosts behind one address: whoever asks for the service worker asks the next one, and whoever
    /// asks for a file whose name has its hash, the one that has it.
    pub fn start_turns(bundles: &[&Path]) -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let faults = Faults::default();
        let (known, folders) = (faults.clone(), bundles.iter().map(PathBuf::from));
        let folders: Arc<[PathBuf]> = folders.collect();
        let turns = Arc::new(AtomicUsize::new(0));
        std::thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                let (known, folders, turns) = (known.clone(), folders.clone(), turns.clone());
                // A browser that goes away in the middle is no fault here.
                std::thread::spawn(move || drop(answer(socket, &folders, &turns, &known)));
            }
        });
        Host { port, faults }
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// From now on: these files (by their names without the hash) have these faults, and no others.
    pub fn break_only(&self, faults: &[(&'static str, Fault)]) {
        *self.faults.lock().unwrap() = faults.iter().copied().collect();
    }
}

fn answer(
    mut socket: TcpStream,
    folders: &[PathBuf],
    turns: &AtomicUsize,
    faults: &Faults,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(socket.try_clone()?).lines();
    let asked = lines.next().unwrap_or(Ok(String::new()))?;
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let path = asked.split_whitespace().nth(1).unwrap_or("/");
    let name = match path.trim_start_matches('/').split('?').next() {
        None | Some("") => "index.html",
        Some(name) => name,
    };
    let fault = faults
        .lock()
        .unwrap()
        .iter()
        .find(|(plain, _)| is(name, plain))
        .map(|(_, fault)| *fault);
    let turn = match name {
        "sw.js" => turns.fetch_add(1, Ordering::SeqCst) + 1,
        _ => turns.load(Ordering::SeqCst),
    };
    let here = turn % folders.len();
    let (others, first) = folders.split_at(here);
    let file = first
        .iter()
        .chain(others)
        .find_map(|folder| read(folder, name));
    let (status, bytes) = match (fault, file) {
        (Some(Fault::Portal), _) => ("200 OK", PORTAL.to_vec()),
        (Some(Fault::ToPortal), _) => ("302 Found", Vec::new()),
        (Some(Fault::Busy), _) => ("503 Service Unavailable", b"busy".to_vec()),
        (Some(Fault::Missing), _) | (_, None) => ("404 Not Found", b"nothing here".to_vec()),
        (Some(Fault::Changed), Some(bytes)) => ("200 OK", changed(bytes)),
        (Some(Fault::Injected), Some(bytes)) => {
            ("200 OK", [&bytes, &b"<p>injected</p>"[..]].concat())
        }
        (_, Some(bytes)) => ("200 OK", bytes),
    };
    let more = match fault {
        Some(Fault::Headers(more)) => more,
        Some(Fault::Mistyped | Fault::MistypedForLong) => "x-content-type-options: nosniff\r\n",
        Some(Fault::ToPortal) => "location: http://127.0.0.1:1/\r\n",
        _ => "",
    };
    let kind = match fault {
        Some(Fault::Mistyped | Fault::MistypedForLong) => "text/plain",
        Some(Fault::Portal) => "text/html",
        _ => kind(name),
    };
    let cache = match fault {
        Some(Fault::MistypedForLong) => "public, max-age=31536000, immutable",
        _ => "no-store",
    };
    write!(
        socket,
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n{more}cache-control: {cache}\r\nconnection: close\r\n\r\n",
        bytes.len()
    )?;
    socket.write_all(&bytes)
}

const PORTAL: &[u8] = b"<!doctype html><title>Sign in</title><p>Welcome to this network.</p>";

fn read(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let plain = !name.contains('/') && !name.contains("..");
    plain.then(|| std::fs::read(PathBuf::from(folder).join(name)).ok())?
}

fn changed(mut bytes: Vec<u8>) -> Vec<u8> {
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    bytes
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
