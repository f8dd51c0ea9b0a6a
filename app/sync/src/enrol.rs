//! Enrolment without a network, in three texts that QR codes, files or people carry.
//!
//! ```text
//! new device                             supervisor's device
//!  request: keys, label, own signature ──▶ approve: certificate, keys wrapped to the new device
//!  accept ◀────────────────────────────── answer: chain, wraps, approver's signature
//!  confirmation ─────────────────────────▶ (for the eye; the certificate admits the device by itself)
//! ```
//! | who swaps a text | what gives it away |
//! |---|---|
//! | request: a stranger's keys | the request's words, shown on both devices before approval |
//! | answer: a stranger's team | the answer's words, shown on both devices after acceptance |
//!
//! A text that is cut, mistyped, of another step, team or device is refused before anything is written.

mod answer;
mod request;
mod text;

pub use answer::{Answer, Parcel, accept, approve, confirmation};
pub use request::JoinRequest;
pub use text::Step;
use wayside_seam::Problem;

/// The words of any join text, without acting on it.
pub fn words_of(text: &str) -> Result<String, Problem> {
    match text::decode(text)? {
        (Step::Request, payload) => Ok(JoinRequest::read(&payload)?.words()),
        (Step::Answer, payload) => Ok(Answer::read(&payload)?.words()),
        (Step::Confirmation, _) => Err(Problem::JoinTextForeign),
    }
}

#[cfg(test)]
mod tests;
