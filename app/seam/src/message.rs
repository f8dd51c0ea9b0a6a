//! The messages: everything that a screen or a command line may ask of a device, and everything that it may hear.
//!
//! `Request` in, `Reply` or [`Problem`](crate::Problem) out, `Notice` whenever something changed. The types are plain
//! serde values, so that they cross to a worker in the browser as bytes. Nothing in a `Problem` names a client, a code
//! or a note.
//!
//! Refused: a reply that streams. Lists are pages, exports are made by the headless device through `Device::vault`.

use serde::{Deserialize, Serialize};
use wayside_domain::case_file::CaseFile;
use wayside_domain::command::{Command, Recorded, Saved};
use wayside_domain::id::Id;
use wayside_domain::list::{ClientPage, ClientQuery};
use wayside_domain::record::Entry;

use crate::courier::{CourierFile, CourierRead};
use crate::lock_times::LockTimes;
use crate::state::{CaseloadInfo, DeviceInfo, Finding, Role, StatusReport, SyncState, VaultState};

/// What a screen asks for. It does not print itself: there are PINs and notes in it.
#[derive(Clone, Serialize, Deserialize)]
#[allow(
    clippy::large_enum_variant,
    reason = "requests are moved once, not kept in lists"
)]
pub enum Request {
    /// Is there a vault, is it open, whose is it? -> `Reply::State`.
    State,
    /// Makes a vault and a team in it -> `Reply::Team`.
    NewTeam {
        /// The PIN of the new vault.
        pin: String,
        /// The team's name.
        name: String,
        /// Where the relay is (`https://…`, or `http://` on loopback).
        relay: String,
        /// What this device is called.
        label: String,
    },
    /// Makes a vault with a team of its own that never syncs -> `Reply::Done`.
    Practise {
        /// The PIN of the new vault.
        pin: String,
    },
    /// First step of joining: makes a vault that waits -> `Reply::Join`.
    JoinRequest {
        /// The PIN of the new vault (of the waiting vault, if there is one).
        pin: String,
        /// What this device is called.
        label: String,
    },
    /// Second step, on a supervisor's device -> `Reply::Join`.
    JoinApprove {
        /// The text of the request.
        text: String,
        /// What the new device may do.
        role: Role,
        /// Name or id of its caseload; the only one if there is but one. Supervisors and admins get all.
        caseload: Option<String>,
    },
    /// Third step, on the new device -> `Reply::Join`.
    JoinAccept {
        /// The text of the answer.
        text: String,
    },
    /// Reads a join text and says its words, changing nothing -> `Reply::Join`.
    JoinWords {
        /// The text of a request.
        text: String,
    },
    /// Opens the vault -> `Reply::State`.
    Unlock {
        /// The vault's PIN.
        pin: String,
    },
    /// Closes the vault -> `Reply::Done`, and a `Notice::Locked`.
    Lock,
    /// Another PIN for the open vault -> `Reply::Done`.
    ChangePin {
        /// The one until now.
        old: String,
        /// The one from now on.
        new: String,
    },
    /// Somebody touched the screen, or it went out of sight -> `Reply::Done`. A vault that locks itself does so by this
    /// alone.
    Present {
        /// The screen is in sight.
        visible: bool,
    },
    /// When the vault locks itself -> `Reply::LockTimes`.
    LockTimes,
    /// Sets that on this device -> `Reply::LockTimes`.
    SetLockTimes(LockTimes),
    /// A page of the client list -> `Reply::Clients`.
    Clients(ClientQuery),
    /// One case file -> `Reply::CaseFile`.
    Client {
        /// The client's id.
        id: Id,
    },
    /// The client with this code or id -> `Reply::Id`.
    FindClient {
        /// A card code, an alias or an id.
        code: String,
    },
    /// One act on a case file -> `Reply::Saved`; durable when the reply is there.
    Do(Command),
    /// Many records, all or none -> `Reply::Recorded`.
    Record {
        /// The records, in order.
        entries: Vec<Entry>,
    },
    /// A fresh random id -> `Reply::Id`.
    NewId,
    /// Keeps unsaved typing, sealed and without history -> `Reply::Done`. No or empty text removes it.
    SaveDraft {
        /// Which field: at most 120 characters.
        key: String,
        /// What was typed so far.
        text: Option<String>,
    },
    /// Unsaved typing -> `Reply::Draft`.
    Draft {
        /// Which field.
        key: String,
    },
    /// Starts an exchange with the relay now -> `Reply::Sync`; its end comes as a `Notice::Sync`.
    SyncNow,
    /// The platform found (`true`) or lost (`false`) the network -> `Reply::Sync`.
    Signal(bool),
    /// How syncing stands -> `Reply::Sync`.
    SyncState,
    /// The devices of the team -> `Reply::Devices`.
    Devices,
    /// Streams of every device and the place of every own record -> `Reply::Status`.
    Status,
    /// Makes a caseload -> `Reply::Caseload`.
    NewCaseload {
        /// Its name.
        name: String,
    },
    /// Makes a courier's file: what the relay is not known to hold -> `Reply::CourierFile`. Records in it count as with
    /// a courier only after `CourierLeft`.
    CourierExport {
        /// Everything of the team that this device holds instead: for a device that never reaches the relay.
        all: bool,
    },
    /// The file was handed over or written whole -> `Reply::Done`.
    CourierLeft {
        /// The file's number.
        number: u32,
    },
    /// Takes a courier's file in -> `Reply::CourierRead`. What is new in it is opened afterwards, and sent to the
    /// relay.
    CourierImport {
        /// The whole file.
        bytes: Vec<u8>,
    },
    /// Checks database, documents, chains and signatures -> `Reply::Findings`.
    Verify,
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Request(…)")
    }
}

/// What a screen gets back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Reply {
    /// It is done.
    Done,
    /// Where the device stands.
    State(VaultState),
    /// A team was made; the words are shown once and kept nowhere.
    Team {
        /// The 24 recovery words of the team's root key.
        recovery_words: String,
    },
    /// A join text and the words that both sides compare.
    Join {
        /// What the QR code carries.
        text: String,
        /// Words for this step: of the request, or of the answer (equal at approval and acceptance).
        words: String,
        /// At approval: the words that the new device showed beside its request.
        request_words: Option<String>,
    },
    /// A page of clients.
    Clients(ClientPage),
    /// One case file.
    CaseFile(Box<CaseFile>),
    /// An id.
    Id(Id),
    /// When the vault locks itself.
    LockTimes(LockTimes),
    /// Unsaved typing, if there is some.
    Draft(Option<String>),
    /// What one act changed.
    Saved(Saved),
    /// What became of each record.
    Recorded(Vec<Recorded>),
    /// How syncing stands.
    Sync(SyncState),
    /// The devices of the team.
    Devices(Vec<DeviceInfo>),
    /// Streams and places.
    Status(StatusReport),
    /// A caseload.
    Caseload(CaseloadInfo),
    /// A courier's file.
    CourierFile(CourierFile),
    /// What came of a courier's file.
    CourierRead(CourierRead),
    /// What `Verify` found wrong; empty when all is well.
    Findings(Vec<Finding>),
}

/// What a screen hears without asking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Notice {
    /// Records changed: of one client, or of many.
    Changed {
        /// The client, if it was one.
        client: Option<Id>,
    },
    /// Syncing went on, ended or failed.
    Sync(SyncState),
    /// The vault was locked.
    Locked,
}
