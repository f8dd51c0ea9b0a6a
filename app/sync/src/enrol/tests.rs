use rand::SeedableRng;
use rand::rngs::StdRng;
use wayside_seam::Role;

use super::*;
use crate::identity::Identity;
use crate::keyring::Keyring;
use crate::team::{Founded, found};

struct World {
    admin: Identity,
    founded: Founded,
    phone: Identity,
    keyring: Keyring,
    rng: StdRng,
}

fn world(seed: u64) -> World {
    let mut rng = StdRng::seed_from_u64(seed);
    let (admin, phone) = (Identity::random(&mut rng), Identity::random(&mut rng));
    let founded = found(
        "North team",
        "https://relay.example",
        "desk",
        &admin,
        &mut rng,
    )
    .unwrap();
    let mut keyring = Keyring::default();
    keyring.create("North", &mut rng);
    World {
        admin,
        founded,
        phone,
        keyring,
        rng,
    }
}

fn approved(world: &mut World, request: &JoinRequest, role: Role) -> (String, String) {
    let grants = world.keyring.of(world.keyring.caseloads()[0]);
    let World {
        admin,
        founded,
        rng,
        ..
    } = world;
    let (_, text, words) = approve(
        &founded.team,
        &founded.chain,
        admin,
        request,
        role,
        grants,
        rng,
    )
    .unwrap();
    (text, words)
}

#[test]
fn three_texts_admit_a_device_and_give_it_its_keys() {
    let mut world = world(1);
    let request = JoinRequest::new(&world.phone, "phone 3");
    let heard = JoinRequest::from_text(&request.text()).unwrap();
    assert_eq!(heard.words(), request.words());
    let (text, words) = approved(&mut world, &heard, Role::Worker);
    let answer = Answer::from_text(&text).unwrap();
    assert_eq!(answer.words(), words);
    let (chain, parcel) = accept(&answer, &world.phone).unwrap();
    assert_eq!(chain.verify().unwrap().device(), world.phone.id());
    assert_eq!(
        (parcel.name.as_str(), &parcel.key),
        ("North team", &world.founded.team.key)
    );
    assert_eq!(
        parcel.grants,
        world.keyring.of(world.keyring.caseloads()[0])
    );
    assert!(confirmation(&answer, &world.phone).starts_with("WAYSIDE1C"));
}

#[test]
fn texts_fit_qr_codes_and_survive_message_apps() {
    let mut world = world(2);
    let request = JoinRequest::new(&world.phone, "phone 3");
    let text = request.text();
    assert!(
        text.chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    );
    assert!(text.len() < 300, "{}", text.len());
    let wrapped = text
        .as_bytes()
        .chunks(40)
        .map(|line| String::from_utf8_lossy(line).to_lowercase())
        .collect::<Vec<_>>()
        .join("\r\n  ");
    assert_eq!(JoinRequest::from_text(&wrapped).unwrap(), request);
    let (answer, _) = approved(&mut world, &request, Role::Worker);
    assert!(answer.len() < 1800, "{}", answer.len());
}

#[test]
fn a_swapped_request_shows_other_words() {
    let mut world = world(3);
    let request = JoinRequest::new(&world.phone, "phone 3");
    let swapped = JoinRequest::new(&Identity::random(&mut world.rng), "phone 3");
    assert_ne!(request.words(), swapped.words());
    let renamed = JoinRequest::new(&world.phone, "phone 4");
    assert_ne!(request.words(), renamed.words());
}

#[test]
fn a_swapped_answer_shows_other_words() {
    let mut world = world(4);
    let request = JoinRequest::new(&world.phone, "phone 3");
    let (_, words) = approved(&mut world, &request, Role::Worker);
    let mut stranger = super::tests::world(5);
    let (text, _) = approved(&mut stranger, &request, Role::Worker);
    let swapped = Answer::from_text(&text).unwrap();
    assert!(
        accept(&swapped, &world.phone).is_ok(),
        "the device can't know; the people can"
    );
    assert_ne!(swapped.words(), words);
}

#[test]
fn an_answer_for_another_device_is_foreign() {
    let mut world = world(6);
    let other = Identity::random(&mut world.rng);
    let (text, _) = approved(&mut world, &JoinRequest::new(&other, "x"), Role::Worker);
    let answer = Answer::from_text(&text).unwrap();
    assert_eq!(
        accept(&answer, &world.phone).unwrap_err(),
        Problem::JoinTextForeign
    );
}

#[test]
fn texts_of_another_step_version_or_app_are_foreign() {
    let mut world = world(7);
    let request = JoinRequest::new(&world.phone, "x");
    let (answer, _) = approved(&mut world, &request, Role::Peer);
    for text in [
        answer.as_str(),
        "WAYSIDE2RAAAA",
        "WAYSIDE1ZAAAA",
        "https://example.org",
        "",
    ] {
        assert_eq!(
            JoinRequest::from_text(text).unwrap_err(),
            Problem::JoinTextForeign,
            "{text}"
        );
    }
    assert_eq!(
        Answer::from_text(&request.text()).unwrap_err(),
        Problem::JoinTextForeign
    );
}

#[test]
fn a_text_cut_anywhere_is_damaged() {
    let mut world = world(8);
    let request = JoinRequest::new(&world.phone, "x");
    let (answer, _) = approved(&mut world, &request, Role::Peer);
    for text in [request.text(), answer] {
        for end in "WAYSIDE1".len()..text.len() {
            let problem = words_of(&text[..end]).unwrap_err();
            assert_eq!(problem, Problem::JoinTextDamaged, "cut at {end}");
        }
    }
}

#[test]
fn a_mistyped_letter_is_noticed() {
    let request = JoinRequest::new(&world(9).phone, "x").text();
    for at in "WAYSIDE1R".len()..request.len() {
        let mut letters = request.clone().into_bytes();
        letters[at] = if letters[at] == b'A' { b'B' } else { b'A' };
        assert!(
            JoinRequest::from_text(&String::from_utf8(letters).unwrap()).is_err(),
            "letter {at}"
        );
    }
}

#[test]
fn a_device_that_may_not_enrol_approves_nobody() {
    let mut world = world(10);
    let request = JoinRequest::new(&world.phone, "worker");
    let (text, _) = approved(&mut world, &request, Role::Worker);
    let (chain, _) = accept(&Answer::from_text(&text).unwrap(), &world.phone).unwrap();
    let friend = JoinRequest::new(&Identity::random(&mut world.rng), "friend");
    let refused = approve(
        &world.founded.team,
        &chain,
        &world.phone,
        &friend,
        Role::Peer,
        vec![],
        &mut world.rng,
    );
    assert_eq!(refused.unwrap_err(), Problem::NotAllowed);
}
