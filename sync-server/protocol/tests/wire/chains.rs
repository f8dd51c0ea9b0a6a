//! Who admits whom.

use wayside_protocol::{
    Certificate, CertificateError, Chain, ChainError, DeviceId, Issuer, MAX_SEALED,
};

use crate::sample::{admin, key, new_certificate, public, worker};

fn device(seed: u8) -> Issuer {
    Issuer::Device(DeviceId::of_sign(&public(&key(seed))))
}

fn refused(chain: &Chain) -> ChainError {
    chain.verify().unwrap_err()
}

#[test]
fn chain_leads_from_the_root_to_the_device() {
    let chain = Chain::decode(&worker().encode()).unwrap();
    assert_eq!(chain, worker());
    assert_eq!(
        chain.verify().unwrap().device(),
        DeviceId::of_sign(&public(&key(3)))
    );
    let prefixes: Vec<_> = chain.prefixes().collect();
    assert_eq!(prefixes, [admin(), worker()]);
}

#[test]
fn device_that_may_not_enrol_admits_nobody() {
    let mut chain = worker();
    chain
        .0
        .push(Certificate::issue(new_certificate(4, false), device(3), &key(3)).unwrap());
    assert_eq!(refused(&chain), ChainError::MayNotEnrol);
}

#[test]
fn chain_with_a_link_left_out_is_refused() {
    let mut chain = worker();
    chain.0.remove(0);
    assert_eq!(refused(&chain), ChainError::Issuer);
    assert_eq!(refused(&Chain(Vec::new())), ChainError::Length);
}

#[test]
fn foreign_root_does_not_get_into_a_team() {
    // Mallory has a root of her own, and claims ours.
    let mut new = new_certificate(9, true);
    let ours = new.root;
    new.root = public(&key(8));
    let mut forged = Certificate::issue(new, Issuer::Root, &key(8)).unwrap();
    assert!(
        Chain(vec![forged.clone()]).verify().is_ok(),
        "her own team is hers"
    );
    forged.team = wayside_protocol::TeamId::of_root(&ours);
    assert_eq!(
        refused(&Chain(vec![forged.clone()])),
        CertificateError::Team.into()
    );
    forged.root = ours;
    assert_eq!(
        refused(&Chain(vec![forged])),
        CertificateError::Signature.into()
    );
}

#[test]
fn chain_of_two_teams_is_refused() {
    let mut new = new_certificate(4, false);
    new.root = public(&key(8));
    let mut chain = admin();
    chain
        .0
        .push(Certificate::issue(new, device(2), &key(2)).unwrap());
    assert_eq!(refused(&chain), ChainError::Team);
}

#[test]
fn chain_longer_than_four_is_refused() {
    let mut chain = admin();
    for seed in 3..=6 {
        chain.0.push(
            Certificate::issue(
                new_certificate(seed, true),
                device(seed - 1),
                &key(seed - 1),
            )
            .unwrap(),
        );
    }
    assert_eq!(refused(&chain), ChainError::Length);
    assert_eq!(Chain::decode(&chain.encode()), Err(ChainError::Length));
    chain.0.pop();
    assert!(chain.verify().is_ok());
}

#[test]
fn sealed_part_keeps_to_its_limit() {
    let mut new = new_certificate(2, true);
    new.sealed = vec![0; MAX_SEALED + 1];
    assert_eq!(
        Certificate::issue(new, Issuer::Root, &key(1)),
        Err(CertificateError::TooLarge)
    );
}

#[test]
fn certificate_of_a_newer_version_is_named_so() {
    let mut bytes = admin().0[0].encode();
    bytes[0] = 2;
    assert_eq!(
        Certificate::decode(&bytes),
        Err(CertificateError::Version(2))
    );
}
