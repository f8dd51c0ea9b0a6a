//! The vault's errors become the seam's `Problem` here and nowhere else. What an inner error says of a client does not
//! cross.

use wayside_domain::fault::Fault as Refused;
use wayside_seam::Problem;

use crate::error::{CommandError, Fault, OpenError, RecordFailure, RecordProblem};

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Problem {
        match fault {
            Fault::Full => Problem::DiskFull,
            Fault::Damaged => Problem::DatabaseDamaged,
            Fault::Disk { code } => Problem::Disk {
                what: format!("database code {code}"),
            },
        }
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Problem {
        match error {
            OpenError::WrongPin => Problem::WrongPin,
            OpenError::Missing => Problem::NoVault,
            OpenError::Exists => Problem::AlreadySetUp,
            OpenError::Newer => Problem::Newer,
            OpenError::InUse => Problem::InUse,
            OpenError::NoKeystore => Problem::NoKeystore,
            OpenError::KeyFileDamaged => Problem::KeyFileDamaged,
            OpenError::Damaged { moved_to } => Problem::Damaged {
                moved_to: moved_to.display().to_string(),
            },
            OpenError::Full => Problem::DiskFull,
            OpenError::Disk(what) => Problem::Disk { what },
        }
    }
}

impl From<CommandError> for Problem {
    fn from(error: CommandError) -> Problem {
        match error {
            CommandError::UnknownClient => Problem::UnknownClient {
                code: String::new(),
            },
            CommandError::UnknownEntry => Problem::UnknownEntry,
            CommandError::Exists => Problem::EntryExists,
            CommandError::NoCaseload => Problem::NoKey,
            CommandError::Unreadable => Problem::Unreadable,
            CommandError::Finished => Problem::Finished,
            CommandError::NoRoom => Problem::NoRoom,
            CommandError::Invalid(invalid) => Problem::Record {
                line: 0,
                field: invalid.field,
                fault: invalid.fault,
            },
            CommandError::Fault(fault) => fault.into(),
        }
    }
}

impl From<RecordFailure> for Problem {
    fn from(failure: RecordFailure) -> Problem {
        match failure.problem {
            RecordProblem::Fault(fault) => fault.into(),
            other => Problem::Record {
                line: u32::try_from(failure.line).unwrap_or(u32::MAX),
                field: failure.field,
                fault: Refused::not_possible(other.to_string()),
            },
        }
    }
}
