//! Paths.
//!
//! | | |
//! |---|---|
//! | `POST /v1/sync` | push and pull, also from pages of other origins |
//! | `OPTIONS /v1/sync` | what such pages may send |
//! | `GET /healthz` | the process answers |
//! | `GET /readyz` | something could be stored now (200), or not (503) |
//! | `GET /metrics` | counters for Prometheus |
//! | `GET /`, `/index.html` | the browser's app; 404 and how to serve one if there is none |
//! | `GET /bundle.json` | its files and version |
//! | `GET /NAME` | each file that `bundle.json` names |

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use wayside_protocol::SYNC_PATH;

use crate::bundle::{answer, answer_without};
use crate::relay::Relay;
use crate::{cors, sync};

/// All paths of a relay.
pub fn router(relay: Relay) -> Router {
    Router::new()
        .route(SYNC_PATH, cors::open(post(sync::handle)))
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .fallback(app)
        .with_state(relay)
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
