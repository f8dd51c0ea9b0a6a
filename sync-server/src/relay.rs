//! A relay as one value: configuration, storage, and what it remembers while it runs.

use std::sync::Arc;

use tokio::sync::Mutex;
use tokio_util::task::TaskTracker;
use wayside_protocol::TeamId;

use crate::bundle::{Bundle, BundleError};
use crate::config::Config;
use crate::mailbox::sqlite::SqliteMailbox;
use crate::mailbox::{Identity, Mailbox, MailboxError, Totals};
use crate::metrics::Metrics;
use crate::rate::Rate;

/// A relay. Clones are the same relay.
#[derive(Clone)]
pub struct Relay(Arc<Inner>);

struct Inner {
    config: Config,
    app: Option<Bundle>,
    identity: Identity,
    mailbox: Arc<dyn Mailbox>,
    metrics: Metrics,
    rate: Rate,
    tasks: TaskTracker,
    /// When the storage was last tried, and how that went.
    tried: Mutex<Option<(u64, Result<(), MailboxError>)>>,
}

/// For so many milliseconds a look at the storage is not repeated: it writes, and anybody may ask.
const TRIED_FOR: u64 = 3_000;

/// What a relay holds, as far as it can see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Counts.
    pub totals: Totals,
    /// The bytes of the last segments, newest first.
    pub latest: Vec<Vec<u8>>,
}

/// Why a relay does not start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The storage.
    #[error(transparent)]
    Mailbox(#[from] MailboxError),
    /// The app's folder.
    #[error(transparent)]
    Bundle(#[from] BundleError),
}

impl Relay {
    /// Opens the embedded mailbox in the configured folder; makes it if it is missing.
    pub async fn open(config: Config) -> Result<Self, OpenError> {
        // First the app, so that a refused start leaves no new database behind.
        let app = load_app(&config).await?;
        let (data, settings) = (config.data.clone(), config.limits.store);
        let mailbox = blocking(move || SqliteMailbox::open(&data, settings)).await??;
        Self::assemble(config, app, Arc::new(mailbox)).await
    }

    /// A relay over another mailbox.
    pub async fn with_mailbox(
        config: Config,
        mailbox: Arc<dyn Mailbox>,
    ) -> Result<Self, OpenError> {
        let app = load_app(&config).await?;
        Self::assemble(config, app, mailbox).await
    }

    async fn assemble(
        config: Config,
        app: Option<Bundle>,
        mailbox: Arc<dyn Mailbox>,
    ) -> Result<Self, OpenError> {
        let identity = mailbox.identity().await?;
        let rate = Rate::new(config.limits.requests_per_minute);
        let (metrics, tasks) = (Metrics::default(), TaskTracker::new());
        Ok(Self(Arc::new(Inner {
            config,
            app,
            identity,
            mailbox,
            metrics,
            rate,
            tasks,
            tried: Mutex::new(None),
        })))
    }

    /// Counts, and the last few segments as they are stored.
    pub async fn overview(&self, segments: u32) -> Result<Overview, MailboxError> {
        Ok(Overview {
            totals: self.mailbox().totals().await?,
            latest: self.mailbox().latest(segments).await?,
        })
    }

    /// To be called once after the data folder was restored from a backup, before the relay serves again:
    /// devices then push again what the backup lacks.
    pub async fn restored(&self) -> Result<(), MailboxError> {
        self.mailbox().renew_log_epoch().await.map(drop)
    }

    /// Whether something can be stored. Who asks while the storage is being tried waits for that answer.
    pub(crate) async fn ready(&self) -> Result<(), MailboxError> {
        let mut tried = self.0.tried.lock().await;
        let now = self.config().clock.millis();
        if let Some((at, answer)) = tried.as_ref()
            && now.saturating_sub(*at) < TRIED_FOR
        {
            return answer.clone();
        }
        let answer = self.mailbox().ready().await;
        *tried = Some((now, answer.clone()));
        answer
    }

    pub(crate) fn config(&self) -> &Config {
        &self.0.config
    }

    /// What browsers are served, if anything.
    pub(crate) fn app(&self) -> Option<&Bundle> {
        self.0.app.as_ref()
    }

    pub(crate) fn mailbox(&self) -> &dyn Mailbox {
        self.0.mailbox.as_ref()
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(crate) fn rate(&self) -> &Rate {
        &self.0.rate
    }

    /// Requests that are being worked on, also those whose connection is gone.
    pub(crate) fn tasks(&self) -> &TaskTracker {
        &self.0.tasks
    }

    pub(crate) fn nonce(&self, team: TeamId, device: wayside_protocol::DeviceId) -> [u8; 24] {
        crate::nonce::issue(
            &self.0.identity.nonce_secret,
            team,
            device,
            self.config().clock.hours(),
        )
    }

    pub(crate) fn is_good_nonce(&self, auth: &wayside_protocol::Auth) -> bool {
        let hour = self.config().clock.hours();
        crate::nonce::is_good(
            &self.0.identity.nonce_secret,
            auth.team,
            auth.device,
            hour,
            &auth.nonce,
        )
    }
}

async fn load_app(config: &Config) -> Result<Option<Bundle>, OpenError> {
    let Some(dir) = config.app.clone() else {
        return Ok(None);
    };
    let app = blocking(move || Bundle::load(&dir)).await??;
    tracing::info!(version = app.version(), "the app is read");
    Ok(Some(app))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, MailboxError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| MailboxError::Broken("opening stopped".into()))
}
