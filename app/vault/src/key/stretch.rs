//! How a PIN becomes a key: Argon2id, its cost, and results that were computed beforehand.
//!
//! What is stretched is the PIN's normal form ([`wayside_domain::passphrase`]), so that a passphrase opens the vault
//! however a keyboard writes its letters. [`Stretch::run`] is the only door.
//!
//! A PIN can be stretched beforehand and elsewhere: in the browser, where a worker gives no memory back, a worker of
//! its own does it and ends. Its result is kept for the next keys of this thread, and everything else goes as without
//! it. Changing a PIN takes two results.

use std::cell::RefCell;

use argon2::{Algorithm, Argon2, Params, Version};
use rand_core::CryptoRng;
use wayside_domain::passphrase;
use zeroize::Zeroizing;

/// What one guess of the PIN costs. Only the costs of [`KdfCost::TABLE`] are ever used.
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
    /// the keystore; that is why the keystore takes part wherever there is one.
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

    /// Every cost that a key file can name. Frozen: the file holds the row. The second and third are for phones with
    /// more memory; no app makes a vault with them yet. Four rows, so that every value of two bits means something.
    pub const TABLE: [Self; 4] = [
        Self::PHONE,
        Self {
            memory_kib: 128 * 1024,
            ..Self::PHONE
        },
        Self {
            memory_kib: 256 * 1024,
            ..Self::PHONE
        },
        Self::TEST,
    ];

    /// Its row in the table.
    pub(super) fn row(self) -> Option<u8> {
        let row = Self::TABLE.iter().position(|cost| *cost == self)?;
        u8::try_from(row).ok()
    }

    /// Nothing where the table does not have it: no number from elsewhere decides how much memory is taken.
    fn params(self) -> Option<Params> {
        self.row()?;
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()
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
    /// Argon2id over this PIN; `None` where the table does not have the cost. Needs as much memory as the cost says.
    pub fn run(&self, pin: &str) -> Option<Stretched> {
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, self.cost.params()?);
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
    pub(super) fn of(self, pin: &str) -> Option<Stretched> {
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
    pub(super) fn new(pin: &str, cost: KdfCost, rng: &mut impl CryptoRng) -> Self {
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

    /// How many results are kept.
    #[cfg(test)]
    pub(super) fn kept() -> usize {
        READY.with_borrow(Vec::len)
    }
}
