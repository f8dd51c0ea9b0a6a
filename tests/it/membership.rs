//! Invariant 6: only the team's devices, only with their keys. Join texts that are meant for another step change
//! nothing.

use wayside_seam::Problem;
use wayside_seam::{Reply, Request, Role, VaultState};
use wayside_tests::World;
use wayside_tests::samples::whole_case;
use wayside_tests::station::PIN;

fn approve(text: &str) -> Request {
    Request::JoinApprove {
        text: text.into(),
        role: Role::Worker,
        caseload: None,
    }
}

#[tokio::test]
async fn join_texts_that_are_cut_changed_or_swapped_are_refused() {
    let mut world = World::new(40).await;
    let request = world.ask_to_join("phone");
    let answer = world.approve("desk", &request, Role::Worker, None).0;
    for text in ["", "hello", &request[..request.len() / 2], &answer] {
        let problem = world.at("desk").try_ask(approve(text)).unwrap_err();
        assert!(
            matches!(problem, Problem::JoinTextDamaged | Problem::JoinTextForeign),
            "{problem:?}"
        );
    }
    for text in ["", "hello", &answer[..answer.len() - 9], &request] {
        let problem = world
            .at("phone")
            .try_ask(Request::JoinAccept { text: text.into() })
            .unwrap_err();
        assert!(
            matches!(problem, Problem::JoinTextDamaged | Problem::JoinTextForeign),
            "{problem:?}"
        );
    }
    // Another phone's answer.
    let other_request = world.ask_to_join("other");
    let other_answer = world.approve("desk", &other_request, Role::Worker, None).0;
    let problem = world
        .at("phone")
        .try_ask(Request::JoinAccept { text: other_answer })
        .unwrap_err();
    assert_eq!(problem, Problem::JoinTextForeign);
    // None of it did any harm.
    world.at("phone").ask(Request::JoinAccept { text: answer });
    let Reply::State(VaultState::Open(me)) = world.at("phone").ask(Request::State) else {
        panic!()
    };
    assert_eq!(me.role, Role::Worker);
}

#[tokio::test]
async fn a_worker_may_not_let_devices_in() {
    let mut world = World::with_workers(41, &["worker"]).await;
    let request = world.ask_to_join("phone");
    assert_eq!(
        world.at("worker").try_ask(approve(&request)).unwrap_err(),
        Problem::NotAllowed
    );
}

#[tokio::test]
async fn a_worker_of_one_caseload_reads_nothing_of_another() {
    let mut world = World::with_workers(42, &["worker"]).await;
    world.at("desk").ask(Request::NewCaseload {
        name: "Sample north".into(),
    });
    world.join_for("desk", "north", Role::Worker, Some("Sample north"));
    world.at("worker").record(&whole_case());
    world.sync_all().await;
    assert_eq!(world.at("desk").records().len(), 6);
    assert_eq!(world.at("north").records(), Vec::<String>::new());
    world.at("north").assert_sound();
}

#[tokio::test]
async fn a_wrong_pin_opens_nothing_and_harms_nothing() {
    let mut world = World::with_workers(43, &["worker"]).await;
    world.at("worker").record(&whole_case());
    world.at("worker").ask(Request::Lock);
    let wrong = Request::Unlock {
        pin: "999999".into(),
    };
    assert_eq!(
        world.at("worker").try_ask(wrong).unwrap_err(),
        Problem::WrongPin
    );
    world.at("worker").ask(Request::Unlock { pin: PIN.into() });
    assert_eq!(world.at("worker").records().len(), 6);
}
