//! Symmetric keys: what they are made of, what is derived from them, and how a small thing is sealed under one.
//!
//! Every derivation is HKDF-SHA256 with a label of its own, so that no key is used for two purposes.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Bytes of an XChaCha20 nonce.
pub const NONCE: usize = 24;

/// A 256-bit secret; wiped when dropped, never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// A fresh one.
    pub fn random(rng: &mut dyn CryptoRng) -> Key {
        let mut bytes = [0; 32];
        rng.fill_bytes(&mut bytes);
        Key(bytes)
    }

    /// One that came from elsewhere.
    pub fn from_bytes(bytes: [u8; 32]) -> Key {
        Key(bytes)
    }

    /// The secret itself.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key for one purpose, in one context.
    pub fn derive(&self, purpose: &str, context: &[&[u8]]) -> Key {
        let mut info = vec![purpose.as_bytes()];
        info.extend_from_slice(context);
        let mut derived = [0; 32];
        // 32 bytes are always within what HKDF-SHA256 can give.
        let _ = Hkdf::<Sha256>::new(None, &self.0).expand_multi_info(&info, &mut derived);
        Key(derived)
    }

    /// Seals under this key; `aad` is bound to it.
    pub fn seal(
        &self,
        nonce: &[u8; NONCE],
        aad: &[u8],
        message: &[u8],
    ) -> Result<Vec<u8>, NotOpened> {
        let cipher = XChaCha20Poly1305::new((&self.0).into());
        cipher
            .encrypt(&XNonce::from(*nonce), Payload { msg: message, aad })
            .map_err(|_| NotOpened)
    }

    /// Opens what `seal` made.
    pub fn open(
        &self,
        nonce: &[u8; NONCE],
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>, NotOpened> {
        let cipher = XChaCha20Poly1305::new((&self.0).into());
        cipher
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad })
            .map_err(|_| NotOpened)
    }

    /// Seals a small thing with a nonce of its own in front.
    pub fn seal_small(
        &self,
        aad: &[u8],
        message: &[u8],
        rng: &mut dyn CryptoRng,
    ) -> Result<Vec<u8>, NotOpened> {
        let nonce = nonce(rng);
        let mut sealed = nonce.to_vec();
        sealed.extend(self.seal(&nonce, aad, message)?);
        Ok(sealed)
    }

    /// Opens what `seal_small` made.
    pub fn open_small(&self, aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE>().ok_or(NotOpened)?;
        self.open(nonce, aad, rest)
    }
}

/// A fresh nonce. 192 random bits never meet.
pub fn nonce(rng: &mut dyn CryptoRng) -> [u8; NONCE] {
    let mut nonce = [0; NONCE];
    rng.fill_bytes(&mut nonce);
    nonce
}

/// Wrong key, wrong context or changed bytes: nobody can tell which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sealed for another key or context, or changed on the way")]
pub struct NotOpened;

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn purposes_and_contexts_give_different_keys() {
        let key = Key::from_bytes([7; 32]);
        assert_ne!(key.derive("a", &[b"x"]), key.derive("b", &[b"x"]));
        assert_ne!(key.derive("a", &[b"x"]), key.derive("a", &[b"y"]));
        assert_eq!(key.derive("a", &[b"x"]), key.derive("a", &[b"x"]));
    }

    #[test]
    fn what_is_sealed_small_opens_under_the_same_key_and_context_only() {
        let mut rng = StdRng::seed_from_u64(1);
        let key = Key::random(&mut rng);
        let sealed = key.seal_small(b"here", b"role", &mut rng).unwrap();
        assert_eq!(key.open_small(b"here", &sealed).unwrap(), b"role");
        assert_eq!(key.open_small(b"there", &sealed), Err(NotOpened));
        assert_eq!(
            Key::random(&mut rng).open_small(b"here", &sealed),
            Err(NotOpened)
        );
        assert_eq!(key.open_small(b"here", &sealed[..10]), Err(NotOpened));
    }

    #[test]
    fn a_key_never_prints_itself() {
        assert_eq!(format!("{:?}", Key::from_bytes([7; 32])), "Key(…)");
    }
}
