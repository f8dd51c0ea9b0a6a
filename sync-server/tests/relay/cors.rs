//! Pages of other origins: whatever `/v1/sync` answers, the page may read.

use axum::body::Body;
use axum::http::{Request, header};
use wayside_protocol::SYNC_PATH;
use wayside_relay::mailbox::sqlite::FILE_NAME;

use crate::team::{SITE, Team, body, segments};
use crate::world::World;

const ORIGIN: &str = "https://app.example";

/// The status, and that the page may read it.
async fn check(world: &World, request: Request<Body>, status: u16) {
    let response = world.ask(request).await;
    let headers = response.headers();
    assert_eq!(response.status(), status);
    assert_eq!(headers["access-control-allow-origin"], "*", "{status}");
    assert!(!headers.contains_key("access-control-allow-credentials"));
}

fn post(authorization: &str, bytes: Vec<u8>) -> Request<Body> {
    Request::post(SYNC_PATH)
        .header(header::ORIGIN, ORIGIN)
        .header(header::AUTHORIZATION, authorization)
        .body(bytes.into())
        .unwrap()
}

#[tokio::test]
async fn every_answer_may_be_read_by_the_page_that_asked() {
    let world = World::with_limits(|limits| {
        limits.body_bytes = 50_000;
        limits.requests_per_minute = 40;
    })
    .await;
    let mut ann = Team::new(1).phone(10);
    check(&world, post("Basic x", vec![]), 400).await;
    check(&world, post(&ann.authorization(&[]), vec![]), 401).await;
    world.meet(&mut ann).await;
    let push = body(&segments(&[ann.write(SITE, 1, 100)]));
    check(&world, post(&ann.authorization(&push), push), 200).await;
    let large = vec![0; 60_000];
    check(&world, post(&ann.authorization(&large), large), 413).await;
    let get = Request::get(SYNC_PATH).body(Body::empty()).unwrap();
    check(&world, get, 405).await;
    std::fs::remove_file(world.dir.path().join(FILE_NAME)).unwrap();
    let lost = body(&segments(&[ann.write(SITE, 2, 100)]));
    check(&world, post(&ann.authorization(&lost), lost), 503).await;
    while world.post(&ann, &[]).await.status != 429 {}
    check(&world, post(&ann.authorization(&[]), vec![]), 429).await;

    let strict = World::with(|config| config.teams = [Team::new(5).id()].into()).await;
    check(&strict, post(&ann.authorization(&[]), vec![]), 403).await;
}

#[tokio::test]
async fn preflight_allows_what_a_sync_sends_and_no_more() {
    let world = World::new().await;
    let request = Request::options(SYNC_PATH)
        .header(header::ORIGIN, ORIGIN)
        .header("access-control-request-method", "POST")
        .header(
            "access-control-request-headers",
            "authorization,content-type",
        )
        .header("access-control-request-private-network", "true");
    let response = world.ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), 204);
    assert!(response.body().is_empty());
    let mut told: Vec<_> = response
        .headers()
        .iter()
        .filter(|(name, _)| name.as_str().starts_with("access-control"))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "access-control-allow-headers: authorization, content-type",
            "access-control-allow-methods: POST",
            "access-control-allow-origin: *",
            "access-control-max-age: 86400",
        ]
    );
}

#[tokio::test]
async fn other_paths_are_for_nobody_elses_page() {
    let world = World::new().await;
    for path in ["/", "/healthz", "/readyz", "/metrics", "/v1/other"] {
        let request = Request::get(path).header(header::ORIGIN, ORIGIN);
        let response = world.ask(request.body(Body::empty()).unwrap()).await;
        let headers = response.headers();
        assert!(
            !headers.contains_key("access-control-allow-origin"),
            "{path}"
        );
    }
}
