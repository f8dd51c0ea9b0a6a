//! A member that reads its own keys out of its own vault, and writes into its own log what its app never would. What it
//! wrote travels like everything else: with its next exchange, or in a courier's parcel.

use rand::rngs::StdRng;
use serde::Deserialize;
use wayside_protocol::{CaseloadId, Chain, DeviceId, Hash, Header, Kind, VERSION};
use wayside_seam::Role;
use wayside_sync::identity::Identity;
use wayside_sync::key::Key;
use wayside_sync::keyring::Keyring;
use wayside_sync::seal;
use wayside_sync::team::Team;
use wayside_vault::StoredSegment;

use crate::station::Station;

/// What a device keeps of itself, as it is written (`app/sync/src/device/book.rs`). What comes behind is of no use here.
#[derive(Deserialize)]
struct Book {
    identity: Identity,
    _label: String,
    membership: Option<Membership>,
}

#[derive(Deserialize)]
struct Membership {
    team: Team,
    chain: Vec<u8>,
    role: Role,
    keyring: Keyring,
}

pub struct Spy {
    pub identity: Identity,
    pub team: Team,
    pub chain: Chain,
    pub role: Role,
    pub keyring: Keyring,
}

impl Spy {
    pub fn of(station: &mut Station) -> Spy {
        let bytes = station.device().vault().setting("sync.device").unwrap();
        let book: Book = postcard::from_bytes(&bytes.unwrap()[1..]).unwrap();
        let member = book.membership.unwrap();
        Spy {
            identity: book.identity,
            team: member.team,
            chain: Chain::decode(&member.chain).unwrap(),
            role: member.role,
            keyring: member.keyring,
        }
    }

    /// The key of a caseload or of the roster, if it holds one.
    pub fn key(&self, caseload: CaseloadId, epoch: u32) -> Option<&Key> {
        match caseload {
            CaseloadId::ROSTER => Some(&self.team.key),
            _ => self.keyring.key(caseload, epoch),
        }
    }

    /// The header of its next segment in a stream.
    pub fn next(&self, station: &mut Station, kind: Kind, caseload: CaseloadId) -> Header {
        let me = self.identity.id();
        let head = station.device().vault().stream(&me.0, &caseload.0).unwrap();
        let newest = self.keyring.current(caseload);
        Header {
            version: VERSION,
            kind,
            team: self.team.id(),
            caseload,
            epoch: newest.map_or(0, |grant| grant.epoch),
            device: me,
            index: head.contiguous + 1,
            prev: Hash(head.head),
        }
    }

    /// Sealed under the key that it has, or under one that nobody has.
    pub fn sealed(&self, header: Header, body: &[u8], rng: &mut StdRng) -> StoredSegment {
        let nobodys = Key::random(rng);
        let key = self.key(header.caseload, header.epoch).unwrap_or(&nobodys);
        let sealed = seal::seal(header, key, body, &self.identity, rng).unwrap();
        let bytes = sealed.encode();
        StoredSegment {
            device: header.device.0,
            caseload: header.caseload.0,
            index: header.index,
            kind: header.kind.into(),
            epoch: header.epoch,
            hash: Hash::of(&bytes).0,
            prev: header.prev.0,
            bytes,
        }
    }
}

/// Puts a segment into the device's own log. A place that is taken stays as it is.
pub fn write(station: &mut Station, segment: &StoredSegment) {
    _ = station.device().vault().append_own(segment, &[]);
}

/// The public wrapping keys of everybody that a device knows.
pub fn everybody(station: &mut Station) -> Vec<(DeviceId, [u8; 32])> {
    let known = station.device().vault().certificates().unwrap();
    let leaf = |bytes: &[u8]| Chain::decode(bytes).ok()?.leaf().cloned();
    let leaves = known.iter().filter_map(|(_, bytes)| leaf(bytes));
    leaves.map(|leaf| (leaf.device(), leaf.kem)).collect()
}
