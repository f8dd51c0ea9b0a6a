//! What readers get.

use std::collections::HashMap;

use wayside_protocol::{CaseloadId, Hole};

use super::{
    AMPLE, ANN, BEN, OTHER_SITE, OTHER_TEAM, SITE, TEAM, device, everything, query, segment, store,
};
use crate::mailbox::{Batch, Mailbox, Outcome, PageQuery, Totals};

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
