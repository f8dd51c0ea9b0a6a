//! The signature of a request, as the value of its `authorization` header.
//!
//! ```text
//! Wayside1 base64url(team 16 ‖ device 16 ‖ nonce 24 ‖ body hash 32 ‖ signature 64)      212 characters
//! signature = Ed25519 by the device over "wayside request v1" ‖ method ‖ " " ‖ path ‖ body hash ‖ nonce
//! ```
//! The relay's nonce is bound to team and device and good for a day by the relay's clock, so a phone with a wrong clock
//! can sync. Sending a request twice does no harm: segments are recognised by their hashes.

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::bytes::Reader;
use crate::{DeviceId, Hash, TeamId};

/// The name of the scheme, with its version.
pub const SCHEME: &str = "Wayside1";
const LABEL: &[u8] = b"wayside request v1";

/// Why an `authorization` header is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// Another scheme, or another version of this one.
    #[error("the authorization scheme is not {SCHEME}")]
    Scheme,
    /// Not the base64url of the five parts.
    #[error("the authorization could not be read")]
    Malformed,
    /// The key is not the named device's.
    #[error("the authorization names another device than the key's")]
    Device,
    /// The signature does not fit.
    #[error("the request's signature does not fit")]
    Signature,
}

/// Who sends a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Auth {
    /// For which team.
    pub team: TeamId,
    /// By which device.
    pub device: DeviceId,
    /// From the last Welcome; zero at first contact.
    pub nonce: [u8; 24],
    /// SHA-256 of the body.
    pub body_hash: Hash,
    /// The device's signature.
    pub signature: [u8; 64],
}

impl Auth {
    /// Signs a request.
    pub fn sign(
        key: &SigningKey,
        team: TeamId,
        nonce: [u8; 24],
        method: &str,
        path: &str,
        body_hash: Hash,
    ) -> Self {
        let device = DeviceId::of_sign(&key.verifying_key().to_bytes());
        let mut auth = Self {
            team,
            device,
            nonce,
            body_hash,
            signature: [0; 64],
        };
        auth.signature = key.sign(&auth.signed_bytes(method, path)).to_bytes();
        auth
    }

    /// Whether the device with this public key signed it. That the body has this hash is for the receiver to check.
    pub fn verify(
        &self,
        method: &str,
        path: &str,
        sign_public: &[u8; 32],
    ) -> Result<(), AuthError> {
        if self.device != DeviceId::of_sign(sign_public) {
            return Err(AuthError::Device);
        }
        VerifyingKey::from_bytes(sign_public)
            .and_then(|key| {
                key.verify_strict(
                    &self.signed_bytes(method, path),
                    &Signature::from_bytes(&self.signature),
                )
            })
            .map_err(|_| AuthError::Signature)
    }

    /// The value of the header.
    pub fn encode(&self) -> String {
        let parts: [&[u8]; 5] = [
            &self.team.0,
            &self.device.0,
            &self.nonce,
            &self.body_hash.0,
            &self.signature,
        ];
        format!("{SCHEME} {}", BASE64URL_NOPAD.encode(&parts.concat()))
    }

    /// Reads the value of the header.
    pub fn decode(value: &str) -> Result<Self, AuthError> {
        let token = value
            .strip_prefix(SCHEME)
            .and_then(|rest| rest.strip_prefix(' '))
            .ok_or(AuthError::Scheme)?;
        let bytes = BASE64URL_NOPAD
            .decode(token.as_bytes())
            .map_err(|_| AuthError::Malformed)?;
        Self::read(&bytes).ok_or(AuthError::Malformed)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let auth = Self {
            team: TeamId(reader.array()?),
            device: DeviceId(reader.array()?),
            nonce: reader.array()?,
            body_hash: Hash(reader.array()?),
            signature: reader.array()?,
        };
        reader.end()?;
        Some(auth)
    }

    fn signed_bytes(&self, method: &str, path: &str) -> Vec<u8> {
        let parts: [&[u8]; 6] = [
            LABEL,
            method.as_bytes(),
            b" ",
            path.as_bytes(),
            &self.body_hash.0,
            &self.nonce,
        ];
        parts.concat()
    }
}
