//! Invariant 1, 4 and 9 across devices: restarts in the middle, and one bad segment among good ones.

use wayside_tests::samples::client_with_screening;
use wayside_tests::{Fault, World};

#[tokio::test]
async fn a_transfer_cut_again_and_again_still_ends_and_never_starts_over() {
    let mut world = World::with_workers(60, &["worker"]).await;
    for number in 0..400 {
        let lines = client_with_screening(&mut world.rng, number);
        world.at("worker").record(&lines);
    }
    world.sync("worker").await;
    let mut attempts: u8 = 0;
    while world.at("desk").records().len() < 800 {
        attempts += 1;
        assert!(attempts < 20, "no progress");
        // The greeting passes, the rest is cut; each time a little further, since half a segment never counts.
        let cut = Fault::CutResponse(60 + attempts * 9);
        world.at("desk").link.faults = [Fault::Good, cut, cut].into();
        world.sync("desk").await;
        world.at("desk").restart();
        world.sync_nothing("desk").await;
    }
    world.sync_all().await;
    world.assert_converged();
}
