//! One exchange from its request to what it came to.
//!
//! | the answer | then |
//! |---|---|
//! | complete | done; at once again while both sides have more and each round gets somewhere |
//! | "nonce", "unknown device" for the first time | again at once, with the fresh nonce or the own chain |
//! | another problem of the relay | failed, and named |
//! | broke off after something was stored or acknowledged | goes on at once from there |
//! | broke off before, never came, or is no relay's | failed, and named |
//!
//! Whatever it came to, what had arrived complete is committed first.

use wayside_protocol::{ProblemCode, SYNC_PATH};
use wayside_seam::{AddressFault, Problem, RelayCode, relay};

use super::pull::Exchange;
use super::{Device, Effect, Failure};
use crate::engine::Input;
use crate::env::Env;

impl Device {
    pub(super) fn post(&mut self, env: &mut Env<'_>) {
        match self.build(env) {
            Ok(built) => {
                self.totals.bytes_up += built.outgoing.body.len() as u64;
                let relay = self
                    .book
                    .membership
                    .as_ref()
                    .map_or("", |member| member.team.relay.as_str());
                self.effects.push(Effect::Post {
                    url: format!("{relay}{SYNC_PATH}"),
                    authorization: built.outgoing.authorization,
                    body: built.outgoing.body,
                });
                self.exchange = Some(Exchange::new(built.pushed, built.introduced, built.cursor));
            }
            Err(problem) => {
                self.report(problem);
                self.drive(Input::Failed { again: false }, env);
            }
        }
        self.recount();
    }

    /// The exchange was cancelled: what had arrived is kept.
    pub(super) fn abandon(&mut self, env: &mut Env<'_>) {
        if let Some(mut exchange) = self.exchange.take() {
            let kept = self.commit(&mut exchange, env);
            self.note(kept);
        }
    }

    /// The answer is over, one way or another.
    pub(super) fn finish(&mut self, failure: Option<Failure>, env: &mut Env<'_>) {
        let Some(mut exchange) = self.exchange.take() else {
            return;
        };
        if let Err(problem) = self.commit(&mut exchange, env) {
            exchange.failed = Some(problem);
        }
        let (input, problem) = self.judge(&exchange, failure);
        if let Input::Done { .. } = input
            && problem.is_none()
        {
            self.memory.introduced = exchange.code.is_none() && exchange.ended.is_some();
            self.memory.last_success = Some(env.now);
        }
        if let Input::Failed { again: true } = input {
            // The next try says how it went.
        } else {
            self.problem = problem
                .or_else(|| exchange.refusals.clone())
                .or_else(|| self.lasting_problem());
        }
        let saved = self.memory.save(&mut self.remembered, &mut self.vault);
        self.note(saved.map_err(Problem::from));
        self.recount();
        self.drive(input, env);
    }

    /// What an exchange came to.
    fn judge(&mut self, exchange: &Exchange, failure: Option<Failure>) -> (Input, Option<Problem>) {
        const FAILED: Input = Input::Failed { again: false };
        if let Some(problem) = &exchange.failed {
            return (
                FAILED,
                Some(
                    self.not_a_relay(exchange.status)
                        .unwrap_or_else(|| problem.clone()),
                ),
            );
        }
        if let Some(code) = exchange.code {
            return self.judge_code(code, exchange);
        }
        match (failure, exchange.ended) {
            (_, Some(more)) => {
                let left = exchange.progress && (more || self.has_to_push().unwrap_or(false));
                (Input::Done { more: left }, None)
            }
            // Cut, but further than before: go on at once from there. Without progress the waits grow.
            (Some(Failure::Interrupted) | None, None) if exchange.progress => {
                (Input::Done { more: true }, Some(Problem::Interrupted))
            }
            (Some(Failure::Unreachable), None) => (FAILED, Some(Problem::RelayUnreachable)),
            (Some(Failure::Address), None) => (FAILED, Some(self.wrong_address())),
            (Some(Failure::Interrupted), None) => (FAILED, Some(Problem::Interrupted)),
            (None, None) => {
                let problem = self
                    .not_a_relay(exchange.status)
                    .unwrap_or(Problem::Interrupted);
                (FAILED, Some(problem))
            }
        }
    }

    /// What is wrong with the relay's address. One that the rule takes and the system's HTTP does not has an impossible
    /// name.
    fn wrong_address(&self) -> Problem {
        let member = self.book.membership.as_ref();
        let fault = member.and_then(|member| relay::address(&member.team.relay).err());
        Problem::RelayAddress {
            fault: fault.unwrap_or(AddressFault::Host),
        }
    }

    /// A status that a relay never gives without a frame that explains it.
    fn not_a_relay(&self, status: u16) -> Option<Problem> {
        match status {
            200 => None,
            429 | 500..=599 => Some(Problem::RelayBusy {
                code: RelayCode::Status(status),
            }),
            _ => Some(Problem::RelayGarbage),
        }
    }

    fn judge_code(&mut self, code: ProblemCode, exchange: &Exchange) -> (Input, Option<Problem>) {
        let failed = |problem| (Input::Failed { again: false }, Some(problem));
        let busy = |code| failed(Problem::RelayBusy { code });
        let refused = |code| failed(Problem::RelayRefused { code });
        let again = (Input::Failed { again: true }, Some(Problem::NotAdmitted));
        match code {
            ProblemCode::Nonce => again,
            ProblemCode::UnknownDevice if !exchange.introduced => {
                self.memory.introduced = false;
                again
            }
            ProblemCode::UnknownDevice => failed(Problem::NotAdmitted),
            ProblemCode::Version => failed(Problem::RelayVersion),
            ProblemCode::RateLimited => busy(RelayCode::TooManyRequests),
            ProblemCode::Unavailable => busy(RelayCode::Unavailable),
            ProblemCode::BadSignature => refused(RelayCode::Signature),
            ProblemCode::Malformed => refused(RelayCode::Malformed),
            ProblemCode::TooLarge => refused(RelayCode::TooLarge),
            ProblemCode::TeamNotServed => refused(RelayCode::TeamNotServed),
            ProblemCode::Unknown(code) => refused(RelayCode::Newer(code)),
        }
    }
}
