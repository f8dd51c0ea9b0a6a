//! Paths.
//!
//! | for everybody | |
//! |---|---|
//! | `POST /v1/sync` | push and pull, also from pages of other origins |
//! | `OPTIONS /v1/sync` | what such pages may send |
//! | `GET /healthz` | the process answers; it says nothing else, so a load balancer may ask from outside |
//! | `GET /`, `/index.html` | the browser's app; 404 and how to serve one if there is none |
//! | `GET /bundle.json` | its files and version |
//! | `GET /NAME` | each file that `bundle.json` names |
//!
//! | for the operator, at an address of their own | |
//! |---|---|
//! | `GET /healthz` | as above |
//! | `GET /readyz` | something could be stored now (200), or not (503) |
//! | `GET /metrics` | counters for Prometheus |

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use wayside_protocol::SYNC_PATH;

use crate::bundle::{answer, answer_without};
use crate::relay::Relay;
use crate::{cors, sync};

/// The paths for everybody.
pub fn router(relay: Relay) -> Router {
    Router::new()
        .route(SYNC_PATH, cors::open(post(sync::handle)))
        .route("/healthz", get(alive))
        .fallback(app)
        .with_state(relay)
}

/// The paths for the operator.
pub fn health_router(relay: Relay) -> Router {
    Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(relay)
}

async fn alive() -> &'static str {
    "ok\n"
}

async fn ready(State(relay): State<Relay>) -> impl IntoResponse {
    match relay.ready().await {
        Ok(()) => (StatusCode::OK, "ready\n".to_string()),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                format!("not ready: {error}\n"),
            )
        }
    }
}

async fn metrics(State(relay): State<Relay>) -> impl IntoResponse {
    let totals = relay.mailbox().totals().await.ok();
    (
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4")],
        relay.metrics().page(totals),
    )
}

/// Every path that is not the relay's own.
async fn app(State(relay): State<Relay>, method: Method, uri: Uri, asked: HeaderMap) -> Response {
    let Some(app) = relay.app() else {
        return answer_without(uri.path());
    };
    relay.metrics().app_requested();
    answer(app, &method, uri.path(), &asked)
}
