//! HTTP by `fetch`, in a worker. reqwest would call the same function, but there it can neither refuse redirects nor
//! notice silence.

use std::future::Future;

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wayside_seam::relay;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, Request, RequestCache,
    RequestCredentials, RequestInit, RequestMode, RequestRedirect, Response, WorkerGlobalScope,
};

use super::Post;
use crate::device::{Event, Failure};

/// The wait for the head of an answer, in milliseconds: the request has to be sent on a weak signal first.
const ANSWER: u32 = 65_000;
/// The wait for the next piece of an answer.
const SILENCE: u32 = 45_000;

/// The browser's HTTP.
#[derive(Clone)]
pub struct Http;

impl Http {
    /// Nothing has to be opened.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Http {
        Http
    }

    /// The exchange of one request, not sent before its first event is asked for.
    pub fn post(&self, post: Post) -> Exchange {
        let state = match relay::address(&post.url) {
            Ok(_) => State::Unsent(post),
            Err(_) => State::Failed(Failure::Address),
        };
        Exchange {
            state,
            abort: AbortController::new().ok(),
        }
    }
}

/// One request and its answer, an event at a time. Dropped, it is cancelled.
pub struct Exchange {
    state: State,
    abort: Option<AbortController>,
}

enum State {
    Unsent(Post),
    Answered(Option<ReadableStreamDefaultReader>),
    Failed(Failure),
    Over,
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}

impl Exchange {
    /// The next event. The last one is `ResponseEnded` or `ResponseFailed`, then none.
    pub async fn next(&mut self) -> Option<Event> {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Over => None,
            State::Failed(failure) => Some(Event::ResponseFailed(failure)),
            State::Unsent(post) => Some(
                match within(ANSWER, send(&post, self.abort.as_ref())).await {
                    Some(Ok(response)) => {
                        self.state = State::Answered(reader(&response));
                        Event::ResponseStarted {
                            status: response.status(),
                        }
                    }
                    Some(Err(_)) | None => Event::ResponseFailed(Failure::Unreachable),
                },
            ),
            State::Answered(None) => Some(Event::ResponseEnded),
            State::Answered(Some(reader)) => Some(match within(SILENCE, piece(&reader)).await {
                Some(Ok(Some(bytes))) => {
                    self.state = State::Answered(Some(reader));
                    Event::ResponseBytes(bytes)
                }
                Some(Ok(None)) => Event::ResponseEnded,
                Some(Err(_)) | None => Event::ResponseFailed(Failure::Interrupted),
            }),
        }
    }
}

async fn send(post: &Post, abort: Option<&AbortController>) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    headers.set("authorization", &post.authorization)?;
    headers.set("content-type", "application/octet-stream")?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&js_sys::Uint8Array::from(post.body.as_slice()));
    init.set_mode(RequestMode::Cors);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Error);
    init.set_referrer("");
    if let Some(abort) = abort {
        init.set_signal(Some(&abort.signal()));
    }
    let request = Request::new_with_str_and_init(&post.url, &init)?;
    let worker: WorkerGlobalScope = js_sys::global().dyn_into()?;
    JsFuture::from(worker.fetch_with_request(&request))
        .await?
        .dyn_into()
}

/// The body's reader; none when there is no body.
fn reader(response: &Response) -> Option<ReadableStreamDefaultReader> {
    response.body()?.get_reader().dyn_into().ok()
}

/// The next piece; none at the end.
async fn piece(reader: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, JsValue> {
    let read = JsFuture::from(reader.read()).await?;
    if js_sys::Reflect::get(&read, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    let value = js_sys::Reflect::get(&read, &"value".into())?;
    Ok(Some(value.dyn_into::<js_sys::Uint8Array>()?.to_vec()))
}

/// None when it takes longer.
async fn within<T>(millis: u32, work: impl Future<Output = T>) -> Option<T> {
    let work = std::pin::pin!(work);
    match select(work, TimeoutFuture::new(millis)).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}
