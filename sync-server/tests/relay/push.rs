//! What becomes of segments.

use wayside_protocol::{Frame, Hash, MAX_SEGMENT, Reason, Refusal, RequestFrame};

use crate::team::{OTHER_SITE, SITE, Team, body, segments};
use crate::world::{Pieces, World, pull_site};

#[tokio::test]
async fn pushed_segments_reach_the_other_phone_byte_for_byte() {
    let world = World::new().await;
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    world.meet(&mut ben).await;
    let written: Vec<_> = (0..5).map(|n| ann.write(SITE, n, 100)).collect();
    assert_eq!(
        world.post(&ann, &segments(&written)).await.results(),
        (5, vec![])
    );
    assert_eq!(world.pull_all(&ben, SITE).await, written);
}

#[tokio::test]
async fn same_segment_again_is_fine() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let segment = ann.write(SITE, 1, 100);
    let twice = segments(&[segment.clone(), segment]);
    let head = world.post(&ann, &twice).await.welcome().head;
    let again = world.post(&ann, &twice).await;
    assert_eq!((again.results(), again.welcome().head), ((2, vec![]), head));
}

#[tokio::test]
async fn different_segment_in_the_same_place_is_reported_with_the_held_hash() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    // The same phone twice: restored from a backup, it writes another first segment.
    let mut clone = ann.clone();
    let (held, other, next) = (
        ann.write(SITE, 1, 100),
        clone.write(SITE, 2, 100),
        clone.write(OTHER_SITE, 3, 100),
    );
    world
        .post(&ann, &segments(std::slice::from_ref(&held)))
        .await;
    let answer = world.post(&clone, &segments(&[other, next])).await;
    let conflict = Refusal {
        position: 0,
        reason: Reason::Conflict {
            held: Hash::of(&held),
        },
    };
    assert_eq!(
        answer.results(),
        (1, vec![conflict]),
        "and the next one is kept all the same"
    );
}

#[tokio::test]
async fn bad_segments_are_refused_by_name_and_stop_no_other() {
    let world = World::new().await;
    let (mut ann, mut stranger, mut foreign) = (
        Team::new(1).phone(10),
        Team::new(1).phone(99),
        Team::new(50).phone(60),
    );
    world.meet(&mut ann).await;
    let mut flipped = ann.clone().write(OTHER_SITE, 1, 100);
    flipped[120] ^= 1;
    let pushed = [
        vec![1, 2, 3],
        flipped,
        ann.write(SITE, 1, 100),
        stranger.write(SITE, 1, 100),
        foreign.write(SITE, 1, 100),
        vec![0; MAX_SEGMENT + 1],
        ann.write(SITE, 2, 100),
    ];
    let refused = [
        (0, Reason::Malformed),
        (1, Reason::BadSignature),
        (3, Reason::UnknownAuthor),
        (4, Reason::WrongTeam),
        (5, Reason::TooLarge),
    ];
    let refused = refused
        .map(|(position, reason)| Refusal { position, reason })
        .to_vec();
    let answer = world.post(&ann, &segments(&pushed)).await;
    assert_eq!((answer.status, answer.results()), (200, (2, refused)));
}

#[tokio::test]
async fn courier_brings_segments_and_certificate_of_one_who_never_came() {
    let world = World::new().await;
    let team = Team::new(1);
    let (mut ann, mut courier, mut ben) = (team.phone(10), team.phone(11), team.phone(12));
    world.meet(&mut courier).await;
    let carried = ann.write(SITE, 1, 100);
    let frames = [ann.introduction(), RequestFrame::Segment(carried.clone())];
    assert_eq!(world.post(&courier, &frames).await.results(), (1, vec![]));
    world.meet(&mut ben).await;
    assert_eq!(world.pull_all(&ben, SITE).await, [carried]);
    world.meet(&mut ann).await;
}

#[tokio::test]
async fn author_is_always_introduced_before_its_segments() {
    let world = World::new().await;
    let team = Team::new(1);
    let mut reader = team.phone(99);
    world.meet(&mut reader).await;
    for seed in 10..20 {
        let mut phone = team.phone(seed);
        phone.nonce = world.post(&phone, &[]).await.welcome().nonce;
        let mut frames = vec![phone.introduction()];
        frames.extend(segments(&[phone.write(SITE, seed, 10)]));
        assert_eq!(world.post(&phone, &frames).await.status, 200);
    }
    let mut known = Vec::new();
    for entry in world.post(&reader, &[pull_site(0)]).await.entries() {
        match entry.held {
            wayside_protocol::Held::Certificate(chain) => {
                known.push(chain.verify().unwrap().device())
            }
            wayside_protocol::Held::Segment(bytes) => {
                assert!(
                    known.contains(
                        &wayside_protocol::Segment::decode(&bytes)
                            .unwrap()
                            .header
                            .device
                    )
                );
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(known.len(), 11, "ten phones and their admin");
}

#[tokio::test]
async fn frames_of_a_newer_version_are_skipped() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let unknown = || {
        RequestFrame::Unknown(Frame {
            kind: 77,
            payload: vec![1; 300],
        })
    };
    let unreadable = RequestFrame::Unknown(Frame {
        kind: 1,
        payload: vec![9, 9, 9],
    });
    let segment = RequestFrame::Segment(ann.write(SITE, 1, 100));
    let answer = world
        .post(
            &ann,
            &[unknown(), segment, unreadable, unknown(), pull_site(0)],
        )
        .await;
    assert_eq!((answer.status, answer.results()), (200, (1, vec![])));
}

#[tokio::test]
async fn push_and_pull_is_one_round_trip_and_includes_what_was_just_stored() {
    let world = World::new().await;
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    world.meet(&mut ben).await;
    let mut frames = vec![pull_site(0)];
    frames.extend(segments(&[
        ann.write(SITE, 1, 100),
        ann.write(SITE, 2, 100),
    ]));
    let answer = world.post(&ann, &frames).await;
    assert_eq!(answer.welcome().head, 5);
    assert_eq!(answer.end(), (5, false), "the cursor passes its own");
}

#[tokio::test]
async fn body_may_come_in_pieces_of_any_size() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let written: Vec<_> = (0..20).map(|n| ann.write(SITE, n, 50)).collect();
    let body = body(&segments(&written));
    for size in [1, 7, 100, 3000] {
        let pieces = body.chunks(size).map(|piece| Some(piece.to_vec()));
        let answer = world
            .send(&ann.authorization(&body), Pieces::body(pieces))
            .await;
        assert_eq!(answer.results(), (20, vec![]));
    }
}

#[tokio::test]
async fn fifty_phones_at_once_lose_nothing() {
    let world = World::new().await;
    let team = Team::new(1);
    let mut reader = team.phone(200);
    world.meet(&mut reader).await;
    let mut pushes = tokio::task::JoinSet::new();
    let mut written = Vec::new();
    for seed in 10..60 {
        let mut phone = team.phone(seed);
        world.meet(&mut phone).await;
        let segments_of_phone: Vec<_> = (0..4).map(|n| phone.write(SITE, n, 200)).collect();
        let bytes = body(&segments(&segments_of_phone));
        written.extend(segments_of_phone);
        let (relay, authorization) = (world.relay.clone(), phone.authorization(&bytes));
        pushes.spawn(async move {
            let request = axum::http::Request::post(wayside_protocol::SYNC_PATH)
                .header("authorization", authorization);
            let request = request.body(axum::body::Body::from(bytes)).unwrap();
            tower::ServiceExt::oneshot(wayside_relay::router(relay), request)
                .await
                .unwrap()
                .status()
        });
    }
    assert!(pushes.join_all().await.iter().all(|status| *status == 200));
    let mut pulled = world.pull_all(&reader, SITE).await;
    pulled.sort();
    written.sort();
    assert_eq!(pulled, written);
}
