//! The routes: pages, scripts, websockets. Every one stands behind the guard; an unknown path gets the first page.

use std::future::Future;
use std::sync::Arc;

use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use dioxus::prelude::VirtualDom;
use dioxus_liveview::{LiveViewPool, axum_socket};

use super::demo::{Demo, Stage};
use super::devices::Devices;
use super::guard::{Guard, check};
use super::page;
use crate::app::App;

#[derive(Clone)]
struct Shared {
    guard: Guard,
    devices: Arc<Devices>,
    pool: LiveViewPool,
}

/// Serves until `shutdown` completes.
pub async fn serve(
    listener: tokio::net::TcpListener,
    guard: Guard,
    devices: Devices,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let shared = Shared {
        guard: guard.clone(),
        devices: Arc::new(devices),
        pool: LiveViewPool::new(),
    };
    let router = Router::new()
        .route("/device/{name}", get(device))
        .route("/shell.js", get(shell))
        .route("/live/{name}", get(live))
        .route("/ws/{name}", get(socket))
        .fallback(first)
        .layer(from_fn_with_state(guard, check))
        .with_state(shared);
    // A graceful end would wait for open websockets for ever. Dropping this future ends them.
    tokio::select! {
        served = axum::serve(listener, router) => served,
        () = shutdown => Ok(()),
    }
}

async fn first(State(shared): State<Shared>, request: Request) -> Response {
    if request.method() != axum::http::Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    page::index(shared.devices.first_page(), &shared.guard, true)
}

async fn device(State(shared): State<Shared>, Path(name): Path<String>) -> Response {
    match shared.devices.named(&name) {
        Some(_) => page::index(&name, &shared.guard, true),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn shell(State(shared): State<Shared>) -> Response {
    page::shell(shared.guard.port())
}

async fn live(State(shared): State<Shared>, Path(file): Path<String>) -> Response {
    let known = |name: &str| name == "demo" || shared.devices.named(name).is_some();
    match file.strip_suffix(".js").filter(|name| known(name)) {
        Some(name) => page::live(name, shared.guard.port()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn socket(
    State(shared): State<Shared>,
    Path(name): Path<String>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let pool = shared.pool.clone();
    if let Some(device) = shared.devices.named(&name) {
        let host = device.host.clone();
        return upgrade.on_upgrade(move |socket| async move {
            let _ = pool
                .launch_virtualdom(axum_socket(socket), move || {
                    VirtualDom::new(App).with_root_context(host)
                })
                .await;
        });
    }
    if name != "demo" {
        return StatusCode::NOT_FOUND.into_response();
    }
    let stage = Stage(shared.devices.clone());
    upgrade.on_upgrade(move |socket| async move {
        let _ = pool
            .launch_virtualdom(axum_socket(socket), move || {
                VirtualDom::new(Demo).with_root_context(stage)
            })
            .await;
    })
}
