//! What ends a call: one line, and the exit code of its kind.

use std::path::Path;

use wayside_seam::Problem;
use wayside_vault::Fault;

use crate::output::visible;

/// A failure in the words of `Display`, with its exit code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The outside world failed: relay, disk, another program. Exit 1.
    #[error("{0}")]
    Outside(String),
    /// Something is wrong with the vault's own files; [`Failure::in_folder`] says where. Exit 1.
    #[error("{0}")]
    Vault(String),
    /// Bad input or usage; nothing was changed. Exit 2.
    #[error("{0}")]
    Input(String),
    /// Not allowed: wrong passphrase, no key, role. Exit 3.
    #[error("{0}")]
    NotAllowed(String),
}

impl Failure {
    /// The outside world failed.
    pub fn outside(line: impl Into<String>) -> Failure {
        Failure::Outside(line.into())
    }

    /// The input is bad.
    pub fn input(line: impl Into<String>) -> Failure {
        Failure::Input(line.into())
    }

    /// A defect of this program.
    pub fn internal() -> Failure {
        Failure::Outside(
            "something went wrong inside Wayside; run 'wayside verify' and report it".into(),
        )
    }

    /// Names the vault's folder where it is to blame.
    pub fn in_folder(self, folder: Option<&Path>) -> Failure {
        match (self, folder) {
            (Failure::Vault(line), Some(folder)) => {
                Failure::Outside(format!("{}: {line}", folder.display()))
            }
            (failure, _) => failure,
        }
    }

    /// The exit code of the contract.
    pub fn exit(&self) -> u8 {
        match self {
            Failure::Outside(_) | Failure::Vault(_) => 1,
            Failure::Input(_) => 2,
            Failure::NotAllowed(_) => 3,
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Failure {
        let line = problem.to_string();
        match problem {
            Problem::WrongPin
            | Problem::NotAllowed
            | Problem::NotAdmitted
            | Problem::NoKey
            | Problem::Locked => Failure::NotAllowed(line),
            Problem::Newer
            | Problem::Damaged { .. }
            | Problem::DatabaseDamaged
            | Problem::KeyFileDamaged => Failure::Vault(line),
            Problem::NoKeystore
            | Problem::Unreadable
            | Problem::InUse
            | Problem::NoStorage { .. }
            | Problem::DiskFull
            | Problem::Disk { .. }
            | Problem::NoSignal
            | Problem::RelayUnreachable
            | Problem::Interrupted
            | Problem::RelayGarbage
            | Problem::RelayVersion
            | Problem::RelayBusy { .. }
            | Problem::RelayRefused { .. }
            | Problem::SegmentsRefused { .. }
            | Problem::Conflict { .. }
            | Problem::TooBig
            | Problem::Stopped
            | Problem::Internal { .. } => Failure::Outside(line),
            Problem::PinTooShort { .. }
            | Problem::NoVault
            | Problem::AlreadySetUp
            | Problem::NotJoined
            | Problem::PractiseOnly
            | Problem::RelayAddress { .. }
            | Problem::JoinTextDamaged
            | Problem::JoinTextForeign
            | Problem::JoinNotAsked
            | Problem::AlreadyAdmitted
            | Problem::CourierUnknown
            | Problem::CourierDamaged
            | Problem::CourierForeign
            | Problem::CourierNewer
            | Problem::UnknownCaseload { .. }
            | Problem::CaseloadExists
            | Problem::UnknownClient { .. }
            | Problem::Ambiguous { .. }
            | Problem::EntryExists
            | Problem::UnknownEntry
            | Problem::Finished
            | Problem::NoRoom
            | Problem::Record { .. }
            | Problem::TooLong { .. }
            | Problem::Invalid { .. } => Failure::Input(line),
        }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Problem::from(fault).into()
    }
}

/// The longest line that is printed, in characters.
const LONGEST: usize = 600;

/// One line that a terminal can show. Input that it names may hold anything.
pub fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = words.char_indices().nth(LONGEST) else {
        return visible(&words).into_owned();
    };
    format!("{}…", visible(words.get(..end).unwrap_or_default()))
}
