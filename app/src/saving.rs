//! Saving, and saying so. A thing is shown as saved only after the service's reply.
//!
//! | state | when |
//! |---|---|
//! | idle | nothing was asked yet |
//! | saving | at least one request is under way |
//! | saved | all are answered, the last one well |
//! | failed | the last one was refused; its reason is shown |

use dioxus::prelude::*;
use wayside_domain::command::Command;
use wayside_seam::{Problem, Reply, Request};

use crate::session::{Session, use_session};

/// The table above.
#[derive(Clone, Debug, PartialEq)]
pub enum SavingNow {
    /// Nothing was asked yet.
    Idle,
    /// At least one request is under way.
    Saving,
    /// All are answered, the last one well.
    Saved,
    /// The last one was refused.
    Failed(Problem),
}

impl SavingNow {
    /// The state's name, as `data-state` shows it.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Saving => "saving",
            Self::Saved => "saved",
            Self::Failed(_) => "failed",
        }
    }
}

/// The requests of one screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saving {
    open: u32,
    last: Option<Result<(), Problem>>,
}

impl Saving {
    /// A request went out.
    pub fn asked(&mut self) {
        self.open += 1;
    }

    /// A request was answered.
    pub fn answered(&mut self, result: Result<(), Problem>) {
        self.open = self.open.saturating_sub(1);
        self.last = Some(result);
    }

    /// How it stands.
    pub fn now(&self) -> SavingNow {
        match (self.open, &self.last) {
            (0, None) => SavingNow::Idle,
            (0, Some(Ok(()))) => SavingNow::Saved,
            (0, Some(Err(problem))) => SavingNow::Failed(problem.clone()),
            _ => SavingNow::Saving,
        }
    }

    /// Why the last request was refused.
    pub fn problem(&self) -> Option<&Problem> {
        self.last.as_ref().and_then(|last| last.as_ref().err())
    }
}

/// Sends requests for one screen and keeps its [`Saving`].
#[derive(Clone, Copy, PartialEq)]
pub struct Saver {
    session: Session,
    state: Signal<Saving>,
}

/// A saver for this component.
pub fn use_saver() -> Saver {
    let session = use_session();
    let state = use_signal(Saving::default);
    Saver { session, state }
}

impl Saver {
    /// How it stands. A component that asks is drawn again when that changes.
    pub fn now(self) -> SavingNow {
        self.state.read().now()
    }

    /// Something is under way.
    pub fn busy(self) -> bool {
        self.now() == SavingNow::Saving
    }

    /// Why the last request was refused; stays until the next one is answered.
    pub fn problem(self) -> Option<Problem> {
        self.state.read().problem().cloned()
    }

    /// Asks; the request is carried out even when the screen is left, `then` only while it is there.
    pub fn ask(self, request: Request, then: impl FnOnce(Result<Reply, Problem>) + 'static) {
        self.session.keep(async move {
            let result = self.send(request).await;
            if self.alive() {
                then(result);
            }
        });
    }

    /// Asks and keeps the books, while there are books to keep.
    pub async fn send(mut self, request: Request) -> Result<Reply, Problem> {
        if let Ok(mut saving) = self.state.try_write() {
            saving.asked();
        }
        let result = self.session.ask(request).await;
        if let Ok(mut saving) = self.state.try_write() {
            saving.answered(result.as_ref().map(|_| ()).map_err(Clone::clone));
        }
        result
    }

    /// Whether the screen is still there.
    pub fn alive(self) -> bool {
        self.state.try_peek().is_ok()
    }

    /// One act on a case file; `then` runs only when it was saved.
    pub fn act(self, command: Command, then: impl FnOnce() + 'static) {
        self.ask(Request::Do(command), move |result| {
            if result.is_ok() {
                then();
            }
        });
    }

    /// Shows a refusal that did not come from the service.
    pub fn refuse(mut self, problem: Problem) {
        let mut state = self.state.write();
        state.asked();
        state.answered(Err(problem));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_is_shown_only_when_every_request_is_answered() {
        let mut saving = Saving::default();
        assert_eq!(saving.now(), SavingNow::Idle);
        saving.asked();
        saving.asked();
        saving.answered(Ok(()));
        assert_eq!(saving.now(), SavingNow::Saving);
        saving.answered(Ok(()));
        assert_eq!(saving.now(), SavingNow::Saved);
    }

    #[test]
    fn refusal_is_shown_with_its_reason_until_the_next_request() {
        let mut saving = Saving::default();
        saving.asked();
        saving.answered(Err(Problem::DiskFull));
        assert_eq!(saving.now(), SavingNow::Failed(Problem::DiskFull));
        assert_eq!(saving.problem(), Some(&Problem::DiskFull));
        saving.asked();
        assert_eq!(saving.now(), SavingNow::Saving);
    }
}
