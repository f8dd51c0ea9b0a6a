//! How often each act is drawn.

use super::act::{CASELOADS, GOOD};
use super::draw::{Draw, UNLUCKY};
use super::{Act, Power};

pub type Make = fn(&mut Draw) -> Act;

/// Weight, the power that it takes, the act. A script has few powers, which are drawn often.
#[rustfmt::skip]
pub const WEIGHTS: &[(u32, Option<Power>, Make)] = &[
    (16, None, |d| Act::Record { who: d.anybody(), file: d.file() }),
    (8, None, |d| Act::Add { who: d.anybody(), file: d.file() }),
    (8, None, |d| Act::Edit { who: d.anybody(), file: d.file() }),
    (3, None, |d| Act::Close { who: d.anybody(), file: d.file() }),
    (8, None, |d| Act::Correct { who: d.anybody(), file: d.file() }),
    (2, None, |d| Act::Import { who: d.anybody() }),
    (2, None, |d| Act::Join { member: d.newcomer(), by: d.lead() }),
    (2, None, |d| d.new_caseload()),
    (1, None, |d| Act::HandOver { by: d.lead(), file: d.file(), to: CASELOADS[1] }),
    (1, None, |d| Act::Remove { by: d.lead(), who: d.anybody() }),
    (1, None, |d| Act::Rotate { by: d.lead(), caseload: CASELOADS[0] }),
    (24, None, |d| Act::Sync { who: d.anybody(), relay: 0, faults: GOOD }),
    (12, None, |d| Act::Sync { who: d.anybody(), relay: 0, faults: d.faults() }),
    (1, None, |d| Act::Sync { who: d.anybody(), relay: 1, faults: GOOD }),
    (4, None, |d| Act::Late { who: d.anybody() }),
    (5, None, |d| Act::Give { who: d.anybody(), parcel: d.copy(), all: d.coin() }),
    (5, None, |d| Act::Take { who: d.anybody(), parcel: d.copy() }),
    (4, None, |d| Act::Pass { seconds: d.below(200_000).into() }),
    (3, None, |d| Act::Restart { who: d.anybody() }),
    (1, None, |_| Act::RestartRelay),
    (8, Some(Power::WrongClocks), |d| d.wrong_clock()),
    (16, Some(Power::Rubbish), |d| d.bad(Power::Rubbish)),
    (12, Some(Power::HugeCounts), |d| d.bad(Power::HugeCounts)),
    (12, Some(Power::RosterWritesFiles), |d| d.bad(Power::RosterWritesFiles)),
    (12, Some(Power::FalseStatements), |d| d.bad(Power::FalseStatements)),
    (4, Some(Power::FewGaps), |d| d.bad(Power::FewGaps)),
    (16, Some(Power::ForeignActor), |d| d.bad(Power::ForeignActor)),
    (16, Some(Power::ForeignFile), |d| d.bad(Power::ForeignFile)),
    (16, Some(Power::Fork), |d| d.bad(Power::Fork)),
    (8, Some(Power::BogusKey), |d| d.bad(Power::BogusKey)),
    (2, Some(Power::ManyGaps), |d| d.bad(Power::ManyGaps)),
    (1, Some(Power::ManyCaseloads), |d| Act::MoreCaseloads { by: d.lead(), count: 260 }),
    (6, Some(Power::TwoAdmins), |_| Act::JoinTwice { name: "twice", by: "desk", and: "lead" }),
    (12, Some(Power::PhonesPutBack), |d| Act::CopyPhone { who: UNLUCKY, copy: d.copy() }),
    (8, Some(Power::PhonesPutBack), |d| Act::PutBackPhone { who: UNLUCKY, copy: d.copy() }),
    (12, Some(Power::RelaysPutBack), |d| Act::CopyRelay { copy: d.copy() }),
    (8, Some(Power::RelaysPutBack), |d| d.put_back_relay()),
    (12, Some(Power::LyingRelay), |_| Act::Withhold { author: UNLUCKY }),
    (2, Some(Power::LyingRelay), |_| Act::Relent),
];
