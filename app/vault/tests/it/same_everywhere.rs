//! The same changes in any order, any number of times, by any route, give the same records and the same lists.

#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use rand::seq::SliceRandom;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::list::{ClientPage, ClientQuery};
use wayside_domain::record::{Contact, FollowUp, Intervention, Setting, Sex, StepState};

use crate::support::{Device, add, answer, at, day, id, profile, rng, start};

/// One act of one of three devices, small enough that acts meet.
#[derive(Clone, Debug)]
struct Act {
    device: usize,
    client: u8,
    what: u8,
    value: u8,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = (0usize..3, 0u8..3, 0u8..12, 0u8..8).prop_map(|(device, client, what, value)| Act {
        device,
        client,
        what,
        value,
    });
    proptest::collection::vec(act, 1..60)
}

fn command(act: &Act) -> Command {
    let client_name = format!("c{}", act.client);
    let client: Id = id(&client_name);
    let entry = |kind: &str| id(&format!("{kind}{}", act.value % 2));
    let frequencies = ["never", "once-or-twice", "monthly", "weekly", "daily"];
    let substances = ["tobacco", "alcohol", "cannabis", "opioids"];
    let substance = substances[usize::from(act.value % 4)];
    match act.what {
        0 => add(&client_name, &format!("AB-{}", act.client)),
        1 => start(&client_name, entry("s").as_str()),
        2 => answer(
            &client_name,
            entry("s").as_str(),
            &format!("q1.{substance}"),
            if act.value < 5 { "yes" } else { "no" },
        ),
        3 => answer(
            &client_name,
            entry("s").as_str(),
            &format!("q2.{substance}"),
            frequencies[usize::from(act.value % 5)],
        ),
        4 => Command::Finish {
            client,
            entry: entry("s"),
            at: at(i64::from(act.value) + 2),
        },
        5 => Command::Add {
            client,
            entry: entry("i"),
            body: Intervention::begin(None, substance.parse().unwrap(), at(7)).into(),
        },
        6 => Command::Step {
            client,
            intervention: entry("i"),
            step: "feedback".to_owned(),
            state: (act.value > 2).then_some(StepState::Done),
        },
        7 => Command::change::<Intervention>(
            client,
            entry("i"),
            "rulers.importance",
            Some(&act.value),
        ),
        8 => {
            let points: Vec<String> = (0..act.value % 3).map(|n| format!("point {n}")).collect();
            Command::change::<Intervention>(client, entry("i"), "good_things", Some(&points))
        }
        9 => Command::Note {
            client,
            entry: entry("i"),
            text: "one two three ".repeat(usize::from(act.value)),
        },
        10 => {
            let mut edited = profile(&format!("AB-{}", act.client));
            edited.sex = Some(Sex::KNOWN[usize::from(act.value) % Sex::KNOWN.len()].clone());
            edited.aliases = (0..act.value % 3).map(|n| format!("Năm {n}")).collect();
            Command::edit(client.clone(), client, &edited)
        }
        _ => {
            if act.value.is_multiple_of(2) {
                let contact = Contact {
                    at: at(i64::from(act.value)),
                    setting: Setting::Street,
                    worker: None,
                    done: Vec::new(),
                    supplies: Default::default(),
                    note: None,
                };
                Command::Add {
                    client,
                    entry: id(&format!("k{}{}", act.device, act.value)),
                    body: contact.into(),
                }
            } else {
                let follow_up = FollowUp {
                    due: day("2026-11-16"),
                    what: "call".to_owned(),
                    done: None,
                    outcome: None,
                };
                Command::Add {
                    client,
                    entry: id(&format!("f{}{}", act.device, act.value)),
                    body: follow_up.into(),
                }
            }
        }
    }
}

fn lists(device: &Device) -> [ClientPage; 3] {
    let page = |search: &str, due_before| {
        let query = ClientQuery {
            search: search.to_owned(),
            due_before,
            offset: 0,
            limit: 99,
        };
        device.vault.clients(&query).unwrap()
    };
    [
        page("", None),
        page("nam", None),
        page("", Some(day("2026-12-01"))),
    ]
}

fn check(acts: &[Act], seed: u64) {
    let mut devices: Vec<Device> = (0..3).map(|n| Device::new(seed + n)).collect();
    // The first client exists everywhere before they part; the others may be made on several phones apart.
    devices[0].run(add("c0", "AB-0"));
    let first = devices[0].made();
    devices[1].take(&first);
    devices[2].take(&first);
    for act in acts {
        // What the rules refuse changes nothing, which is part of the promise.
        let _ = devices[act.device].vault.run(&command(act));
    }
    let all: Vec<(Id, Vec<u8>)> = devices.iter().flat_map(Device::made).collect();
    let mut shuffled = rng(seed);
    for device in &mut devices {
        let mut twice: Vec<_> = all.iter().chain(&all).cloned().collect();
        twice.shuffle(&mut shuffled);
        for part in twice.chunks(7) {
            device.take(part);
        }
    }
    // A fourth one gets everything at once.
    let mut late = Device::new(seed + 3);
    late.take(&all);
    devices.push(late);

    let clients: Vec<Id> = lists(&devices[0])[0]
        .rows
        .iter()
        .map(|row| row.id.clone())
        .collect();
    let expected = lists(&devices[0]);
    let files: Vec<_> = clients
        .iter()
        .map(|client| devices[0].vault.case_file(client).unwrap())
        .collect();
    for device in &mut devices {
        assert_eq!(lists(device), expected);
        for (client, file) in clients.iter().zip(&files) {
            assert_eq!(device.vault.case_file(client).unwrap(), *file);
        }
        assert_eq!(device.vault.quarantined().unwrap(), []);
        assert_eq!(device.vault.verify().unwrap(), []);
        assert_eq!(device.vault.rebuild_projections().unwrap(), 0);
        assert_eq!(lists(device), expected);
        assert_eq!(device.vault.verify().unwrap(), []);
    }
}

#[test]
fn any_order_and_duplication_give_the_same_records_and_lists() {
    let usual = Config::default();
    let config = Config {
        cases: (usual.cases / 20).max(1),
        rng_seed: match usual.rng_seed {
            RngSeed::Random => RngSeed::Fixed(1),
            given => given,
        },
        failure_persistence: None,
        max_shrink_iters: 40,
        ..usual
    };
    let mut runner = TestRunner::new(config);
    each_case(&mut runner, &(acts(), 0u64..1_000), |(acts, seed)| {
        check(&acts, seed * 10);
    });
}

#[cfg(not(target_family = "wasm"))]
fn each_case<S: Strategy>(runner: &mut TestRunner, strategy: &S, check: impl Fn(S::Value)) {
    let passes = |value| {
        check(value);
        Ok(())
    };
    runner.run(strategy, passes).unwrap();
}

/// Proptest's own loop reads a clock that this target has not, and catches panics, which it can't.
#[cfg(target_family = "wasm")]
fn each_case<S: Strategy>(runner: &mut TestRunner, strategy: &S, check: impl Fn(S::Value)) {
    for _ in 0..runner.config().cases {
        let case = strategy.new_tree(runner).unwrap();
        check(proptest::strategy::ValueTree::current(&case));
    }
}
