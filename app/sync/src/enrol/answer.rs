//! The second text: the certificate and the keys for the new device; and the third, which only says that it arrived.

use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use wayside_protocol::{Certificate, Chain};
use wayside_seam::{Problem, Role};
use zeroize::Zeroizing;

use super::request::JoinRequest;
use super::text::{self, Step};
use crate::identity::{self, Identity};
use crate::key::Key;
use crate::keyring::Grant;
use crate::team::{self, Badge, Team};
use crate::words;
use crate::wrap::{self, Wrap};

const LABEL: &str = "wayside join answer v1";

/// What the approver hands over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    chain: Vec<u8>,
    wrap: Wrap,
    signature: Vec<u8>,
}

/// What is inside the wrap: only the new device reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parcel {
    /// The team's name.
    pub name: String,
    /// Where its relay is.
    pub relay: String,
    /// The team's key.
    pub key: Key,
    /// The caseload keys.
    pub grants: Vec<Grant>,
}

/// A chain taken apart: approver and new device. The chain was verified.
struct Ends {
    approver: Certificate,
    new: Certificate,
}

impl Answer {
    fn chain(&self) -> Result<Chain, Problem> {
        Chain::decode(&self.chain).map_err(|_| Problem::JoinTextDamaged)
    }

    /// From text; chain and signature are checked.
    pub fn from_text(text: &str) -> Result<Answer, Problem> {
        match text::decode(text)? {
            (Step::Answer, payload) => Answer::read(&payload),
            _ => Err(Problem::JoinTextForeign),
        }
    }

    pub(super) fn read(payload: &[u8]) -> Result<Answer, Problem> {
        let answer: Answer = postcard::from_bytes(payload).map_err(|_| Problem::JoinTextDamaged)?;
        let ends = answer.ends()?;
        if !identity::verify(
            &ends.approver.sign,
            LABEL,
            &signed(&answer.chain, &answer.wrap),
            &answer.signature,
        ) {
            return Err(Problem::JoinTextDamaged);
        }
        Ok(answer)
    }

    fn ends(&self) -> Result<Ends, Problem> {
        let chain = self.chain()?;
        chain.verify().map_err(|_| Problem::JoinTextDamaged)?;
        match chain.0.as_slice() {
            [.., approver, new] => Ok(Ends {
                approver: approver.clone(),
                new: new.clone(),
            }),
            _ => Err(Problem::JoinTextDamaged),
        }
    }

    fn text(&self) -> String {
        // Into a growing Vec nothing can fail.
        text::encode(
            Step::Answer,
            &postcard::to_allocvec(self).unwrap_or_default(),
        )
    }

    /// What both sides compare: team, approver and new device.
    pub fn words(&self) -> String {
        self.ends()
            .map(|Ends { approver, new }| {
                words::compared("answer", &[&new.root, &approver.sign, &new.sign, &new.kem])
            })
            .unwrap_or_default()
    }
}

fn signed(chain: &[u8], wrap: &Wrap) -> Vec<u8> {
    [
        &(chain.len() as u64).to_le_bytes(),
        chain,
        &wrap.enc,
        &wrap.sealed,
    ]
    .concat()
}

fn purpose(ends: &Ends) -> Vec<u8> {
    [
        LABEL.as_bytes(),
        &ends.new.root,
        &ends.approver.sign,
        &ends.new.sign,
    ]
    .concat()
}

/// The approver's side: certifies the device and packs its keys. Gives the new chain, the text and the words.
pub fn approve(
    team: &Team,
    own: &Chain,
    me: &Identity,
    request: &JoinRequest,
    role: Role,
    grants: Vec<Grant>,
    rng: &mut dyn CryptoRng,
) -> Result<(Chain, String, String), Problem> {
    let inner = |_| Problem::Internal {
        what: "certificate".into(),
    };
    let badge = Badge {
        role,
        label: request.label.clone(),
    };
    let chain =
        team::certify(team, own, me, request.sign, request.kem, &badge, rng).map_err(inner)?;
    // An own chain that is too long, or that may not enrol, shows here.
    chain.verify().map_err(|_| Problem::NotAllowed)?;
    let mut answer = Answer {
        chain: chain.encode(),
        wrap: Wrap {
            enc: [0; 32],
            sealed: Vec::new(),
        },
        signature: Vec::new(),
    };
    let ends = answer.ends()?;
    let parcel = Parcel {
        name: team.name.clone(),
        relay: team.relay.clone(),
        key: team.key.clone(),
        grants,
    };
    let plain = Zeroizing::new(postcard::to_allocvec(&parcel).unwrap_or_default());
    // A wrapping key that is no key: the request was made by hand.
    answer.wrap = wrap::wrap(&request.kem, &purpose(&ends), &plain, rng)
        .map_err(|_| Problem::JoinTextDamaged)?;
    answer.signature = me
        .sign(LABEL, &signed(&answer.chain, &answer.wrap))
        .to_vec();
    let words = answer.words();
    Ok((chain, answer.text(), words))
}

/// The new device's side: checks that the answer is for its own keys and opens it.
pub fn accept(answer: &Answer, me: &Identity) -> Result<(Chain, Parcel), Problem> {
    let ends = answer.ends()?;
    if ends.new.sign != me.sign_public() || ends.new.kem != me.kem_public() {
        return Err(Problem::JoinTextForeign);
    }
    let plain = wrap::unwrap(me.kem(), &purpose(&ends), &answer.wrap)
        .map_err(|_| Problem::JoinTextDamaged)?;
    let parcel: Parcel =
        postcard::from_bytes(&Zeroizing::new(plain)).map_err(|_| Problem::JoinTextDamaged)?;
    // The certificate has to be readable under the team's key, or nobody in the team would know this device's role.
    Badge::open(&parcel.key, &ends.new).ok_or(Problem::JoinTextDamaged)?;
    Ok((answer.chain()?, parcel))
}

/// The third text: that the device has joined, signed by it.
pub fn confirmation(answer: &Answer, me: &Identity) -> String {
    let signature = me.sign("wayside joined v1", &answer.chain);
    text::encode(
        Step::Confirmation,
        &[me.id().0.as_slice(), &signature].concat(),
    )
}
