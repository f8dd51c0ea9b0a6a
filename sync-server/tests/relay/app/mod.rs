//! The browser's app: what is refused at the start, and how the rest is served.

pub mod folder;
mod paths;
mod refusals;
mod serving;

use axum::body::{Body, Bytes};
use axum::http::{Method, Request, Response};

use crate::world::World;

async fn ask(
    world: &World,
    method: Method,
    path: &str,
    header: Option<(&str, &str)>,
) -> Response<Bytes> {
    let mut request = Request::builder().method(method).uri(path);
    if let Some((name, value)) = header {
        request = request.header(name, value);
    }
    world.ask(request.body(Body::empty()).unwrap()).await
}

fn header<'a>(response: &'a Response<Bytes>, name: &str) -> &'a str {
    let value = response.headers().get(name);
    value.map_or("", |value| value.to_str().unwrap())
}
