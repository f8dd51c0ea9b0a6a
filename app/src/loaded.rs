//! Asking for what a screen shows, again after every change.

use dioxus::prelude::*;
use wayside_domain::case_file::CaseFile;
use wayside_domain::id::Id;
use wayside_seam::{Problem, Reply, Request};

use crate::session::use_session;

/// What was asked for: `None` until the first answer.
pub type Loaded<T> = Option<Result<T, Problem>>;

/// Asks, and asks again when a record changes or a signal that `request` reads does. `None` until the first answer; the
/// last answer stays until the next one is there, so that nothing flickers.
pub fn use_loaded<T: Clone + 'static>(
    request: impl Fn() -> Request + 'static,
    pick: impl Fn(Reply) -> Option<T> + Copy + 'static,
) -> Loaded<T> {
    let session = use_session();
    let resource = use_resource(move || {
        let request = request();
        let _ = session.revision.read();
        async move {
            let reply = session.ask(request).await?;
            pick(reply).ok_or_else(|| Problem::Internal {
                what: "seam".to_owned(),
            })
        }
    });
    resource.read().clone()
}

/// One case file, always as new as the last change.
pub fn use_case_file(client: &Id) -> Loaded<CaseFile> {
    let id = client.clone();
    use_loaded(
        move || Request::Client { id: id.clone() },
        |reply| match reply {
            Reply::CaseFile(file) => Some(*file),
            _ => None,
        },
    )
}

/// Asks once, when the screen arrives: for screens that keep their own state from then on.
pub fn use_asked<T: Clone + 'static>(
    request: Request,
    pick: impl Fn(Reply) -> Option<T> + Copy + 'static,
) -> Loaded<T> {
    let session = use_session();
    let request = use_hook(|| CopyValue::new(request));
    let resource = use_resource(move || {
        let request = request.read().clone();
        async move {
            let reply = session.ask(request).await?;
            pick(reply).ok_or_else(|| Problem::Internal {
                what: "seam".to_owned(),
            })
        }
    });
    resource.read().clone()
}
