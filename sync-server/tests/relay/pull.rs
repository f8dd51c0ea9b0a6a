//! What a phone hears.

use wayside_protocol::{
    CaseloadId, Hole, MAX_CASELOADS, MAX_HOLES, ProblemCode, Pull, RequestFrame,
};

use crate::team::{OTHER_SITE, SITE, Team, segments};
use crate::world::{World, pull, pull_site};

#[tokio::test]
async fn pull_is_cut_into_pages_that_join() {
    let world = World::new().await;
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    world.meet(&mut ben).await;
    let written: Vec<_> = (0..40).map(|n| ann.write(SITE, n, 1000)).collect();
    world.post(&ann, &segments(&written)).await;
    let (mut cursor, mut heard, mut pages) = (0, Vec::new(), 0);
    loop {
        let pull = Pull {
            cursor,
            caseloads: vec![SITE],
            max_bytes: 10_000,
            ..Pull::default()
        };
        let answer = world.post(&ben, &[RequestFrame::Pull(pull)]).await;
        heard.extend(answer.entry_segments());
        pages += 1;
        let (next, more) = answer.end();
        cursor = next;
        if !more {
            break;
        }
    }
    assert_eq!(heard, written);
    assert!(
        (5..=7).contains(&pages),
        "{pages} pages of about eight segments"
    );
    let idle = world.post(&ben, &[pull_site(cursor)]).await;
    assert_eq!((idle.entries().len(), idle.end()), (0, (cursor, false)));
}

#[tokio::test]
async fn phone_hears_its_caseloads_and_the_roster_only() {
    let world = World::new().await;
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    world.meet(&mut ben).await;
    let [site, other, roster] =
        [SITE, OTHER_SITE, CaseloadId::ROSTER].map(|caseload| ann.write(caseload, 1, 10));
    world
        .post(
            &ann,
            &segments(&[site.clone(), other.clone(), roster.clone()]),
        )
        .await;
    let check = async |caseloads: &[CaseloadId], expected: &[&Vec<u8>]| {
        let answer = world.post(&ben, &[pull(0, caseloads)]).await;
        assert!(answer.entry_segments().iter().eq(expected.iter().copied()));
        assert_eq!(
            answer.end().0,
            answer.welcome().head,
            "the cursor passes the rest"
        );
    };
    check(&[], &[&roster]).await;
    check(&[SITE], &[&site, &roster]).await;
    check(&[SITE, OTHER_SITE], &[&site, &other, &roster]).await;
}

#[tokio::test]
async fn holes_are_filled_even_behind_the_cursor() {
    let world = World::new().await;
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    world.meet(&mut ben).await;
    let written: Vec<_> = (0..6).map(|n| ann.write(SITE, n, 10)).collect();
    let head = world.post(&ann, &segments(&written)).await.welcome().head;
    let holes = vec![Hole {
        device: ann.id(),
        caseload: SITE,
        from: 2,
        to: 3,
    }];
    let ask = Pull {
        cursor: head,
        caseloads: vec![SITE],
        holes,
        max_bytes: 0,
    };
    let answer = world.post(&ben, &[RequestFrame::Pull(ask)]).await;
    assert_eq!(answer.hole_entries(), written[1..3]);
    assert_eq!((answer.entries().len(), answer.end()), (0, (head, false)));
}

#[tokio::test]
async fn phone_that_lost_its_own_segments_gets_them_back_as_holes() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let written: Vec<_> = (0..3).map(|n| ann.write(SITE, n, 10)).collect();
    world.post(&ann, &segments(&written)).await;
    let holes = vec![Hole {
        device: ann.id(),
        caseload: SITE,
        from: 1,
        to: u64::MAX,
    }];
    let ask = Pull {
        holes,
        ..Pull::default()
    };
    assert_eq!(
        world
            .post(&ann, &[RequestFrame::Pull(ask)])
            .await
            .hole_entries(),
        written
    );
}

#[tokio::test]
async fn pull_beyond_the_limits_is_refused() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let hole = Hole {
        device: ann.id(),
        caseload: SITE,
        from: 1,
        to: 2,
    };
    let check = async |caseloads, holes, status| {
        let pull = Pull {
            caseloads: vec![SITE; caseloads],
            holes: vec![hole; holes],
            ..Pull::default()
        };
        let answer = world.post(&ann, &[RequestFrame::Pull(pull)]).await;
        assert_eq!(
            answer.status, status,
            "{caseloads} caseloads, {holes} holes"
        );
        if status != 200 {
            assert_eq!(answer.problem(), ProblemCode::Malformed);
        }
    };
    check(MAX_CASELOADS, MAX_HOLES, 200).await;
    check(MAX_CASELOADS + 1, 0, 400).await;
    check(0, MAX_HOLES + 1, 400).await;
}

#[tokio::test]
async fn request_without_a_pull_gets_results_only() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let answer = world
        .post(&ann, &segments(&[ann.clone().write(SITE, 1, 10)]))
        .await;
    assert_eq!(
        (answer.status, answer.frames.len(), answer.results().0),
        (200, 2, 1)
    );
}
