//! Every public error has its message, by exhaustive match: a new `Problem` does not compile until it has words.

use wayside_domain::fault::Fault;
use wayside_seam::{AddressFault, Problem, RefusalReason, RelayCode};

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
            Problem::NoKeystore => self.text("problem-no-keystore"),
            Problem::EntryExists => self.text("problem-entry-exists"),
            Problem::Unreadable => self.text("problem-unreadable"),
            Problem::InUse => self.text("problem-in-use"),
            Problem::NoStorage { what } => with("problem-no-storage", "what", what),
            Problem::DiskFull => self.text("problem-disk-full"),
            Problem::Disk { what } => with("problem-disk", "what", what),
            Problem::NoSignal => self.text("problem-no-signal"),
            Problem::PractiseOnly => self.text("problem-practise-only"),
            Problem::RelayAddress { fault } => with(
                "problem-relay-address",
                "fault",
                &self.address_fault(*fault),
            ),
            Problem::RelayUnreachable => self.text("problem-relay-unreachable"),
            Problem::Interrupted => self.text("problem-interrupted"),
            Problem::RelayGarbage => self.text("problem-relay-garbage"),
            Problem::RelayVersion => self.text("problem-relay-version"),
            Problem::RelayBusy { code } => {
                with("problem-relay-busy", "code", &self.relay_code(*code))
            }
            Problem::RelayRefused { code } => {
                with("problem-relay-refused", "code", &self.relay_code(*code))
            }
            Problem::SegmentsRefused { count, reason } => self.text_with(
                "problem-segments-refused",
                &[
                    ("count", (*count).into()),
                    ("reason", self.refusal(*reason).into()),
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
            Problem::NoRoom => self.text("problem-no-room"),
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

impl Words {
    /// What is wrong with a relay's address, as a sentence.
    pub fn address_fault(&self, fault: AddressFault) -> String {
        match fault {
            AddressFault::Scheme => self.text("relay-address-scheme"),
            AddressFault::Plain => self.text("relay-address-plain"),
            AddressFault::Host => self.text("relay-address-host"),
            AddressFault::Port => self.text("relay-address-port"),
            AddressFault::User => self.text("relay-address-user"),
            AddressFault::Query => self.text("relay-address-query"),
            AddressFault::Path => self.text("relay-address-path"),
        }
    }

    /// Why a packet was refused: some words for a bracket.
    fn refusal(&self, reason: RefusalReason) -> String {
        match reason {
            RefusalReason::PlaceTaken => self.text("refusal-place-taken"),
            RefusalReason::UnknownAuthor => self.text("refusal-unknown-author"),
            RefusalReason::OverQuota => self.text("refusal-over-quota"),
            RefusalReason::NotValid => self.text("refusal-not-valid"),
            RefusalReason::Newer => self.text("refusal-newer"),
        }
    }

    /// What a relay said: some words for a bracket.
    fn relay_code(&self, code: RelayCode) -> String {
        let numbered = |id: &str, number: u16| {
            // A number to be read out to a supervisor: never grouped.
            self.text_with(id, &[("number", number.to_string().into())])
        };
        match code {
            RelayCode::TooManyRequests => self.text("relay-code-too-many-requests"),
            RelayCode::Unavailable => self.text("relay-code-unavailable"),
            RelayCode::Signature => self.text("relay-code-signature"),
            RelayCode::Malformed => self.text("relay-code-malformed"),
            RelayCode::TooLarge => self.text("relay-code-too-large"),
            RelayCode::TeamNotServed => self.text("relay-code-team-not-served"),
            RelayCode::Status(status) => numbered("relay-code-status", status),
            RelayCode::Newer(code) => numbered("relay-code-newer", code.into()),
        }
    }
}

/// The sentence for a refused value. The detail is English and made for files and command lines, so the screens say
/// only what kind of fault it is.
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

    /// A reason is data until it is shown: none of the English of the command line gets into a sentence of another
    /// language.
    #[test]
    fn what_a_relay_said_is_told_in_the_language_of_the_screen() {
        use AddressFault::{Host, Path, Plain, Port, Query, Scheme, User};
        use RefusalReason::{Newer, NotValid, OverQuota, PlaceTaken, UnknownAuthor};
        let refused = [PlaceTaken, UnknownAuthor, OverQuota, NotValid, Newer];
        let codes = [
            RelayCode::TooManyRequests,
            RelayCode::Unavailable,
            RelayCode::Signature,
            RelayCode::Malformed,
            RelayCode::TooLarge,
            RelayCode::TeamNotServed,
            RelayCode::Status(1502),
            RelayCode::Newer(77),
        ];
        let mut problems = Vec::new();
        for reason in refused {
            problems.push((
                Problem::SegmentsRefused { count: 2, reason },
                reason.to_string(),
            ));
        }
        for code in codes {
            problems.push((Problem::RelayBusy { code }, code.to_string()));
            problems.push((Problem::RelayRefused { code }, code.to_string()));
        }
        for fault in [Scheme, Plain, Host, Port, User, Query, Path] {
            problems.push((Problem::RelayAddress { fault }, fault.to_string()));
        }
        let (english, vietnamese) = (Words::new("en"), Words::new("vi"));
        let mut seen = std::collections::BTreeSet::new();
        for (problem, command_line) in problems {
            let sentence = vietnamese.problem(&problem);
            assert!(!sentence.contains(&command_line), "{sentence}");
            assert_ne!(sentence, english.problem(&problem));
            assert!(
                seen.insert(english.problem(&problem)),
                "{problem:?}: said of another"
            );
        }
    }
}
