//! The message seam as the screens see it: ask one [`Request`], get one [`Reply`] or [`Problem`]; hear [`Notice`]s.
//!
//! Screens hold a [`Service`] and nothing else of vault or sync. Behind it is a service thread (native), a worker (in a
//! browser), or a table of answers (in tests).

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::Stream;
pub use wayside_seam::{Notice, Problem, Reply, Request};

/// The answer to one request, some time later.
pub type Answering = Pin<Box<dyn Future<Output = Result<Reply, Problem>> + Send>>;
/// Everything that the service tells unasked.
pub type Notices = Pin<Box<dyn Stream<Item = Notice> + Send>>;

/// What answers requests.
pub trait Ask: Send + Sync {
    /// One request, one answer. Requests are answered in the order in which they were asked.
    fn ask(&self, request: Request) -> Answering;
    /// Notices from now on.
    fn notices(&self) -> Notices;
}

/// A shared [`Ask`].
#[derive(Clone)]
pub struct Service(Arc<dyn Ask>);

impl Service {
    /// Any service, as screens take it.
    pub fn new(ask: impl Ask + 'static) -> Self {
        Self(Arc::new(ask))
    }

    /// One request, one answer.
    pub fn ask(&self, request: Request) -> Answering {
        self.0.ask(request)
    }

    /// Notices from now on.
    pub fn notices(&self) -> Notices {
        self.0.notices()
    }
}
