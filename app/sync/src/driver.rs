//! The only HTTP: one POST, its answer handed on piece by piece as events.
//!
//! TLS is rustls with the ring provider and bundled web roots, the same on every platform. Redirects are not followed (the
//! signature is for one path of one relay), answers are not decompressed. Plain http reaches loopback only and passes by any
//! proxy; the device itself refuses other plain addresses (`relay`).

use std::collections::VecDeque;
use std::time::Duration;

use wayside_domain::time::Timestamp;

use crate::device::{Device, Effect, Event, Failure};
use crate::relay;
use crate::service::message::{Env, Phase, Problem};

/// The wait for a connection.
const CONNECT: Duration = Duration::from_secs(20);
/// The wait for the next piece of an answer. A weak signal is slow, a dead one is silent.
const SILENCE: Duration = Duration::from_secs(45);

/// One request as the device wants it sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Where to.
    pub url: String,
    /// The `authorization` header.
    pub authorization: String,
    /// The body.
    pub body: Vec<u8>,
}

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
            Exchange::Unsent(request) => Some(match request.send().await {
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

fn tls() -> Option<rustls::ClientConfig> {
    let mut roots = rustls::RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .ok()?;
    Some(config.with_root_certificates(roots).with_no_client_auth())
}

/// What one whole sync did.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SyncReport {
    /// Segments that the relay acknowledged.
    pub sent: u64,
    /// Segments that arrived.
    pub received: u64,
    /// Own changes and segments that still wait.
    pub waiting: u64,
    /// Segments and changes put aside.
    pub quarantined: u64,
    /// Bytes sent (bodies).
    pub bytes_up: u64,
    /// Bytes received (bodies).
    pub bytes_down: u64,
    /// What stays wrong although the exchange ended well (a conflict, a refusal).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub problem: Option<Problem>,
}

/// Pushes and pulls until nothing is left, opens what arrived, and says what was done. A failed exchange is not tried again:
/// its problem is returned, and what had arrived is kept.
pub async fn sync_once(
    device: &mut Device,
    http: &Http,
    clock: &dyn Fn() -> Timestamp,
    rng: &mut dyn rand_core::CryptoRng,
) -> Result<SyncReport, Problem> {
    let before = device.sync_state();
    device.can_sync()?;
    let mut effects: VecDeque<Effect> = device.effects().into();
    effects.extend(device.handle(
        Event::AskedToSync,
        &mut Env {
            now: clock(),
            rng: &mut *rng,
        },
    ));
    // Work that leaves as much to open as there was has met a disk that fails: the problem is in the state.
    let mut stuck_at: Option<u64> = None;
    loop {
        let mut work = false;
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Post {
                    url,
                    authorization,
                    body,
                } => {
                    let mut exchange = http.post(Post {
                        url,
                        authorization,
                        body,
                    });
                    while let Some(event) = exchange.next().await {
                        effects.extend(device.handle(
                            event,
                            &mut Env {
                                now: clock(),
                                rng: &mut *rng,
                            },
                        ));
                    }
                }
                Effect::Work => work = true,
                // One run needs no timers, and nobody watches.
                Effect::SetTimer { .. } | Effect::CancelPost | Effect::Notify(_) => {}
            }
        }
        let mut env = Env {
            now: clock(),
            rng: &mut *rng,
        };
        let to_open = device.sync_state().to_open;
        if (work || to_open > 0) && stuck_at != Some(to_open) {
            effects.extend(device.work(&mut env));
            let left = device.sync_state().to_open;
            stuck_at = (left > 0 && left == to_open).then_some(left);
        } else if device.settling() {
            effects.extend(device.handle(Event::TimerFired, &mut env));
        }
        if effects.is_empty() {
            break;
        }
    }
    report(device, &before)
}

fn report(
    device: &Device,
    before: &crate::service::message::SyncState,
) -> Result<SyncReport, Problem> {
    let after = device.sync_state();
    if let (Phase::Waiting { .. }, Some(problem)) = (after.phase, after.problem.clone()) {
        return Err(problem);
    }
    Ok(SyncReport {
        sent: after.sent_total - before.sent_total,
        received: after.received_total - before.received_total,
        waiting: after.waiting_records + after.waiting_segments,
        quarantined: after.quarantined,
        bytes_up: after.bytes_up - before.bytes_up,
        bytes_down: after.bytes_down - before.bytes_down,
        problem: after.problem,
    })
}
