//! What becomes of a file that travels by hand.
//!
//! | state | when |
//! |---|---|
//! | idle | nothing was asked yet |
//! | making | a file is being made and handed over |
//! | left | it was handed over; what is in it counts as with a courier from now on |
//! | nothing | there is nothing to carry, so no file was handed over |
//! | stayed | the person chose no place for it: nothing left |
//! | taking | a file is being read |
//! | taken | it was read; what was new in it is opened afterwards |
//! | failed | neither; the reason is shown |

use wayside_seam::{CourierRead, Place, Problem, RecordPlace};

use crate::components::Tone;
use crate::i18n::Words;

/// How it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Doing {
    /// Nothing was asked yet.
    #[default]
    Idle,
    /// A file is being made.
    Making,
    /// A file was handed over.
    Left {
        /// Own records in it.
        records: u64,
        /// Packets that did not fit.
        left_out: u64,
    },
    /// There is nothing to carry.
    Nothing,
    /// No place was chosen for it.
    Stayed,
    /// A file is being read.
    Taking,
    /// A file was read.
    Taken(CourierRead),
    /// It did not work.
    Failed(Problem),
}

impl Doing {
    /// The state's name, as `data-state` shows it.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Making => "making",
            Self::Left { .. } => "left",
            Self::Nothing => "nothing",
            Self::Stayed => "stayed",
            Self::Taking => "taking",
            Self::Taken(_) => "taken",
            Self::Failed(_) => "failed",
        }
    }

    /// Something is under way.
    pub fn busy(&self) -> bool {
        matches!(self, Self::Making | Self::Taking)
    }

    /// Why it did not work.
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::Failed(problem) => Some(problem.clone()),
            _ => None,
        }
    }

    /// What to say of it, a sentence or more.
    pub fn sentences(&self, words: &Words) -> Vec<String> {
        let counted = |id, count: u64| words.text_with(id, &[("count", count.into())]);
        match self {
            Self::Idle | Self::Failed(_) => Vec::new(),
            Self::Making => vec![words.text("courier-making")],
            Self::Left { records, left_out } => {
                let mut said = vec![
                    counted("courier-left", *records),
                    words.text("courier-left-next"),
                ];
                if *left_out > 0 {
                    said.push(words.text("courier-left-out"));
                }
                said
            }
            Self::Nothing => vec![words.text("courier-nothing")],
            Self::Stayed => vec![words.text("courier-stayed")],
            Self::Taking => vec![words.text("courier-taking")],
            Self::Taken(read) => {
                let mut said = vec![counted("courier-taken", read.new)];
                if read.rejected > 0 {
                    said.push(counted("courier-rejected", read.rejected));
                }
                said
            }
        }
    }

    /// The tone of what is said.
    pub fn tone(&self) -> Tone {
        match self {
            Self::Left { left_out: 0, .. } => Tone::Good,
            Self::Taken(read) if read.rejected == 0 => Tone::Good,
            Self::Left { .. } | Self::Taken(_) | Self::Stayed => Tone::Care,
            Self::Idle | Self::Making | Self::Nothing | Self::Taking | Self::Failed(_) => {
                Tone::Info
            }
        }
    }
}

/// How many of the records made here are in each place, with the places' names.
pub fn places(records: &[RecordPlace]) -> [(&'static str, u64); 4] {
    [
        ("only-here", Place::OnlyHere),
        ("with-courier", Place::WithCourier),
        ("at-relay", Place::AtRelay),
        ("read-by-supervisor", Place::ReadBySupervisor),
    ]
    .map(|(name, place)| {
        let there = records.iter().filter(|record| record.place == place);
        (name, there.count() as u64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wayside_domain::id::Id;

    #[test]
    fn what_was_read_is_good_only_when_all_of_it_could_be_used() {
        let read = |rejected| CourierRead {
            new: 2,
            known: 0,
            rejected,
        };
        for (doing, tone, sentences) in [
            (Doing::Taken(read(0)), Tone::Good, 1),
            (Doing::Taken(read(1)), Tone::Care, 2),
            (Doing::Failed(Problem::DiskFull), Tone::Info, 0),
            (Doing::Stayed, Tone::Care, 1),
        ] {
            for tag in ["en", "vi"] {
                assert_eq!(
                    doing.sentences(&Words::new(tag)).len(),
                    sentences,
                    "{doing:?}"
                );
            }
            assert_eq!(doing.tone(), tone, "{doing:?}");
        }
    }

    #[test]
    fn every_record_is_in_one_place() {
        let record = |place| RecordPlace {
            entry: Id::parse("e").unwrap(),
            client: Id::parse("c").unwrap(),
            kind: "contact".into(),
            place,
        };
        let records = [Place::OnlyHere, Place::AtRelay, Place::OnlyHere].map(record);
        let counts = places(&records).map(|(_, count)| count);
        assert_eq!(counts, [2, 0, 1, 0]);
    }
}
