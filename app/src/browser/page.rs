//! The empty page that LiveView fills, its scripts, and the policy that keeps everything else out.
//!
//! Scripts come as files from here. The one style sheet is admitted by its hash. Nothing is inline, no text is
//! evaluated, no other origin is asked. LiveView would run text that the server sends (`document::eval`, browser
//! history). The app uses neither, so that line of its script is taken out and the policy needs no `unsafe-eval`.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use crate::style::{CSS, SHELL_JS};

/// The page for the session behind this websocket.
pub fn index(name: &str, guard: &super::guard::Guard, set_cookie: bool) -> Response {
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Wayside</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\
         <meta name=\"referrer\" content=\"no-referrer\"><link rel=\"icon\" href=\"data:,\"><style>{CSS}</style></head>\
         <body><div id=\"main\"></div><script src=\"/shell.js\"></script><script src=\"/live/{name}.js\"></script></body></html>"
    );
    let mut headers = common(guard.port());
    if set_cookie && let Ok(cookie) = HeaderValue::from_str(&guard.cookie()) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    (headers, Html(html)).into_response()
}

/// The shell's own script.
pub fn shell(port: u16) -> Response {
    script(SHELL_JS.to_owned(), port)
}

/// LiveView's script for the session behind this websocket.
pub fn live(name: &str, port: u16) -> Response {
    let tagged = dioxus_liveview::interpreter_glue(&format!("/ws/{name}"));
    script(untagged(&tagged), port)
}

fn script(text: String, port: u16) -> Response {
    let mut headers = common(port);
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/javascript; charset=utf-8"),
    );
    (headers, text).into_response()
}

/// The script without its tags and without the line that runs text.
fn untagged(tagged: &str) -> String {
    let inner = tagged
        .trim()
        .trim_start_matches("<script>")
        .trim_end_matches("</script>");
    inner.replace("Function(\"Eval\", `\"use strict\";${event.data};`)();", "")
}

fn common(port: u16) -> HeaderMap {
    let hash = BASE64.encode(&Sha256::digest(CSS.as_bytes()));
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'sha256-{hash}'; img-src data:; \
         connect-src ws://127.0.0.1:{port} ws://localhost:{port}; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    );
    let mut headers = HeaderMap::new();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn live_script_runs_no_text_and_has_no_tags() {
        let script = untagged(&dioxus_liveview::interpreter_glue("/ws/worker"));
        assert!(!script.contains("<script>") && !script.contains("</script>"));
        assert!(
            !script.contains("Function("),
            "LiveView changed the line that runs text: take it out anew"
        );
        assert!(!script.contains("eval("));
        assert!(script.contains("/ws/worker"));
    }

    #[test]
    fn policy_admits_neither_inline_script_nor_another_origin() {
        let headers = common(8000);
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"));
        assert!(!policy.contains("unsafe"));
        assert!(!policy.contains('*'));
    }
}
