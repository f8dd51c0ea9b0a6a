//! `POST /v1/sync`: who asks, what is brought, what is fetched.
//!
//! ```text
//! authorization ─ unreadable ──────────────────────────> 400 Malformed / Version
//!   team ──────── not served ──────────────────────────> 403 TeamNotServed
//!   nonce ─────── not ours, older than a day ──────────> 401 Welcome(nonce) Problem(Nonce)
//!   device ────── unknown, first frame not its chain ──> 401 Welcome(nonce) Problem(UnknownDevice)
//!   signature ─── does not fit ────────────────────────> 401 Problem(BadSignature)
//!   rate ──────── used up, or too many connections ────> 429 Problem(RateLimited)
//! frames ──────── stored batch by batch as they come ──> 503 Problem(Unavailable) when the store fails
//!   body ──────── cut, not the signed one, too long ───> 400 / 413 Results Problem; complete frames count
//! pull ──────────────────────────────────────────────> 200 Welcome Results HoleEntry* Entry* End
//! ```
//! The work is a task of its own. When a connection dies, the server drops the request's future, but the frames that
//! came until then are still stored. Segments need no matching body hash, since each has its author's signature. The
//! pull needs it.

mod intake;
mod reply;
mod upload;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use wayside_protocol::{
    Auth, AuthError, Chain, Frame, FrameError, FrameReader, ProblemCode, Pull, RequestFrame,
    SYNC_PATH,
};

use crate::mailbox::MailboxError;
use crate::mailbox::Standing;
use crate::places::Place;
use crate::relay::Relay;
use intake::Intake;
use reply::{Reply, results_frame, welcome};
use upload::{Piece, Upload};

/// Serves one request.
pub(crate) async fn handle(State(relay): State<Relay>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    // None: the router is driven without a socket.
    let place = parts.extensions.get::<Arc<Place>>().cloned();
    let work = relay
        .clone()
        .tasks()
        .spawn(observed(relay, parts.headers, body, place));
    match work.await {
        Ok(reply) => reply.into_response(),
        // The task panicked: a bug, already reported by the panic hook. Other requests are not touched.
        Err(_) => axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn observed(
    relay: Relay,
    headers: HeaderMap,
    body: Body,
    place: Option<Arc<Place>>,
) -> Reply {
    let began = relay.config().clock.millis();
    relay.metrics().request_began();
    let limits = relay.config().limits;
    let mut upload = Upload::new(body, &limits);
    let reply = match identify(&relay, &headers, place).await {
        Ok(caller) => exchange(&relay, caller, &mut upload).await,
        Err(reply) => {
            upload.drain().await;
            reply
        }
    };
    let (status, bytes_in, bytes_out) = (reply.status.as_u16(), upload.size(), reply.body.len());
    relay
        .metrics()
        .request_ended(status, bytes_in as u64, bytes_out as u64);
    relay.metrics().sent_entries(reply.entries as u64);
    let millis = relay.config().clock.millis().saturating_sub(began);
    tracing::info!(
        status,
        bytes_in,
        bytes_out,
        entries = reply.entries,
        millis,
        "sync"
    );
    reply
}

/// Who asks, as far as the headers tell.
struct Caller {
    auth: Auth,
    place: Option<Arc<Place>>,
    /// Whether the signature was checked against a key that the relay has. Else the first frame must bring it.
    is_known: bool,
}

async fn identify(
    relay: &Relay,
    headers: &HeaderMap,
    place: Option<Arc<Place>>,
) -> Result<Caller, Reply> {
    let value = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let auth = Auth::decode(value).map_err(|error| {
        let is_newer = error == AuthError::Scheme && value.starts_with("Wayside");
        Reply::problem(
            if is_newer {
                ProblemCode::Version
            } else {
                ProblemCode::Malformed
            },
            &[],
        )
    })?;
    if !relay.config().serves(&auth.team) {
        return Err(Reply::problem(ProblemCode::TeamNotServed, &[]));
    }
    if !relay.is_good_nonce(&auth) {
        return Err(Reply::challenge(ProblemCode::Nonce, relay, &auth));
    }
    let keys = relay.mailbox().keys(auth.team, vec![auth.device]).await;
    let known = keys
        .map_err(|error| Reply::failed(&error))?
        .remove(&auth.device);
    let mut caller = Caller {
        auth,
        place,
        is_known: false,
    };
    if let Some(sign) = &known {
        caller
            .admit(relay, sign)
            .map_err(|code| Reply::problem(code, &[]))?;
    }
    Ok(caller)
}

impl Caller {
    /// Signature, rate and place of a device whose key is known now.
    fn admit(&mut self, relay: &Relay, sign: &[u8; 32]) -> Result<(), ProblemCode> {
        let (auth, now) = (&self.auth, relay.config().clock.millis());
        auth.verify("POST", SYNC_PATH, sign)
            .map_err(|_| ProblemCode::BadSignature)?;
        let has_place = |place: &Arc<Place>| place.prove(auth.team, auth.device);
        if !relay.rate().take(auth.team, auth.device, now)
            || !self.place.as_ref().is_none_or(has_place)
        {
            return Err(ProblemCode::RateLimited);
        }
        self.is_known = true;
        Ok(())
    }
}

/// Why reading a request stopped before its end.
enum Stop {
    /// Answer with this problem; what came before counts.
    Problem(ProblemCode),
    /// The store failed.
    Store(MailboxError),
}

impl From<MailboxError> for Stop {
    fn from(error: MailboxError) -> Self {
        Self::Store(error)
    }
}

async fn exchange(relay: &Relay, caller: Caller, upload: &mut Upload) -> Reply {
    let auth = caller.auth;
    let mut request = Incoming {
        relay,
        intake: Intake::new(relay, auth.team),
        caller,
        pull: None,
    };
    let read = request.read(upload).await;
    // Also after a stop: every complete frame counts.
    let stored = request.intake.flush().await;
    let Incoming { intake, pull, .. } = request;
    let results = intake.results();
    let code = match (read, stored) {
        (Err(Stop::Store(error)), _) | (_, Err(error)) => {
            upload.drain().await;
            return Reply::failed(&error);
        }
        (Err(Stop::Problem(code)), Ok(())) => code,
        (Ok(()), Ok(())) if upload.hash() != auth.body_hash => ProblemCode::Malformed,
        (Ok(()), Ok(())) => {
            let reply = Reply::served(relay, &auth, results, pull).await;
            return reply.unwrap_or_else(|error| Reply::failed(&error));
        }
    };
    upload.drain().await;
    match code {
        ProblemCode::UnknownDevice => Reply::challenge(code, relay, &auth),
        ProblemCode::Malformed | ProblemCode::TooLarge => {
            let untold = Standing {
                log_epoch: 0,
                head: 0,
            };
            Reply::problem(
                code,
                &[welcome(relay, &auth, untold), results_frame(results)],
            )
        }
        code => Reply::problem(code, &[]),
    }
}

/// A request while it comes in.
struct Incoming<'a> {
    relay: &'a Relay,
    caller: Caller,
    intake: Intake<'a>,
    pull: Option<Pull>,
}

impl Incoming<'_> {
    async fn read(&mut self, upload: &mut Upload) -> Result<(), Stop> {
        let mut frames = FrameReader::default();
        loop {
            if self.caller.is_known {
                upload.proved();
            }
            match upload.next().await {
                Piece::Bytes(bytes) => frames.push(&bytes),
                Piece::End if frames.unfinished() > 0 => {
                    return Err(Stop::Problem(ProblemCode::Malformed));
                }
                Piece::End if !self.caller.is_known => {
                    return Err(Stop::Problem(ProblemCode::UnknownDevice));
                }
                Piece::End => return Ok(()),
                Piece::Cut => return Err(Stop::Problem(ProblemCode::Malformed)),
                Piece::TooLarge => return Err(Stop::Problem(ProblemCode::TooLarge)),
            }
            loop {
                match frames.next_frame() {
                    Ok(Some(frame)) => self.take(frame).await?,
                    Ok(None) => break,
                    Err(FrameError::TooLarge { .. }) => {
                        return Err(Stop::Problem(ProblemCode::TooLarge));
                    }
                    Err(FrameError::Empty) => return Err(Stop::Problem(ProblemCode::Malformed)),
                }
            }
        }
    }

    async fn take(&mut self, frame: Frame) -> Result<(), Stop> {
        let is_chain = frame.kind == wayside_protocol::request_kind::CERTIFICATE;
        let frame = RequestFrame::decode(frame);
        if !self.caller.is_known {
            let Ok(RequestFrame::Certificate(chain)) = frame else {
                return Err(Stop::Problem(ProblemCode::UnknownDevice));
            };
            self.introduce(&chain).map_err(Stop::Problem)?;
            return Ok(self.intake.chain(chain).await?);
        }
        match frame {
            Ok(RequestFrame::Certificate(chain)) => self.intake.chain(chain).await?,
            Ok(RequestFrame::Segment(bytes)) => self.intake.segment(bytes).await?,
            Ok(RequestFrame::Pull(pull)) if pull.is_within_limits() => self.pull = Some(pull),
            Ok(RequestFrame::Pull(_)) => return Err(Stop::Problem(ProblemCode::Malformed)),
            Ok(RequestFrame::Unknown(_)) => {}
            // A courier's chain of a version that this relay can't read stops nobody else's segments.
            Err(_) if is_chain => {}
            Err(_) => return Err(Stop::Problem(ProblemCode::Malformed)),
        }
        Ok(())
    }

    /// First contact: the chain is the key to the signature.
    fn introduce(&mut self, chain: &Chain) -> Result<(), ProblemCode> {
        let auth = &self.caller.auth;
        let leaf = chain.verify().map_err(|_| ProblemCode::BadSignature)?;
        if leaf.team != auth.team || leaf.device() != auth.device {
            return Err(ProblemCode::UnknownDevice);
        }
        self.caller.admit(self.relay, &leaf.sign)
    }
}
