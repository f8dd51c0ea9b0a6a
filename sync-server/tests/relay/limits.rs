//! Sizes, rates, quotas.

use std::sync::atomic::Ordering;

use wayside_protocol::{ProblemCode, Reason, Refusal};

use crate::team::{SITE, Team, body, segments};
use crate::world::{World, pull_site};

#[tokio::test]
async fn body_over_the_limit_is_refused_and_what_came_before_counts() {
    let world = World::with_limits(|limits| limits.body_bytes = 5_000).await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let written: Vec<_> = (0..10).map(|n| ann.write(SITE, n, 1000)).collect();
    let body = body(&segments(&written));
    let pieces = body.chunks(500).map(|piece| Some(piece.to_vec()));
    let answer = world
        .send(
            &ann.authorization(&body),
            crate::world::Pieces::body(pieces),
        )
        .await;
    answer.check_problem(413, ProblemCode::TooLarge);
    assert_eq!(answer.results(), (4, vec![]));
}

#[tokio::test]
async fn flooding_phone_is_slowed_and_others_are_not() {
    let world = World::with_limits(|limits| limits.requests_per_minute = 5).await;
    let (mut flood, mut calm) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut flood).await;
    let mut served = 1;
    while world.post(&flood, &[pull_site(0)]).await.status == 200 {
        served += 1;
    }
    assert_eq!(served, 20, "four minutes' share at once");
    let answer = world
        .post(&flood, &segments(&[flood.clone().write(SITE, 1, 10)]))
        .await;
    answer.check_problem(429, ProblemCode::RateLimited);
    world.meet(&mut calm).await;

    world.clock.millis.store(12_000, Ordering::Relaxed);
    assert_eq!(world.post(&flood, &[pull_site(0)]).await.status, 200);
    assert_eq!(world.post(&flood, &[pull_site(0)]).await.status, 429);
}

#[tokio::test]
async fn nobody_uses_up_the_share_of_another() {
    let world = World::with_limits(|limits| limits.requests_per_minute = 1).await;
    let (mut ann, ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    for _ in 0..20 {
        let mut auth = wayside_protocol::Auth::decode(&ben.authorization(b"")).unwrap();
        (auth.device, auth.nonce) = (ann.id(), ann.nonce);
        world
            .send(&auth.encode(), Vec::new().into())
            .await
            .check_problem(401, ProblemCode::BadSignature);
    }
    assert_eq!(world.post(&ann, &[pull_site(0)]).await.status, 200);
}

#[tokio::test]
async fn team_over_its_quota_can_still_pull_and_repeat() {
    let world = World::with_limits(|limits| limits.quota.bytes = 4_000).await;
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    world.meet(&mut ben).await;
    let written: Vec<_> = (0..4).map(|n| ann.write(SITE, n, 1000)).collect();
    let refusal = |position| Refusal {
        position,
        reason: Reason::OverQuota,
    };
    for _ in 0..2 {
        assert_eq!(
            world.post(&ann, &segments(&written)).await.results(),
            (2, vec![refusal(2), refusal(3)])
        );
    }
    assert_eq!(world.pull_all(&ben, SITE).await, written[..2]);
}
