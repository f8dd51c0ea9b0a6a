//! Who may ask. Every program on this machine can reach a loopback port, and every page in the browser can send
//! requests to it.
//!
//! | request | let in when |
//! |---|---|
//! | any | Host is `127.0.0.1:PORT` or `localhost:PORT` (no rebound name) and Origin, where there is one, is that host over http |
//! | the first page | its query is the token: it sets the cookie |
//! | everything else | the cookie is the token |
//! | a websocket | as everything else, and Origin is there |
//!
//! The token is random for each run; the cookie is HttpOnly and SameSite=Strict, and its name carries the port, since
//! cookies do not keep ports apart.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use rand::Rng as _;

use crate::platform::rng;

/// 32 random hexadecimal letters.
pub fn token() -> String {
    let mut bytes = [0u8; 16];
    rng().fill_bytes(&mut bytes);
    HEXLOWER.encode(&bytes)
}

/// The token and the port of this run.
#[derive(Clone, Debug)]
pub struct Guard {
    token: String,
    port: u16,
}

impl Guard {
    /// A guard with a fresh token.
    pub fn new(port: u16) -> Self {
        Self {
            token: token(),
            port,
        }
    }

    /// The address to open.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/?{}", self.port, self.token)
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What the first page sets.
    pub fn cookie(&self) -> String {
        format!(
            "wayside-{}={}; Path=/; HttpOnly; SameSite=Strict",
            self.port, self.token
        )
    }

    /// Whether a request is let in.
    pub fn admits(&self, headers: &HeaderMap, query: Option<&str>) -> bool {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let hosts = [
            format!("127.0.0.1:{}", self.port),
            format!("localhost:{}", self.port),
        ];
        let Some(host) = text(header::HOST).filter(|host| hosts.iter().any(|mine| mine == host))
        else {
            return false;
        };
        let upgrade = headers.contains_key(header::UPGRADE);
        let from_here = match text(header::ORIGIN) {
            Some(origin) => origin.strip_prefix("http://") == Some(host),
            None => !upgrade && !headers.contains_key(header::ORIGIN),
        };
        from_here
            && (query.is_some_and(|query| same(query, &self.token)) || self.has_cookie(headers))
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let name = format!("wayside-{}=", self.port);
        let cookies = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok());
        cookies
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().strip_prefix(name.as_str()))
            .any(|value| same(value, &self.token))
    }
}

/// Equal, told in a time that does not depend on where they differ.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one
            .bytes()
            .zip(other.bytes())
            .fold(0, |all, (a, b)| all | (a ^ b))
            == 0
}

/// Lets a request in, or answers 403 and says nothing more.
pub async fn check(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if !guard.admits(request.headers(), request.uri().query()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&str, &str)], query: Option<&str>, expected: bool) {
        let guard = Guard {
            token: "secret".into(),
            port: 8000,
        };
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(
                header::HeaderName::from_bytes(name.as_bytes()).unwrap(),
                value.parse().unwrap(),
            );
        }
        assert_eq!(
            guard.admits(&headers, query),
            expected,
            "{pairs:?} {query:?}"
        );
    }

    #[test]
    fn page_is_let_in_by_token_and_the_rest_by_cookie() {
        let host = ("host", "127.0.0.1:8000");
        check(&[host], Some("secret"), true);
        check(&[host], Some("secrex"), false);
        check(&[host], None, false);
        check(&[host, ("cookie", "a=b; wayside-8000=secret")], None, true);
        check(&[host, ("cookie", "wayside-8001=secret")], None, false);
        check(&[host, ("cookie", "wayside-8000=secre")], None, false);
    }

    #[test]
    fn foreign_host_and_foreign_origin_are_refused_even_with_the_cookie() {
        let cookie = ("cookie", "wayside-8000=secret");
        check(&[("host", "evil.example:8000"), cookie], None, false);
        check(&[cookie], None, false);
        check(
            &[
                ("host", "127.0.0.1:8000"),
                cookie,
                ("origin", "http://evil.example"),
            ],
            None,
            false,
        );
        check(
            &[
                ("host", "127.0.0.1:8000"),
                cookie,
                ("origin", "http://localhost:8000"),
            ],
            None,
            false,
        );
        check(
            &[
                ("host", "localhost:8000"),
                cookie,
                ("origin", "http://localhost:8000"),
            ],
            None,
            true,
        );
    }

    #[test]
    fn websocket_without_an_origin_is_refused() {
        let base = [
            ("host", "127.0.0.1:8000"),
            ("cookie", "wayside-8000=secret"),
            ("upgrade", "websocket"),
        ];
        check(&base, None, false);
        let with = [base.as_slice(), &[("origin", "http://127.0.0.1:8000")]].concat();
        check(&with, None, true);
    }

    #[test]
    fn two_runs_have_different_tokens() {
        assert_ne!(token(), token());
        assert_eq!(token().len(), 32);
    }
}
