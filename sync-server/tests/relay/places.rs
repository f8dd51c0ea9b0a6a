//! Who gets a place when many want one: real sockets on loopback, where every 127.0.0.x is a client of its own.
#![cfg(target_os = "linux")]

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::timeout;
use wayside_protocol::{ProblemCode, SYNC_PATH};
use wayside_relay::{Config, serve};

use crate::team::{Phone, SITE, Team, body, segments};
use crate::world::{Answer, World, pull_site};

/// Nothing here takes this long, even on a busy machine.
const LONG: Duration = Duration::from_secs(20);

/// A relay behind a socket. It ends with the test's runtime.
struct Served {
    world: World,
    at: SocketAddr,
}

impl Served {
    async fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::start(World::with(change).await).await
    }

    async fn start(world: World) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        tokio::spawn(serve(listener, world.relay.clone(), std::future::pending()));
        Self { world, at }
    }

    /// A connection from 127.0.0.`from`. None: the system's own queue is full, so nobody accepts.
    async fn connect(&self, from: u8) -> Option<TcpStream> {
        let socket = TcpSocket::new_v4().unwrap();
        let own = SocketAddr::from((Ipv4Addr::new(127, 0, 0, from), 0));
        socket.bind(own).unwrap();
        let connected = timeout(Duration::from_secs(5), socket.connect(self.at)).await;
        connected.ok().map(Result::unwrap)
    }

    /// Many connections from one address; each sends these bytes and then waits.
    async fn flood(&self, from: u8, count: usize, bytes: &[u8]) -> Vec<TcpStream> {
        let mut all = Vec::new();
        while all.len() < count {
            let Some(mut stream) = self.connect(from).await else {
                break;
            };
            // One that was refused may be closed by now.
            let _ = stream.write_all(bytes).await;
            all.push(stream);
        }
        all
    }

    /// Waits until the operator's page has this line.
    async fn seen(&self, line: &str) {
        let look = async {
            while !self.world.health("/metrics").await.1.contains(line) {
                tokio::task::yield_now().await;
            }
        };
        let seen = timeout(LONG, look).await;
        assert!(seen.is_ok(), "{line} is not seen");
    }

    /// The status that a sync is answered with. None: the relay closed.
    async fn status(&self, from: u8, phone: &Phone, more: &str) -> Option<u16> {
        let answer = self.sync(from, phone, more).await;
        answer.map(|answer| answer.status)
    }

    /// The answer to a sync from 127.0.0.`from`. None: the relay closed, or said nothing.
    async fn sync(&self, from: u8, phone: &Phone, more: &str) -> Option<Answer> {
        let mut stream = self.connect(from).await?;
        let _ = stream.write_all(&request(phone, more)).await;
        read(&mut stream).await
    }
}

/// A sync, with further header lines.
fn request(phone: &Phone, more: &str) -> Vec<u8> {
    let body = body(&[pull_site(0)]);
    let more = format!("connection: close\r\n{more}");
    [head(phone, &body, body.len(), &more), body].concat()
}

/// The head of a sync that is signed for this body.
fn head(phone: &Phone, body: &[u8], length: usize, more: &str) -> Vec<u8> {
    let lines = [
        format!("POST {SYNC_PATH} HTTP/1.1\r\nhost: relay\r\n{more}"),
        format!("authorization: {}\r\n", phone.authorization(body)),
        format!("content-length: {length}\r\n\r\n"),
    ];
    lines.concat().into_bytes()
}

async fn read(stream: &mut TcpStream) -> Option<Answer> {
    let mut bytes = Vec::new();
    let whole = timeout(LONG, stream.read_to_end(&mut bytes)).await;
    whole.ok()?.ok()?;
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Some(Answer::read(status, &bytes[end + 4..]))
}

/// Ten devices that the relay has met.
async fn ten(world: &World) -> Vec<Phone> {
    let mut phones = Vec::new();
    for seed in 10..20 {
        let mut phone = Team::new(1).phone(seed);
        world.meet(&mut phone).await;
        phones.push(phone);
    }
    phones
}

/// So many sockets as this process may have: each one takes two files, since the relay is in here, too.
fn as_many_as(wanted: usize) -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max open files"))
        .unwrap();
    let soft: usize = line.split_whitespace().nth(3).unwrap().parse().unwrap();
    wanted.min(soft.saturating_sub(300) / 2)
}

async fn one_address_stops_nobody(sockets: usize, bytes: &[u8]) {
    let world = World::new().await;
    let phones = ten(&world).await;
    let served = Served::start(world).await;
    let flood = served.flood(2, as_many_as(sockets), bytes).await;
    for (from, phone) in (10..).zip(&phones) {
        let status = served.status(from, phone, "").await;
        assert_eq!(status, Some(200), "the device at 127.0.0.{from}");
    }
    drop(flood);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_sockets_with_one_byte_each_silence_nobody() {
    one_address_stops_nobody(2_000, b"P").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_thousand_sockets_from_one_address_do_not_stop_ten_devices_at_others() {
    one_address_stops_nobody(5_000, b"").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_known_device_keeps_its_place_while_the_unknown_are_refused() {
    let served = Served::with(|config| {
        let places = &mut config.limits.places;
        (places.unknown, places.unknown_at_address) = (40, 4);
        // The flood stays for as long as this test needs.
        places.head = LONG;
    })
    .await;
    let phones = ten(&served.world).await;
    let [known, unknown, ..] = phones.as_slice() else {
        unreachable!("there are ten")
    };
    assert_eq!(served.status(10, known, "").await, Some(200));
    let mut flood = Vec::new();
    for from in 100..115 {
        flood.extend(served.flood(from, 4, b"P").await);
    }
    served.seen("wayside_connections_refused_total 20").await;
    assert_eq!(served.status(11, unknown, "").await, None);
    for _ in 0..3 {
        assert_eq!(served.status(10, known, "").await, Some(200));
    }
    // Those that were inside first still are: one finishes what it began.
    let rest = &request(unknown, "")[1..];
    flood[0].write_all(rest).await.unwrap();
    let answer = read(&mut flood[0]).await.unwrap();
    assert_eq!(answer.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sends_no_whole_head_is_cut_and_gives_its_place_back() {
    let served = Served::with(|config| {
        let places = &mut config.limits.places;
        (places.unknown, places.unknown_at_address) = (3, 3);
        places.head = Duration::from_millis(500);
    })
    .await;
    let phones = ten(&served.world).await;
    let mut slow = Vec::new();
    for bytes in ["", "P", "POST /v1/sync HTTP/1.1\r\nhost: relay\r\n"] {
        slow.extend(served.flood(2, 1, bytes.as_bytes()).await);
    }
    for stream in &mut slow {
        let mut answer = Vec::new();
        let closed = timeout(LONG, stream.read_to_end(&mut answer)).await;
        assert!(closed.is_ok(), "it is still open");
    }
    assert_eq!(served.status(2, &phones[0], "").await, Some(200));
}

/// Sends a body in pieces, one in 50 milliseconds, until the answer comes. The number of pieces that were sent.
async fn drip(stream: &mut TcpStream, body: &[u8], piece: usize) -> (usize, Option<Answer>) {
    let (mut sent, mut answer) = (0, Vec::new());
    for bytes in body.chunks(piece) {
        if stream.write_all(bytes).await.is_err() {
            break;
        }
        sent += 1;
        let pause = Duration::from_millis(50);
        if timeout(pause, stream.read_buf(&mut answer)).await.is_ok() {
            break;
        }
    }
    let _ = timeout(LONG, stream.read_to_end(&mut answer)).await;
    (sent, parse(&answer))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_below_the_floor_is_cut_and_a_slow_one_above_it_is_taken() {
    let served = Served::with(|config| config.limits.idle = Duration::from_secs(2)).await;
    let mut phone = ten(&served.world).await.remove(0);
    let kept: Vec<_> = (0..6).map(|n| phone.write(SITE, n, 9_000)).collect();
    let body = body(&segments(&kept));
    let head = head(&phone, &body, body.len(), "");

    // 20 bytes a second. Nothing is ever silent for long.
    let mut stream = served.connect(2).await.unwrap();
    stream.write_all(&head).await.unwrap();
    let (sent, answer) = drip(&mut stream, &body[..400], 1).await;
    assert!(sent < 200, "{sent} bytes were waited for");
    answer.unwrap().check_problem(400, ProblemCode::Malformed);

    // As slow as 512 bytes a second if this machine is busy; in all longer than the two seconds.
    let mut stream = served.connect(2).await.unwrap();
    stream.write_all(&head).await.unwrap();
    let (sent, answer) = drip(&mut stream, &body, 1_000).await;
    assert!(sent > 50, "{sent}");
    assert_eq!(answer.unwrap().results(), (6, vec![]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_device_has_less_time_to_say_who_it_is() {
    let served = Served::with(|config| {
        config.limits.places.head = Duration::from_millis(500);
        config.limits.idle = LONG * 2;
    })
    .await;
    let mut phone = Team::new(1).phone(10);
    phone.nonce = served.world.post(&phone, &[]).await.welcome().nonce;
    let mut stream = served.connect(2).await.unwrap();
    stream.write_all(&head(&phone, &[], 400, "")).await.unwrap();
    let answer = read(&mut stream).await.expect("it is cut");
    answer.check_problem(400, ProblemCode::Malformed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_nobody_reads_is_given_up() {
    let served = Served::with(|config| {
        let limits = &mut config.limits;
        limits.idle = Duration::from_secs(1);
        (limits.places.floor, limits.places.unknown) = (4 << 20, 1);
        // Whoever is known by its address would need no place of the unknown.
        limits.places.known = 0;
        // It is not the pause between two requests that ends this.
        limits.places.head = LONG * 2;
    })
    .await;
    let mut phone = ten(&served.world).await.remove(0);
    for n in 0..20 {
        let segment = phone.write(SITE, n, 15_000);
        let kept = served.world.post(&phone, &segments(&[segment])).await;
        assert_eq!(kept.status, 200);
    }
    let reader = Team::new(1).phone(11);
    let reader = Phone {
        nonce: served.world.post(&reader, &[]).await.welcome().nonce,
        ..reader
    };
    // More than the system keeps for one connection, asked for at once.
    let ask = body(&[pull_site(0)]);
    let one = [head(&reader, &ask, ask.len(), ""), ask].concat();
    let mut stream = served.connect(2).await.unwrap();
    stream.write_all(&one.repeat(100)).await.unwrap();
    // The only place is free again once that client is cut.
    let free = async { while served.status(3, &reader, "").await != Some(200) {} };
    assert!(timeout(LONG, free).await.is_ok(), "its place is not free");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_named_proxy_says_who_is_behind_it_and_only_by_the_last_hop() {
    let served = Served::with(|config| {
        config.behind = [[127, 0, 0, 50].into()].into();
        let places = &mut config.limits.places;
        // Without places for the known ones, to prove oneself changes nothing.
        (places.unknown_at_address, places.known) = (4, 0);
    })
    .await;
    let phones = ten(&served.world).await;
    let claim = |hops: String| format!("x-forwarded-for: {hops}\r\n");

    // From elsewhere nobody believes it: this is one address, whatever it claims.
    let mut held = Vec::new();
    for (n, phone) in phones[..4].iter().enumerate() {
        let head = head(phone, &[], 100, &claim(format!("10.1.1.{n}")));
        held.extend(served.flood(2, 1, &head).await);
    }
    served.seen("wayside_requests_in_flight 4\n").await;
    let other = claim("10.1.1.99".into());
    assert_eq!(served.status(2, &phones[9], &other).await, None);

    // The proxy has as many connections as it needs; each client behind it has a share.
    for (n, phone) in phones[4..8].iter().enumerate() {
        let hops = claim(format!("10.2.2.{n}, 10.3.3.3"));
        held.extend(served.flood(50, 1, &head(phone, &[], 100, &hops)).await);
    }
    served.seen("wayside_requests_in_flight 8\n").await;
    for (hops, status) in [
        ("10.2.2.99, 10.3.3.3", 503),
        ("10.3.3.3", 503),
        ("10.3.3.3, 10.4.4.4", 200),
    ] {
        let told = served.status(50, &phones[9], &claim(hops.into())).await;
        assert_eq!(told, Some(status), "{hops}");
    }
    // Through the proxy the first flood's claims are free as well.
    let told = served
        .status(50, &phones[9], &claim("10.1.1.1".into()))
        .await;
    assert_eq!(told, Some(200));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_members_phone_has_few_places_and_others_have_theirs() {
    let served = Served::with(|_| {}).await;
    let phones = ten(&served.world).await;
    let mut held = Vec::new();
    for from in 100..108 {
        held.extend(served.flood(from, 1, &head(&phones[0], &[], 100, "")).await);
    }
    served.seen("wayside_requests_in_flight 8\n").await;
    assert_eq!(served.status(108, &phones[0], "").await, Some(429));
    assert_eq!(served.status(108, &phones[1], "").await, Some(200));
}
