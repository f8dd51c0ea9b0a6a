//! The main job: screen offline, sync when there is signal, read it at the desk.

use wayside_domain::assist::{Answer, Item, Substance};
use wayside_domain::command::Command;
use wayside_domain::record::{Client, Intervention, Screening, StepState};
use wayside_seam::{Place, Reply, Request};
use wayside_tests::World;

#[tokio::test]
async fn what_was_tapped_offline_is_read_at_the_desk() {
    let mut world = World::with_workers(1, &["worker"]).await;
    let now = "2026-11-02T19:40:00+07:00".parse().unwrap();
    let worker = world.at("worker");
    let (client, screening, intervention) = (worker.new_id(), worker.new_id(), worker.new_id());
    let profile = Client {
        code: Some("SAMPLE-7".into()),
        ..Client::default()
    };
    worker.act(Command::add_client(client.clone(), profile));
    worker.act(Command::Add {
        client: client.clone(),
        entry: screening.clone(),
        body: Screening::begin("wayside-en-1", Some(34), now).into(),
    });
    let mut tap = |item, answer| {
        worker.act(Command::Answer {
            client: client.clone(),
            screening: screening.clone(),
            item,
            answer: Some(answer),
        });
    };
    for substance in Substance::ALL {
        let used = if substance == Substance::Cannabis {
            Answer::Yes
        } else {
            Answer::No
        };
        tap(Item::Q1(substance), used);
    }
    let cannabis = Substance::Cannabis;
    tap(Item::Q2(cannabis), Answer::Weekly);
    tap(Item::Q3(cannabis), Answer::Weekly);
    tap(Item::Q4(cannabis), Answer::Never);
    tap(Item::Q5(cannabis), Answer::Never);
    tap(Item::Q6(cannabis), Answer::No);
    tap(Item::Q7(cannabis), Answer::Earlier);
    tap(Item::Q8, Answer::No);
    worker.act(Command::Finish {
        client: client.clone(),
        entry: screening.clone(),
        at: now,
    });
    worker.act(Command::Add {
        client: client.clone(),
        entry: intervention.clone(),
        body: Intervention::begin(Some(screening), cannabis, now).into(),
    });
    worker.act(Command::Step {
        client: client.clone(),
        intervention: intervention.clone(),
        step: "feedback".into(),
        state: Some(StepState::Done),
    });
    worker.act(Command::change::<Intervention>(
        client.clone(),
        intervention.clone(),
        "rulers.importance",
        Some(&7u8),
    ));
    worker.act(Command::Note {
        client: client.clone(),
        entry: intervention,
        text: "Wants to sleep better".into(),
    });

    // No signal: nothing is lost, nothing has left.
    world.relay.stop();
    world.sync("worker").await;
    world.at("worker").restart();
    assert!(
        world.at("worker").state().waiting_records + world.at("worker").state().waiting_segments
            > 0
    );

    world.relay.restart().await;
    world.sync_all().await;
    world.sync_all().await;
    world.assert_converged();

    let desk = world.at("desk");
    let Reply::CaseFile(case_file) = desk.ask(Request::Client { id: client }) else {
        panic!()
    };
    let read = case_file.all::<Screening>()[0].1;
    assert_eq!(read.answers.get(Item::Q2(cannabis)), Some(Answer::Weekly));
    let report = wayside_domain::assist::report(&read.answers, read.age);
    assert_eq!(report.substances[0].score, Some(4 + 5 + 3));

    let Reply::Status(status) = world.at("worker").ask(Request::Status) else {
        panic!()
    };
    assert!(!status.records.is_empty());
    for record in status.records {
        assert_eq!(record.place, Place::ReadBySupervisor, "{}", record.kind);
    }
}

#[tokio::test]
async fn two_people_write_one_note_at_once_and_both_are_read() {
    let mut world = World::with_workers(2, &["worker", "peer"]).await;
    world
        .at("worker")
        .record(&wayside_tests::samples::whole_case());
    world.sync_all().await;
    let Reply::Id(client) = world.at("worker").ask(Request::FindClient {
        code: "SAMPLE-SECRET-1".into(),
    }) else {
        panic!()
    };
    let entry: wayside_domain::id::Id = "sample-contact-1".parse().unwrap();
    let note = wayside_tests::samples::SECRET_WORDS[2];
    let write = |text: String| Command::Note {
        client: client.clone(),
        entry: entry.clone(),
        text,
    };
    world.at("worker").act(write(format!("First, {note}")));
    world.at("peer").act(write(format!("{note}, and last")));
    world.sync_all().await;
    world.assert_converged();
    let all = world.at("desk").records().join("\n");
    assert!(all.contains(&format!("First, {note}, and last")), "{all}");
}
