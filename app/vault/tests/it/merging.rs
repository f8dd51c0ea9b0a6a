//! Two people, one case file.

#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use wayside_domain::command::Command;
use wayside_domain::record::{
    Contact, Referral, ReferralEvent, ReferralStage, Screening, Setting, Sex, SpecialGroup,
    Urgency, When,
};

use wayside_vault::{Merge, Opened};

use crate::support::{CASELOAD, Device, add, answer, at, day, id, profile, start};

fn pair() -> (Device, Device) {
    let mut one = Device::new(1);
    one.run(add("c1", "AB-7K2M"));
    let contact = Contact {
        at: at(1),
        setting: Setting::Street,
        worker: None,
        done: Vec::new(),
        supplies: Default::default(),
        note: Some("met at the bridge".to_owned()),
    };
    one.run(Command::Add {
        client: id("c1"),
        entry: id("k1"),
        body: contact.into(),
    });
    one.run(start("c1", "s1"));
    let mut two = Device::new(2);
    two.take(&one.made());
    (one, two)
}

fn exchange(one: &mut Device, two: &mut Device) {
    let (from_one, from_two) = (one.made(), two.made());
    two.take(&from_one);
    one.take(&from_two);
    assert_eq!(
        one.vault.case_file(&id("c1")).unwrap(),
        two.vault.case_file(&id("c1")).unwrap()
    );
    for device in [&*one, &*two] {
        assert_eq!(device.vault.verify().unwrap(), []);
        assert_eq!(device.vault.quarantined_count().unwrap(), 0);
    }
}

#[test]
fn notes_of_two_people_merge_letter_by_letter() {
    let (mut one, mut two) = pair();
    let note = |text: &str| Command::Note {
        client: id("c1"),
        entry: id("k1"),
        text: text.to_owned(),
    };
    one.run(note("met at the old bridge"));
    two.run(note("met at the bridge, wound on the arm"));
    exchange(&mut one, &mut two);
    let file = one.vault.case_file(&id("c1")).unwrap();
    assert_eq!(
        file.all::<Contact>()[0].1.note.as_deref(),
        Some("met at the old bridge, wound on the arm")
    );
    assert_eq!(file.conflicts, []);
}

#[test]
fn both_values_of_one_field_are_kept_until_a_person_chooses() {
    let (mut one, mut two) = pair();
    let with = |sex: Sex| {
        let mut client = profile("AB-7K2M");
        client.sex = Some(sex);
        Command::edit(id("c1").clone(), id("c1"), &client)
    };
    one.run(with(Sex::Female));
    two.run(with(Sex::NotStated));
    exchange(&mut one, &mut two);
    let file = one.vault.case_file(&id("c1")).unwrap();
    assert_eq!(file.conflicts.len(), 1);
    let conflict = &file.conflicts[0];
    assert_eq!(
        (conflict.entry.clone(), conflict.field.as_str()),
        (None, "sex")
    );
    let mut values = conflict.values.clone();
    assert_eq!(values[0], file.profile.sex.clone().unwrap().id());
    values.sort();
    assert_eq!(values, ["female", "not-stated"]);
    let loser = Sex::read(&conflict.values[1]);
    one.run(with(loser.clone()));
    exchange(&mut one, &mut two);
    let file = two.vault.case_file(&id("c1")).unwrap();
    assert_eq!(
        (file.profile.sex, file.conflicts),
        (Some(loser), Vec::new())
    );
}

#[test]
fn lists_that_two_people_wrote_count_as_their_union() {
    let (mut one, mut two) = pair();
    let with = |group: SpecialGroup| {
        let mut client = profile("AB-7K2M");
        client.special_groups = vec![group];
        Command::edit(id("c1").clone(), id("c1"), &client)
    };
    one.run(with(SpecialGroup::Pregnant));
    two.run(with(SpecialGroup::Homeless));
    exchange(&mut one, &mut two);
    let file = one.vault.case_file(&id("c1")).unwrap();
    assert_eq!(file.profile.special_groups.len(), 2);
    assert_eq!(file.conflicts[0].field, "special_groups");
}

#[test]
fn answers_of_two_people_meet_in_one_screening() {
    let (mut one, mut two) = pair();
    one.run(answer("c1", "s1", "q1.alcohol", "yes"));
    one.run(answer("c1", "s1", "q1.opioids", "yes"));
    two.run(answer("c1", "s1", "q1.cannabis", "yes"));
    two.run(answer("c1", "s1", "q1.opioids", "no"));
    exchange(&mut one, &mut two);
    let file = one.vault.case_file(&id("c1")).unwrap();
    assert_eq!(file.all::<Screening>()[0].1.answers.len(), 3);
    assert_eq!(file.conflicts.len(), 1);
    assert_eq!(file.conflicts[0].field, "answers.q1.opioids");
    assert_eq!(file.conflicts[0].entry, Some(id("s1")));
}

#[test]
fn events_of_a_referral_come_together_from_two_phones() {
    let (mut one, mut two) = pair();
    let referral = Referral {
        service: "clinic".to_owned(),
        reason: None,
        urgency: Urgency::Soon,
        events: Vec::new(),
    };
    one.run(Command::Add {
        client: id("c1"),
        entry: id("r1"),
        body: referral.into(),
    });
    exchange(&mut one, &mut two);
    let event = |stage, text: &str| {
        let event = ReferralEvent {
            stage,
            when: When::Day(day(text)),
            outcome: None,
        };
        Command::change::<Referral>(id("c1"), id("r1"), "events", Some(&vec![event]))
    };
    one.run(event(ReferralStage::Made, "2026-11-02"));
    two.run(event(ReferralStage::Made, "2026-11-02"));
    two.run(event(ReferralStage::Attended, "2026-11-09"));
    exchange(&mut one, &mut two);
    let file = one.vault.case_file(&id("c1")).unwrap();
    let stages: Vec<_> = file.all::<Referral>()[0]
        .1
        .events
        .iter()
        .map(|event| event.stage.clone())
        .collect();
    assert_eq!(stages, [ReferralStage::Made, ReferralStage::Attended]);
    assert_eq!(file.conflicts, []);
}

/// Three clients of one device, as one opened segment.
fn three_clients(from: &mut Device) -> Opened {
    for name in ["c1", "c2", "c3"] {
        from.run(add(name, &format!("AB-{name}")));
    }
    let changes = from.made().into_iter();
    Opened {
        device: [9; 16],
        caseload: CASELOAD,
        index: 1,
        changes: changes
            .map(|(client, change)| (client, vec![change]))
            .collect(),
    }
}

#[test]
fn a_merge_by_steps_lets_taps_in_between_and_ends_as_a_merge_at_once() {
    let (mut one, mut two) = (Device::new(1), Device::new(2));
    let mut merge = Merge::new(vec![three_clients(&mut one)]);
    assert!(!two.vault.merge(&mut merge, 1).unwrap());
    assert_eq!(two.vault.client_count().unwrap(), 1);
    assert!(two.run(start("c1", "s1")));
    assert!(!two.vault.merge(&mut merge, 1).unwrap());
    assert!(two.run(answer("c1", "s1", "q1.tobacco", "yes")));
    assert!(two.vault.merge(&mut merge, 1).unwrap());
    assert_eq!(
        merge.applied().clients,
        [id("c1"), id("c2"), id("c3")].to_vec()
    );
    exchange(&mut one, &mut two);
    assert_eq!(two.vault.client_count().unwrap(), 3);
}

#[test]
fn a_merge_that_was_cut_short_is_begun_again_without_a_trace() {
    let (mut one, mut two) = (Device::new(1), Device::new(2));
    let opened = three_clients(&mut one);
    let mut merge = Merge::new(vec![opened.clone()]);
    assert!(!two.vault.merge(&mut merge, 2).unwrap());
    let mut two = two.reopen();
    assert_eq!(two.vault.client_count().unwrap(), 2);
    two.vault.apply(vec![opened]).unwrap();
    assert_eq!(two.vault.client_count().unwrap(), 3);
    exchange(&mut one, &mut two);
}

#[test]
fn a_client_in_memory_is_read_again_after_a_step_that_changed_it() {
    let (mut one, mut two) = pair();
    two.vault.case_file(&id("c1")).unwrap();
    one.run(answer("c1", "s1", "q1.tobacco", "yes"));
    exchange(&mut one, &mut two);
}

#[test]
fn one_bad_change_among_good_ones_stops_nothing() {
    let (mut one, mut two) = pair();
    one.run(answer("c1", "s1", "q1.alcohol", "yes"));
    one.run(answer("c1", "s1", "q1.opioids", "yes"));
    one.run(add("c2", "ZZ-1"));
    let mut changes = one.made();
    let mut flipped = changes[4].clone();
    let last = flipped.1.len() - 1;
    flipped.1[last] ^= 1;
    changes[4] = flipped;
    changes.push((id("c3"), b"rubbish".to_vec()));
    changes.push((id("c3"), vec![0; 100_000]));
    let applied = two.take(&changes);
    assert_eq!(applied.quarantined, 3);
    let file = two.vault.case_file(&id("c1")).unwrap();
    assert_eq!(file.all::<Screening>()[0].1.answers.len(), 1);
    assert_eq!(two.vault.find("ZZ-1").unwrap(), [id("c2")]);
    assert_eq!(two.vault.quarantined().unwrap().len(), 3);
    assert_eq!(two.vault.client_count().unwrap(), 2);
    // The same rubbish again is not counted again; the good one, whole this time, heals the file.
    assert_eq!(two.take(&changes).quarantined, 0);
    two.take(&one.made());
    assert_eq!(
        two.vault.case_file(&id("c1")).unwrap(),
        one.vault.case_file(&id("c1")).unwrap()
    );
    assert_eq!(two.vault.verify().unwrap(), []);
}

#[test]
fn changes_that_come_too_early_wait_over_a_restart() {
    let (mut one, mut two) = pair();
    for item in ["q1.alcohol", "q1.opioids", "q1.cannabis"] {
        one.run(answer("c1", "s1", item, "yes"));
    }
    let late: Vec<_> = one.made().split_off(3);
    let applied = two.take(&late[1..]);
    assert_eq!((applied.waiting, applied.quarantined), (2, 0));
    let mut two = two.reopen();
    assert_eq!(
        two.vault.case_file(&id("c1")).unwrap().all::<Screening>()[0]
            .1
            .answers
            .len(),
        0
    );
    // Working on meanwhile does not disturb what waits.
    two.run(answer("c1", "s1", "q1.tobacco", "no"));
    two.take(&late[..1]);
    assert_eq!(
        two.vault.case_file(&id("c1")).unwrap().all::<Screening>()[0]
            .1
            .answers
            .len(),
        4
    );
    assert_eq!(two.vault.verify().unwrap(), []);
}

#[test]
fn a_client_whose_beginning_is_missing_is_not_listed_yet() {
    let (one, _) = pair();
    let mut three = Device::new(3);
    let mut made = one.made();
    let first = made.remove(0);
    three.take(&made);
    assert_eq!(three.vault.client_count().unwrap(), 0);
    assert_eq!(three.vault.verify().unwrap(), []);
    three.take(&[first]);
    assert_eq!(three.vault.client_count().unwrap(), 1);
    assert_eq!(three.vault.verify().unwrap(), []);
}
