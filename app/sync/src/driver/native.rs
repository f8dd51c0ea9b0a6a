//! HTTP by reqwest. Answers are not decompressed; loopback passes by any proxy.
//!
//! A connection is kept for the next exchange, which spares a phone a TLS handshake. The relay closes an idle one after
//! 30 seconds, and whoever opens what arrived for longer than that does not hear of it. So a connection is not used
//! again after [`IDLE`], and a request whose connection ends before an answer begins is sent once more, on a fresh one:
//! a request is idempotent.

use std::time::Duration;

use wayside_seam::relay;

use super::Post;
use crate::device::{Event, Failure};

/// The wait for a connection.
const CONNECT: Duration = Duration::from_secs(20);
/// The wait for the next piece of an answer. A weak signal is slow, a dead one is silent.
const SILENCE: Duration = Duration::from_secs(45);
/// How long a connection waits for the next exchange: less than the relay waits, and than most routers remember it.
const IDLE: Duration = Duration::from_secs(20);

/// The HTTP clients: one for the network, one for loopback.
#[derive(Clone)]
pub struct Http {
    far: Option<reqwest::Client>,
    loopback: Option<reqwest::Client>,
}

impl Http {
    /// Both clients.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Http {
        let builder = || {
            reqwest::Client::builder()
                .connect_timeout(CONNECT)
                .read_timeout(SILENCE)
                .pool_idle_timeout(IDLE)
                .redirect(reqwest::redirect::Policy::none())
                .http1_only()
        };
        let far = tls().and_then(|tls| builder().tls_backend_preconfigured(tls).build().ok());
        // Preconfigured as well: without a process-wide provider reqwest would have none to build its default from.
        let loopback = tls().and_then(|tls| {
            builder()
                .tls_backend_preconfigured(tls)
                .no_proxy()
                .build()
                .ok()
        });
        Http { far, loopback }
    }

    /// The exchange of one request, not sent before its first event is asked for.
    pub fn post(&self, post: Post) -> Exchange {
        if relay::address(&post.url).is_err() {
            return Exchange::Failed(Failure::Address);
        }
        let plain = post.url.to_ascii_lowercase().starts_with("http://");
        let Some(client) = (if plain { &self.loopback } else { &self.far }) else {
            return Exchange::Failed(Failure::Unreachable);
        };
        let request = client
            .post(post.url)
            .header("authorization", post.authorization)
            .header("content-type", "application/octet-stream")
            .body(post.body);
        Exchange::Unsent(request)
    }
}

/// One request and its answer, an event at a time.
pub enum Exchange {
    /// Not sent yet.
    Unsent(reqwest::RequestBuilder),
    /// Being answered.
    Answered(reqwest::Response),
    /// Failed before it was sent.
    Failed(Failure),
    /// Over.
    Over,
}

impl Exchange {
    /// The next event. The last one is `ResponseEnded` or `ResponseFailed`, then none.
    pub async fn next(&mut self) -> Option<Event> {
        match std::mem::replace(self, Exchange::Over) {
            Exchange::Over => None,
            Exchange::Failed(failure) => Some(Event::ResponseFailed(failure)),
            Exchange::Unsent(request) => Some(match send(request).await {
                Ok(response) => {
                    let status = response.status().as_u16();
                    *self = Exchange::Answered(response);
                    Event::ResponseStarted { status }
                }
                Err(error) if error.is_builder() => Event::ResponseFailed(Failure::Address),
                Err(_) => Event::ResponseFailed(Failure::Unreachable),
            }),
            Exchange::Answered(mut response) => Some(match response.chunk().await {
                Ok(Some(bytes)) => {
                    *self = Exchange::Answered(response);
                    Event::ResponseBytes(bytes.to_vec())
                }
                Ok(None) => Event::ResponseEnded,
                Err(_) => Event::ResponseFailed(Failure::Interrupted),
            }),
        }
    }
}

/// Sends once more where the connection may have been closed since its last use. The one that failed is in no pool any
/// more.
async fn send(request: reqwest::RequestBuilder) -> reqwest::Result<reqwest::Response> {
    let again = request.try_clone();
    match (request.send().await, again) {
        (Err(error), Some(again)) if ended(&error) => again.send().await,
        (answer, _) => answer,
    }
}

/// Did a connection that was there end before the answer? A connection that never came, and a silent one, have cost
/// their wait already.
fn ended(error: &reqwest::Error) -> bool {
    error.is_request() && !error.is_connect() && !error.is_timeout()
}

fn tls() -> Option<rustls::ClientConfig> {
    let mut roots = rustls::RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .ok()?;
    Some(config.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// What the relay does with one connection: answers so many requests, then reads so many more without an answer,
    /// then closes it.
    type Plan = (usize, usize);

    /// A server of one connection after the other. It tells of each request that it read, and of each connection that
    /// it closed.
    fn server(plans: Vec<Plan>) -> (String, Receiver<&'static str>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (said, hear) = channel();
        std::thread::spawn(move || {
            for (answered, dropped) in plans {
                serve(listener.accept().unwrap().0, answered, dropped, &said);
                let _ = said.send("closed");
            }
        });
        (address, hear)
    }

    fn serve(mut stream: TcpStream, answered: usize, dropped: usize, said: &Sender<&'static str>) {
        for number in 0..answered + dropped {
            let mut read = Vec::new();
            while !read.ends_with(b"whole body") {
                let mut some = [0; 1024];
                match stream.read(&mut some).unwrap() {
                    0 => return,
                    length => read.extend_from_slice(&some[..length]),
                }
            }
            let _ = said.send("read");
            if number < answered {
                let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
                stream.write_all(answer).unwrap();
            }
        }
    }

    /// One exchange: its status, or why there is none.
    async fn post(http: &Http, url: &str) -> Result<u16, Failure> {
        let mut exchange = http.post(Post {
            url: format!("{url}/v1/sync"),
            authorization: "x".into(),
            body: b"whole body".to_vec(),
        });
        let first = exchange.next().await;
        while exchange.next().await.is_some() {}
        match first {
            Some(Event::ResponseStarted { status }) => Ok(status),
            Some(Event::ResponseFailed(failure)) => Err(failure),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_connection_that_the_relay_closed_meanwhile_fails_no_exchange() {
        // What the relay does, and how two exchanges, between which a device opens what arrived, end.
        let unreachable = Err(Failure::Unreachable);
        type Case<'a> = (&'a [Plan], [Result<u16, Failure>; 2], usize);
        let table: [Case<'_>; 5] = [
            (&[(2, 0)], [Ok(200), Ok(200)], 2),
            // Closed while it was idle.
            (&[(1, 0), (1, 0)], [Ok(200), Ok(200)], 2),
            // Closed while the request was on its way.
            (&[(1, 1), (1, 0)], [Ok(200), Ok(200)], 3),
            (&[(0, 1), (2, 0)], [Ok(200), Ok(200)], 3),
            // Once more, and no oftener.
            (&[(1, 1), (0, 1)], [Ok(200), unreachable], 3),
        ];
        for (plans, expected, read) in table {
            let (url, hear) = server(plans.to_vec());
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            let mut heard = Vec::new();
            runtime.block_on(async {
                let http = Http::new();
                assert_eq!(post(&http, &url).await, expected[0], "{plans:?}");
                if plans[0] == (1, 0) {
                    // Nothing of the runtime runs meanwhile, as while a device opens what arrived.
                    while *heard.last().unwrap_or(&"") != "closed" {
                        heard.push(hear.recv().unwrap());
                    }
                }
                assert_eq!(post(&http, &url).await, expected[1], "{plans:?}");
            });
            drop(runtime);
            heard.extend(hear);
            let requests = heard.iter().filter(|what| **what == "read").count();
            assert_eq!(requests, read, "{plans:?}");
        }
    }

    /// The rule of the seam is the driver's: whatever set-up takes can be asked, and the same host is.
    #[test]
    fn every_address_that_set_up_takes_is_one_that_the_driver_can_use() {
        let hosts = [
            "relay.example",
            "a_b",
            "10.0.0.7",
            "[2001:db8::1]",
            "Relay",
            "7up",
            "1.2.3",
            "0x7f",
            "300.1.1.1",
            "a..b",
            "",
            "[::1",
            "a b",
            "ä.example",
            "%41",
        ];
        let ports = [
            "", ":443", ":1", ":65535", ":0", ":65536", ":99999", ":x", ":",
        ];
        let paths = [
            "",
            "/",
            "/a",
            "/a/b-c_d.e~f",
            "//",
            "/..",
            "/%2e",
            "/a b",
            "?x",
            "#x",
            "\\x",
        ];
        let mut taken = 0;
        for host in hosts {
            for (port, path) in ports.iter().flat_map(|port| paths.map(|path| (port, path))) {
                let text = format!("https://{host}{port}{path}");
                let Ok(address) = relay::address(&text) else {
                    continue;
                };
                taken += 1;
                let url = format!("{address}/v1/sync");
                let read = reqwest::Url::parse(&url).unwrap();
                assert_eq!(
                    read.host_str(),
                    Some(host.to_lowercase().as_str()),
                    "{text}"
                );
                let own = url.strip_prefix(&format!("https://{host}{port}"));
                assert_eq!(Some(read.path()), own, "{text}");
                let exchange = Http::new().post(Post {
                    url,
                    authorization: "x".into(),
                    body: Vec::new(),
                });
                let Exchange::Unsent(request) = exchange else {
                    panic!("{text} can't be asked");
                };
                assert!(request.build().is_ok(), "{text}");
            }
        }
        assert_eq!(taken, 6 * 4 * 5);
    }

    #[test]
    fn connections_are_given_up_before_the_relay_does() {
        // `HEADER_TIMEOUT` of the relay.
        assert!(IDLE < Duration::from_secs(30));
    }
}
