//! Invariant 2: what the relay acknowledged is never lost; what it did not acknowledge is sent again. And 8: unsent
//! work stays.

use wayside_tests::samples::client_with_screening;
use wayside_tests::{Fault, World};

/// A worker with some records, and a relay that knows it.
async fn world_with_records(seed: u64) -> World {
    let mut world = World::with_workers(seed, &["worker"]).await;
    world.sync_all().await;
    add(&mut world, 3);
    world
}

fn add(world: &mut World, count: u32) {
    for _ in 0..count {
        let number = rand::RngExt::random_range(&mut world.rng, 0..99_999);
        let lines = client_with_screening(&mut world.rng, number);
        world.at("worker").record(&lines);
    }
}

#[tokio::test]
async fn every_fault_of_the_link_is_made_good_by_the_next_exchange() {
    let faults = [
        Fault::DropRequest,
        Fault::CutRequest(0),
        Fault::CutRequest(130),
        Fault::CutRequest(255),
        Fault::DropResponse,
        Fault::CutResponse(0),
        Fault::CutResponse(100),
        Fault::CutResponse(255),
        Fault::Twice,
        Fault::Hold,
    ];
    for (seed, fault) in (10..).zip(faults) {
        let mut world = world_with_records(seed).await;
        let before = world.at("worker").records();
        world.at("worker").link.faults.push_back(fault);
        world.sync("worker").await;
        assert_eq!(world.at("worker").records(), before, "{fault:?}");
        world.sync_all().await;
        let router = world.relay.router().unwrap();
        world.at("worker").link.deliver_held(router).await;
        world.sync_all().await;
        world.assert_converged();
        assert_eq!(world.at("desk").records(), before, "{fault:?}");
    }
}

#[tokio::test]
async fn an_edit_made_while_pushing_is_not_lost() {
    let mut world = world_with_records(30).await;
    // The relay hears the push, the device does not hear the answer, and a new record comes in between.
    world
        .at("worker")
        .link
        .faults
        .push_back(Fault::DropResponse);
    world.sync("worker").await;
    add(&mut world, 1);
    world.sync_all().await;
    world.assert_converged();
    assert_eq!(world.at("desk").records().len(), 8);
}

#[tokio::test]
async fn a_relay_that_dies_after_its_acknowledgement_has_everything_when_it_is_back() {
    let mut world = world_with_records(31).await;
    let state = world.sync("worker").await;
    assert_eq!(state.waiting_segments, 0);
    world.relay.stop();
    assert!(world.sync("desk").await.problem.is_some());
    world.relay.restart().await;
    world.sync_all().await;
    world.assert_converged();
    assert_eq!(world.at("desk").records().len(), 6);
}

#[tokio::test]
async fn a_relay_restored_from_an_old_backup_gets_back_what_it_lost() {
    let mut world = world_with_records(32).await;
    let backup = world.relay.back_up();
    world.sync_all().await;
    add(&mut world, 2);
    world.sync_all().await;
    let before = world.at("worker").records();
    world.relay.restore(&backup).await;
    world.sync_all().await;
    world.sync_all().await;
    world.assert_converged();
    assert_eq!(world.at("desk").records(), before);

    // A device that joins only now depends on the relay alone.
    world.join("late", wayside_seam::Role::Worker);
    world.sync_all().await;
    assert_eq!(world.at("late").records(), before);
}

#[tokio::test]
async fn weeks_without_signal_delete_nothing() {
    let mut world = world_with_records(33).await;
    world.relay.stop();
    for _ in 0..30 {
        world.pass(86_400);
        add(&mut world, 1);
        world.sync("worker").await;
        world.at("worker").restart();
    }
    assert_eq!(world.at("worker").records().len(), 66);
    world.relay.restart().await;
    world.sync_all().await;
    world.assert_converged();
    assert_eq!(world.at("desk").records().len(), 66);
}

#[tokio::test]
async fn neither_a_first_contact_nor_a_long_silence_sends_the_records_twice() {
    let mut world = World::with_workers(34, &["worker"]).await;
    for days in [0, 3] {
        world.pass(days * 86_400);
        add(&mut world, 60);
        let before = (
            world.at("worker").link.bytes_up,
            world.at("desk").link.bytes_down,
        );
        let state = world.sync("worker").await;
        assert_eq!((state.waiting_records, state.waiting_segments), (0, 0));
        world.sync("desk").await;
        let up = world.at("worker").link.bytes_up - before.0;
        let down = world.at("desk").link.bytes_down - before.1;
        assert!(up < down + 2_000, "{up} B up for {down} B of records");
    }
}

#[tokio::test]
async fn segments_that_the_relay_did_not_get_to_are_sent_again() {
    let mut world = world_with_records(35).await;
    add(&mut world, 400);
    let before = world.at("worker").records();
    world
        .at("worker")
        .link
        .faults
        .push_back(Fault::CutRequestHeard(128));
    assert!(world.sync("worker").await.waiting_segments > 0);
    world.sync_all().await;
    world.assert_converged();
    assert_eq!(world.at("desk").records(), before);
}
