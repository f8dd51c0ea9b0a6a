//! What becomes of what is brought.

use wayside_protocol::{CaseloadId, Hash};

use super::{
    AMPLE, ANN, BEN, OTHER_SITE, OTHER_TEAM, SITE, TEAM, device, everything, query, segment, store,
};
use crate::mailbox::{Batch, Mailbox, MailboxError, Outcome, PageQuery, Quota, Totals};

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
