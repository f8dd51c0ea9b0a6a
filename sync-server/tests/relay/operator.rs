//! What an operator sees: health, counters, an overview.

use crate::team::{SITE, Team, segments};
use crate::world::World;

#[tokio::test]
async fn health_and_readiness_answer() {
    let world = World::new().await;
    assert_eq!(
        world.get("/healthz").await,
        (axum::http::StatusCode::OK, "ok\n".into())
    );
    assert_eq!(
        world.health("/readyz").await,
        (axum::http::StatusCode::OK, "ready\n".into())
    );
    assert_eq!(world.get("/v1/sync").await.0, 405);
    assert_eq!(world.get("/").await.0, 404);
}

#[tokio::test]
async fn what_the_operator_may_see_is_not_for_everybody() {
    let world = World::new().await;
    for path in ["/readyz", "/metrics"] {
        assert_eq!(world.get(path).await.0, 404, "{path}");
    }
    assert_eq!(world.health("/healthz").await.1, "ok\n");
    for path in ["/v1/sync", "/"] {
        assert_eq!(world.health(path).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn metrics_count_load_and_name_nobody() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let segment = ann.write(SITE, 1, 100);
    world.post(&ann, &segments(&[segment, vec![1, 2, 3]])).await;
    let (status, page) = world.health("/metrics").await;
    assert_eq!(status, 200);
    for line in [
        "wayside_requests_total{status=\"200\"} 2",
        "wayside_requests_total{status=\"401\"} 1",
        "wayside_segments_total{outcome=\"accepted\"} 1",
        "wayside_segments_total{outcome=\"malformed\"} 1",
        "wayside_requests_in_flight 0",
        "wayside_commits_total 2",
        "wayside_store_up 1",
        "wayside_store_teams 1",
        "wayside_store_devices 2",
        "wayside_store_segments 1",
    ] {
        assert!(page.lines().any(|l| l == line), "{line} is not in\n{page}");
    }
    for line in page.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').unwrap();
        assert!(
            name.starts_with("wayside_") && value.parse::<u64>().is_ok(),
            "{line}"
        );
    }
    assert_names_nobody(&page);
}

#[tokio::test]
async fn overview_shows_the_last_segments_as_they_are_held() {
    let world = World::new().await;
    let mut ann = Team::new(1).phone(10);
    world.meet(&mut ann).await;
    let written: Vec<_> = (0..3).map(|n| ann.write(SITE, n, 100)).collect();
    world.post(&ann, &segments(&written)).await;
    let overview = world.relay.overview(2).await.unwrap();
    assert_eq!((overview.totals.segments, overview.totals.devices), (3, 2));
    assert_eq!(overview.latest, [written[2].clone(), written[1].clone()]);
}

pub fn assert_names_nobody(text: &str) {
    let team = Team::new(1);
    let ids = [
        team.id().to_string(),
        team.phone(10).id().to_string(),
        SITE.to_string(),
    ];
    for id in ids {
        assert!(!text.contains(&id[..8]), "{id} is in\n{text}");
    }
}
