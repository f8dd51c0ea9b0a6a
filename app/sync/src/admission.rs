//! What may stand in which stream: one table. It is asked before a segment is opened, and again nowhere.
//!
//! Everybody in a team holds the team's key, under which the roster's streams are sealed. So what stands there reaches
//! everybody, and whatever belongs to a caseload is refused there: a peer of one caseload would write into the files of
//! all others.
//!
//! | kind | the roster's stream | a caseload's stream |
//! |---|---|---|
//! | changes | refused | opened |
//! | roster entries | opened | refused |
//! | receipts | refused | opened |
//! | of a later version | kept, held | kept, held |
//!
//! That the author was admitted is judged on arrival (`device/store`); what its entries and receipts count for, by its
//! role, where they are read (`device/work`). A refused segment keeps its place in its stream and is put aside: what
//! comes behind goes on.

use wayside_protocol::{CaseloadId, Kind};

/// What becomes of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// It is opened.
    Open,
    /// It is kept for a later version.
    Hold,
    /// It is put aside, for this reason.
    Refuse(&'static str),
}

/// Judges a kind of segment in a stream of this caseload.
pub fn admit(kind: Kind, caseload: CaseloadId) -> Admission {
    let roster = caseload == CaseloadId::ROSTER;
    match (kind, roster) {
        (Kind::Changes | Kind::Receipts, false) | (Kind::Roster, true) => Admission::Open,
        (Kind::Changes, true) => Admission::Refuse("changes-in-the-roster"),
        (Kind::Receipts, true) => Admission::Refuse("receipts-in-the-roster"),
        (Kind::Roster, false) => Admission::Refuse("roster-in-a-caseload"),
        (Kind::Unknown(_), _) => Admission::Hold,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_of_the_table() {
        use Admission::{Hold, Open, Refuse};
        let table = [
            (Kind::Changes, Refuse("changes-in-the-roster"), Open),
            (Kind::Roster, Open, Refuse("roster-in-a-caseload")),
            (Kind::Receipts, Refuse("receipts-in-the-roster"), Open),
            (Kind::Unknown(77), Hold, Hold),
        ];
        for (kind, roster, caseload) in table {
            assert_eq!(admit(kind, CaseloadId::ROSTER), roster, "{kind:?}");
            for id in [[1; 16], [0xff; 16]] {
                assert_eq!(admit(kind, CaseloadId(id)), caseload, "{kind:?}");
            }
        }
        // A kind that is added to the protocol gets a row here.
        for byte in 0..=u8::MAX {
            let known = table.iter().any(|(kind, ..)| *kind == Kind::from(byte));
            let unknown = matches!(Kind::from(byte), Kind::Unknown(_));
            assert!(known || unknown, "{byte}");
        }
    }
}
