//! Lets pages of other origins sync.
//!
//! A phone may get the app from one server and sync with another. Every page may ask (`*`), and that opens nothing. A
//! request is believed by the signature in its `authorization`, and only the page's own vault has the key. There are no
//! cookies and nothing else that a browser would add by itself, so a strange page can do no more than a strange
//! program. Credentials are never allowed.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;

/// Answers preflights, and marks every answer, errors included.
pub(crate) fn open<S: Clone + Send + Sync + 'static>(routes: MethodRouter<S>) -> MethodRouter<S> {
    routes.options(preflight).layer(map_response(allow))
}

async fn preflight() -> impl IntoResponse {
    let headers = [
        (ACCESS_CONTROL_ALLOW_METHODS, "POST"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type"),
        (ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers)
}

async fn allow(mut response: Response) -> Response {
    let everyone = HeaderValue::from_static("*");
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, everyone);
    response
}
