//! A relay in a folder of its own, asked through its router, with a clock that tests turn.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use tempfile::TempDir;
use tower::ServiceExt;
use wayside_protocol::{
    CaseloadId, Entry, FrameReader, Held, ProblemCode, Pull, Refusal, RequestFrame, ResponseFrame,
    SYNC_PATH, Welcome,
};
use wayside_relay::{Clock, Config, Limits, Relay, health_router, router};

use crate::team::{Phone, SITE, body};

#[derive(Default)]
pub struct TestClock {
    pub hours: AtomicU64,
    pub millis: AtomicU64,
}

impl Clock for TestClock {
    fn hours(&self) -> u64 {
        self.hours.load(Ordering::Relaxed)
    }

    fn millis(&self) -> u64 {
        self.millis.load(Ordering::Relaxed)
    }
}

pub struct World {
    pub relay: Relay,
    pub clock: Arc<TestClock>,
    pub dir: TempDir,
    pub config: Config,
}

impl World {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with_limits(change: impl FnOnce(&mut Limits)) -> Self {
        Self::with(|config| change(&mut config.limits)).await
    }

    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(TestClock::default());
        clock.hours.store(500_000, Ordering::Relaxed);
        let mut config = Config {
            clock: clock.clone(),
            ..Config::new(dir.path())
        };
        change(&mut config);
        Self {
            relay: Relay::open(config.clone()).await.unwrap(),
            clock,
            dir,
            config,
        }
    }

    /// The same folder under a new process, so to say.
    pub async fn restart(self) -> Self {
        let Self {
            relay,
            clock,
            dir,
            config,
        } = self;
        drop(relay);
        Self {
            relay: Relay::open(config.clone()).await.unwrap(),
            clock,
            dir,
            config,
        }
    }

    /// Any request, and the whole answer.
    pub async fn ask(&self, request: Request<Body>) -> Response<Bytes> {
        let response = router(self.relay.clone()).oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        Response::from_parts(head, body.collect().await.unwrap().to_bytes())
    }

    pub async fn get(&self, path: &str) -> (StatusCode, String) {
        text(router(self.relay.clone()), path).await
    }

    /// At the operator's address.
    pub async fn health(&self, path: &str) -> (StatusCode, String) {
        text(health_router(self.relay.clone()), path).await
    }

    pub async fn send(&self, authorization: &str, body: Body) -> Answer {
        let request = Request::post(SYNC_PATH)
            .header(header::AUTHORIZATION, authorization)
            .body(body)
            .unwrap();
        let response = self.ask(request).await;
        Answer::read(response.status().as_u16(), response.body())
    }

    /// One request, as the phone stands.
    pub async fn post(&self, phone: &Phone, frames: &[RequestFrame]) -> Answer {
        let body = body(frames);
        self.send(&phone.authorization(&body), body.into()).await
    }

    /// Lets a phone be known and have a nonce.
    pub async fn meet(&self, phone: &mut Phone) {
        phone.nonce = self.post(phone, &[]).await.welcome().nonce;
        let answer = self.post(phone, &[phone.introduction()]).await;
        assert_eq!(answer.status, 200);
    }

    /// What a phone hears when it asks for everything of one caseload.
    pub async fn pull_all(&self, phone: &Phone, caseload: CaseloadId) -> Vec<Vec<u8>> {
        let (mut cursor, mut all) = (0, Vec::new());
        loop {
            let answer = self.post(phone, &[pull(cursor, &[caseload])]).await;
            assert_eq!(answer.status, 200);
            all.extend(answer.entry_segments());
            let (next, more) = answer.end();
            cursor = next;
            if !more {
                return all;
            }
        }
    }
}

async fn text(router: axum::Router, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let (head, body) = router.oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (head.status, String::from_utf8(bytes.to_vec()).unwrap())
}

pub fn pull(cursor: u64, caseloads: &[CaseloadId]) -> RequestFrame {
    RequestFrame::Pull(Pull {
        cursor,
        caseloads: caseloads.to_vec(),
        ..Pull::default()
    })
}

pub fn pull_site(cursor: u64) -> RequestFrame {
    pull(cursor, &[SITE])
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub frames: Vec<ResponseFrame>,
}

impl Answer {
    pub fn read(status: u16, bytes: &[u8]) -> Self {
        let mut reader = FrameReader::default();
        reader.push(bytes);
        let frames = std::iter::from_fn(|| reader.next_frame().unwrap());
        let frames = frames
            .map(|frame| ResponseFrame::decode(frame).unwrap())
            .collect();
        assert_eq!(reader.unfinished(), 0);
        Self { status, frames }
    }

    fn find<T>(&self, pick: impl Fn(&ResponseFrame) -> Option<T>) -> T {
        self.frames
            .iter()
            .find_map(pick)
            .unwrap_or_else(|| panic!("not among {:?}", self.frames))
    }

    pub fn welcome(&self) -> Welcome {
        self.find(|frame| {
            if let ResponseFrame::Welcome(welcome) = frame {
                Some(*welcome)
            } else {
                None
            }
        })
    }

    pub fn results(&self) -> (u32, Vec<Refusal>) {
        self.find(|frame| match frame {
            ResponseFrame::Results { accepted, refused } => Some((*accepted, refused.clone())),
            _ => None,
        })
    }

    pub fn problem(&self) -> ProblemCode {
        self.find(|frame| {
            if let ResponseFrame::Problem(code) = frame {
                Some(*code)
            } else {
                None
            }
        })
    }

    pub fn end(&self) -> (u64, bool) {
        self.find(|frame| {
            if let ResponseFrame::End { cursor, more } = frame {
                Some((*cursor, *more))
            } else {
                None
            }
        })
    }

    pub fn entries(&self) -> Vec<Entry> {
        let entry = |frame: &ResponseFrame| {
            if let ResponseFrame::Entry(entry) = frame {
                Some(entry.clone())
            } else {
                None
            }
        };
        self.frames.iter().filter_map(entry).collect()
    }

    pub fn entry_segments(&self) -> Vec<Vec<u8>> {
        let segment = |entry: Entry| {
            if let Held::Segment(bytes) = entry.held {
                Some(bytes)
            } else {
                None
            }
        };
        self.entries().into_iter().filter_map(segment).collect()
    }

    pub fn hole_entries(&self) -> Vec<Vec<u8>> {
        let filled = |frame: &ResponseFrame| match frame {
            ResponseFrame::HoleEntry(bytes) => Some(bytes.clone()),
            _ => None,
        };
        self.frames.iter().filter_map(filled).collect()
    }

    pub fn check_problem(&self, status: u16, code: ProblemCode) {
        assert_eq!((self.status, self.problem()), (status, code));
    }
}

/// A body that comes in these pieces; `None` is where the connection dies.
pub struct Pieces(pub VecDeque<Option<Vec<u8>>>);

impl Pieces {
    pub fn body(pieces: impl IntoIterator<Item = Option<Vec<u8>>>) -> Body {
        Body::new(Self(pieces.into_iter().collect()))
    }
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, std::io::Error>>> {
        let piece = self.0.pop_front();
        Poll::Ready(piece.map(|piece| match piece {
            Some(bytes) => Ok(hyper::body::Frame::data(bytes.into())),
            None => Err(std::io::ErrorKind::ConnectionReset.into()),
        }))
    }
}
