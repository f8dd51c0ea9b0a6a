//! Names that reveal nothing: hashes of public keys, random caseload numbers, hashes of segments.
//! Written as lower-case hex for people, as bare bytes on the wire.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER_PERMISSIVE;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

/// The text is not the hex of such an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} hexadecimal digits")]
pub struct IdError {
    /// How many digits there should be.
    pub expected: usize,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// The bare bytes.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok();
                bytes.and_then(|b| b.try_into().ok()).map(Self).ok_or(IdError { expected: 2 * $len })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    self.0.serialize(serializer)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
                } else {
                    Deserialize::deserialize(deserializer).map(Self)
                }
            }
        }
    };
}

id!(
    /// One programme: the hash of its root public key, so nobody can claim another's name.
    TeamId,
    16
);
id!(
    /// One phone or PC: the hash of its public signing key.
    DeviceId,
    16
);
id!(
    /// One unit of sharing: random, except [`CaseloadId::ROSTER`].
    CaseloadId,
    16
);
id!(
    /// SHA-256.
    Hash,
    32
);

impl TeamId {
    /// The name of the team with this root public key.
    pub fn of_root(root: &[u8; 32]) -> Self {
        Self(short_hash(b"wayside team v1", root))
    }
}

impl DeviceId {
    /// The name of the device with this public signing key.
    pub fn of_sign(sign: &[u8; 32]) -> Self {
        Self(short_hash(b"wayside device v1", sign))
    }
}

impl CaseloadId {
    /// The log of devices, roles and epochs. Every device of a team gets it.
    pub const ROSTER: Self = Self([0; 16]);
}

impl Hash {
    /// What the first segment of a stream names as the one before it.
    pub const ZERO: Self = Self([0; 32]);

    /// SHA-256 of the bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

fn short_hash(label: &[u8], key: &[u8; 32]) -> [u8; 16] {
    let full: [u8; 32] = Sha256::new()
        .chain_update(label)
        .chain_update(key)
        .finalize()
        .into();
    let mut short = [0; 16];
    short.iter_mut().zip(full).for_each(|(to, from)| *to = from);
    short
}
