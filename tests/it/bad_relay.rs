//! At the relay's address something else answers, or a bad relay: a clear problem, nothing changed, nothing lost.
//! Invariants 4 and 9.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use http_body_util::BodyExt;
use rand::RngExt;
use tower::ServiceExt;
use wayside_seam::Problem;
use wayside_sync::device::Event;
use wayside_tests::World;
use wayside_tests::samples::{client_with_screening, whole_case};

#[tokio::test]
async fn garbage_in_place_of_a_relay_is_named_and_harms_nothing() {
    let mut world = World::with_workers(70, &["worker"]).await;
    world.at("worker").record(&whole_case());
    let before = world.at("worker").records();
    let noise: Vec<u8> = (0..5_000).map(|_| world.rng.random()).collect();
    let answers: [(StatusCode, Vec<u8>); 8] = [
        (
            StatusCode::OK,
            b"<html>Log in to this network</html>".to_vec(),
        ),
        (StatusCode::OK, Vec::new()),
        (StatusCode::OK, noise.clone()),
        (StatusCode::OK, vec![0xff; 64]),
        (StatusCode::UNAUTHORIZED, noise),
        (StatusCode::FOUND, Vec::new()),
        (StatusCode::NOT_FOUND, b"not here".to_vec()),
        (StatusCode::INTERNAL_SERVER_ERROR, Vec::new()),
    ];
    for (status, body) in answers {
        let liar = Router::new().fallback(move || {
            let body = body.clone();
            async move { (status, body) }
        });
        let state = world.at("worker").sync(Some(liar)).await;
        assert!(
            matches!(
                state.problem,
                Some(
                    Problem::RelayGarbage
                        | Problem::RelayRefused { .. }
                        | Problem::RelayBusy { .. }
                        | Problem::NotAdmitted
                        | Problem::Interrupted
                )
            ),
            "{status}: {:?}",
            state.problem
        );
        assert_eq!(world.at("worker").records(), before);
        world.at("worker").assert_sound();
    }
    world.sync_all().await;
    world.assert_converged();
    assert_eq!(world.at("desk").records(), before);
}

/// The real relay behind something that flips one bit of each answer.
fn flipping(router: Router, at: f64, bit: u8) -> Router {
    Router::new().fallback(move |request: Request| {
        let router = router.clone();
        async move {
            let (head, body) = router.oneshot(request).await.unwrap().into_parts();
            let mut bytes = body.collect().await.unwrap().to_bytes().to_vec();
            let place = (bytes.len() as f64 * at) as usize;
            if let Some(byte) = bytes.get_mut(place) {
                *byte ^= 1 << bit;
            }
            axum::http::Response::from_parts(head, Body::from(bytes))
        }
    })
}

#[tokio::test]
async fn an_answer_with_one_flipped_bit_changes_no_record_and_blocks_none() {
    let mut world = World::with_workers(71, &["worker"]).await;
    let mut number = 0;
    for _ in 0..40 {
        number += 1;
        let lines = client_with_screening(&mut world.rng, number);
        world.at("worker").record(&lines);
        world.sync("worker").await;
        let (place, bit) = (
            world.rng.random_range(0.0..1.0),
            world.rng.random_range(0..8),
        );
        let router = flipping(world.relay.router().unwrap(), place, bit);
        world.at("desk").run(Event::AskedToSync, Some(router)).await;
    }
    // One more segment shows the last hole, if the last one was spoilt.
    number += 1;
    let lines = client_with_screening(&mut world.rng, number);
    world.at("worker").record(&lines);
    for _ in 0..3 {
        world.sync_all().await;
    }
    let expected = world.at("worker").records();
    assert_eq!(world.at("desk").records(), expected);
}
