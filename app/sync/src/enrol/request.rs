//! The first text: who wants to join.

use serde::{Deserialize, Serialize};
use wayside_seam::Problem;

use super::text::{self, Step};
use crate::identity::{self, Identity};
use crate::words;

const LABEL: &str = "wayside join request v1";

/// What a new device says of itself. Signed, so that nobody asks in the name of keys that are not theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinRequest {
    /// The public signing key.
    pub sign: [u8; 32],
    /// The public wrapping key.
    pub kem: [u8; 32],
    /// What it is called.
    pub label: String,
    signature: Vec<u8>,
}

impl JoinRequest {
    /// A device's request. The same keys and label give the same request.
    pub fn new(me: &Identity, label: &str) -> JoinRequest {
        let (sign, kem) = (me.sign_public(), me.kem_public());
        let signature = me.sign(LABEL, &signed(&kem, label)).to_vec();
        JoinRequest {
            sign,
            kem,
            label: label.to_owned(),
            signature,
        }
    }

    /// As text.
    pub fn text(&self) -> String {
        // Into a growing Vec nothing can fail.
        text::encode(
            Step::Request,
            &postcard::to_allocvec(self).unwrap_or_default(),
        )
    }

    /// From text; the signature is checked.
    pub fn from_text(text: &str) -> Result<JoinRequest, Problem> {
        match text::decode(text)? {
            (Step::Request, payload) => JoinRequest::read(&payload),
            _ => Err(Problem::JoinTextForeign),
        }
    }

    pub(super) fn read(payload: &[u8]) -> Result<JoinRequest, Problem> {
        let request: JoinRequest =
            postcard::from_bytes(payload).map_err(|_| Problem::JoinTextDamaged)?;
        let signed = signed(&request.kem, &request.label);
        if !identity::verify(&request.sign, LABEL, &signed, &request.signature) {
            return Err(Problem::JoinTextDamaged);
        }
        Ok(request)
    }

    /// What both sides compare.
    pub fn words(&self) -> String {
        words::compared("request", &[&self.sign, &self.kem, self.label.as_bytes()])
    }
}

fn signed(kem: &[u8; 32], label: &str) -> Vec<u8> {
    [kem, label.as_bytes()].concat()
}
