//! Who is let in.

use std::sync::atomic::Ordering;

use wayside_protocol::{Auth, Chain, Hash, ProblemCode, RequestFrame, SYNC_PATH};

use crate::team::{Phone, SITE, Team, body, segments};
use crate::world::{World, pull_site};

#[tokio::test]
async fn phone_is_admitted_by_its_certificate_at_first_contact() {
    let world = World::new().await;
    let mut phone = Team::new(1).phone(10);

    let first = world
        .post(&phone, &[phone.introduction(), pull_site(0)])
        .await;
    first.check_problem(401, ProblemCode::Nonce);
    assert_eq!(
        (first.welcome().log_epoch, first.welcome().head),
        (0, 0),
        "a stranger learns nothing"
    );

    phone.nonce = first.welcome().nonce;
    let segment = phone.write(SITE, 1, 100);
    let second = world
        .post(
            &phone,
            &[
                phone.introduction(),
                pull_site(0),
                RequestFrame::Segment(segment),
            ],
        )
        .await;
    assert_eq!((second.status, second.results()), (200, (1, vec![])));
    assert_ne!(second.welcome().log_epoch, 0);
    assert_eq!(second.welcome().head, 3, "admin, phone, segment");

    let third = world.post(&phone, &[pull_site(0)]).await;
    assert_eq!(third.status, 200, "the chain is needed once only");
    assert_eq!(
        third.entries().len(),
        1,
        "the admin's chain; its own and its segment are not sent back"
    );
}

#[tokio::test]
async fn unknown_phone_without_its_chain_is_told_so() {
    let world = World::new().await;
    let mut phone = Team::new(1).phone(10);
    phone.nonce = world.post(&phone, &[]).await.welcome().nonce;
    for frames in [
        vec![],
        vec![pull_site(0)],
        vec![pull_site(0), phone.introduction()],
    ] {
        let answer = world.post(&phone, &frames).await;
        answer.check_problem(401, ProblemCode::UnknownDevice);
        assert_eq!(
            answer.welcome().nonce,
            phone.nonce,
            "and can repeat at once"
        );
    }
    let other = Team::new(1).phone(11);
    world
        .post(&phone, &[other.introduction()])
        .await
        .check_problem(401, ProblemCode::UnknownDevice);
    assert_eq!(world.relay.overview(0).await.unwrap().totals.devices, 0);
}

#[tokio::test]
async fn nonce_is_good_for_a_day_whatever_the_phones_clock_says() {
    let world = World::new().await;
    let mut phone = Team::new(1).phone(10);
    world.meet(&mut phone).await;
    let turn = |hours: u64| world.clock.hours.store(500_000 + hours, Ordering::Relaxed);
    turn(23);
    assert_eq!(world.post(&phone, &[pull_site(0)]).await.status, 200);
    turn(24);
    let late = world.post(&phone, &[pull_site(0)]).await;
    late.check_problem(401, ProblemCode::Nonce);
    phone.nonce = late.welcome().nonce;
    assert_eq!(world.post(&phone, &[pull_site(0)]).await.status, 200);
}

#[tokio::test]
async fn nonce_of_another_phone_is_wrong() {
    let world = World::new().await;
    let (mut ann, mut ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    world.meet(&mut ben).await;
    ben.nonce = ann.nonce;
    world
        .post(&ben, &[pull_site(0)])
        .await
        .check_problem(401, ProblemCode::Nonce);
}

#[tokio::test]
async fn request_that_another_key_signed_is_refused() {
    let world = World::new().await;
    let (mut ann, ben) = (Team::new(1).phone(10), Team::new(1).phone(11));
    world.meet(&mut ann).await;
    let body = body(&[pull_site(0)]);
    let mut forged = Auth::sign(
        &ben.key,
        ann.team,
        ann.nonce,
        "POST",
        SYNC_PATH,
        Hash::of(&body),
    );
    forged.device = ann.id();
    world
        .send(&forged.encode(), body.into())
        .await
        .check_problem(401, ProblemCode::BadSignature);
}

#[tokio::test]
async fn certificate_of_another_root_admits_nobody() {
    let world = World::new().await;
    let (team, mallory) = (Team::new(1), Team::new(50));
    let mut phone: Phone = mallory.phone(60);
    phone.team = team.id();
    phone.nonce = world.post(&phone, &[]).await.welcome().nonce;
    world
        .post(&phone, &[phone.introduction()])
        .await
        .check_problem(401, ProblemCode::UnknownDevice);
    phone.chain = Chain(vec![phone.chain.0[1].clone()]);
    world
        .post(&phone, &[phone.introduction()])
        .await
        .check_problem(401, ProblemCode::BadSignature);
    assert_eq!(world.relay.overview(0).await.unwrap().totals.devices, 0);
}

#[tokio::test]
async fn only_named_teams_are_served() {
    let (ours, theirs) = (Team::new(1), Team::new(50));
    let world = World::with(|config| config.teams.extend([ours.id()])).await;
    world.meet(&mut ours.phone(10)).await;
    let answer = world.post(&theirs.phone(60), &[]).await;
    answer.check_problem(403, ProblemCode::TeamNotServed);
}

#[tokio::test]
async fn teams_beyond_the_limit_are_not_served() {
    let world = World::with_limits(|limits| limits.quota.teams = 1).await;
    world.meet(&mut Team::new(1).phone(10)).await;
    let mut phone = Team::new(50).phone(60);
    phone.nonce = world.post(&phone, &[]).await.welcome().nonce;
    world
        .post(&phone, &[phone.introduction()])
        .await
        .check_problem(403, ProblemCode::TeamNotServed);
}

#[tokio::test]
async fn unreadable_authorization_is_refused_by_name() {
    let world = World::new().await;
    let check = async |value: &str, code| {
        world
            .send(value, Vec::new().into())
            .await
            .check_problem(400, code)
    };
    check("Bearer x", ProblemCode::Malformed).await;
    check("", ProblemCode::Malformed).await;
    check("Wayside1 AAAA", ProblemCode::Malformed).await;
    check("Wayside2 AAAA", ProblemCode::Version).await;
}

#[tokio::test]
async fn two_teams_share_a_relay_and_see_nothing_of_each_other() {
    let world = World::new().await;
    let (mut ours, mut theirs) = (Team::new(1).phone(10), Team::new(50).phone(10));
    world.meet(&mut ours).await;
    world.meet(&mut theirs).await;
    let segment = ours.write(SITE, 1, 50);
    assert_eq!(
        world
            .post(&ours, &segments(std::slice::from_ref(&segment)))
            .await
            .results()
            .0,
        1
    );
    assert!(world.pull_all(&theirs, SITE).await.is_empty());
    assert_eq!(world.post(&theirs, &[]).await.welcome().head, 2);
}
