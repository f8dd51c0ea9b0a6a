//! Once through a real socket: what goes over the wire, to the byte.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use tokio::net::TcpListener;
use wayside_protocol::SYNC_PATH;
use wayside_relay::serve;

use crate::team::{Phone, SITE, Team, body, segments};
use crate::world::{Answer, World, pull_site};

/// A request as an HTTP client with few words sends it.
pub fn request(to: SocketAddr, phone: &Phone, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {SYNC_PATH} HTTP/1.1\r\nhost: {to}\r\naccept: */*\r\nauthorization: {}\r\ncontent-length: {}\r\n\r\n",
        phone.authorization(body),
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// Reads one answer; also gives its size on the wire.
pub fn read_answer(stream: &mut TcpStream) -> std::io::Result<(Answer, usize)> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let n = stream.read(&mut piece)?;
        bytes.extend_from_slice(&piece[..n]);
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            assert!(n > 0, "the relay closed before the headers ended");
            continue;
        };
        let head = String::from_utf8(bytes[..end].to_vec())
            .unwrap()
            .to_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .unwrap();
        if bytes.len() == end + 4 + length.parse::<usize>().unwrap() {
            let status = head.split(' ').nth(1).unwrap().parse().unwrap();
            return Ok((Answer::read(status, &bytes[end + 4..]), bytes.len()));
        }
        assert!(n > 0, "the relay closed before the body ended");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn idle_sync_stays_below_a_kilobyte_and_shutdown_waits_for_what_is_under_way() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(serve(listener, world.relay.clone(), async {
        drop(stopped.await)
    }));

    let mut phone = ann.clone();
    let stream = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(to).unwrap();
        let idle = request(to, &phone, &body(&[pull_site(2)]));
        stream.write_all(&idle).unwrap();
        let (answer, size) = read_answer(&mut stream).unwrap();
        assert_eq!((answer.status, answer.end()), (200, (2, false)));
        assert!(
            idle.len() + size < 600,
            "{} bytes up, {size} down",
            idle.len()
        );

        // On the same connection, a push whose second half comes after the signal to stop.
        let segment = phone.write(SITE, 1, 1000);
        let push = request(to, &phone, &body(&segments(&[segment])));
        let (first, second) = push.split_at(push.len() - 500);
        stream.write_all(first).unwrap();
        (stream, second.to_vec())
    });
    let (mut stream, rest) = stream.await.unwrap();
    // The relay has begun with it …
    while !world
        .health("/metrics")
        .await
        .1
        .contains("wayside_requests_in_flight 1")
    {
        tokio::task::yield_now().await;
    }
    stop.send(()).unwrap();
    let answer = tokio::task::spawn_blocking(move || {
        stream.write_all(&rest).unwrap();
        let answer = read_answer(&mut stream).unwrap().0;
        assert_eq!(
            stream.read(&mut [0; 1]).unwrap(),
            0,
            "… and closes after it"
        );
        answer
    });
    assert_eq!(answer.await.unwrap().results(), (1, vec![]));
    server.await.unwrap().unwrap();
    assert!(TcpStream::connect(to).is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn frames_that_came_before_a_phone_hung_up_are_stored() {
    let world = World::new().await;
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    world.meet(&mut ben).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(serve(listener, world.relay.clone(), async {
        drop(stopped.await)
    }));

    let written: Vec<_> = (0..10).map(|n| ann.write(SITE, n, 1000)).collect();
    let push = request(to, &ann, &body(&segments(&written)));
    let hang_up = move || {
        TcpStream::connect(to)
            .unwrap()
            .write_all(&push[..push.len() - 1500])
            .unwrap()
    };
    tokio::task::spawn_blocking(hang_up).await.unwrap();
    while world.relay.overview(0).await.unwrap().totals.segments < 8 {
        tokio::task::yield_now().await;
    }
    assert_eq!(world.pull_all(&ben, SITE).await, written[..8]);
    stop.send(()).unwrap();
    server.await.unwrap().unwrap();
}
