//! A plain file host for a bundle, whose files can be missing or changed on the way.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::bundle::is;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 404.
    Missing,
    /// One byte is another.
    Changed,
    /// A script that may start no worker.
    Alone,
}

type Faults = Arc<Mutex<HashMap<&'static str, Fault>>>;

/// It serves until the test's process ends.
pub struct Host {
    pub port: u16,
    faults: Faults,
}

impl Host {
    pub fn start(bundle: &Path) -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let faults = Faults::default();
        let (known, folder) = (faults.clone(), bundle.to_owned());
        std::thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                let (known, folder) = (known.clone(), folder.clone());
                // A browser that goes away in the middle is no fault here.
                std::thread::spawn(move || drop(answer(socket, &folder, &known)));
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

fn answer(mut socket: TcpStream, folder: &Path, faults: &Faults) -> std::io::Result<()> {
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
    let (status, bytes) = match (fault, read(folder, name)) {
        (Some(Fault::Missing), _) | (_, None) => ("404 Not Found", b"nothing here".to_vec()),
        (Some(Fault::Changed), Some(bytes)) => ("200 OK", changed(bytes)),
        (_, Some(bytes)) => ("200 OK", bytes),
    };
    let policy = match fault {
        Some(Fault::Alone) => "content-security-policy: worker-src 'none'\r\n",
        _ => "",
    };
    write!(
        socket,
        "HTTP/1.1 {status}\r\ncontent-type: {}\r\ncontent-length: {}\r\n{policy}cache-control: no-store\r\nconnection: close\r\n\r\n",
        kind(name),
        bytes.len()
    )?;
    socket.write_all(&bytes)
}

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
