//! A full disk and a lost database: 503, and nothing that was acknowledged is gone.

use std::sync::atomic::Ordering;

use wayside_protocol::ProblemCode;
use wayside_relay::mailbox::sqlite::FILE_NAME;

use crate::team::{SITE, Team, segments};
use crate::world::{World, pull_site};

#[tokio::test]
async fn full_disk_answers_unavailable_and_loses_nothing() {
    let world = World::with_limits(|limits| limits.store.max_file_bytes = Some(400_000)).await;
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    world.meet(&mut ben).await;
    let mut acknowledged = Vec::new();
    let refused = loop {
        let segment = ann.write(SITE, 1, 15_000);
        let answer = world
            .post(&ann, &segments(std::slice::from_ref(&segment)))
            .await;
        if answer.status != 200 {
            break (answer, segment);
        }
        acknowledged.push(segment);
    };
    refused.0.check_problem(503, ProblemCode::Unavailable);
    assert!(acknowledged.len() > 5);
    assert_eq!(
        world.health("/readyz").await,
        (
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            "not ready: the store is full\n".into()
        )
    );
    assert_eq!(
        world.pull_all(&ben, SITE).await,
        acknowledged,
        "pulls go on"
    );

    // The operator makes room.
    let mut world = world;
    world.config.limits.store.max_file_bytes = None;
    let world = world.restart().await;
    assert_eq!(world.health("/readyz").await.0, 200);
    assert_eq!(
        world
            .post(&ann, &segments(std::slice::from_ref(&refused.1)))
            .await
            .status,
        200
    );
    acknowledged.push(refused.1);
    assert_eq!(world.pull_all(&ben, SITE).await, acknowledged);
}

/// However small the rest of the room is: ready means that a segment of the largest size is taken.
#[tokio::test]
async fn ready_means_that_the_largest_segment_is_taken() {
    let world = World::with_limits(|limits| limits.store.max_file_bytes = Some(250_000)).await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let (mut ready, mut full) = (0, 0);
    for n in 0..250 {
        world.clock.millis.fetch_add(3_000, Ordering::Relaxed);
        let status = world.health("/readyz").await.0;
        let small = ann.write(SITE, n, 1_000);
        let taken = world.post(&ann, &segments(&[small])).await.status == 200;
        ready += u32::from(status == 200);
        full += u32::from(status == 503);
        assert!(
            status == 503 || taken,
            "ready, and even a small segment is refused"
        );
        if !taken {
            break;
        }
    }
    assert!(ready > 20 && full > 0, "{ready} {full}");
}

/// It writes, and anybody may ask.
#[cfg(unix)]
#[tokio::test]
async fn readiness_is_looked_at_once_in_some_seconds() {
    let world = World::new().await;
    let look = || world.health("/readyz");
    assert_eq!(look().await.0, 200);
    std::fs::remove_file(world.dir.path().join(FILE_NAME)).unwrap();
    assert_eq!(look().await.0, 200);
    world.clock.millis.fetch_add(3_000, Ordering::Relaxed);
    assert_eq!(look().await.0, 503);
}

#[tokio::test]
async fn batch_that_does_not_fit_is_not_stored_by_half() {
    let world = World::with_limits(|limits| limits.store.max_file_bytes = Some(200_000)).await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let before = world.relay.overview(0).await.unwrap();
    let written: Vec<_> = (0..20).map(|n| ann.write(SITE, n, 15_000)).collect();
    world
        .post(&ann, &segments(&written))
        .await
        .check_problem(503, ProblemCode::Unavailable);
    assert_eq!(world.relay.overview(0).await.unwrap(), before);
    assert_eq!(
        world.post(&ann, &segments(&written[..2])).await.results().0,
        2,
        "and smaller ones go on"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn deleted_database_is_noticed_before_anything_is_acknowledged() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    std::fs::remove_file(world.dir.path().join(FILE_NAME)).unwrap();
    let answer = world
        .post(&ann, &segments(&[ann.clone().write(SITE, 1, 100)]))
        .await;
    answer.check_problem(503, ProblemCode::Unavailable);
    let (status, text) = world.health("/readyz").await;
    assert_eq!(status, 503);
    assert_eq!(
        text,
        "not ready: the database file is no longer the one that was opened\n"
    );
    assert_eq!(world.get("/healthz").await.0, 200);
}

#[tokio::test]
async fn broken_database_answers_unavailable() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let other = rusqlite::Connection::open(world.dir.path().join(FILE_NAME)).unwrap();
    other
        .execute_batch("PRAGMA foreign_keys = OFF; DROP TABLE entries; DROP TABLE facts;")
        .unwrap();
    world
        .post(&ann, &segments(&[ann.clone().write(SITE, 1, 100)]))
        .await
        .check_problem(503, ProblemCode::Unavailable);
    world
        .post(&ann, &[pull_site(0)])
        .await
        .check_problem(503, ProblemCode::Unavailable);
    assert_eq!(world.health("/readyz").await.0, 503);
}
