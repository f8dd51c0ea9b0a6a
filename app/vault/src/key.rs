//! The key file: the database key wrapped under the PIN and the platform's secret.
//!
//! The database key is 32 random bytes and never changes. It is sealed with XChaCha20-Poly1305 under
//! `HKDF-SHA-256(salt = platform secret, Argon2id(PIN, salt))`, so that a new PIN rewrites this small file and
//! not the database, and so that a copied folder without the phone's keystore is not open to guessing.
//!
//! | bytes | what |
//! |---|---|
//! | 0..4 | `WSVK` |
//! | 4 | version of this layout, 1 |
//! | 5 | flags: bit 0 = a platform secret takes part |
//! | 6..10, 10..14, 14 | Argon2id: memory in KiB, passes, lanes |
//! | 15..31 | salt |
//! | 31..55 | nonce |
//! | 55..103 | sealed key and tag; everything before the nonce is associated data |
//! | 103..111 | first 8 bytes of SHA-256 over all of the above |
//!
//! The checksum tells a damaged file from a wrong PIN: only a file that is whole is tried with the PIN. Costs are
//! read from a file that anybody may have written, so they are bounded before anything is allocated.
//!
//! What is stretched is the PIN's normal form ([`wayside_domain::passphrase`]), so that a passphrase opens the vault
//! however a keyboard writes its letters. [`Stretch::run`] is the only door.
//!
//! A PIN can be stretched beforehand and elsewhere ([`Stretch`]): in the browser, where a worker gives no memory back,
//! a worker of its own does it and ends. What it gave is kept for the next keys of this thread, and everything else
//! goes as without it. Changing a PIN takes two.
//!
//! A new PIN does not change the key: whoever copied this file before still opens that copy, and the database, with the
//! old one. Refused: ciphering the whole database anew, which grows with the vault and could be cut short.

use std::cell::RefCell;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use wayside_domain::passphrase;
use zeroize::{Zeroize, Zeroizing};

const MAGIC: &[u8; 4] = b"WSVK";
const VERSION: u8 = 1;
const WITH_PLATFORM: u8 = 1;
const HEAD: usize = 31;
const SEALED: usize = 55;
const CHECK: usize = 103;
const LENGTH: usize = 111;

/// The most memory that a key file may ask for: 256 MiB.
const MAX_MEMORY_KIB: u32 = 256 * 1024;
const MAX_PASSES: u32 = 16;
const MAX_LANES: u32 = 4;

/// What one guess of the PIN costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KdfCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes; more than one helps only an attacker with more cores than the phone.
    pub lanes: u32,
}

impl KdfCost {
    /// For the phones that this is made for: 2 GB of memory, slow cores.
    ///
    /// 64 MiB with 3 passes and a memory-hard function is the second choice that RFC 9106 recommends where memory is
    /// scarce. 64 MiB is 3 % of such a phone, far under what Android leaves to a foreground app, and three passes take
    /// about a second on its slow cores, which is what a person accepts once per unlock. One lane, because the work
    /// must not compete with the screen for a second core. A PIN stays guessable by whoever holds both the file and
    /// the platform's secret; that is why the secret takes part wherever there is one.
    pub const PHONE: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    /// For tests only: as cheap as Argon2id can be.
    pub const TEST: Self = Self {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    fn params(self) -> Result<Params, KeyError> {
        let bounded = self.memory_kib <= MAX_MEMORY_KIB
            && (1..=MAX_PASSES).contains(&self.passes)
            && (1..=MAX_LANES).contains(&self.lanes);
        if !bounded {
            return Err(KeyError::Damaged);
        }
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| KeyError::Damaged)
    }
}

/// How a PIN becomes a key: Argon2id's salt and cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The salt.
    pub salt: [u8; 16],
    /// What it costs.
    pub cost: KdfCost,
}

/// A PIN that was stretched beforehand.
struct Ready {
    pin: Zeroizing<String>,
    stretch: Stretch,
    stretched: Stretched,
}

/// Argon2id's 32 bytes: wiped when dropped.
type Stretched = Zeroizing<[u8; 32]>;

thread_local! {
    #[allow(
        clippy::missing_const_for_thread_local,
        reason = "it is const; see document/guard/native.rs"
    )]
    static READY: RefCell<Vec<Ready>> = const { RefCell::new(Vec::new()) };
}

impl Stretch {
    /// Argon2id over this PIN; `None` where the cost is out of bounds. Needs as much memory as the cost says.
    pub fn run(&self, pin: &str) -> Option<Stretched> {
        let argon = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            self.cost.params().ok()?,
        );
        let pin = Zeroizing::new(passphrase::normal(pin).into_owned());
        let mut stretched = Zeroizing::new([0u8; 32]);
        argon
            .hash_password_into(pin.as_bytes(), &self.salt, stretched.as_mut())
            .ok()?;
        Some(stretched)
    }

    /// Keeps what [`Stretch::run`] gave for this PIN until it is used for a key on this thread, or until
    /// [`Stretch::forget`].
    pub fn keep(self, pin: &str, stretched: Stretched) {
        READY.with_borrow_mut(|ready| {
            ready.push(Ready {
                pin: Zeroizing::new(pin.to_owned()),
                stretch: self,
                stretched,
            });
        });
    }

    /// Wipes what was kept and not used.
    pub fn forget() {
        READY.take();
    }

    /// What was kept for this very PIN, salt and cost, or else the work itself.
    fn of(self, pin: &str) -> Option<Stretched> {
        let ready = READY.with_borrow_mut(|ready| {
            let at = ready
                .iter()
                .position(|ready| *ready.pin == pin && ready.stretch == self)?;
            Some(ready.swap_remove(at))
        });
        match ready {
            Some(ready) => Some(ready.stretched),
            None => self.run(pin),
        }
    }

    /// For a new key file: what was kept for this PIN at this cost; otherwise with a salt of its own.
    fn new(pin: &str, cost: KdfCost, rng: &mut impl CryptoRng) -> Self {
        let kept = READY.with_borrow(|ready| {
            ready
                .iter()
                .find(|ready| *ready.pin == pin && ready.stretch.cost == cost)
                .map(|ready| ready.stretch)
        });
        kept.unwrap_or_else(|| {
            let mut salt = [0u8; 16];
            rng.fill_bytes(&mut salt);
            Self { salt, cost }
        })
    }
}

/// Why a key file gave no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyError {
    /// Not a whole key file.
    Damaged,
    /// A layout that a newer app wrote.
    Newer,
    /// The file is whole, and the PIN or the platform's secret is not the one that sealed it.
    WrongPin,
    /// The file was sealed with a platform secret and none was given.
    NoPlatformSecret,
}

/// The key of the database: wiped when dropped, never printed.
pub(crate) type DatabaseKey = Zeroizing<[u8; 32]>;

/// Makes a random database key and the key file that holds it.
pub(crate) fn new_key(
    pin: &str,
    platform_secret: Option<&[u8; 32]>,
    cost: KdfCost,
    rng: &mut impl CryptoRng,
) -> Result<(DatabaseKey, Vec<u8>), KeyError> {
    let mut key = Zeroizing::new([0u8; 32]);
    rng.fill_bytes(key.as_mut());
    let file = wrap(&key, pin, platform_secret, cost, rng)?;
    Ok((key, file))
}

/// The key file that holds `key` under this PIN.
pub(crate) fn wrap(
    key: &DatabaseKey,
    pin: &str,
    platform_secret: Option<&[u8; 32]>,
    cost: KdfCost,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, KeyError> {
    let stretch = Stretch::new(pin, cost, rng);
    let mut nonce = [0u8; 24];
    rng.fill_bytes(&mut nonce);

    let mut file = Vec::with_capacity(LENGTH);
    file.extend_from_slice(MAGIC);
    file.push(VERSION);
    file.push(if platform_secret.is_some() {
        WITH_PLATFORM
    } else {
        0
    });
    file.extend_from_slice(&cost.memory_kib.to_le_bytes());
    file.extend_from_slice(&cost.passes.to_le_bytes());
    file.push(u8::try_from(cost.lanes).map_err(|_| KeyError::Damaged)?);
    file.extend_from_slice(&stretch.salt);

    let kek = key_encryption_key(pin, stretch, platform_secret)?;
    let sealed = XChaCha20Poly1305::new(&Key::from(*kek))
        .encrypt(
            &XNonce::from(nonce),
            Payload {
                msg: key.as_ref(),
                aad: &file,
            },
        )
        .map_err(|_| KeyError::Damaged)?;
    file.extend_from_slice(&nonce);
    file.extend_from_slice(&sealed);
    let check = Sha256::digest(&file);
    file.extend(check.iter().take(LENGTH - CHECK));
    Ok(file)
}

/// How the PIN of a whole key file is stretched.
pub(crate) fn stretch(file: &[u8]) -> Result<Stretch, KeyError> {
    if file.get(..4) != Some(MAGIC.as_slice()) {
        return Err(KeyError::Damaged);
    }
    match file.get(4) {
        Some(&VERSION) => {}
        Some(&newer) if newer > VERSION => return Err(KeyError::Newer),
        _ => return Err(KeyError::Damaged),
    }
    if file.len() != LENGTH {
        return Err(KeyError::Damaged);
    }
    let check = Sha256::digest(part(file, 0, CHECK)?);
    if check.get(..LENGTH - CHECK) != Some(part(file, CHECK, LENGTH)?) {
        return Err(KeyError::Damaged);
    }
    let cost = KdfCost {
        memory_kib: u32::from_le_bytes(array(part(file, 6, 10)?)?),
        passes: u32::from_le_bytes(array(part(file, 10, 14)?)?),
        lanes: u32::from(file.get(14).copied().unwrap_or_default()),
    };
    let salt = array(part(file, 15, HEAD)?)?;
    Ok(Stretch { salt, cost })
}

/// Opens a key file.
pub(crate) fn unwrap(
    file: &[u8],
    pin: &str,
    platform_secret: Option<&[u8; 32]>,
) -> Result<DatabaseKey, KeyError> {
    let stretch = stretch(file)?;
    let flags = file.get(5).copied().unwrap_or_default();
    let platform_secret = match (flags & WITH_PLATFORM != 0, platform_secret) {
        (false, _) => None,
        (true, Some(secret)) => Some(secret),
        (true, None) => return Err(KeyError::NoPlatformSecret),
    };
    let nonce: [u8; 24] = array(part(file, HEAD, SEALED)?)?;
    let kek = key_encryption_key(pin, stretch, platform_secret)?;
    let mut opened = XChaCha20Poly1305::new(&Key::from(*kek))
        .decrypt(
            &XNonce::from(nonce),
            Payload {
                msg: part(file, SEALED, CHECK)?,
                aad: part(file, 0, HEAD)?,
            },
        )
        .map_err(|_| KeyError::WrongPin)?;
    let key = array(&opened).map(Zeroizing::new);
    opened.zeroize();
    key
}

fn key_encryption_key(
    pin: &str,
    stretch: Stretch,
    platform_secret: Option<&[u8; 32]>,
) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let stretched = stretch.of(pin).ok_or(KeyError::Damaged)?;
    let mut kek = Zeroizing::new([0u8; 32]);
    Hkdf::<Sha256>::new(
        platform_secret.map(<[u8; 32]>::as_slice),
        stretched.as_ref(),
    )
    .expand(b"wayside vault key v1", kek.as_mut())
    .map_err(|_| KeyError::Damaged)?;
    Ok(kek)
}

fn part(file: &[u8], from: usize, to: usize) -> Result<&[u8], KeyError> {
    file.get(from..to).ok_or(KeyError::Damaged)
}

fn array<const N: usize>(bytes: &[u8]) -> Result<[u8; N], KeyError> {
    bytes.try_into().map_err(|_| KeyError::Damaged)
}

#[cfg(test)]
mod tests;
