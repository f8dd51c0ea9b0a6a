//! What the seam says about the device itself: vault, team, devices, streams, syncing.

use serde::{Deserialize, Serialize};
use wayside_domain::id::Id;
use wayside_domain::time::Timestamp;

use crate::problem::Problem;

/// What a device may do in its team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A volunteer: holds as little as possible.
    Peer,
    /// An outreach worker: holds its own caseloads.
    Worker,
    /// Holds all caseloads and admits peers, workers and supervisors.
    Supervisor,
    /// As a supervisor; admits admins as well.
    Admin,
}

impl Role {
    /// Every role, from the least to the most.
    pub const ALL: [Role; 4] = [Role::Peer, Role::Worker, Role::Supervisor, Role::Admin];

    /// The keyword of command lines and certificates.
    pub fn id(self) -> &'static str {
        match self {
            Role::Peer => "peer",
            Role::Worker => "worker",
            Role::Supervisor => "supervisor",
            Role::Admin => "admin",
        }
    }

    /// May this role admit devices, and does it hold every caseload?
    pub fn leads(self) -> bool {
        matches!(self, Role::Supervisor | Role::Admin)
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

impl std::str::FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Role::ALL
            .into_iter()
            .find(|role| role.id() == text)
            .ok_or_else(|| UnknownRole(text.to_owned()))
    }
}

/// A keyword that is no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown role {0:?}: use peer, worker, supervisor or admin")]
pub struct UnknownRole(pub String);

/// Where the device stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum VaultState {
    /// There is no vault yet.
    New,
    /// There is one, and it is closed.
    Locked,
    /// It is open, and waits for the answer to its join request.
    Waiting {
        /// The request, to be shown again.
        text: String,
        /// Its words.
        words: String,
        /// What this device is called.
        label: String,
    },
    /// It is open.
    Open(Me),
}

/// This device in its team.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Me {
    /// The team's name.
    pub team_name: String,
    /// The team's id, hexadecimal.
    pub team: String,
    /// What this device is called.
    pub label: String,
    /// What it may do.
    pub role: Role,
    /// Its id, hexadecimal.
    pub device: String,
    /// The caseloads that it holds keys of; the first is where new clients go.
    pub caseloads: Vec<CaseloadInfo>,
    /// Where the relay is; empty for a practice team.
    pub relay: String,
    /// A team of its own that never syncs.
    pub practise: bool,
}

/// One caseload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseloadInfo {
    /// Its id, hexadecimal.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One device of the team.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeviceInfo {
    /// Its id, hexadecimal.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What it may do.
    pub role: Role,
    /// It is this one.
    pub me: bool,
    /// What is held of it here.
    pub streams: Vec<StreamInfo>,
    /// When something of it last arrived here, by this device's clock.
    pub last_seen: Option<Timestamp>,
}

/// What is held here of one device's stream in one caseload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamInfo {
    /// The caseload's name; none for the roster, and for a caseload that this device may not read.
    pub caseload: Option<String>,
    /// Its id, hexadecimal.
    pub caseload_id: String,
    /// Held without a gap: 1 to this.
    pub held_to: u64,
    /// The highest index held.
    pub highest: u64,
    /// The first index that is missing below `highest`.
    pub first_hole: Option<u64>,
    /// Nothing missing up to here was opened as well (own streams: the index that a supervisor has read).
    pub read_by_supervisor: u64,
}

/// Where one own record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// On this device only.
    OnlyHere,
    /// In a courier bundle that left this device.
    WithCourier,
    /// The relay acknowledged it.
    AtRelay,
    /// A supervisor's device opened it.
    ReadBySupervisor,
}

/// One own record and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPlace {
    /// The record.
    pub entry: Id,
    /// The client it belongs to.
    pub client: Id,
    /// What kind of record it is ("screening", "contact" …).
    pub kind: String,
    /// Where it is.
    pub place: Place,
}

/// Streams and places.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct StatusReport {
    /// Every device, this one included.
    pub devices: Vec<DeviceInfo>,
    /// Every record written here.
    pub records: Vec<RecordPlace>,
}

/// One thing that `Verify` found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Where: database, document, projection, chain, signature.
    pub place: String,
    /// What is wrong, without personal data.
    pub what: String,
}

/// What the engine is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Phase {
    /// Nothing to do.
    #[default]
    Idle,
    /// An exchange is under way.
    Working,
    /// The last one failed; the next comes by itself.
    Waiting {
        /// In so many milliseconds.
        retry_in_ms: u64,
    },
    /// There is no signal, or no relay to sync with.
    Blocked,
}

/// How syncing stands.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SyncState {
    /// The platform says that there is a network.
    pub signal: bool,
    /// What the engine is doing.
    pub phase: Phase,
    /// Own changes that are not in a segment yet.
    pub waiting_records: u64,
    /// Segments that the relay has not acknowledged: own ones, and those that a courier brought.
    pub waiting_segments: u64,
    /// Segments that the relay acknowledged since the vault was opened.
    pub sent_total: u64,
    /// Segments that arrived since the vault was opened.
    pub received_total: u64,
    /// Segments that are stored and not opened yet.
    pub to_open: u64,
    /// Segments and changes that were put aside.
    pub quarantined: u64,
    /// When an exchange last ended well, by this device's clock.
    pub last_success: Option<Timestamp>,
    /// What is wrong, if something is.
    pub problem: Option<Problem>,
    /// Bytes sent since the vault was opened, HTTP headers not counted.
    pub bytes_up: u64,
    /// Bytes received since the vault was opened, HTTP headers not counted.
    pub bytes_down: u64,
}
