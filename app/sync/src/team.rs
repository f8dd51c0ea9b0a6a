//! A team: its root key, the key that all its devices share, and what a certificate says under that key.
//!
//! The root key exists for the length of `found`: it signs the first device's certificate, becomes 24 recovery words
//! and is wiped. Every later device is admitted by a device, never by the root.

use ed25519_dalek::SigningKey;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use wayside_protocol::{Certificate, CertificateError, Chain, Issuer, NewCertificate, TeamId};
use wayside_seam::Role;
use zeroize::Zeroizing;

use crate::identity::Identity;
use crate::key::{Key, NotOpened};
use crate::words;

/// What every device of a team knows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Team {
    /// The root public key.
    pub root: [u8; 32],
    /// The name.
    pub name: String,
    /// Where the relay is; empty for a practice team.
    pub relay: String,
    /// Seals the roster and the certificates' inner part.
    pub key: Key,
}

impl Team {
    /// The team's id.
    pub fn id(&self) -> TeamId {
        TeamId::of_root(&self.root)
    }
}

/// Role and label of a device: what only its team may read in its certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// What it may do.
    pub role: Role,
    /// What it is called.
    pub label: String,
}

/// The inner part is padded to a multiple of this, so that its length says nothing of the label.
const BADGE_BLOCK: usize = 48;

impl Badge {
    fn seal(
        &self,
        team: &Key,
        sign: &[u8; 32],
        rng: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>, NotOpened> {
        let role = Role::ALL
            .iter()
            .position(|role| *role == self.role)
            .unwrap_or(0) as u8;
        let mut plain = postcard::to_allocvec(&(role, &self.label)).map_err(|_| NotOpened)?;
        plain.resize(plain.len().next_multiple_of(BADGE_BLOCK), 0);
        badge_key(team).seal_small(sign, &plain, rng)
    }

    /// Reads a certificate's inner part. A role of a newer version counts as the least one.
    pub fn open(team: &Key, certificate: &Certificate) -> Option<Badge> {
        let plain = badge_key(team)
            .open_small(&certificate.sign, &certificate.sealed)
            .ok()?;
        let ((role, label), _) = postcard::take_from_bytes::<(u8, String)>(&plain).ok()?;
        Some(Badge {
            role: Role::ALL
                .get(usize::from(role))
                .copied()
                .unwrap_or(Role::Peer),
            label,
        })
    }
}

fn badge_key(team: &Key) -> Key {
    team.derive("wayside certificate key v1", &[])
}

/// A new team, its first device's chain and its recovery words.
pub struct Founded {
    /// The team.
    pub team: Team,
    /// The first device's certificate.
    pub chain: Chain,
    /// The root key in words; shown once.
    pub recovery_words: Zeroizing<String>,
}

/// Makes a team whose first device is an admin.
pub fn found(
    name: &str,
    relay: &str,
    label: &str,
    first: &Identity,
    rng: &mut dyn CryptoRng,
) -> Result<Founded, CertifyError> {
    let root_secret = Key::random(rng);
    let root_key = SigningKey::from_bytes(root_secret.bytes());
    let root = root_key.verifying_key().to_bytes();
    let key = Key::random(rng);
    let badge = Badge {
        role: Role::Admin,
        label: label.to_owned(),
    };
    let new = NewCertificate {
        root,
        sign: first.sign_public(),
        kem: first.kem_public(),
        may_enrol: true,
        sealed: badge.seal(&key, &first.sign_public(), rng)?,
    };
    let certificate = Certificate::issue(new, Issuer::Root, &root_key)?;
    Ok(Founded {
        team: Team {
            root,
            name: name.to_owned(),
            relay: relay.to_owned(),
            key,
        },
        chain: Chain(vec![certificate]),
        recovery_words: words::recovery(&root_secret),
    })
}

/// Certifies another device; gives its whole chain.
pub fn certify(
    team: &Team,
    own: &Chain,
    me: &Identity,
    sign: [u8; 32],
    kem: [u8; 32],
    badge: &Badge,
    rng: &mut dyn CryptoRng,
) -> Result<Chain, CertifyError> {
    let sealed = badge.seal(&team.key, &sign, rng)?;
    let new = NewCertificate {
        root: team.root,
        sign,
        kem,
        may_enrol: badge.role.leads(),
        sealed,
    };
    let certificate = Certificate::issue(new, Issuer::Device(me.id()), &me.signing_key())?;
    let mut chain = own.clone();
    chain.0.push(certificate);
    Ok(chain)
}

/// Why no certificate was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertifyError {
    /// The cipher refused it.
    #[error(transparent)]
    Cipher(#[from] NotOpened),
    /// The certificate would not be valid.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn the_recovery_words_are_the_root_key() {
        let mut rng = StdRng::seed_from_u64(1);
        let founded = found("T", "", "desk", &Identity::random(&mut rng), &mut rng).unwrap();
        let root = words::recover(&founded.recovery_words).unwrap();
        assert_eq!(
            SigningKey::from_bytes(root.bytes())
                .verifying_key()
                .to_bytes(),
            founded.team.root
        );
    }

    #[test]
    fn a_certified_device_verifies_up_to_the_root_and_shows_its_badge_to_the_team() {
        let mut rng = StdRng::seed_from_u64(2);
        let (admin, phone) = (Identity::random(&mut rng), Identity::random(&mut rng));
        let Founded { team, chain, .. } = found("T", "", "desk", &admin, &mut rng).unwrap();
        let badge = Badge {
            role: Role::Worker,
            label: "phone 3".into(),
        };
        let (sign, kem) = (phone.sign_public(), phone.kem_public());
        let chain = certify(&team, &chain, &admin, sign, kem, &badge, &mut rng).unwrap();
        let leaf = chain.verify().unwrap();
        assert_eq!((leaf.device(), leaf.may_enrol), (phone.id(), false));
        assert_eq!(Badge::open(&team.key, leaf), Some(badge));
        assert_eq!(Badge::open(&Key::random(&mut rng), leaf), None);
    }

    #[test]
    fn labels_of_different_lengths_are_sealed_to_the_same_length() {
        let mut rng = StdRng::seed_from_u64(3);
        let key = Key::random(&mut rng);
        let mut length = |label: &str| {
            Badge {
                role: Role::Peer,
                label: label.into(),
            }
            .seal(&key, &[1; 32], &mut rng)
            .unwrap()
            .len()
        };
        assert_eq!(length("a"), length("the phone of the village"));
    }
}
