//! The roster: who was admitted, which caseloads exist, who got which key. Each device writes its entries into its own
//! stream of the caseload that is all zeros; the segments are sealed under the team's key, so every device reads them
//! all.
//!
//! | kind | entry | believed from |
//! |---|---|---|
//! | 1 Admitted | the new device's chain | anyone: a chain proves itself |
//! | 2 CaseloadCreated | its id | a device that may enrol |
//! | 3 Keys | one epoch's key, wrapped to some devices | a device that may enrol |
//! | other | kept in the segment, skipped | – |
//!
//! Repeated entries do no harm. Order between authors does not matter: nothing here undoes anything. Revocation and
//! rotation will be further kinds.

use serde::{Deserialize, Serialize};
use wayside_protocol::{CaseloadId, Chain, DeviceId, TeamId};

use crate::identity::Identity;
use crate::key::NotOpened;
use crate::keyring::Grant;
use crate::wrap::{self, Wrap};

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A device was admitted.
    Admitted(Chain),
    /// A caseload was made.
    CaseloadCreated(CaseloadId),
    /// A key was given to devices.
    Keys(Keys),
    /// Something newer.
    Unknown(u8, Vec<u8>),
}

/// One epoch's key for some devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// The caseload.
    pub caseload: CaseloadId,
    /// Which of its keys.
    pub epoch: u32,
    /// The key, wrapped to each.
    pub wraps: Vec<(DeviceId, Wrap)>,
}

/// So many wraps at most in one entry, so that every entry fits a segment.
pub const MAX_WRAPS: usize = 40;

/// An entry as it is written: what later versions add keeps this form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    kind: u8,
    payload: Vec<u8>,
}

impl Entry {
    /// As it is written.
    pub fn write(&self) -> Written {
        match self {
            Entry::Admitted(chain) => Written {
                kind: 1,
                payload: chain.encode(),
            },
            Entry::CaseloadCreated(id) => Written {
                kind: 2,
                payload: id.0.to_vec(),
            },
            // Into a growing Vec nothing can fail.
            Entry::Keys(keys) => Written {
                kind: 3,
                payload: postcard::to_allocvec(keys).unwrap_or_default(),
            },
            Entry::Unknown(kind, payload) => Written {
                kind: *kind,
                payload: payload.clone(),
            },
        }
    }

    /// Reads one; what can't be read is unknown.
    pub fn read(written: Written) -> Entry {
        let Written { kind, payload } = written;
        let known = match kind {
            1 => Chain::decode(&payload).ok().map(Entry::Admitted),
            2 => payload
                .as_slice()
                .try_into()
                .ok()
                .map(|id| Entry::CaseloadCreated(CaseloadId(id))),
            3 => postcard::from_bytes(&payload).ok().map(Entry::Keys),
            _ => None,
        };
        known.unwrap_or(Entry::Unknown(kind, payload))
    }
}

/// As many entries from the front as fit one body of `limit` bytes, and how many they are.
pub fn fill(entries: &[Written], limit: usize) -> Option<(usize, Vec<u8>)> {
    (1..=entries.len()).rev().find_map(|count| {
        let packed = postcard::to_allocvec(entries.get(..count)?).ok()?;
        let body = crate::pack::squeeze(&packed);
        (body.len() <= limit).then_some((count, body))
    })
}

/// The entries of a body.
pub fn read(body: &[u8]) -> Option<Vec<Entry>> {
    let packed = crate::pack::unsqueeze(body).ok()?;
    let written: Vec<Written> = postcard::from_bytes(&packed).ok()?;
    Some(written.into_iter().map(Entry::read).collect())
}

fn purpose(
    team: TeamId,
    caseload: CaseloadId,
    epoch: u32,
    from: DeviceId,
    to: DeviceId,
) -> Vec<u8> {
    [
        b"wayside key wrap v1".as_slice(),
        &team.0,
        &caseload.0,
        &epoch.to_le_bytes(),
        &from.0,
        &to.0,
    ]
    .concat()
}

/// Wraps a key to devices, given as id and public wrapping key.
pub fn wrap_keys(
    team: TeamId,
    from: DeviceId,
    grant: &Grant,
    to: &[(DeviceId, [u8; 32])],
    rng: &mut dyn rand_core::CryptoRng,
) -> Result<Vec<Entry>, NotOpened> {
    let plain = zeroize::Zeroizing::new(postcard::to_allocvec(grant).map_err(|_| NotOpened)?);
    let mut entries = Vec::new();
    for some in to.chunks(MAX_WRAPS) {
        let mut wraps = Vec::new();
        for (device, kem) in some {
            let info = purpose(team, grant.caseload, grant.epoch, from, *device);
            wraps.push((*device, wrap::wrap(kem, &info, &plain, rng)?));
        }
        entries.push(Entry::Keys(Keys {
            caseload: grant.caseload,
            epoch: grant.epoch,
            wraps,
        }));
    }
    Ok(entries)
}

/// The key that an entry gives to this device, if it gives one.
pub fn unwrap_keys(team: TeamId, from: DeviceId, keys: &Keys, me: &Identity) -> Option<Grant> {
    let (_, wrapped) = keys.wraps.iter().find(|(device, _)| *device == me.id())?;
    let info = purpose(team, keys.caseload, keys.epoch, from, me.id());
    let plain = zeroize::Zeroizing::new(wrap::unwrap(me.kem(), &info, wrapped).ok()?);
    let grant: Grant = postcard::from_bytes(&plain).ok()?;
    (grant.caseload == keys.caseload && grant.epoch == keys.epoch).then_some(grant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keyring::Keyring;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    const TEAM: TeamId = TeamId([5; 16]);

    #[test]
    fn entries_come_back_and_unknown_ones_are_kept() {
        let entries = [
            Entry::CaseloadCreated(CaseloadId([1; 16])),
            Entry::Unknown(9, b"later".to_vec()),
            Entry::Keys(Keys {
                caseload: CaseloadId([1; 16]),
                epoch: 1,
                wraps: vec![],
            }),
        ];
        let written: Vec<Written> = entries.iter().map(Entry::write).collect();
        let (count, body) = fill(&written, 16_000).unwrap();
        assert_eq!(count, 3);
        assert_eq!(read(&body).unwrap(), entries);
        assert_eq!(read(b"garbage"), None);
    }

    #[test]
    fn a_known_kind_that_cannot_be_read_is_kept_as_unknown() {
        for kind in 1..=3 {
            let entry = Entry::read(Written {
                kind,
                payload: vec![0xff; 3],
            });
            assert_eq!(entry, Entry::Unknown(kind, vec![0xff; 3]));
        }
    }

    #[test]
    fn a_wrapped_key_opens_on_its_device_and_from_its_author_only() {
        let mut rng = StdRng::seed_from_u64(1);
        let (admin, desk, phone) = (
            Identity::random(&mut rng),
            Identity::random(&mut rng),
            Identity::random(&mut rng),
        );
        let grant = Keyring::default().create("North", &mut rng);
        let to = [(desk.id(), desk.kem_public())];
        let entries = wrap_keys(TEAM, admin.id(), &grant, &to, &mut rng).unwrap();
        let [Entry::Keys(keys)] = entries.as_slice() else {
            panic!("{entries:?}")
        };
        assert_eq!(unwrap_keys(TEAM, admin.id(), keys, &desk), Some(grant));
        assert_eq!(unwrap_keys(TEAM, admin.id(), keys, &phone), None);
        assert_eq!(unwrap_keys(TEAM, phone.id(), keys, &desk), None);
        assert_eq!(unwrap_keys(TeamId([6; 16]), admin.id(), keys, &desk), None);
    }

    #[test]
    fn a_hundred_wraps_are_split_so_that_each_entry_fits_a_segment() {
        let mut rng = StdRng::seed_from_u64(2);
        let grant = Keyring::default().create(&"n".repeat(200), &mut rng);
        let to: Vec<_> = (0..100)
            .map(|n| {
                (
                    DeviceId([n; 16]),
                    crate::wrap::public(&crate::key::Key::from_bytes([n; 32])),
                )
            })
            .collect();
        let entries = wrap_keys(TEAM, DeviceId([200; 16]), &grant, &to, &mut rng).unwrap();
        assert_eq!(entries.len(), 3);
        for entry in entries {
            assert!(fill(&[entry.write()], crate::seal::MAX_SEALED_BODY).is_some());
        }
    }
}
