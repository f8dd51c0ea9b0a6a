//! What an operator can set, with values that suit one small machine.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use wayside_protocol::{MAX_BODY, TeamId};

use crate::clock::{Clock, SystemClock};
use crate::mailbox::Quota;
use crate::mailbox::sqlite::Settings;
use crate::places::Bounds;

/// How a relay is set up.
#[derive(Clone)]
pub struct Config {
    /// The folder of the database.
    pub data: PathBuf,
    /// The folder of the browser's app, if this relay is to serve it, too.
    pub app: Option<PathBuf>,
    /// The teams that are served; none named: every team that comes, up to the quota's number.
    pub teams: BTreeSet<TeamId>,
    /// Proxies that are believed when they say for whom they ask.
    pub behind: BTreeSet<IpAddr>,
    /// Sizes and rates.
    pub limits: Limits,
    /// Time.
    pub clock: Arc<dyn Clock>,
}

/// Sizes and rates.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// One request body. Never more than [`MAX_BODY`].
    pub body_bytes: usize,
    /// Requests of one device, on average; four times the minute's share may come at once.
    pub requests_per_minute: u32,
    /// How much is kept.
    pub quota: Quota,
    /// The storage's own limits.
    pub store: Settings,
    /// A body of which nothing comes for this long has broken off. Bodies and answers may also take this long beyond
    /// the time that they need at [`Bounds::floor`].
    pub idle: Duration,
    /// Who may connect, and how slow a client may be.
    pub places: Bounds,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: MAX_BODY,
            requests_per_minute: 120,
            quota: Quota {
                bytes: 4 << 30,
                devices: 5_000,
                teams: 100,
            },
            store: Settings::default(),
            idle: Duration::from_secs(60),
            places: Bounds::default(),
        }
    }
}

impl Config {
    /// A relay for every team, with the usual limits.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            app: None,
            teams: BTreeSet::new(),
            behind: BTreeSet::new(),
            limits: Limits::default(),
            clock: Arc::new(SystemClock::default()),
        }
    }

    pub(crate) fn serves(&self, team: &TeamId) -> bool {
        self.teams.is_empty() || self.teams.contains(team)
    }
}
