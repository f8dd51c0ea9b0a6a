//! The key file: the database key, sealed under the PIN and, where there is one, the machine's keystore.
//!
//! The database key is 32 random bytes and never changes, so a new PIN rewrites this small file and not the database.
//!
//! | bytes | what |
//! |---|---|
//! | 0..16 | salt of Argon2id, for all slots |
//! | 16 | how the PIN is stretched: bits 0 and 1 are the row in [`KdfCost::TABLE`], bit 2 says that a keystore takes part, the others are random |
//! | 17..305 | four slots of 72 bytes: nonce (24), sealed key (32) and tag (16), or 72 random bytes |
//!
//! A slot is XChaCha20-Poly1305 under `HKDF-SHA-256(salt = answer, Argon2id(PIN), "wayside vault slot" ‖ slot)`, with
//! bytes 0..17 as associated data. The answer is the keystore's HMAC of `Argon2id(PIN)`, so a copied folder can't be
//! guessed at without the phone, and one answer serves one guess. The answer is never kept. Where no keystore takes
//! part there is no HKDF salt. The stretched PIN goes in beside the answer, so a keystore whose answers are worthless
//! takes nothing away.
//!
//! **The file does not say how many PINs it has.** A used slot and an unused one look the same, and a new vault takes
//! a random slot. Opening tries all slots, also after one opened. A second PIN with another vault (a decoy) needs no
//! other format: it is another slot under the same stretch, and its database is the one that its key opens. Somebody
//! who compares copies from before and after a change of PIN sees which slot changed.
//!
//! **No byte has only one possible value.** Salt, cost and keystore must be known before the PIN is, so they are in
//! the open, and every value of that byte is one that an app may write. Refused: trying each cost in turn, which makes
//! a wrong PIN take as long as all costs together. The size is fixed, less than one 512-byte sector, and the only
//! thing that can be checked without a PIN.
//!
//! **Salt, cost and keystore stay when the PIN changes**, since they belong to all slots and nobody can seal the
//! others anew. What the new PIN owns gets a fresh nonce; the other slots stay as they are.
//!
//! **A damaged file of the right size can't be told from a wrong PIN**: a checksum would be a magic. So `Damaged` is
//! a file of another size, and `WrongPin` means that no slot opened; after some tries the screens say that the file
//! may be damaged. A write that was cut short is never taken for a wrong PIN: the file is written beside the old one
//! and takes its place whole ([`crate::files`]).
//!
//! A new PIN does not change the key: whoever copied this file before still opens that copy, and the database, with
//! the old one. Refused: ciphering the whole database anew, which grows with the vault and could be cut short.

mod stretch;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

pub use self::stretch::{KdfCost, Stretch};

const SALT: usize = 16;
const HEAD: usize = SALT + 1;
const NONCE: usize = 24;
const SLOT: usize = NONCE + 32 + 16;
const SLOTS: u8 = 4;
const LENGTH: usize = HEAD + SLOT * SLOTS as usize;

const ROW: u8 = 0b0000_0011;
const WITH_KEYSTORE: u8 = 0b0000_0100;
const LABEL: &[u8] = b"wayside vault slot";

/// A key that never leaves the machine's own hardware. It takes part in unlocking where there is one.
pub trait Keystore: Send + Sync {
    /// HMAC-SHA-256 of a stretched PIN under that key; `None` where the keystore fails.
    fn hmac(&self, stretched: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>>;
}

/// Why a key file gave no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyError {
    /// Not of the size of a key file.
    Damaged,
    /// No slot opened: another PIN, another keystore, or a damaged file.
    WrongPin,
    /// A keystore takes part, and there is none or it fails.
    NoKeystore,
    /// The cost is not in the table, or a cipher failed.
    Underivable,
}

/// The key of the database: wiped when dropped, never printed.
pub(crate) type DatabaseKey = Zeroizing<[u8; 32]>;

/// What stands in the open at the beginning of the file.
struct Head {
    stretch: Stretch,
    keystore: bool,
}

/// Makes a random database key and the key file that holds it.
pub(crate) fn new_key(
    pin: &str,
    keystore: Option<&dyn Keystore>,
    cost: KdfCost,
    rng: &mut impl CryptoRng,
) -> Result<(DatabaseKey, Vec<u8>), KeyError> {
    let mut key = Zeroizing::new([0u8; 32]);
    rng.fill_bytes(key.as_mut());
    let file = new_file(&key, pin, keystore, cost, rng)?;
    Ok((key, file))
}

/// A file that holds `key` in one of its slots, and nothing in the others.
pub(crate) fn new_file(
    key: &DatabaseKey,
    pin: &str,
    keystore: Option<&dyn Keystore>,
    cost: KdfCost,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, KeyError> {
    let mut file = vec![0u8; LENGTH];
    rng.fill_bytes(&mut file);
    let [mut how, place] = random(rng);
    how &= !(ROW | WITH_KEYSTORE);
    how |= cost.row().ok_or(KeyError::Underivable)?;
    if keystore.is_some() {
        how |= WITH_KEYSTORE;
    }
    let salt = Stretch::new(pin, cost, rng).salt;
    let open = salt.iter().chain([&how]);
    for (byte, value) in file.iter_mut().zip(open) {
        *byte = *value;
    }
    let head = head(&file)?;
    let secret = secret(&head, pin, keystore)?;
    seal(&mut file, place % SLOTS, &secret, key, rng)?;
    Ok(file)
}

/// How the PIN of a key file is stretched.
pub(crate) fn stretch(file: &[u8]) -> Result<Stretch, KeyError> {
    Ok(head(file)?.stretch)
}

/// Whether a keystore takes part.
pub(crate) fn needs_keystore(file: &[u8]) -> Result<bool, KeyError> {
    Ok(head(file)?.keystore)
}

/// Opens a key file.
pub(crate) fn open(
    file: &[u8],
    pin: &str,
    keystore: Option<&dyn Keystore>,
) -> Result<DatabaseKey, KeyError> {
    let secret = secret(&head(file)?, pin, keystore)?;
    let first = owned(file, &secret)?.into_iter().next();
    first.map(|(_, key)| key).ok_or(KeyError::WrongPin)
}

/// The same file, in which the slots of one PIN belong to another.
pub(crate) fn change(
    file: &[u8],
    old: &str,
    new: &str,
    keystore: Option<&dyn Keystore>,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, KeyError> {
    let head = head(file)?;
    let owned = owned(file, &secret(&head, old, keystore)?)?;
    if owned.is_empty() {
        return Err(KeyError::WrongPin);
    }
    let secret = secret(&head, new, keystore)?;
    let mut changed = file.to_vec();
    for (slot, key) in owned {
        seal(&mut changed, slot, &secret, &key, rng)?;
    }
    Ok(changed)
}

fn head(file: &[u8]) -> Result<Head, KeyError> {
    if file.len() != LENGTH {
        return Err(KeyError::Damaged);
    }
    let [salt @ .., how]: [u8; HEAD] = array(file.get(..HEAD))?;
    let row = usize::from(how & ROW);
    let cost = *KdfCost::TABLE.get(row).ok_or(KeyError::Underivable)?;
    Ok(Head {
        stretch: Stretch { salt, cost },
        keystore: how & WITH_KEYSTORE != 0,
    })
}

/// What the keys of all slots come from, for one PIN.
fn secret(
    head: &Head,
    pin: &str,
    keystore: Option<&dyn Keystore>,
) -> Result<Hkdf<Sha256>, KeyError> {
    let keystore = match (head.keystore, keystore) {
        (false, _) => None,
        (true, Some(keystore)) => Some(keystore),
        (true, None) => return Err(KeyError::NoKeystore),
    };
    let stretched = head.stretch.of(pin).ok_or(KeyError::Underivable)?;
    let answer = match keystore {
        Some(keystore) => Some(keystore.hmac(&stretched).ok_or(KeyError::NoKeystore)?),
        None => None,
    };
    let salt = answer.as_ref().map(|answer| answer.as_slice());
    Ok(Hkdf::new(salt, stretched.as_ref()))
}

/// The slots that open, with their keys. All are tried.
fn owned(file: &[u8], secret: &Hkdf<Sha256>) -> Result<Vec<(u8, DatabaseKey)>, KeyError> {
    let mut owned = Vec::new();
    for slot in 0..SLOTS {
        if let Some(key) = open_slot(file, slot, secret)? {
            owned.push((slot, key));
        }
    }
    Ok(owned)
}

fn open_slot(
    file: &[u8],
    slot: u8,
    secret: &Hkdf<Sha256>,
) -> Result<Option<DatabaseKey>, KeyError> {
    let bytes = file.get(place(slot)).ok_or(KeyError::Damaged)?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE).ok_or(KeyError::Damaged)?;
    let payload = Payload {
        msg: sealed,
        aad: file.get(..HEAD).ok_or(KeyError::Damaged)?,
    };
    let nonce: [u8; NONCE] = array(Some(nonce))?;
    let Ok(mut opened) = cipher(secret, slot)?.decrypt(&XNonce::from(nonce), payload) else {
        return Ok(None);
    };
    let key = array(Some(&opened)).map(Zeroizing::new);
    opened.zeroize();
    key.map(Some)
}

/// Puts the key into a slot, with a fresh nonce.
fn seal(
    file: &mut [u8],
    slot: u8,
    secret: &Hkdf<Sha256>,
    key: &DatabaseKey,
    rng: &mut impl CryptoRng,
) -> Result<(), KeyError> {
    let nonce: [u8; NONCE] = random(rng);
    let payload = Payload {
        msg: key.as_ref(),
        aad: file.get(..HEAD).ok_or(KeyError::Damaged)?,
    };
    let sealed = cipher(secret, slot)?
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| KeyError::Underivable)?;
    let bytes = file.get_mut(place(slot)).ok_or(KeyError::Damaged)?;
    for (byte, value) in bytes.iter_mut().zip(nonce.iter().chain(&sealed)) {
        *byte = *value;
    }
    Ok(())
}

/// The label holds the slot's number: bytes of one slot open nothing in another.
fn cipher(secret: &Hkdf<Sha256>, slot: u8) -> Result<XChaCha20Poly1305, KeyError> {
    let mut key = Zeroizing::new([0u8; 32]);
    secret
        .expand_multi_info(&[LABEL, &[slot]], key.as_mut())
        .map_err(|_| KeyError::Underivable)?;
    Ok(XChaCha20Poly1305::new(&Key::from(*key)))
}

fn place(slot: u8) -> std::ops::Range<usize> {
    let from = HEAD + SLOT * usize::from(slot);
    from..from + SLOT
}

fn random<const N: usize>(rng: &mut impl CryptoRng) -> [u8; N] {
    let mut bytes = [0u8; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

fn array<const N: usize>(bytes: Option<&[u8]>) -> Result<[u8; N], KeyError> {
    let bytes = bytes.ok_or(KeyError::Damaged)?;
    bytes.try_into().map_err(|_| KeyError::Damaged)
}

#[cfg(test)]
mod tests;
