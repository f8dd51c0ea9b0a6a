//! What the device says about itself, its team and its log.

use wayside_protocol::{CaseloadId, DeviceId, Segment};
use wayside_seam::{
    CaseloadInfo, DeviceInfo, Finding, Me, Place, Problem, RecordPlace, StatusReport, StreamInfo,
    VaultState,
};
use wayside_vault::{Position, Stream};

use super::Device;
use crate::enrol::JoinRequest;

impl Device {
    /// Where the device stands.
    pub fn state(&self) -> VaultState {
        let Some(member) = &self.book.membership else {
            let request = JoinRequest::new(&self.book.identity, &self.book.label);
            return VaultState::Waiting {
                text: request.text(),
                words: request.words(),
                label: self.book.label.clone(),
            };
        };
        let caseloads = member
            .keyring
            .caseloads()
            .into_iter()
            .map(|id| CaseloadInfo {
                id: id.to_string(),
                name: member.keyring.name(id).unwrap_or_default().to_owned(),
            });
        VaultState::Open(Me {
            team_name: member.team.name.clone(),
            team: member.team.id().to_string(),
            label: self.book.label.clone(),
            role: member.role,
            device: self.book.identity.id().to_string(),
            caseloads: caseloads.collect(),
            relay: member.team.relay.clone(),
            practise: member.practise(),
        })
    }

    pub(super) fn devices(&self) -> Result<Vec<DeviceInfo>, Problem> {
        let me = self.book.identity.id();
        let streams = self.vault.streams()?;
        let holes = self.vault.holes()?;
        let receipts = self.vault.receipts()?;
        let keyring = &self.member()?.keyring;
        let about = |stream: &Stream| StreamInfo {
            caseload: keyring.name(CaseloadId(stream.caseload)).map(str::to_owned),
            caseload_id: CaseloadId(stream.caseload).to_string(),
            held_to: stream.head.contiguous,
            highest: stream.head.highest,
            first_hole: holes
                .iter()
                .find(|hole| (hole.device, hole.caseload) == (stream.device, stream.caseload))
                .map(|hole| hole.from),
            read_by_supervisor: receipts
                .iter()
                .filter(|receipt| {
                    (receipt.device, receipt.caseload) == (stream.device, stream.caseload)
                })
                .map(|receipt| receipt.index)
                .max()
                .unwrap_or(0),
        };
        let devices = self.authors.iter().map(|(id, author)| DeviceInfo {
            id: id.to_string(),
            label: author.badge.label.clone(),
            role: author.badge.role,
            me: *id == me,
            streams: streams
                .iter()
                .filter(|stream| stream.device == id.0)
                .map(about)
                .collect(),
            last_seen: self.memory.last_seen.get(id).copied(),
        });
        Ok(devices.collect())
    }

    /// How much of what a reader says to have read of the own stream is true of this vault. A receipt names a number
    /// and no content, and a vault that was put back from a copy gives the same numbers to other records. So nobody can
    /// have read what has not left, and a reader of more than was ever made here has read another history: nothing new
    /// is believed of it.
    pub(super) fn read_of_own(
        &self,
        caseload: &[u8; 16],
        index: u64,
    ) -> Result<Option<u64>, Problem> {
        let me = self.book.identity.id().0;
        if index > self.vault.stream(&me, caseload)?.contiguous {
            return Ok(None);
        }
        let left = self.vault.own_left_to(&me, caseload)?;
        // Where the relay holds another segment the histories part.
        let parted = self.memory.refused_from(CaseloadId(*caseload));
        let read = index
            .min(left)
            .min(parted.map_or(u64::MAX, |at| at.saturating_sub(1)));
        Ok(Some(read).filter(|read| *read > 0))
    }

    pub(super) fn status(&self) -> Result<StatusReport, Problem> {
        let me = self.book.identity.id();
        let receipts = self.vault.receipts()?;
        let read = |caseload: &[u8; 16], segment: u64| {
            receipts.iter().any(|receipt| {
                receipt.device == me.0
                    && receipt.caseload == *caseload
                    && receipt.index >= segment
                    && receipt.reader != me.0
            })
        };
        let records = self
            .vault
            .own_records()?
            .into_iter()
            .map(|record| RecordPlace {
                place: match record.segment {
                    Some(segment) if read(&record.caseload, segment) => Place::ReadBySupervisor,
                    Some(_) if record.sent => Place::AtRelay,
                    Some(_) if record.carried => Place::WithCourier,
                    _ => Place::OnlyHere,
                },
                entry: record.entry,
                client: record.client,
                kind: record.kind,
            });
        Ok(StatusReport {
            records: records.collect(),
            devices: self.devices()?,
        })
    }

    /// The vault's own checks, then every stored segment: hash, author, signature and link to the one before it.
    pub(super) fn verify(&mut self) -> Result<Vec<Finding>, Problem> {
        let mut findings: Vec<Finding> = Vec::new();
        let found = self.vault.verify()?;
        self.vault.met_damage();
        findings.extend(found.iter().map(told));
        let damaged = found.contains(&wayside_vault::Finding::Database);
        let done = self.verify_streams(&mut findings);
        if self.met_damage_in(&done) && damaged {
            // A walk that meets a damaged page ends there, and what it found last may be of zeros. That there is one is
            // said already.
            return Ok(found.iter().map(told).collect());
        }
        done?;
        Ok(findings)
    }

    fn verify_streams(&self, findings: &mut Vec<Finding>) -> Result<(), Problem> {
        for (id, author) in self.authors.iter() {
            let verified = wayside_protocol::Chain::decode(&author.chain)
                .and_then(|chain| chain.verify().cloned());
            if let Err(error) = verified {
                findings.push(Finding {
                    place: format!("certificate of {id}"),
                    what: error.to_string(),
                });
            }
        }
        for stream in self.vault.streams()? {
            let mut before = None;
            let mut next = 1;
            while next <= stream.head.highest {
                let index = next;
                next += 1;
                let position = Position {
                    device: stream.device,
                    caseload: stream.caseload,
                    index,
                };
                let Some(stored) = self.vault.segment(&position)? else {
                    before = None;
                    // A hole may be as wide as numbers go.
                    next = self.vault.next_held(&position)?.unwrap_or(u64::MAX);
                    continue;
                };
                if let Some(what) = self.wrong_with(&stored, before) {
                    let device = DeviceId(stream.device);
                    findings.push(Finding {
                        place: format!("segment {index} of {device}"),
                        what: what.into(),
                    });
                }
                before = Some(stored.hash);
            }
        }
        Ok(())
    }

    fn wrong_with(
        &self,
        stored: &wayside_vault::StoredSegment,
        before: Option<[u8; 32]>,
    ) -> Option<&'static str> {
        let Ok(segment) = Segment::decode(&stored.bytes) else {
            return Some("it can't be read");
        };
        if super::push::stored(&segment) != *stored {
            return Some("it is not what its row says");
        }
        if before.is_some_and(|before| before != stored.prev) {
            return Some("it does not follow the one before it");
        }
        match self.authors.get(segment.header.device) {
            None => Some("its author is unknown"),
            Some(author) => segment
                .verify(&author.certificate.sign)
                .is_err()
                .then_some("its signature is wrong"),
        }
    }
}

/// A finding of the vault in words. Ids of clients are random and say nothing.
fn told(finding: &wayside_vault::Finding) -> Finding {
    use wayside_vault::Finding as Found;
    let (place, what) = match finding {
        Found::Database => (
            "database".into(),
            "pages of it are damaged; what is on the others can be read, exported and given to a courier",
        ),
        Found::Document { client } => (format!("case file {client}"), "it does not load"),
        Found::Projection { client } => (
            format!("lists, client {client}"),
            "they differ from the case file",
        ),
        Found::Stray => (
            "lists".into(),
            "they name a client without a case file, or count wrongly",
        ),
        Found::Outbox { row } => (format!("outbox row {row}"), "it is not a change"),
        Found::Segment { device, index, .. } => (
            format!("segment {index} of {}", DeviceId(*device)),
            "its hash or its link to the one before is wrong",
        ),
    };
    Finding {
        place,
        what: what.into(),
    }
}
