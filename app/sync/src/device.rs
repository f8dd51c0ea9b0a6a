//! The facade: one open vault with its keys, roster and engine.

use wayside_vault::Vault;

use crate::engine::Pace;
use crate::service::message::{Env, Notice, Problem, Reply, Request};

/// What happened outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The vault was opened.
    Opened,
    /// Something was saved.
    Changed,
    /// The network came.
    SignalFound,
    /// The network went.
    SignalLost,
    /// A person asked.
    AskedToSync,
    /// The timer that was set ran out.
    TimerFired,
    /// The answer's status line is there.
    ResponseStarted {
        /// The HTTP status.
        status: u16,
    },
    /// A piece of the answer.
    ResponseBytes(Vec<u8>),
    /// The answer is complete.
    ResponseEnded,
    /// No answer, or it broke off.
    ResponseFailed(Failure),
    /// A slice of work is done.
    WorkDone,
}

/// Why there is no (whole) answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// No connection.
    Unreachable,
    /// It broke off or took too long.
    Interrupted,
    /// The address can't be used.
    Address,
}

/// What is to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send this request.
    Post {
        /// Where to.
        url: String,
        /// The `authorization` header.
        authorization: String,
        /// The body.
        body: Vec<u8>,
    },
    /// Drop the request under way.
    CancelPost,
    /// Set the one timer (an earlier setting is forgotten).
    SetTimer {
        /// In so many milliseconds.
        millis: u64,
    },
    /// Call `Device::work` soon.
    Work,
    /// Tell the screens.
    Notify(Notice),
}

/// One open device.
pub struct Device {
    vault: Vault,
}

impl Device {
    /// Makes a team in a new vault; the second value is the 24 recovery words.
    pub fn new_team(
        vault: Vault,
        name: &str,
        relay: &str,
        label: &str,
        pace: Pace,
        env: &mut Env<'_>,
    ) -> Result<(Device, String), Problem> {
        let _ = (vault, name, relay, label, pace, env);
        Err(Problem::Internal {
            what: "not built yet".into(),
        })
    }

    /// Opens the device of a vault.
    pub fn open(vault: Vault, pace: Pace, env: &mut Env<'_>) -> Result<Device, Problem> {
        let _ = (pace, env);
        Ok(Device { vault })
    }

    /// Answers one request of a screen.
    pub fn request(&mut self, request: Request, env: &mut Env<'_>) -> Result<Reply, Problem> {
        let _ = (request, env);
        Err(Problem::Internal {
            what: "not built yet".into(),
        })
    }

    /// Takes one event of the outside world.
    pub fn handle(&mut self, event: Event, env: &mut Env<'_>) -> Vec<Effect> {
        let _ = (event, env);
        Vec::new()
    }

    /// Does one slice of background work; `Effect::Work` among the effects asks for the next.
    pub fn work(&mut self, env: &mut Env<'_>) -> Vec<Effect> {
        let _ = env;
        Vec::new()
    }

    /// The vault, for exports.
    pub fn vault(&mut self) -> &mut Vault {
        &mut self.vault
    }
}
