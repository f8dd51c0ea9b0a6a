//! The face in a page of its own: the screens here, the vault in a worker.
//!
//! Page and worker are one program. A worker runs `wayside_worker`, which has the vault's side.
//!
//! `web/boot.js` checks that the browser can run this program, then starts it. `<html data-worker>` names the worker's
//! script. The page itself keeps two things in `localStorage`: the language, and hashes of received work that ended a
//! worker (see [`worker`]).

mod worker;

use std::sync::Arc;

use dioxus::prelude::*;

use crate::app::App;
use crate::platform::Host;
use crate::platform::web::Page;
use crate::service::Service;

/// Starts the half that fits: screens in a page, the vault in a worker.
pub fn run() {
    if wayside_worker::inside() {
        return wayside_worker::run();
    }
    let host = Host {
        service: Service::new(worker::Worker::start()),
        platform: Arc::new(Page),
    };
    LaunchBuilder::web().with_context(host).launch(App);
}
