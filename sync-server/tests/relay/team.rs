//! Devices as a relay meets them: keys, chains, segments, signed bodies.

use std::collections::HashMap;

use ed25519_dalek::SigningKey;
use wayside_protocol::{
    Auth, CaseloadId, Certificate, Chain, DeviceId, Hash, Header, Issuer, Kind, NewCertificate,
    RequestFrame, SYNC_PATH, Segment, TeamId, VERSION,
};

pub const SITE: CaseloadId = CaseloadId([0xAA; 16]);
pub const OTHER_SITE: CaseloadId = CaseloadId([0xBB; 16]);

pub struct Team {
    root: SigningKey,
    admin: SigningKey,
}

impl Team {
    pub fn new(seed: u8) -> Self {
        Self {
            root: SigningKey::from_bytes(&[seed; 32]),
            admin: SigningKey::from_bytes(&[seed + 1; 32]),
        }
    }

    pub fn id(&self) -> TeamId {
        TeamId::of_root(&public(&self.root))
    }

    fn certificate(
        &self,
        key: &SigningKey,
        may_enrol: bool,
        issuer: Issuer,
        issuer_key: &SigningKey,
    ) -> Certificate {
        let (root, sign) = (public(&self.root), public(key));
        let new = NewCertificate {
            root,
            sign,
            kem: [0; 32],
            may_enrol,
            sealed: vec![1; 48],
        };
        Certificate::issue(new, issuer, issuer_key).unwrap()
    }

    /// A phone that the team's admin enrolled.
    pub fn phone(&self, seed: u8) -> Phone {
        let key = SigningKey::from_bytes(&[seed; 32]);
        let admin = DeviceId::of_sign(&public(&self.admin));
        let chain = Chain(vec![
            self.certificate(&self.admin, true, Issuer::Root, &self.root),
            self.certificate(&key, false, Issuer::Device(admin), &self.admin),
        ]);
        Phone {
            team: self.id(),
            key,
            chain,
            nonce: [0; 24],
            streams: HashMap::new(),
        }
    }
}

pub fn public(key: &SigningKey) -> [u8; 32] {
    key.verifying_key().to_bytes()
}

#[derive(Clone)]
pub struct Phone {
    pub team: TeamId,
    pub key: SigningKey,
    pub chain: Chain,
    pub nonce: [u8; 24],
    /// Per caseload the last index and hash.
    pub streams: HashMap<CaseloadId, (u64, Hash)>,
}

impl Phone {
    pub fn id(&self) -> DeviceId {
        DeviceId::of_sign(&public(&self.key))
    }

    /// The next segment of the stream, its body filled with `fill`.
    pub fn write(&mut self, caseload: CaseloadId, fill: u8, length: usize) -> Vec<u8> {
        let (index, prev) = self
            .streams
            .get(&caseload)
            .copied()
            .unwrap_or((0, Hash::ZERO));
        let (version, kind, team, epoch) = (VERSION, Kind::Changes, self.team, 1);
        let header = Header {
            version,
            kind,
            team,
            caseload,
            epoch,
            device: self.id(),
            index: index + 1,
            prev,
        };
        let bytes = Segment::sign(header, [0; 24], vec![fill; length], &self.key)
            .unwrap()
            .encode();
        self.streams.insert(caseload, (index + 1, Hash::of(&bytes)));
        bytes
    }

    pub fn authorization(&self, body: &[u8]) -> String {
        Auth::sign(
            &self.key,
            self.team,
            self.nonce,
            "POST",
            SYNC_PATH,
            Hash::of(body),
        )
        .encode()
    }

    pub fn introduction(&self) -> RequestFrame {
        RequestFrame::Certificate(self.chain.clone())
    }
}

pub fn body(frames: &[RequestFrame]) -> Vec<u8> {
    let mut out = Vec::new();
    frames.iter().for_each(|frame| frame.encode(&mut out));
    out
}

pub fn segments(all: &[Vec<u8>]) -> Vec<RequestFrame> {
    all.iter().cloned().map(RequestFrame::Segment).collect()
}
