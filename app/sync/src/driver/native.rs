//! HTTP by reqwest. Answers are not decompressed; loopback passes by any proxy.

use std::time::Duration;

use wayside_seam::relay;

use super::Post;
use crate::device::{Event, Failure};

/// The wait for a connection.
const CONNECT: Duration = Duration::from_secs(20);
/// The wait for the next piece of an answer. A weak signal is slow, a dead one is silent.
const SILENCE: Duration = Duration::from_secs(45);

/// The HTTP clients: one for the network, one for loopback.
#[derive(Clone)]
pub struct Http {
    far: Option<reqwest::Client>,
    loopback: Option<reqwest::Client>,
}

impl Http {
    /// Both clients.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Http {
        let builder = || {
            reqwest::Client::builder()
                .connect_timeout(CONNECT)
                .read_timeout(SILENCE)
                .redirect(reqwest::redirect::Policy::none())
                .http1_only()
        };
        let far = tls().and_then(|tls| builder().tls_backend_preconfigured(tls).build().ok());
        // Preconfigured as well: without a process-wide provider reqwest would have none to build its default from.
        let loopback = tls().and_then(|tls| {
            builder()
                .tls_backend_preconfigured(tls)
                .no_proxy()
                .build()
                .ok()
        });
        Http { far, loopback }
    }

    /// The exchange of one request, not sent before its first event is asked for.
    pub fn post(&self, post: Post) -> Exchange {
        if relay::address(&post.url).is_err() {
            return Exchange::Failed(Failure::Address);
        }
        let plain = post.url.to_ascii_lowercase().starts_with("http://");
        let Some(client) = (if plain { &self.loopback } else { &self.far }) else {
            return Exchange::Failed(Failure::Unreachable);
        };
        let request = client
            .post(post.url)
            .header("authorization", post.authorization)
            .header("content-type", "application/octet-stream")
            .body(post.body);
        Exchange::Unsent(request)
    }
}

/// One request and its answer, an event at a time.
pub enum Exchange {
    /// Not sent yet.
    Unsent(reqwest::RequestBuilder),
    /// Being answered.
    Answered(reqwest::Response),
    /// Failed before it was sent.
    Failed(Failure),
    /// Over.
    Over,
}

impl Exchange {
    /// The next event. The last one is `ResponseEnded` or `ResponseFailed`, then none.
    pub async fn next(&mut self) -> Option<Event> {
        match std::mem::replace(self, Exchange::Over) {
            Exchange::Over => None,
            Exchange::Failed(failure) => Some(Event::ResponseFailed(failure)),
            Exchange::Unsent(request) => Some(match request.send().await {
                Ok(response) => {
                    let status = response.status().as_u16();
                    *self = Exchange::Answered(response);
                    Event::ResponseStarted { status }
                }
                Err(error) if error.is_builder() => Event::ResponseFailed(Failure::Address),
                Err(_) => Event::ResponseFailed(Failure::Unreachable),
            }),
            Exchange::Answered(mut response) => Some(match response.chunk().await {
                Ok(Some(bytes)) => {
                    *self = Exchange::Answered(response);
                    Event::ResponseBytes(bytes.to_vec())
                }
                Ok(None) => Event::ResponseEnded,
                Err(_) => Event::ResponseFailed(Failure::Interrupted),
            }),
        }
    }
}

fn tls() -> Option<rustls::ClientConfig> {
    let mut roots = rustls::RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .ok()?;
    Some(config.with_root_certificates(roots).with_no_client_auth())
}
