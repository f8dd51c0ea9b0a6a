//! A slow line between a browser and a host on loopback: so many bytes a second for all connections together, a time for
//! each way there and back, and a cut of everything at regular times.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

/// What a line is like.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Bytes a second, towards the browser.
    pub rate: u64,
    /// There and back.
    pub latency: Duration,
    /// From one cut to the next.
    pub cut: Option<Duration>,
}

/// It serves until the test's process ends.
pub struct Line {
    pub port: u16,
    down: Arc<AtomicU64>,
    lost: Arc<AtomicU64>,
}

struct Shared {
    shape: Shape,
    down: Arc<AtomicU64>,
    lost: Arc<AtomicU64>,
    /// When the line is free again.
    free: Mutex<Instant>,
    open: Mutex<Vec<TcpStream>>,
}

impl Line {
    /// A line to the host at this port.
    pub fn start(host: u16, shape: Shape) -> Line {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let [down, lost] = [(), ()].map(|()| Arc::new(AtomicU64::new(0)));
        let shared = Arc::new(Shared {
            shape,
            down: down.clone(),
            lost: lost.clone(),
            free: Mutex::new(Instant::now()),
            open: Mutex::default(),
        });
        if let Some(every) = shape.cut {
            let shared = shared.clone();
            spawn(move || {
                loop {
                    sleep(every);
                    for socket in shared.open.lock().unwrap().drain(..) {
                        let _ = socket.shutdown(Shutdown::Both);
                    }
                }
            });
        }
        spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let shared = shared.clone();
                spawn(move || carry(&client, host, &shared));
            }
        });
        Line { port, down, lost }
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Bytes of answers that were cut in the middle.
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::SeqCst)
    }

    /// Bytes that left towards the browser, headers and all.
    pub fn down(&self) -> u64 {
        self.down.load(Ordering::SeqCst)
    }
}

/// A connection takes one time there and back to open, and so does each request.
fn carry(client: &TcpStream, host: u16, shared: &Arc<Shared>) {
    sleep(shared.shape.latency);
    let Ok(server) = TcpStream::connect(("127.0.0.1", host)) else {
        return;
    };
    for socket in [client, &server] {
        let _ = socket.set_nodelay(true);
        shared
            .open
            .lock()
            .unwrap()
            .push(socket.try_clone().unwrap());
    }
    let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let latency = shared.shape.latency;
    spawn(move || {
        let mut piece = [0; 4096];
        while let Ok(length) = from.read(&mut piece)
            && length > 0
        {
            sleep(latency);
            if to.write_all(&piece[..length]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Write);
    });
    let (mut from, mut to) = (server, client);
    let mut piece = [0; 1400];
    let mut answer = Answer::default();
    while let Ok(length) = from.read(&mut piece)
        && length > 0
    {
        shared.take_turn(length as u64);
        if to.write_all(&piece[..length]).is_err() {
            break;
        }
        answer.hear(&piece[..length]);
        shared.down.fetch_add(length as u64, Ordering::SeqCst);
    }
    shared.lost.fetch_add(answer.here, Ordering::SeqCst);
    let _ = to.shutdown(Shutdown::Both);
}

/// How much of the answer that is on its way has come; nothing once it is whole. Hosts here say the length of each.
#[derive(Default)]
struct Answer {
    head: Vec<u8>,
    here: u64,
    /// Once the head is whole: bytes of all of it.
    whole: Option<u64>,
}

impl Answer {
    fn hear(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.here += 1;
            if self.whole.is_none() {
                self.head.push(*byte);
                if self.head.ends_with(b"\r\n\r\n") {
                    self.whole = Some(self.here + body(&self.head));
                }
            }
            if self.whole == Some(self.here) {
                *self = Answer::default();
            }
        }
    }
}

fn body(head: &[u8]) -> u64 {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    if head.starts_with("http/1.1 304") {
        return 0;
    }
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    length.unwrap().trim().parse().unwrap()
}

impl Shared {
    fn take_turn(&self, bytes: u64) {
        let takes = Duration::from_micros(bytes * 1_000_000 / self.shape.rate);
        let until = {
            let mut free = self.free.lock().unwrap();
            *free = (*free).max(Instant::now()) + takes;
            *free
        };
        sleep(until.saturating_duration_since(Instant::now()));
    }
}
