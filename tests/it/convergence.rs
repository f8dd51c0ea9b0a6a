//! Invariant 3: devices with the same segments show the same records, whatever went wrong on the way.

use rand::RngExt;
use wayside_domain::command::Command;
use wayside_domain::record::SpecialGroup;
use wayside_seam::{ClientQuery, Reply, Request};
use wayside_tests::samples::client_with_screening;
use wayside_tests::{Fault, World, long};

const NAMES: [&str; 3] = ["worker", "peer", "second"];

#[tokio::test]
async fn random_worlds_converge() {
    for seed in long::seeds(100..104) {
        random_world(seed).await;
    }
}

async fn random_world(seed: u64) {
    let mut world = World::with_workers(seed, &NAMES).await;
    for step in 0..long::steps(60) {
        let name = NAMES[world.rng.random_range(0..NAMES.len())];
        match world.rng.random_range(0..6) {
            0 => {
                let lines = client_with_screening(&mut world.rng, step);
                world.at(name).record(&lines);
            }
            1 | 2 => edit_somebody(&mut world, name),
            3 => {
                let fault = random_fault(&mut world);
                world.at(name).link.faults.push_back(fault);
                world.sync(name).await;
            }
            4 => {
                let router = world.relay.router().unwrap();
                world.at(name).link.deliver_held(router).await;
            }
            _ => {
                world.sync(name).await;
                world.at(name).restart();
            }
        }
        world.pass(60);
    }
    for _ in 0..3 {
        for name in NAMES {
            world.at(name).link.faults.clear();
        }
        world.sync_all().await;
    }
    world.assert_converged();
}

/// Changes a profile that others may be changing, too.
fn edit_somebody(world: &mut World, name: &str) {
    let pick: usize = world.rng.random_range(0..1_000);
    let year = world.rng.random_range(1960..2005);
    let station = world.at(name);
    let Reply::Clients(page) = station.ask(Request::Clients(ClientQuery {
        limit: 100,
        ..ClientQuery::default()
    })) else {
        panic!()
    };
    if page.rows.is_empty() {
        return;
    }
    let client = page.rows[pick % page.rows.len()].id.clone();
    let Reply::CaseFile(case_file) = station.ask(Request::Client { id: client.clone() }) else {
        panic!()
    };
    let mut profile = case_file.profile.clone();
    profile.birth_year = Some(year);
    profile.special_groups = vec![SpecialGroup::Homeless];
    station.act(Command::edit(client.clone(), client, &profile));
}

fn random_fault(world: &mut World) -> Fault {
    let share = world.rng.random();
    match world.rng.random_range(0..6) {
        0 => Fault::DropRequest,
        1 => Fault::CutRequest(share),
        2 => Fault::DropResponse,
        3 => Fault::CutResponse(share),
        4 => Fault::Twice,
        _ => Fault::Hold,
    }
}
