//! One sealed pack, signed by its author.
//!
//! ```text
//! header 94 ‖ nonce 24 ‖ body (ciphertext) ‖ signature 64            at most 16 KiB
//! signature = Ed25519 over "wayside segment v1" ‖ everything before it
//! hash      = SHA-256 over everything, signature included
//! ```

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::bytes::Reader;
use crate::{DeviceId, HEADER_LEN, Hash, Header, MAX_SEGMENT, VERSION};

const LABEL: &[u8] = b"wayside segment v1";
const NONCE_LEN: usize = 24;
const SIGNATURE_LEN: usize = 64;

/// What a segment weighs beside its body.
pub const SEGMENT_OVERHEAD: usize = HEADER_LEN + NONCE_LEN + SIGNATURE_LEN;

/// Why a segment is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// Shorter than an empty one.
    #[error("the segment is cut short")]
    Short,
    /// Longer than [`MAX_SEGMENT`].
    #[error("the segment is longer than {MAX_SEGMENT} bytes")]
    TooLarge,
    /// Written by a version that this one does not read.
    #[error("the segment has version {0}")]
    Version(u8),
    /// Index 0, or a first segment that names a predecessor, or a later one that names none.
    #[error("the segment's place in its stream is impossible")]
    Place,
    /// The key is not the one of the device in the header.
    #[error("the segment names another device than the key's")]
    Author,
    /// The signature does not fit.
    #[error("the segment's signature does not fit")]
    Signature,
}

/// A sealed pack of changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The open part.
    pub header: Header,
    /// The nonce of the seal.
    pub nonce: [u8; 24],
    /// The ciphertext with its tag.
    pub body: Vec<u8>,
    /// The author's signature.
    pub signature: [u8; 64],
}

impl Segment {
    /// Signs a sealed body.
    pub fn sign(
        header: Header,
        nonce: [u8; 24],
        body: Vec<u8>,
        key: &SigningKey,
    ) -> Result<Self, SegmentError> {
        if body.len() > MAX_SEGMENT - SEGMENT_OVERHEAD {
            return Err(SegmentError::TooLarge);
        }
        let mut segment = Self {
            header,
            nonce,
            body,
            signature: [0; SIGNATURE_LEN],
        };
        segment.signature = key.sign(&segment.signed_bytes()).to_bytes();
        segment.verify(&key.verifying_key().to_bytes())?;
        Ok(segment)
    }

    /// The bytes that travel and are hashed.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(SEGMENT_OVERHEAD + self.body.len());
        self.write_unsigned(&mut out);
        out.extend_from_slice(&self.signature);
        out
    }

    /// Takes the layout apart; checks sizes only.
    pub fn decode(bytes: &[u8]) -> Result<Self, SegmentError> {
        if bytes.len() > MAX_SEGMENT {
            return Err(SegmentError::TooLarge);
        }
        Self::read(bytes).ok_or(SegmentError::Short)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let header = Header::read(&mut reader)?;
        let nonce = reader.array()?;
        let body = reader
            .take(reader.0.len().checked_sub(SIGNATURE_LEN)?)?
            .to_vec();
        let signature = reader.array()?;
        Some(Self {
            header,
            nonce,
            body,
            signature,
        })
    }

    /// SHA-256 of the encoding.
    pub fn hash(&self) -> Hash {
        Hash::of(&self.encode())
    }

    /// Version, place, author and signature. Nothing of a segment is to be believed before this.
    pub fn verify(&self, sign_public: &[u8; 32]) -> Result<(), SegmentError> {
        let Header {
            version,
            index,
            prev,
            device,
            ..
        } = self.header;
        if version != VERSION {
            return Err(SegmentError::Version(version));
        }
        if index == 0 || index > i64::MAX as u64 || (index == 1) != (prev == Hash::ZERO) {
            return Err(SegmentError::Place);
        }
        if device != DeviceId::of_sign(sign_public) {
            return Err(SegmentError::Author);
        }
        // `verify_strict`: no weak keys and no second valid form of a signature, since the hash covers it.
        VerifyingKey::from_bytes(sign_public)
            .and_then(|key| {
                key.verify_strict(
                    &self.signed_bytes(),
                    &Signature::from_bytes(&self.signature),
                )
            })
            .map_err(|_| SegmentError::Signature)
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(LABEL.len() + SEGMENT_OVERHEAD + self.body.len());
        out.extend_from_slice(LABEL);
        self.write_unsigned(&mut out);
        out
    }

    fn write_unsigned(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.header.to_bytes());
        out.extend_from_slice(&self.nonce);
        out.extend_from_slice(&self.body);
    }
}
