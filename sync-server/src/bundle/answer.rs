//! Files over HTTP.
//!
//! The Content-Security-Policy here is stricter than the one in the page: `connect-src 'self'`. Whatever happens to the
//! page, it can send nothing anywhere but to this relay.

use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

use super::Bundle;
use super::file::File;

/// On every answer, found or not.
const HEADERS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'none'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Answers for the app.
pub(crate) fn answer(app: &Bundle, method: &Method, path: &str, asked: &HeaderMap) -> Response {
    let response = match app.find(path) {
        None => (StatusCode::NOT_FOUND, "The app has no such file.\n").into_response(),
        Some(_) if method != Method::GET && method != Method::HEAD => {
            (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response()
        }
        Some(file) => send(file, asked),
    };
    (HEADERS, response).into_response()
}

/// Answers where no app is served.
pub(crate) fn answer_without(path: &str) -> Response {
    let sentence = match path {
        "/" => "This relay serves no app; 'wayside-relay serve --app DIR' would.\n",
        _ => "",
    };
    (StatusCode::NOT_FOUND, sentence).into_response()
}

/// The router drops the body when only the headers were asked for.
fn send(file: &File, asked: &HeaderMap) -> Response {
    let (coding, bytes) = choose(file, asked);
    let length = bytes.len().to_string();
    let about = [
        (ETAG, file.etag.as_str()),
        (CACHE_CONTROL, file.cache),
        (VARY, "accept-encoding"),
        (CONTENT_LENGTH, &length),
    ];
    if is_held(file, asked) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    let kind = [(CONTENT_TYPE, file.content_type)];
    let coding = coding.map(|coding| [(CONTENT_ENCODING, coding)]);
    (about, kind, coding, bytes.clone()).into_response()
}

/// The smallest form that the browser takes.
fn choose<'a>(file: &'a File, asked: &HeaderMap) -> (Option<&'static str>, &'a Bytes) {
    match (&file.brotli, &file.gzip) {
        (Some(bytes), _) if takes(asked, "br") => (Some("br"), bytes),
        (_, Some(bytes)) if takes(asked, "gzip") => (Some("gzip"), bytes),
        _ => (None, &file.plain),
    }
}

/// Whether a coding is asked for, by name or by `*`, and not with the weight 0.
fn takes(asked: &HeaderMap, coding: &str) -> bool {
    let weight = |wanted: &str| {
        items(asked, &ACCEPT_ENCODING).find_map(|item| {
            let (name, weight) = item.split_once(';').unwrap_or((item, "q=1"));
            let named = name.trim().eq_ignore_ascii_case(wanted);
            named.then(|| weight.trim().to_ascii_lowercase())
        })
    };
    let weight = weight(coding).or_else(|| weight("*"));
    let weight = weight.and_then(|weight| weight.strip_prefix("q=")?.parse::<f32>().ok());
    weight.is_some_and(|weight| weight > 0.0)
}

/// Whether the browser has this file already.
fn is_held(file: &File, asked: &HeaderMap) -> bool {
    let strong = |tag: &str| tag.trim_start_matches("W/").to_string();
    items(asked, &IF_NONE_MATCH).any(|tag| tag == "*" || strong(tag) == strong(&file.etag))
}

/// The items of a list that may be spread over several headers.
fn items<'a>(asked: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> {
    let values = asked.get_all(name).into_iter();
    let texts = values.filter_map(|value| value.to_str().ok());
    texts.flat_map(|text| text.split(',')).map(str::trim)
}
