//! The only HTTP: one POST, its answer handed on piece by piece as events.
//!
//! | target | by | file |
//! |---|---|---|
//! | native | reqwest with rustls, the ring provider and bundled web roots, the same on every platform | `driver/native.rs` |
//! | browser | `fetch`, which brings its own TLS | `driver/web.rs` |
//!
//! Redirects are not followed (the signature is for one path of one relay), no cookie is sent. Plain http reaches
//! loopback only; the device itself refuses other plain addresses (`relay`).

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod web;

use std::collections::VecDeque;

use wayside_domain::time::Timestamp;

#[cfg(not(target_family = "wasm"))]
pub use native::{Exchange, Http};
use wayside_seam::{Phase, Problem};
#[cfg(target_family = "wasm")]
pub use web::{Exchange, Http};

use crate::device::{Device, Effect, Event};
use crate::env::Env;

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

/// Pushes and pulls until nothing is left, opens what arrived, and says what was done. A failed exchange is not tried
/// again: its problem is returned, and what had arrived is kept.
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

fn report(device: &Device, before: &wayside_seam::SyncState) -> Result<SyncReport, Problem> {
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
