//! What a device is told.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use wayside_protocol::{
    Auth, Entry, MAX_ANSWER, ProblemCode, Pull, Refusal, ResponseFrame, VERSION, Welcome,
};

use crate::mailbox::{MailboxError, PageQuery, Standing};
use crate::relay::Relay;

/// What an answer holds when the device leaves it to the relay.
const USUAL_ANSWER: usize = 512 * 1024;

/// A status and frames; no header that HTTP does not need, since phones pay for bytes.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
    pub(crate) entries: usize,
}

impl Reply {
    /// A request that was not served. `before` has the frames in front of the problem, such as the results of segments
    /// that it brought.
    pub(crate) fn problem(code: ProblemCode, before: &[ResponseFrame]) -> Self {
        let mut body = Vec::new();
        before.iter().for_each(|frame| frame.encode(&mut body));
        ResponseFrame::Problem(code).encode(&mut body);
        Self {
            status: status(code),
            body,
            entries: 0,
        }
    }

    /// A problem, and the nonce that helps out of it. It does not tell how the team stands, since the relay does not
    /// know yet who asks.
    pub(crate) fn challenge(code: ProblemCode, relay: &Relay, auth: &Auth) -> Self {
        Self::problem(
            code,
            &[welcome(
                relay,
                auth,
                Standing {
                    log_epoch: 0,
                    head: 0,
                },
            )],
        )
    }

    /// A storage error. Details are for the operator's log, not for the network.
    pub(crate) fn failed(error: &MailboxError) -> Self {
        if *error == MailboxError::TeamLimit {
            return Self::problem(ProblemCode::TeamNotServed, &[]);
        }
        tracing::error!(%error, "the store failed");
        Self::problem(ProblemCode::Unavailable, &[])
    }

    /// Results, and what was asked for.
    pub(crate) async fn served(
        relay: &Relay,
        auth: &Auth,
        results: (u32, Vec<Refusal>),
        pull: Option<Pull>,
    ) -> Result<Self, MailboxError> {
        let results = results_frame(results);
        let mut body = Vec::new();
        let Some(pull) = pull else {
            welcome(relay, auth, relay.mailbox().standing(auth.team).await?).encode(&mut body);
            results.encode(&mut body);
            return Ok(Self {
                status: StatusCode::OK,
                body,
                entries: 0,
            });
        };
        let asked = usize::try_from(pull.max_bytes).unwrap_or(usize::MAX);
        let budget = if asked == 0 {
            USUAL_ANSWER
        } else {
            asked.min(MAX_ANSWER)
        };
        let fills = match pull.holes.is_empty() {
            true => Vec::new(),
            false => relay.mailbox().fill(auth.team, pull.holes, budget).await?,
        };
        let max_bytes = budget.saturating_sub(fills.iter().map(Vec::len).sum());
        let (team, except, after) = (auth.team, auth.device, pull.cursor);
        let query = PageQuery {
            team,
            after,
            caseloads: pull.caseloads,
            except,
            max_bytes,
        };
        let page = relay.mailbox().page(query).await?;

        let entries = fills.len() + page.entries.len();
        welcome(relay, auth, page.standing).encode(&mut body);
        results.encode(&mut body);
        fills
            .into_iter()
            .for_each(|bytes| ResponseFrame::HoleEntry(bytes).encode(&mut body));
        page.entries
            .iter()
            .for_each(|kept| Entry::encode_raw(&mut body, kept.seq, kept.is_chain, &kept.bytes));
        ResponseFrame::End {
            cursor: page.cursor,
            more: page.more,
        }
        .encode(&mut body);
        Ok(Self {
            status: StatusCode::OK,
            body,
            entries,
        })
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        if self.status == StatusCode::TOO_MANY_REQUESTS {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        response
    }
}

pub(crate) fn welcome(relay: &Relay, auth: &Auth, standing: Standing) -> ResponseFrame {
    let Standing { log_epoch, head } = standing;
    ResponseFrame::Welcome(Welcome {
        version: VERSION,
        log_epoch,
        head,
        nonce: relay.nonce(auth.team, auth.device),
    })
}

pub(crate) fn results_frame((accepted, refused): (u32, Vec<Refusal>)) -> ResponseFrame {
    ResponseFrame::Results { accepted, refused }
}

fn status(code: ProblemCode) -> StatusCode {
    match code {
        ProblemCode::Nonce | ProblemCode::UnknownDevice | ProblemCode::BadSignature => {
            StatusCode::UNAUTHORIZED
        }
        ProblemCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ProblemCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ProblemCode::TeamNotServed => StatusCode::FORBIDDEN,
        ProblemCode::Malformed | ProblemCode::Version | ProblemCode::Unknown(_) => {
            StatusCode::BAD_REQUEST
        }
    }
}
