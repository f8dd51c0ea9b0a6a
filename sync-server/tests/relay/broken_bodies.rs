//! Bodies that do not come to their end, or are not what was signed.

use wayside_protocol::{Hash, MAX_FRAME, ProblemCode, RequestFrame, write_frame};

use crate::team::{Phone, SITE, Team, body, segments};
use crate::world::{Pieces, World, pull_site};

async fn world() -> (World, Phone, Phone) {
    let world = World::new().await;
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    world.meet(&mut ben).await;
    (world, ann, ben)
}

#[tokio::test]
async fn every_complete_frame_counts_when_the_connection_dies() {
    let (world, mut ann, ben) = world().await;
    let written: Vec<_> = (0..10).map(|n| ann.write(SITE, n, 100)).collect();
    let body = body(&segments(&written));
    // In the middle of the eighth frame.
    let frame = body.len() / 10;
    let pieces = [Some(body[..frame * 7 + frame / 2].to_vec()), None];
    let answer = world
        .send(&ann.authorization(&body), Pieces::body(pieces))
        .await;
    answer.check_problem(400, ProblemCode::Malformed);
    assert_eq!(answer.results(), (7, vec![]));
    assert!(
        !answer
            .frames
            .iter()
            .any(|frame| matches!(frame, wayside_protocol::ResponseFrame::End { .. }))
    );
    assert_eq!(world.pull_all(&ben, SITE).await, written[..7]);

    assert_eq!(
        world.post(&ann, &segments(&written)).await.results(),
        (10, vec![]),
        "and is resumed without harm"
    );
    assert_eq!(world.pull_all(&ben, SITE).await, written);
}

#[tokio::test]
async fn request_whose_connection_is_dropped_is_still_stored() {
    let (world, mut ann, ben) = world().await;
    let written = ann.write(SITE, 1, 100);
    let body = body(&segments(std::slice::from_ref(&written)));
    let request =
        axum::http::Request::post("/v1/sync").header("authorization", ann.authorization(&body));
    let request = request.body(axum::body::Body::from(body)).unwrap();
    let mut answer = Box::pin(tower::ServiceExt::oneshot(
        wayside_relay::router(world.relay.clone()),
        request,
    ));
    // Polled once, so that it has begun, and then dropped as a server does when the peer is gone.
    let began =
        std::future::poll_fn(|context| std::task::Poll::Ready(answer.as_mut().poll(context))).await;
    assert!(began.is_pending());
    drop(answer);
    while world.relay.overview(0).await.unwrap().totals.segments == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(world.pull_all(&ben, SITE).await, [written]);
}

#[tokio::test]
async fn pull_is_not_answered_when_the_body_is_not_the_signed_one() {
    let (world, mut ann, ben) = world().await;
    let written = ann.write(SITE, 1, 100);
    let signed = body(&[pull_site(0)]);
    let sent = body(&[pull_site(0), RequestFrame::Segment(written.clone())]);
    assert_ne!(Hash::of(&signed), Hash::of(&sent));
    let answer = world.send(&ben.authorization(&signed), sent.into()).await;
    answer.check_problem(400, ProblemCode::Malformed);
    assert!(answer.entries().is_empty());
    assert_eq!(answer.welcome().head, 0, "nor told how the team stands");
    assert_eq!(
        world.pull_all(&ben, SITE).await,
        [written],
        "a segment has its author's signature"
    );
}

#[tokio::test]
async fn oversized_frame_ends_the_request_and_what_came_before_counts() {
    let (world, mut ann, ben) = world().await;
    let written = ann.write(SITE, 1, 100);
    let mut body = body(&segments(std::slice::from_ref(&written)));
    write_frame(&mut body, 3, &vec![0; MAX_FRAME]);
    let answer = world.send(&ann.authorization(&body), body.into()).await;
    answer.check_problem(413, ProblemCode::TooLarge);
    assert_eq!(answer.results(), (1, vec![]));
    assert_eq!(world.pull_all(&ben, SITE).await, [written]);
}

#[tokio::test]
async fn frame_without_a_kind_and_pull_of_garbage_end_the_request() {
    let (world, ann, _) = world().await;
    let mut garbage = Vec::new();
    write_frame(&mut garbage, 2, &[0xFF; 30]);
    for body in [vec![0; 4], vec![1], garbage] {
        let answer = world.send(&ann.authorization(&body), body.into()).await;
        answer.check_problem(400, ProblemCode::Malformed);
    }
}

#[tokio::test]
async fn phone_whose_first_contact_is_cut_is_known_from_then_on() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    ann.nonce = world.post(&ann, &[]).await.welcome().nonce;
    let body = body(&[ann.introduction(), pull_site(0)]);
    let pieces = [Some(body[..body.len() - 3].to_vec()), None];
    world
        .send(&ann.authorization(&body), Pieces::body(pieces))
        .await;
    assert_eq!(world.post(&ann, &[pull_site(0)]).await.status, 200);
}
