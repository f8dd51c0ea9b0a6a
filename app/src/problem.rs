//! Every public error has its message, by exhaustive match: a new `Problem` does not compile until it has words.

use wayside_sync::service::message::Problem;

use crate::i18n::Words;

impl Words {
    /// The sentence for a problem: what went wrong and what to do next. It never names a person.
    pub fn problem(&self, problem: &Problem) -> String {
        let with = |id: &str, name: &str, value: &str| self.text_with(id, &[(name, value.into())]);
        match problem {
            Problem::WrongPin => self.text("problem-wrong-pin"),
            Problem::PinTooShort { least } => {
                self.text_with("problem-pin-too-short", &[("least", (*least).into())])
            }
            Problem::NoVault => self.text("problem-no-vault"),
            Problem::AlreadySetUp => self.text("problem-already-set-up"),
            Problem::Locked => self.text("problem-locked"),
            Problem::NotJoined => self.text("problem-not-joined"),
            Problem::Newer => self.text("problem-newer"),
            Problem::Damaged { moved_to } => with("problem-damaged", "moved_to", moved_to),
            Problem::DatabaseDamaged => self.text("problem-database-damaged"),
            Problem::KeyFileDamaged => self.text("problem-key-file-damaged"),
            Problem::NoPlatformSecret => self.text("problem-no-platform-secret"),
            Problem::EntryExists => self.text("problem-entry-exists"),
            Problem::Unreadable => self.text("problem-unreadable"),
            Problem::InUse => self.text("problem-in-use"),
            Problem::NoStorage { what } => with("problem-no-storage", "what", what),
            Problem::DiskFull => self.text("problem-disk-full"),
            Problem::Disk { what } => with("problem-disk", "what", what),
            Problem::NoSignal => self.text("problem-no-signal"),
            Problem::PractiseOnly => self.text("problem-practise-only"),
            Problem::RelayAddress => self.text("problem-relay-address"),
            Problem::RelayUnreachable => self.text("problem-relay-unreachable"),
            Problem::Interrupted => self.text("problem-interrupted"),
            Problem::RelayGarbage => self.text("problem-relay-garbage"),
            Problem::RelayVersion => self.text("problem-relay-version"),
            Problem::RelayBusy { code } => with("problem-relay-busy", "code", code),
            Problem::RelayRefused { code } => with("problem-relay-refused", "code", code),
            Problem::SegmentsRefused { count, reason } => self.text_with(
                "problem-segments-refused",
                &[
                    ("count", (*count).into()),
                    ("reason", reason.as_str().into()),
                ],
            ),
            Problem::Conflict { index } => {
                self.text_with("problem-conflict", &[("index", (*index).into())])
            }
            Problem::NotAdmitted => self.text("problem-not-admitted"),
            Problem::NotAllowed => self.text("problem-not-allowed"),
            Problem::NoKey => self.text("problem-no-key"),
            Problem::JoinTextDamaged => self.text("problem-join-text-damaged"),
            Problem::JoinTextForeign => self.text("problem-join-text-foreign"),
            Problem::JoinNotAsked => self.text("problem-join-not-asked"),
            Problem::AlreadyAdmitted => self.text("problem-already-admitted"),
            Problem::UnknownCaseload { known } => with("problem-unknown-caseload", "known", known),
            Problem::CaseloadExists => self.text("problem-caseload-exists"),
            Problem::UnknownClient { code } => with("problem-unknown-client", "code", code),
            Problem::Ambiguous { code } => with("problem-ambiguous", "code", code),
            Problem::UnknownEntry => self.text("problem-unknown-entry"),
            Problem::Finished => self.text("problem-finished"),
            Problem::Record { field, what, .. } => self.text_with(
                "problem-record",
                &[
                    ("field", field.as_str().into()),
                    ("what", what.as_str().into()),
                ],
            ),
            Problem::TooLong { what } => with("problem-too-long", "what", what),
            Problem::Invalid { what } => with("problem-invalid", "what", what),
            Problem::TooBig => self.text("problem-too-big"),
            Problem::Stopped => self.text("problem-stopped"),
            Problem::Internal { what } => with("problem-internal", "what", what),
        }
    }
}
