//! What the relay may see of a segment, and what its seal is bound to.
//!
//! ```text
//! version 1 ‖ kind 1 ‖ team 16 ‖ caseload 16 ‖ epoch 4 ‖ device 16 ‖ index 8 ‖ prev 32   = 94 bytes, integers little endian
//! ```
//! All 94 bytes are the associated data of the seal.

use crate::bytes::Reader;
use crate::{CaseloadId, DeviceId, Hash, TeamId};

/// The length of every header.
pub const HEADER_LEN: usize = 94;

/// What a segment carries. Numbers that are not known are kept: a newer device may read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Changes of case files.
    Changes,
    /// Entries of the roster.
    Roster,
    /// What a supervisor has opened.
    Receipts,
    /// Something newer.
    Unknown(u8),
}

impl From<u8> for Kind {
    fn from(byte: u8) -> Self {
        match byte {
            1 => Self::Changes,
            2 => Self::Roster,
            3 => Self::Receipts,
            other => Self::Unknown(other),
        }
    }
}

impl From<Kind> for u8 {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Changes => 1,
            Kind::Roster => 2,
            Kind::Receipts => 3,
            Kind::Unknown(other) => other,
        }
    }
}

/// The open part of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Header {
    /// [`crate::VERSION`] when written by this crate.
    pub version: u8,
    /// What the body is.
    pub kind: Kind,
    /// The team.
    pub team: TeamId,
    /// The caseload whose key opens the body.
    pub caseload: CaseloadId,
    /// Which of the caseload's keys.
    pub epoch: u32,
    /// The author.
    pub device: DeviceId,
    /// The place in the stream of this device and caseload, from 1.
    pub index: u64,
    /// The hash of the segment before it in the stream; zero for the first.
    pub prev: Hash,
}

impl Header {
    /// The fixed layout.
    pub fn to_bytes(&self) -> [u8; HEADER_LEN] {
        let parts: [&[u8]; 8] = [
            &[self.version],
            &[self.kind.into()],
            &self.team.0,
            &self.caseload.0,
            &self.epoch.to_le_bytes(),
            &self.device.0,
            &self.index.to_le_bytes(),
            &self.prev.0,
        ];
        let mut bytes = [0; HEADER_LEN];
        bytes
            .iter_mut()
            .zip(parts.into_iter().flatten())
            .for_each(|(to, from)| *to = *from);
        bytes
    }

    /// Any 94 bytes are a header; whether it makes sense is for [`crate::Segment::verify`] and the reader to say.
    pub fn from_bytes(bytes: &[u8; HEADER_LEN]) -> Self {
        Self::read(&mut Reader(bytes))
            .unwrap_or_else(|| unreachable!("94 bytes hold all eight fields"))
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            version: reader.byte()?,
            kind: reader.byte()?.into(),
            team: TeamId(reader.array()?),
            caseload: CaseloadId(reader.array()?),
            epoch: u32::from_le_bytes(reader.array()?),
            device: DeviceId(reader.array()?),
            index: u64::from_le_bytes(reader.array()?),
            prev: Hash(reader.array()?),
        })
    }
}
