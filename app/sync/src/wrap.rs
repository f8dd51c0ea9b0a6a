//! Key wraps: HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.
//!
//! Base mode names no sender. The roster segment or answer that carries a wrap is signed, and that signature tells who
//! made it.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};

use crate::key::{Key, NotOpened};

type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type EncappedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

/// Something sealed to one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrap {
    /// The encapsulated key.
    pub enc: [u8; 32],
    /// The ciphertext.
    pub sealed: Vec<u8>,
}

/// The public key of a private key's seed.
pub fn public(seed: &Key) -> [u8; 32] {
    X25519HkdfSha256::derive_keypair(seed.bytes())
        .1
        .to_bytes()
        .into()
}

/// Seals to a device; `info` names the purpose and everyone concerned.
pub fn wrap(
    to: &[u8; 32],
    info: &[u8],
    message: &[u8],
    mut rng: &mut dyn CryptoRng,
) -> Result<Wrap, NotOpened> {
    let to = PublicKey::from_bytes(to).map_err(|_| NotOpened)?;
    let (enc, sealed) = hpke::single_shot_seal_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(&OpModeS::Base, &to, info, message, b"", &mut rng)
    .map_err(|_| NotOpened)?;
    Ok(Wrap {
        enc: enc.to_bytes().into(),
        sealed,
    })
}

/// Opens what was sealed to this device.
pub fn unwrap(seed: &Key, info: &[u8], wrap: &Wrap) -> Result<Vec<u8>, NotOpened> {
    let (private, _) = X25519HkdfSha256::derive_keypair(seed.bytes());
    let enc = EncappedKey::from_bytes(&wrap.enc).map_err(|_| NotOpened)?;
    hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private,
        &enc,
        info,
        &wrap.sealed,
        b"",
    )
    .map_err(|_| NotOpened)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn a_wrap_opens_for_its_device_and_purpose_only() {
        let mut rng = StdRng::seed_from_u64(1);
        let (mine, other) = (Key::random(&mut rng), Key::random(&mut rng));
        let made = wrap(&public(&mine), b"purpose", b"a caseload key", &mut rng).unwrap();
        assert_eq!(unwrap(&mine, b"purpose", &made).unwrap(), b"a caseload key");
        assert_eq!(unwrap(&mine, b"another", &made), Err(NotOpened));
        assert_eq!(unwrap(&other, b"purpose", &made), Err(NotOpened));
        let mut changed = made.clone();
        changed.sealed[0] ^= 1;
        assert_eq!(unwrap(&mine, b"purpose", &changed), Err(NotOpened));
    }

    #[test]
    fn a_key_of_zeros_is_refused() {
        let mut rng = StdRng::seed_from_u64(1);
        assert_eq!(wrap(&[0; 32], b"", b"", &mut rng), Err(NotOpened));
    }
}
