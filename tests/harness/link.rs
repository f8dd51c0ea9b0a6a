//! A link between one device and the relay that fails on demand.

use std::collections::VecDeque;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use bytes::Bytes;
use http_body_util::BodyExt;
use tower::ServiceExt;
use wayside_sync::device::{Event, Failure};

/// What goes wrong with one exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing goes wrong this time.
    Good,
    /// The request never leaves.
    DropRequest,
    /// The relay gets this share of the body (in 1/256), then the connection breaks.
    CutRequest(u8),
    /// As `CutRequest`, but the relay's answer to the part still arrives.
    CutRequestHeard(u8),
    /// The relay does its work and nobody hears of it.
    DropResponse,
    /// The device gets this share of the answer (in 1/256).
    CutResponse(u8),
    /// The request arrives twice; the second answer counts.
    Twice,
    /// The request seems lost, and arrives later (`Link::deliver_held`), out of order.
    Hold,
}

/// One request as it stands on the wire.
#[derive(Debug, Clone)]
pub struct Wire {
    pub authorization: String,
    pub body: Vec<u8>,
}

/// The faults to come and what went over so far.
#[derive(Debug, Default)]
pub struct Link {
    pub faults: VecDeque<Fault>,
    pub held: Vec<Wire>,
    pub exchanges: u64,
    pub bytes_up: u64,
    pub bytes_down: u64,
}

impl Link {
    /// Carries one request over, with the next fault if one is lined up, and says what the device sees.
    pub async fn carry(&mut self, router: Option<Router>, wire: Wire) -> Vec<Event> {
        self.exchanges += 1;
        let fault = self.faults.pop_front();
        let Some(router) = router else {
            return vec![Event::ResponseFailed(Failure::Unreachable)];
        };
        match fault {
            None | Some(Fault::Good) => {
                let whole = wire.body.len();
                self.answer(router, wire, whole, 256).await
            }
            Some(Fault::CutRequestHeard(share)) => {
                let kept = wire.body.len() * usize::from(share) / 256;
                self.answer(router, wire, kept, 256).await
            }
            Some(Fault::DropRequest) => vec![Event::ResponseFailed(Failure::Unreachable)],
            Some(Fault::Hold) => {
                self.held.push(wire);
                vec![Event::ResponseFailed(Failure::Interrupted)]
            }
            Some(Fault::CutRequest(share)) => {
                let kept = wire.body.len() * usize::from(share) / 256;
                post(router, &wire, kept).await;
                vec![Event::ResponseFailed(Failure::Interrupted)]
            }
            Some(Fault::DropResponse) => {
                let whole = wire.body.len();
                post(router, &wire, whole).await;
                vec![Event::ResponseFailed(Failure::Interrupted)]
            }
            Some(Fault::CutResponse(share)) => {
                let whole = wire.body.len();
                self.answer(router, wire, whole, u16::from(share)).await
            }
            Some(Fault::Twice) => {
                post(router.clone(), &wire, wire.body.len()).await;
                let whole = wire.body.len();
                self.answer(router, wire, whole, 256).await
            }
        }
    }

    /// Requests that were held back arrive now, the last one first; nobody waits for their answers.
    pub async fn deliver_held(&mut self, router: Router) {
        while let Some(wire) = self.held.pop() {
            let whole = wire.body.len();
            post(router.clone(), &wire, whole).await;
        }
    }

    async fn answer(&mut self, router: Router, wire: Wire, kept: usize, share: u16) -> Vec<Event> {
        self.bytes_up += wire.body.len() as u64;
        let Some((status, bytes)) = post(router, &wire, kept).await else {
            return vec![Event::ResponseFailed(Failure::Interrupted)];
        };
        let heard = &bytes[..bytes.len() * usize::from(share.min(256)) / 256];
        self.bytes_down += heard.len() as u64;
        let mut events = vec![Event::ResponseStarted { status }];
        // Pieces of an odd size, so that frames straddle them.
        events.extend(
            heard
                .chunks(1_379)
                .map(|piece| Event::ResponseBytes(piece.to_vec())),
        );
        events.push(if share >= 256 {
            Event::ResponseEnded
        } else {
            Event::ResponseFailed(Failure::Interrupted)
        });
        events
    }
}

/// Posts the first `kept` bytes of a body, and breaks off if that is not all of it.
async fn post(router: Router, wire: &Wire, kept: usize) -> Option<(u16, Bytes)> {
    let mut pieces: Vec<Result<Bytes, std::io::Error>> = wire.body[..kept]
        .chunks(4_096)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)))
        .collect();
    if kept < wire.body.len() {
        pieces.push(Err(std::io::Error::from(
            std::io::ErrorKind::ConnectionReset,
        )));
    }
    let request = Request::post(wayside_protocol::SYNC_PATH)
        .header("authorization", &wire.authorization)
        .header("content-length", wire.body.len())
        .body(Body::from_stream(Pieces(pieces.into())))
        .unwrap();
    let response = router.oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.ok()?.to_bytes();
    Some((status, body))
}

/// A body that comes in pieces and may end in an error.
struct Pieces(VecDeque<Result<Bytes, std::io::Error>>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.pop_front())
    }
}
