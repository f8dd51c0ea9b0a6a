//! What every backend must do, as checks that its tests call: `wayside_relay::mailbox_conformance!(fresh)` makes one
//! test of each, where `async fn fresh() -> impl Deref<Target = dyn Mailbox>` gives an empty mailbox.
//!
//! The checks use made-up bytes: a mailbox understands nothing.
// These are tests that live in the library so that every backend can call them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

use std::collections::HashMap;

use wayside_protocol::{CaseloadId, DeviceId, Hash, Hole, TeamId};

use super::{Batch, Deposit, Mailbox, MailboxError, Outcome, Page, PageQuery, Quota, Totals};

/// Makes one test of each check.
#[macro_export]
macro_rules! mailbox_conformance {
    ($fresh:path) => {
        $crate::mailbox_conformance!($fresh:
            sequence_has_no_gaps, same_again_is_held, other_hash_is_a_conflict, place_is_per_device_and_caseload,
            team_sees_only_its_own, chain_comes_before_segments, own_entries_are_left_out,
            other_caseloads_are_passed_over, pages_join_without_loss, cursor_beyond_the_head_gets_nothing,
            holes_are_filled_in_order, unknown_author_is_told, quota_stops_new_but_not_held, device_limit_holds,
            team_limit_holds, concurrent_batches_share_one_sequence, totals_and_latest_count_segments,
            log_epoch_is_renewed_and_kept, ready_changes_nothing, keys_are_per_team);
    };
    ($fresh:path: $($check:ident),*) => {
        $(#[tokio::test]
        async fn $check() {
            $crate::mailbox::conformance::$check(&*$fresh().await).await;
        })*
    };
}

const TEAM: TeamId = TeamId([1; 16]);
const OTHER_TEAM: TeamId = TeamId([2; 16]);
const ANN: DeviceId = DeviceId([3; 16]);
const BEN: DeviceId = DeviceId([4; 16]);
const SITE: CaseloadId = CaseloadId([5; 16]);
const OTHER_SITE: CaseloadId = CaseloadId([6; 16]);
const AMPLE: Quota = Quota {
    bytes: 1 << 30,
    devices: 100,
    teams: 100,
};

fn device(device: DeviceId) -> Deposit {
    Deposit::Device {
        device,
        sign: [device.0[0]; 32],
        chain: vec![device.0[0]; 20],
    }
}

fn segment(device: DeviceId, caseload: CaseloadId, index: u64, bytes: &[u8]) -> Deposit {
    Deposit::Segment {
        device,
        caseload,
        index,
        hash: Hash::of(bytes),
        bytes: bytes.to_vec(),
    }
}

async fn store(mailbox: &dyn Mailbox, items: Vec<Deposit>) -> Vec<Outcome> {
    mailbox
        .store(Batch {
            team: TEAM,
            items,
            quota: AMPLE,
        })
        .await
        .unwrap()
}

fn query(after: u64, max_bytes: usize) -> PageQuery {
    PageQuery {
        team: TEAM,
        after,
        caseloads: vec![SITE],
        except: BEN,
        max_bytes,
    }
}

async fn everything(mailbox: &dyn Mailbox) -> Page {
    mailbox.page(query(0, usize::MAX)).await.unwrap()
}

pub async fn sequence_has_no_gaps(mailbox: &dyn Mailbox) {
    assert_eq!(mailbox.standing(TEAM).await.unwrap().head, 0);
    store(
        mailbox,
        vec![
            device(ANN),
            segment(ANN, SITE, 1, b"1"),
            segment(ANN, SITE, 1, b"1"),
        ],
    )
    .await;
    store(
        mailbox,
        vec![segment(ANN, SITE, 2, b"2"), segment(ANN, SITE, 3, b"3")],
    )
    .await;
    let page = everything(mailbox).await;
    assert_eq!(
        page.entries.iter().map(|kept| kept.seq).collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    assert_eq!((page.cursor, page.more, page.standing.head), (4, false, 4));
    assert_eq!(mailbox.standing(TEAM).await.unwrap(), page.standing);
}

pub async fn same_again_is_held(mailbox: &dyn Mailbox) {
    let items = vec![device(ANN), segment(ANN, SITE, 1, b"1")];
    assert_eq!(
        store(mailbox, items.clone()).await,
        [Outcome::Stored, Outcome::Stored]
    );
    assert_eq!(store(mailbox, items).await, [Outcome::Held, Outcome::Held]);
    assert_eq!(everything(mailbox).await.entries.len(), 2);
}

pub async fn other_hash_is_a_conflict(mailbox: &dyn Mailbox) {
    store(mailbox, vec![device(ANN), segment(ANN, SITE, 1, b"first")]).await;
    let held = Hash::of(b"first");
    let outcomes = store(
        mailbox,
        vec![
            segment(ANN, SITE, 1, b"other"),
            segment(ANN, SITE, 2, b"next"),
        ],
    )
    .await;
    assert_eq!(outcomes, [Outcome::Conflict { held }, Outcome::Stored]);
    assert_eq!(everything(mailbox).await.entries[1].bytes, b"first");
}

pub async fn place_is_per_device_and_caseload(mailbox: &dyn Mailbox) {
    let items = vec![
        device(ANN),
        device(BEN),
        segment(ANN, SITE, 1, b"1"),
        segment(ANN, OTHER_SITE, 1, b"2"),
        segment(ANN, CaseloadId::ROSTER, 1, b"3"),
        segment(BEN, SITE, 1, b"4"),
    ];
    assert_eq!(store(mailbox, items).await, [Outcome::Stored; 6]);
}

pub async fn team_sees_only_its_own(mailbox: &dyn Mailbox) {
    store(mailbox, vec![device(ANN), segment(ANN, SITE, 1, b"ours")]).await;
    let items = vec![device(ANN), segment(ANN, SITE, 1, b"theirs")];
    let batch = Batch {
        team: OTHER_TEAM,
        items,
        quota: AMPLE,
    };
    assert_eq!(mailbox.store(batch).await.unwrap(), [Outcome::Stored; 2]);
    let page = mailbox
        .page(PageQuery {
            team: OTHER_TEAM,
            ..query(0, usize::MAX)
        })
        .await
        .unwrap();
    assert_eq!((page.entries.len(), page.standing.head), (2, 2));
    assert_eq!(page.entries[1].bytes, b"theirs");
    let hole = Hole {
        device: ANN,
        caseload: SITE,
        from: 1,
        to: 9,
    };
    assert_eq!(
        mailbox.fill(TEAM, vec![hole], usize::MAX).await.unwrap(),
        [b"ours"]
    );
}

pub async fn chain_comes_before_segments(mailbox: &dyn Mailbox) {
    store(mailbox, vec![device(ANN), segment(ANN, SITE, 1, b"1")]).await;
    let page = everything(mailbox).await;
    assert_eq!(
        page.entries
            .iter()
            .map(|kept| kept.is_chain)
            .collect::<Vec<_>>(),
        [true, false]
    );
    assert_eq!(page.entries[0].bytes, [3; 20]);
}

pub async fn own_entries_are_left_out(mailbox: &dyn Mailbox) {
    let items = vec![
        device(ANN),
        device(BEN),
        segment(ANN, SITE, 1, b"hers"),
        segment(BEN, SITE, 1, b"his"),
        device(ANN),
    ];
    store(mailbox, items).await;
    let page = everything(mailbox).await;
    assert_eq!(
        page.entries.iter().map(|kept| kept.seq).collect::<Vec<_>>(),
        [1, 3]
    );
    assert_eq!(page.cursor, 4, "the cursor passes what is the device's own");
}

pub async fn other_caseloads_are_passed_over(mailbox: &dyn Mailbox) {
    let roster = segment(ANN, CaseloadId::ROSTER, 1, b"roster");
    store(
        mailbox,
        vec![device(ANN), segment(ANN, OTHER_SITE, 1, b"other"), roster],
    )
    .await;
    let page = everything(mailbox).await;
    assert_eq!(
        page.entries.iter().map(|kept| kept.seq).collect::<Vec<_>>(),
        [1, 3]
    );
    let none = PageQuery {
        caseloads: Vec::new(),
        ..query(3, usize::MAX)
    };
    assert_eq!(mailbox.page(none).await.unwrap().cursor, 3);
}

pub async fn pages_join_without_loss(mailbox: &dyn Mailbox) {
    let mut items = vec![device(ANN)];
    items.extend((1..=30).map(|index| {
        segment(
            ANN,
            SITE,
            index,
            &vec![7; usize::try_from(index).unwrap() * 10],
        )
    }));
    store(mailbox, items).await;
    for max_bytes in [0, 1, 50, 299, 300, 10_000] {
        let (mut after, mut seen) = (0, Vec::new());
        loop {
            let page = mailbox.page(query(after, max_bytes)).await.unwrap();
            assert!(!page.entries.is_empty(), "there is always progress");
            let size: usize = page.entries.iter().map(|kept| kept.bytes.len()).sum();
            assert!(size <= max_bytes || page.entries.len() == 1);
            seen.extend(page.entries.iter().map(|kept| kept.seq));
            after = page.cursor;
            if !page.more {
                break;
            }
        }
        assert_eq!(
            seen,
            (1..=31).collect::<Vec<_>>(),
            "with {max_bytes} bytes a page"
        );
    }
}

pub async fn cursor_beyond_the_head_gets_nothing(mailbox: &dyn Mailbox) {
    store(mailbox, vec![device(ANN)]).await;
    for after in [1, 2, 1000, u64::MAX] {
        let page = mailbox.page(query(after, usize::MAX)).await.unwrap();
        assert_eq!(
            (
                page.entries.len(),
                page.cursor,
                page.more,
                page.standing.head
            ),
            (0, 1, false, 1)
        );
    }
    let unknown = PageQuery {
        team: OTHER_TEAM,
        ..query(7, usize::MAX)
    };
    let page = mailbox.page(unknown).await.unwrap();
    assert_eq!(
        (
            page.entries.len(),
            page.cursor,
            page.more,
            page.standing.head
        ),
        (0, 0, false, 0)
    );
}

pub async fn holes_are_filled_in_order(mailbox: &dyn Mailbox) {
    let mut items = vec![device(ANN)];
    items.extend([3, 1, 2, 5].map(|index| segment(ANN, SITE, index, index.to_string().as_bytes())));
    items.push(segment(ANN, CaseloadId::ROSTER, 1, b"roster"));
    store(mailbox, items).await;
    let hole = |caseload, from, to| Hole {
        device: ANN,
        caseload,
        from,
        to,
    };
    let fill = async |holes, max| mailbox.fill(TEAM, holes, max).await.unwrap();
    assert_eq!(fill(vec![hole(SITE, 2, 4)], 100).await, [b"2", b"3"]);
    assert_eq!(
        fill(vec![hole(SITE, 5, u64::MAX), hole(SITE, 1, 1)], 100).await,
        [b"5", b"1"]
    );
    assert_eq!(fill(vec![hole(SITE, 1, 9)], 2).await.len(), 2);
    assert_eq!(
        fill(vec![hole(SITE, 1, 9)], 0).await.len(),
        1,
        "there is always progress"
    );
    assert_eq!(
        fill(vec![hole(CaseloadId::ROSTER, 0, 9)], 100).await,
        [b"roster"],
        "a chain is not in a stream"
    );
    assert!(
        fill(
            vec![Hole {
                device: BEN,
                ..hole(SITE, 1, 9)
            }],
            100
        )
        .await
        .is_empty()
    );
}

pub async fn unknown_author_is_told(mailbox: &dyn Mailbox) {
    let outcomes = store(
        mailbox,
        vec![
            segment(ANN, SITE, 1, b"1"),
            device(BEN),
            segment(BEN, SITE, 1, b"2"),
        ],
    )
    .await;
    assert_eq!(
        outcomes,
        [Outcome::UnknownAuthor, Outcome::Stored, Outcome::Stored]
    );
}

pub async fn quota_stops_new_but_not_held(mailbox: &dyn Mailbox) {
    let quota = Quota {
        bytes: 20 + 8,
        ..AMPLE
    };
    let items = vec![
        device(ANN),
        segment(ANN, SITE, 1, b"12345678"),
        segment(ANN, SITE, 2, b"9"),
        segment(ANN, SITE, 1, b"12345678"),
    ];
    let outcomes = mailbox
        .store(Batch {
            team: TEAM,
            items,
            quota,
        })
        .await
        .unwrap();
    assert_eq!(
        outcomes,
        [
            Outcome::Stored,
            Outcome::Stored,
            Outcome::OverQuota,
            Outcome::Held
        ]
    );
    assert_eq!(
        store(mailbox, vec![segment(ANN, SITE, 2, b"9")]).await,
        [Outcome::Stored],
        "with more room"
    );
}

pub async fn device_limit_holds(mailbox: &dyn Mailbox) {
    let quota = Quota {
        devices: 1,
        ..AMPLE
    };
    let batch = Batch {
        team: TEAM,
        items: vec![device(ANN), device(BEN), device(ANN)],
        quota,
    };
    assert_eq!(
        mailbox.store(batch).await.unwrap(),
        [Outcome::Stored, Outcome::OverQuota, Outcome::Held]
    );
}

pub async fn team_limit_holds(mailbox: &dyn Mailbox) {
    let quota = Quota { teams: 1, ..AMPLE };
    let batch = |team| Batch {
        team,
        items: vec![device(ANN)],
        quota,
    };
    assert!(mailbox.store(batch(TEAM)).await.is_ok());
    assert_eq!(
        mailbox.store(batch(OTHER_TEAM)).await,
        Err(MailboxError::TeamLimit)
    );
    assert!(mailbox.store(batch(TEAM)).await.is_ok());
    assert_eq!(mailbox.totals().await.unwrap().teams, 1);
}

pub async fn concurrent_batches_share_one_sequence(mailbox: &dyn Mailbox) {
    store(mailbox, vec![device(ANN)]).await;
    let batch = |caseload: u8| {
        let items = (1..=5).map(|index| {
            segment(
                ANN,
                CaseloadId([caseload; 16]),
                index,
                &[caseload, index as u8],
            )
        });
        Batch {
            team: TEAM,
            items: items.collect(),
            quota: AMPLE,
        }
    };
    // All are asked before any is awaited.
    let answers: Vec<_> = (10..40)
        .map(|caseload| mailbox.store(batch(caseload)))
        .collect();
    for answer in answers {
        assert_eq!(answer.await.unwrap(), [Outcome::Stored; 5]);
    }
    let caseloads = (10..40)
        .map(|caseload| CaseloadId([caseload; 16]))
        .collect();
    let page = mailbox
        .page(PageQuery {
            caseloads,
            ..query(1, usize::MAX)
        })
        .await
        .unwrap();
    assert!(page.entries.iter().map(|kept| kept.seq).eq(2..=151));
    assert_eq!(page.standing.head, 151);
}

pub async fn totals_and_latest_count_segments(mailbox: &dyn Mailbox) {
    assert_eq!(mailbox.totals().await.unwrap(), Totals::default());
    store(
        mailbox,
        vec![
            device(ANN),
            segment(ANN, SITE, 1, b"one"),
            segment(ANN, SITE, 2, b"two"),
            device(BEN),
        ],
    )
    .await;
    let totals = Totals {
        teams: 1,
        devices: 2,
        segments: 2,
        bytes: 20 + 20 + 6,
    };
    assert_eq!(mailbox.totals().await.unwrap(), totals);
    assert_eq!(mailbox.latest(1).await.unwrap(), [b"two"]);
    assert_eq!(mailbox.latest(9).await.unwrap(), [b"two", b"one"]);
}

pub async fn log_epoch_is_renewed_and_kept(mailbox: &dyn Mailbox) {
    let before = mailbox.identity().await.unwrap();
    let renewed = mailbox.renew_log_epoch().await.unwrap();
    let after = mailbox.identity().await.unwrap();
    assert!(before.log_epoch != 0 && renewed != 0 && renewed != before.log_epoch);
    assert_eq!(after.log_epoch, renewed);
    assert_eq!(mailbox.standing(TEAM).await.unwrap().log_epoch, renewed);
    assert_eq!(after.nonce_secret, before.nonce_secret);
}

pub async fn ready_changes_nothing(mailbox: &dyn Mailbox) {
    let before = mailbox.identity().await.unwrap();
    mailbox.ready().await.unwrap();
    assert_eq!(
        mailbox.identity().await.unwrap().log_epoch,
        before.log_epoch
    );
    assert_eq!(mailbox.totals().await.unwrap(), Totals::default());
}

pub async fn keys_are_per_team(mailbox: &dyn Mailbox) {
    store(mailbox, vec![device(ANN)]).await;
    assert_eq!(
        mailbox.keys(TEAM, vec![ANN, BEN]).await.unwrap(),
        HashMap::from([(ANN, [3; 32])])
    );
    assert!(
        mailbox
            .keys(OTHER_TEAM, vec![ANN])
            .await
            .unwrap()
            .is_empty()
    );
}
