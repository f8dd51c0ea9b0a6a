//! Every public error has its message, by exhaustive match: a new `Problem` does not compile until it has words.

use wayside_domain::fault::Fault;
use wayside_seam::Problem;

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
            Problem::Record { fault, .. } | Problem::Invalid { fault, .. } => {
                self.text(refused(fault))
            }
            Problem::TooLong { .. } => self.text("problem-too-long"),
            Problem::CourierUnknown => self.text("problem-courier-unknown"),
            Problem::CourierDamaged => self.text("problem-courier-damaged"),
            Problem::CourierForeign => self.text("problem-courier-foreign"),
            Problem::CourierNewer => self.text("problem-courier-newer"),
            Problem::TooBig => self.text("problem-too-big"),
            Problem::Stopped => self.text("problem-stopped"),
            Problem::Internal { what } => with("problem-internal", "what", what),
        }
    }
}

/// The sentence for a refused value. The detail is English and made for files and command lines, so the screens say only what kind of
/// fault it is.
fn refused(fault: &Fault) -> &'static str {
    match fault {
        Fault::TooLong { .. } => "problem-too-long",
        Fault::TooMany { .. } => "problem-too-many",
        Fault::Missing { .. } => "problem-missing",
        Fault::NotPossible { .. } => "problem-record",
    }
}

#[cfg(test)]
mod tests {
    use wayside_domain::command::Command;
    use wayside_domain::id::Id;
    use wayside_domain::record::Intervention;

    use super::*;

    fn id() -> Id {
        Id::parse("one").unwrap()
    }

    fn check(command: Command, expected: &str) {
        let invalid = command.validate().unwrap_err();
        assert_eq!(refused(&invalid.fault), expected, "{invalid}");
        let problem = Problem::Record {
            line: 0,
            field: invalid.field,
            fault: invalid.fault.clone(),
        };
        for tag in ["en", "vi"] {
            let sentence = Words::new(tag).problem(&problem);
            assert_eq!(sentence, Words::new(tag).text(expected));
            let english_detail = tag != "en" && sentence.contains(&invalid.fault.to_string());
            assert!(!english_detail, "{tag}: {sentence}");
        }
    }

    fn points(points: Vec<String>) -> Command {
        Command::change::<Intervention>(id(), id(), "good_things", Some(&points))
    }

    #[test]
    fn refused_values_are_told_in_the_language_and_without_the_english_detail() {
        let note = "x".repeat(5_000);
        check(
            Command::Note {
                client: id(),
                entry: id(),
                text: note,
            },
            "problem-too-long",
        );
        check(points(vec!["x".repeat(300)]), "problem-too-long");
        check(points(vec!["x".into(); 300]), "problem-too-many");
        check(points(vec![" ".into()]), "problem-missing");
        check(
            Command::change::<Intervention>(id(), id(), "rulers.importance", Some(&11u8)),
            "problem-record",
        );
    }
}
