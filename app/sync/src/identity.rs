//! A device's own two secrets: the Ed25519 key that signs its segments, requests and certificates, and the X25519 key
//! to which others wrap caseload keys. Both are made on the device and never leave its vault.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use wayside_protocol::DeviceId;

use crate::key::Key;
use crate::wrap;

/// Both secrets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Identity {
    sign: Key,
    kem: Key,
}

impl Identity {
    /// A fresh one.
    pub fn random(rng: &mut dyn CryptoRng) -> Identity {
        Identity {
            sign: Key::random(rng),
            kem: Key::random(rng),
        }
    }

    /// The signing key.
    pub fn signing_key(&self) -> SigningKey {
        SigningKey::from_bytes(self.sign.bytes())
    }

    /// Signs `label ‖ message`; the label names the purpose.
    pub fn sign(&self, label: &str, message: &[u8]) -> [u8; 64] {
        self.signing_key()
            .sign(&[label.as_bytes(), message].concat())
            .to_bytes()
    }

    /// The public signing key.
    pub fn sign_public(&self) -> [u8; 32] {
        self.signing_key().verifying_key().to_bytes()
    }

    /// The public wrapping key.
    pub fn kem_public(&self) -> [u8; 32] {
        wrap::public(&self.kem)
    }

    /// The private wrapping key's seed.
    pub(crate) fn kem(&self) -> &Key {
        &self.kem
    }

    /// The device's id.
    pub fn id(&self) -> DeviceId {
        DeviceId::of_sign(&self.sign_public())
    }
}

/// Checks what `Identity::sign` made.
pub fn verify(sign_public: &[u8; 32], label: &str, message: &[u8], signature: &[u8]) -> bool {
    let Ok(key) = VerifyingKey::from_bytes(sign_public) else {
        return false;
    };
    let Ok(signature) = Signature::from_slice(signature) else {
        return false;
    };
    key.verify_strict(&[label.as_bytes(), message].concat(), &signature)
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn a_signature_holds_for_its_label_and_message_only() {
        let me = Identity::random(&mut StdRng::seed_from_u64(1));
        let signature = me.sign("label", b"message");
        assert!(verify(&me.sign_public(), "label", b"message", &signature));
        assert!(!verify(&me.sign_public(), "other", b"message", &signature));
        assert!(!verify(&me.sign_public(), "label", b"massage", &signature));
        let other = Identity::random(&mut StdRng::seed_from_u64(2));
        assert!(!verify(
            &other.sign_public(),
            "label",
            b"message",
            &signature
        ));
    }
}
