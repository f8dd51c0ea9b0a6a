//! The one public error. Inner errors have one conversion each, and none of them carries personal data over.
//!
//! `Display` is the English line of the headless device; screens map each variant to a Fluent message by exhaustive
//! match.

use serde::{Deserialize, Serialize};
use wayside_domain::fault::Fault;

use crate::refusal::{RefusalReason, RelayCode};
use crate::relay::AddressFault;

/// Why something was not done. What was asked for changed nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Problem {
    /// The PIN or passphrase does not open the vault. A key file that is damaged inside looks the same.
    #[error(
        "the passphrase does not open this vault; if it is the right one, the key file is damaged: put its copy back"
    )]
    WrongPin,
    /// A new PIN or passphrase is too short.
    #[error(
        "the new passphrase is too short: use at least {least} characters (spaces at its ends do not count)"
    )]
    PinTooShort {
        /// The least number of characters.
        least: u32,
    },
    /// There is no vault in the folder.
    #[error("there is no vault here yet: make a team or ask to join one")]
    NoVault,
    /// There is a vault in the folder already.
    #[error("there is a vault here already")]
    AlreadySetUp,
    /// The vault is closed.
    #[error("the vault is locked")]
    Locked,
    /// The vault waits for the answer to its join request.
    #[error("this device has not joined a team yet: accept the answer to its join request first")]
    NotJoined,
    /// The database was written by a newer version.
    #[error("the vault was written by a newer version of Wayside: update this one")]
    Newer,
    /// The database is damaged so that nothing of it can be read; it was moved aside.
    #[error(
        "the vault is damaged and can't be read here; it was moved whole to {moved_to}: keep that folder. \
         What was synced is at the relay and on the team's other devices: make a team or ask to join one to go on here"
    )]
    Damaged {
        /// Where it is now.
        moved_to: String,
    },
    /// Pages of the database are damaged, and what was asked for is on one of them.
    #[error(
        "the vault is damaged in places, and this needs what is there; nothing was changed or deleted. What can be read still is: \
         export it, sync, or make a courier file; keep the folder, and go on with a new vault in another one"
    )]
    DatabaseDamaged,
    /// The key file is damaged; nothing was moved.
    #[error("the vault's key file is damaged: put its copy back")]
    KeyFileDamaged,
    /// The keystore of the device takes part in unlocking, and there is none here or it fails.
    #[error("this vault opens only with the keystore of the device that it was made on")]
    NoKeystore,
    /// Another program has the vault open.
    #[error("the vault is open in another program: end it, or try again when it is done")]
    InUse,
    /// The browser gives this page no files of its own, or none that are written at once.
    #[error("this browser gives no safe place for the vault ({what})")]
    NoStorage {
        /// What the browser said or lacks.
        what: String,
    },
    /// The disk is full.
    #[error("the disk is full: free some space and try again")]
    DiskFull,
    /// The disk failed in another way.
    #[error("the disk failed: {what}")]
    Disk {
        /// The system's words.
        what: String,
    },
    /// There is no signal.
    #[error("there is no signal")]
    NoSignal,
    /// A practice team has no relay.
    #[error("this is a practice team: it never syncs")]
    PractiseOnly,
    /// The relay's address is not one that can be used.
    #[error("the relay's address can't be used: {fault}")]
    RelayAddress {
        /// What is wrong with it.
        fault: AddressFault,
    },
    /// No answer.
    #[error("the relay can't be reached: check the network and the relay's address")]
    RelayUnreachable,
    /// The answer broke off; what had arrived is kept.
    #[error("the connection broke off; what had arrived is kept, and the rest will follow")]
    Interrupted,
    /// The answer makes no sense.
    #[error("what answered at the relay's address is not a Wayside relay, or it is broken")]
    RelayGarbage,
    /// The relay speaks another version.
    #[error("the relay speaks another version of the protocol")]
    RelayVersion,
    /// The relay is short of something and says to come again.
    #[error("the relay can't take it now ({code}): it will be tried again")]
    RelayBusy {
        /// What it said.
        code: RelayCode,
    },
    /// The relay said no.
    #[error("the relay refused the exchange ({code})")]
    RelayRefused {
        /// What it said.
        code: RelayCode,
    },
    /// The relay refused single segments; they are kept here.
    #[error("the relay refused {count} segments ({reason}); they are kept here")]
    SegmentsRefused {
        /// How many.
        count: u32,
        /// The first one's reason.
        reason: RefusalReason,
    },
    /// The relay holds another segment in the place of one of ours: was this vault copied or restored?
    #[error(
        "the relay holds other data in the place of segment {index} of this device: was this vault copied or restored?"
    )]
    Conflict {
        /// The segment's index.
        index: u64,
    },
    /// The relay does not know this device, and its certificate did not help.
    #[error("the relay does not admit this device")]
    NotAdmitted,
    /// This device's role does not allow it.
    #[error("this device's role does not allow that")]
    NotAllowed,
    /// This device holds no key for it.
    #[error("this device holds no key of that caseload")]
    NoKey,
    /// A join text is cut off or mistyped.
    #[error("the join text is damaged or incomplete: scan or copy it again")]
    JoinTextDamaged,
    /// A join text of another kind, version, team or device.
    #[error("the join text is not meant for this device or this step")]
    JoinTextForeign,
    /// An answer without a request.
    #[error("this device has not asked to join, or has joined already")]
    JoinNotAsked,
    /// The request was approved before.
    #[error(
        "that device is a member of the team already: start a new request on it if its answer was lost"
    )]
    AlreadyAdmitted,
    /// No caseload of that name, or several and none was named.
    #[error("no such caseload: name one of {known}")]
    UnknownCaseload {
        /// The names that this device knows.
        known: String,
    },
    /// There is a caseload of that name.
    #[error("there is a caseload of that name already")]
    CaseloadExists,
    /// No client of that code.
    #[error("no such client on this device: {code}")]
    UnknownClient {
        /// What was asked for.
        code: String,
    },
    /// Several clients match.
    #[error("{code:?} names more than one client: use the id")]
    Ambiguous {
        /// What was asked for.
        code: String,
    },
    /// There is an entry of that id with other content.
    #[error("there is another entry with that id already")]
    EntryExists,
    /// A case file does not load; it is in quarantine, and the others go on.
    #[error("this case file is damaged; it was put aside and nothing was deleted")]
    Unreadable,
    /// No such screening, intervention, referral or other entry.
    #[error("no such entry in this case file")]
    UnknownEntry,
    /// The entry is finished: it can only be corrected.
    #[error("the entry is finished: it can only be corrected, with a reason")]
    Finished,
    /// This device has no room left for edits where the entry is.
    #[error(
        "this device changed this file too often: correct the entry, or change it on another device; nothing was saved"
    )]
    NoRoom,
    /// A record was refused.
    #[error("line {line}: {field}: {fault}")]
    Record {
        /// The line, from 1; 0 when there is but one.
        line: u32,
        /// The field.
        field: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// A text or a list is longer than a record may be.
    #[error("too long: {what}")]
    TooLong {
        /// Which field.
        what: String,
    },
    /// A value is not one that the field can take.
    #[error("{field} {fault}")]
    Invalid {
        /// Which value.
        field: String,
        /// What is wrong with it.
        fault: Fault,
    },
    /// A file is not a courier's.
    #[error("this is not a courier file of Wayside: choose another")]
    CourierUnknown,
    /// A courier's file is cut or changed.
    #[error("the courier file is incomplete or damaged: copy it again")]
    CourierDamaged,
    /// A courier's file of another team.
    #[error("the courier file is another team's")]
    CourierForeign,
    /// A courier's file of a newer version.
    #[error("the courier file was made by a newer version of Wayside: update this one")]
    CourierNewer,
    /// A change is too big to travel; it is kept here.
    #[error("one change is too big to be sent; it is kept on this device")]
    TooBig,
    /// The service has stopped.
    #[error("the service has stopped")]
    Stopped,
    /// Something that should not happen did.
    #[error("something went wrong inside Wayside ({what})")]
    Internal {
        /// Where, for the report.
        what: String,
    },
}
