//! From the team's root key to one device.
//!
//! The root signs the first certificate. Each later one is signed by the device before it, which must be allowed to
//! enrol. Checking a chain needs nothing else. So a relay can admit a device that it never heard of, and a courier can
//! bring the chains of others. Encoded as `count 1 ‖ (length 2 ‖ certificate)*`, nothing left over.

use crate::bytes::Reader;
use crate::{Certificate, CertificateError, Issuer, MAX_CHAIN, TeamId};

/// Why a chain is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// Not this layout.
    #[error("the chain of certificates could not be read")]
    Malformed,
    /// No certificate, or more than [`MAX_CHAIN`].
    #[error("a chain has 1 to {MAX_CHAIN} certificates")]
    Length,
    /// Certificates of two teams.
    #[error("the chain mixes teams")]
    Team,
    /// A certificate is not issued by the one before it, or the first not by the root.
    #[error("a certificate in the chain names another issuer")]
    Issuer,
    /// An issuer was not allowed to enrol.
    #[error("an issuer in the chain may not enrol devices")]
    MayNotEnrol,
    /// One of the certificates.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
}

/// Certificates from the root to one device, which is the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain(pub Vec<Certificate>);

impl Chain {
    /// Checks every link; gives the certificate of the device that the chain is about.
    pub fn verify(&self) -> Result<&Certificate, ChainError> {
        if self.0.len() > MAX_CHAIN {
            return Err(ChainError::Length);
        }
        let mut before: Option<&Certificate> = None;
        for certificate in &self.0 {
            let (issuer, key) = match before {
                None => (Issuer::Root, &certificate.root),
                Some(issuer) if issuer.root != certificate.root => return Err(ChainError::Team),
                Some(issuer) if !issuer.may_enrol => return Err(ChainError::MayNotEnrol),
                Some(issuer) => (Issuer::Device(issuer.device()), &issuer.sign),
            };
            if certificate.issuer != issuer {
                return Err(ChainError::Issuer);
            }
            certificate.verify(key)?;
            before = Some(certificate);
        }
        before.ok_or(ChainError::Length)
    }

    /// The device's own certificate, not yet verified.
    pub fn leaf(&self) -> Option<&Certificate> {
        self.0.last()
    }

    /// The team that the chain claims, not yet verified.
    pub fn team(&self) -> Option<TeamId> {
        self.leaf().map(|leaf| leaf.team)
    }

    /// The chains of every device on the way: root to first, root to second, and so on, the whole chain last.
    pub fn prefixes(&self) -> impl Iterator<Item = Chain> + '_ {
        (1..=self.0.len())
            .filter_map(|n| self.0.get(..n))
            .map(|part| Chain(part.to_vec()))
    }

    /// The bytes that travel.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = vec![u8::try_from(self.0.len()).unwrap_or(u8::MAX)];
        for certificate in &self.0 {
            let bytes = certificate.encode();
            out.extend_from_slice(&u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_le_bytes());
            out.extend_from_slice(&bytes);
        }
        out
    }

    /// Takes the layout apart; does not verify.
    pub fn decode(bytes: &[u8]) -> Result<Self, ChainError> {
        let mut reader = Reader(bytes);
        let count = usize::from(reader.byte().ok_or(ChainError::Malformed)?);
        if count == 0 || count > MAX_CHAIN {
            return Err(ChainError::Length);
        }
        let mut certificates = Vec::with_capacity(count);
        for _ in 0..count {
            let length = reader
                .array()
                .map(u16::from_le_bytes)
                .ok_or(ChainError::Malformed)?;
            let part = reader.take(length.into()).ok_or(ChainError::Malformed)?;
            certificates.push(Certificate::decode(part)?);
        }
        reader.end().ok_or(ChainError::Malformed)?;
        Ok(Self(certificates))
    }
}
