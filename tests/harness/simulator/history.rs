//! What a device knows of one file's past: every change with whoever sent it.

use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, Change, ROOT};
use wayside_domain::id::Id;
use wayside_protocol::{DeviceId, Kind, Segment};
use wayside_sync::{pack, seal};
use wayside_vault::{Position, weight};

use super::spy::Spy;
use crate::station::Station;

pub fn changes(station: &mut Station, spy: &Spy, file: &Id) -> Vec<(DeviceId, Change)> {
    let mut found = Vec::new();
    let vault = station.device().vault();
    for stream in vault.streams().unwrap() {
        for index in 1..=stream.head.contiguous {
            let (device, caseload) = (stream.device, stream.caseload);
            let place = Position {
                device,
                caseload,
                index,
            };
            let stored = vault.segment(&place).unwrap().unwrap();
            for change in opened(spy, &stored.bytes, file).unwrap_or_default() {
                found.push((DeviceId(device), change));
            }
        }
    }
    found
}

fn opened(spy: &Spy, bytes: &[u8], file: &Id) -> Option<Vec<Change>> {
    let segment = Segment::decode(bytes).ok()?;
    let header = segment.header;
    let key = spy.key(header.caseload, header.epoch)?;
    if header.kind != Kind::Changes {
        return None;
    }
    let documents = pack::unpack(&seal::open(&segment, key).ok()?).ok()?;
    let of_file = documents
        .into_iter()
        .filter(|one| one.client == file.as_str());
    // What no device reads must not stop its own author either: such a change has no weight of its own.
    let read = |bytes: &Vec<u8>| weight(bytes) > 1;
    let changes = of_file.flat_map(|one| one.changes).filter(read);
    Some(
        changes
            .filter_map(|bytes| Change::from_bytes(bytes).ok())
            .collect(),
    )
}

/// One change more, by an actor of the caller's choice, that sets a register of the profile.
pub fn next_by(actor: &ActorId, past: &[Change], text: &str) -> Option<Vec<u8>> {
    let mut document = AutoCommit::new().with_actor(actor.clone());
    document.apply_changes(past.iter().cloned()).ok()?;
    document
        .put(ROOT, "client/contact_preferences", text)
        .ok()?;
    document.commit();
    document
        .get_last_local_change()
        .map(|change| change.raw_bytes().to_vec())
}
