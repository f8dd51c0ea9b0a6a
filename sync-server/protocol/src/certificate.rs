//! Who a device is and who says so.
//!
//! ```text
//! version 1 ‖ team 16 ‖ root 32 ‖ sign 32 ‖ kem 32 ‖ may_enrol 1 ‖ issuer 1 (0 root, 1 device) [‖ device 16]
//!   ‖ sealed length 2 ‖ sealed ‖ signature 64
//! signature = Ed25519 by the issuer over "wayside certificate v1" ‖ everything before it
//! ```
//! The relay reads the keys and `may_enrol`; role and label are in `sealed`, under the team's key. The layout is
//! strict, not extensible: one certificate has exactly one encoding.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::bytes::Reader;
use crate::{DeviceId, MAX_SEALED, TeamId, VERSION};

const LABEL: &[u8] = b"wayside certificate v1";

/// Why a certificate is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Not this layout.
    #[error("the certificate could not be read")]
    Malformed,
    /// Written by a version that this one does not read.
    #[error("the certificate has version {0}")]
    Version(u8),
    /// The sealed part is longer than [`MAX_SEALED`].
    #[error("the certificate's sealed part is longer than {MAX_SEALED} bytes")]
    TooLarge,
    /// The team's name is not the hash of the root key.
    #[error("the certificate's team does not belong to its root key")]
    Team,
    /// The signature does not fit.
    #[error("the certificate's signature does not fit")]
    Signature,
}

/// Who signed a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuer {
    /// The team's root key.
    Root,
    /// A device that may enrol others.
    Device(DeviceId),
}

/// What is to be certified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCertificate {
    /// The team's root public key.
    pub root: [u8; 32],
    /// The device's public signing key.
    pub sign: [u8; 32],
    /// The device's public key for wraps.
    pub kem: [u8; 32],
    /// Whether this device may sign certificates of others.
    pub may_enrol: bool,
    /// Role and label, sealed under the team's key.
    pub sealed: Vec<u8>,
}

/// A device's admission to a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// [`VERSION`] when written by this crate.
    pub version: u8,
    /// The team: the hash of `root`.
    pub team: TeamId,
    /// The team's root public key.
    pub root: [u8; 32],
    /// The device's public signing key.
    pub sign: [u8; 32],
    /// The device's public key for wraps.
    pub kem: [u8; 32],
    /// Whether this device may sign certificates of others.
    pub may_enrol: bool,
    /// Role and label, sealed under the team's key.
    pub sealed: Vec<u8>,
    /// Who signed.
    pub issuer: Issuer,
    /// The issuer's signature.
    pub signature: [u8; 64],
}

impl Certificate {
    /// Signs a certificate with the issuer's key.
    pub fn issue(
        new: NewCertificate,
        issuer: Issuer,
        key: &SigningKey,
    ) -> Result<Self, CertificateError> {
        if new.sealed.len() > MAX_SEALED {
            return Err(CertificateError::TooLarge);
        }
        let NewCertificate {
            root,
            sign,
            kem,
            may_enrol,
            sealed,
        } = new;
        let team = TeamId::of_root(&root);
        let signature = [0; 64];
        let mut certificate = Self {
            version: VERSION,
            team,
            root,
            sign,
            kem,
            may_enrol,
            sealed,
            issuer,
            signature,
        };
        certificate.signature = key.sign(&certificate.signed_bytes()).to_bytes();
        Ok(certificate)
    }

    /// The device that is certified.
    pub fn device(&self) -> DeviceId {
        DeviceId::of_sign(&self.sign)
    }

    /// The bytes that travel.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(200 + self.sealed.len());
        self.write_unsigned(&mut out);
        out.extend_from_slice(&self.signature);
        out
    }

    /// Takes the layout apart; nothing may be left over.
    pub fn decode(bytes: &[u8]) -> Result<Self, CertificateError> {
        let mut reader = Reader(bytes);
        let version = reader.byte().ok_or(CertificateError::Malformed)?;
        if version != VERSION {
            return Err(CertificateError::Version(version));
        }
        Self::read(version, reader).ok_or(CertificateError::Malformed)
    }

    fn read(version: u8, mut reader: Reader<'_>) -> Option<Self> {
        let team = TeamId(reader.array()?);
        let (root, sign, kem) = (reader.array()?, reader.array()?, reader.array()?);
        let may_enrol = match reader.byte()? {
            0 => false,
            1 => true,
            _ => return None,
        };
        let issuer = match reader.byte()? {
            0 => Issuer::Root,
            1 => Issuer::Device(DeviceId(reader.array()?)),
            _ => return None,
        };
        let length = usize::from(u16::from_le_bytes(reader.array()?));
        if length > MAX_SEALED {
            return None;
        }
        let sealed = reader.take(length)?.to_vec();
        let signature = reader.array()?;
        reader.end()?;
        Some(Self {
            version,
            team,
            root,
            sign,
            kem,
            may_enrol,
            sealed,
            issuer,
            signature,
        })
    }

    /// Whether the issuer with this public key signed it, for the team that its root key names.
    pub(crate) fn verify(&self, issuer_public: &[u8; 32]) -> Result<(), CertificateError> {
        if self.version != VERSION {
            return Err(CertificateError::Version(self.version));
        }
        if self.sealed.len() > MAX_SEALED {
            return Err(CertificateError::TooLarge);
        }
        if self.team != TeamId::of_root(&self.root) {
            return Err(CertificateError::Team);
        }
        VerifyingKey::from_bytes(issuer_public)
            .and_then(|key| {
                key.verify_strict(
                    &self.signed_bytes(),
                    &Signature::from_bytes(&self.signature),
                )
            })
            .map_err(|_| CertificateError::Signature)
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let mut out = LABEL.to_vec();
        self.write_unsigned(&mut out);
        out
    }

    fn write_unsigned(&self, out: &mut Vec<u8>) {
        out.push(self.version);
        out.extend_from_slice(&self.team.0);
        out.extend_from_slice(&self.root);
        out.extend_from_slice(&self.sign);
        out.extend_from_slice(&self.kem);
        out.push(self.may_enrol.into());
        match self.issuer {
            Issuer::Root => out.push(0),
            Issuer::Device(device) => {
                out.push(1);
                out.extend_from_slice(&device.0);
            }
        }
        // At most MAX_SEALED: `issue` and `read` both hold to it, `verify` refuses what was built by hand.
        out.extend_from_slice(
            &u16::try_from(self.sealed.len())
                .unwrap_or(u16::MAX)
                .to_le_bytes(),
        );
        out.extend_from_slice(&self.sealed);
    }
}
