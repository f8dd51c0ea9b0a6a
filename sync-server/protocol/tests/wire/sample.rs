//! A small team with keys that are the same in every run.

use ed25519_dalek::SigningKey;
use wayside_protocol::{
    CaseloadId, Certificate, Chain, DeviceId, Hash, Header, Issuer, Kind, NewCertificate, Segment,
    TeamId, VERSION,
};

pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

pub fn public(key: &SigningKey) -> [u8; 32] {
    key.verifying_key().to_bytes()
}

pub fn team() -> TeamId {
    TeamId::of_root(&public(&key(1)))
}

pub fn new_certificate(seed: u8, may_enrol: bool) -> NewCertificate {
    NewCertificate {
        root: public(&key(1)),
        sign: public(&key(seed)),
        kem: [seed; 32],
        may_enrol,
        sealed: vec![seed; 40],
    }
}

/// The admin's chain: one certificate, signed by the root.
pub fn admin() -> Chain {
    Chain(vec![
        Certificate::issue(new_certificate(2, true), Issuer::Root, &key(1)).unwrap(),
    ])
}

/// A worker's chain: signed by the admin.
pub fn worker() -> Chain {
    let issuer = Issuer::Device(DeviceId::of_sign(&public(&key(2))));
    let mut chain = admin();
    chain
        .0
        .push(Certificate::issue(new_certificate(3, false), issuer, &key(2)).unwrap());
    chain
}

pub fn header(index: u64, prev: Hash) -> Header {
    Header {
        version: VERSION,
        kind: Kind::Changes,
        team: team(),
        caseload: CaseloadId([7; 16]),
        epoch: 0x0403_0201,
        device: DeviceId::of_sign(&public(&key(3))),
        index,
        prev,
    }
}

pub fn segment() -> Segment {
    Segment::sign(header(1, Hash::ZERO), [9; 24], (0..=99).collect(), &key(3)).unwrap()
}
