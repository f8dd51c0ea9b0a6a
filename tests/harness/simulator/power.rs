//! What the enemy and bad luck can do, each by name. A script is drawn for some of them.

use Power::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Power {
    /// Bodies that make no sense, unknown kinds and keys, broken chains, wrong receipts, numbers far ahead.
    Rubbish,
    /// Changes and packs that claim to be huge.
    HugeCounts,
    /// Changes in the roster's stream, whose key everybody holds.
    RosterWritesFiles,
    /// Roster entries that are not the author's to make, or are none.
    FalseStatements,
    /// A few gaps in a stream.
    FewGaps,
    /// Clocks that are years off.
    WrongClocks,
    /// A change in the name of another device's actor.
    ForeignActor,
    /// A segment of one caseload that changes a file of another.
    ForeignFile,
    /// Two segments for one place of a stream.
    Fork,
    /// A lead that gives a newer key of a caseload to some only.
    BogusKey,
    /// More gaps than one request may name.
    ManyGaps,
    /// More caseloads than one request may name.
    ManyCaseloads,
    /// Two who lead admit one device with different roles.
    TwoAdmins,
    /// Phones go back to an earlier state.
    PhonesPutBack,
    /// The relay goes back to an earlier state, and others may write before its devices see it.
    RelaysPutBack,
    /// A relay that keeps back what one device writes.
    LyingRelay,
}

/// As of today: does the engine hold its claims against it? When it is mended, the flag flips, and the power is drawn
/// for all seeds.
pub const POWERS: [(Power, bool); 16] = [
    (Rubbish, true),
    (HugeCounts, true),
    (RosterWritesFiles, true),
    (FalseStatements, true),
    (FewGaps, true),
    (WrongClocks, true),
    (ForeignActor, false),
    (ForeignFile, false),
    (Fork, false),
    (BogusKey, false),
    (ManyGaps, false),
    (ManyCaseloads, false),
    (TwoAdmins, false),
    (PhonesPutBack, false),
    (RelaysPutBack, false),
    (LyingRelay, false),
];

/// What today's engine withstands.
pub fn withstood() -> Vec<Power> {
    let held = POWERS.iter().filter(|(_, holds)| *holds);
    held.map(|(power, _)| *power).collect()
}
