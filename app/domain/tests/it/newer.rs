//! What a newer app wrote is kept, shown as it is, sent back, and never guessed at.

use wayside_domain::assist::{Answers, Flag, Item, Status, Substance, report};
use wayside_domain::record::{
    Body, Contact, Entry, Intervention, Referral, Screening, Setting, SpecialGroup, StepState,
    Subject, parse_line, to_json,
};

use crate::support::{fill, only_with};

#[test]
fn an_answer_in_a_newer_word_is_not_asked_again_and_has_no_score() {
    let given = fill(only_with(
        &[Substance::Cannabis],
        &[("q2.cannabis", "weekly")],
    ));
    let mut newer = Answers::new();
    for (item, answer) in given
        .iter()
        .filter(|(item, _)| *item != Item::Q4(Substance::Cannabis))
    {
        newer.set(item, answer).unwrap();
    }
    newer.read("q4.cannabis", "hourly");
    newer.read("q2.kratom", "daily");
    let report = report(&newer, None);
    assert_eq!((report.next, report.status), (None, Status::Incomplete));
    let row = report.of(Substance::Cannabis).unwrap();
    assert_eq!(
        (row.score, row.missing.as_slice()),
        (None, &[Item::Q4(Substance::Cannabis)][..])
    );
    assert_eq!(report.flags, [Flag::UnreadableAnswers]);
    let text = serde_json::to_string(&newer).unwrap();
    assert!(text.contains(r#""q4.cannabis":"hourly""#) && text.contains(r#""q2.kratom":"daily""#));
}

#[test]
fn another_instrument_has_no_report() {
    let text = r#"{"instrument":"assist-4","wording":"w","started":"2026-11-02T10:00:00Z","finished":null,"age":null,"answers":{"q1.tobacco":"yes"}}"#;
    let screening: Screening = serde_json::from_str(text).unwrap();
    assert_eq!(screening.report(), None);
    let entry = Entry::new(None, Some("A".to_owned()), Body::Screening(screening));
    assert_eq!(to_json(&entry)["instrument"], "assist-4");
    assert_eq!(
        parse_line(&to_json(&entry).to_string()).unwrap_err().field,
        "instrument"
    );
}

#[test]
fn newer_keywords_survive_the_seam_and_are_refused_as_input() {
    assert_eq!(Setting::read("boat"), Setting::Unknown("boat".to_owned()));
    assert_eq!(Setting::parse("boat"), None);
    assert_eq!(Setting::read("street"), Setting::Street);
    let text = r#"{"at":"2026-11-02T10:00:00Z","setting":"boat","worker":null,"done":[],"supplies":{},"note":null}"#;
    let contact: Contact = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&contact).unwrap(), text);
    let groups: Vec<SpecialGroup> = serde_json::from_str(r#"["veteran","homeless"]"#).unwrap();
    assert_eq!(groups[1], SpecialGroup::Homeless);
    let entry = Entry::new(None, Some("A".to_owned()), Body::Contact(contact));
    assert_eq!(
        parse_line(&to_json(&entry).to_string()).unwrap_err().field,
        "setting"
    );
}

#[test]
fn newer_subjects_steps_and_stages_are_kept() {
    let text = r#"{"screening":null,"substance":"kratom","at":"2026-11-02T10:00:00Z","finished":null,"steps":{"feedback":"half"},"rulers":{"importance":null,"confidence":null},"good_things":[],"less_good_things":[],"plan":null,"materials":[],"note":null}"#;
    let intervention: Intervention = serde_json::from_str(text).unwrap();
    assert_eq!(
        intervention.substance,
        Subject::Unknown("kratom".to_owned())
    );
    assert_eq!(
        intervention.steps["feedback"],
        StepState::Unknown("half".to_owned())
    );
    assert_eq!(serde_json::to_string(&intervention).unwrap(), text);
    let text = r#"{"service":"S","reason":null,"urgency":"now","events":[{"stage":"postponed","when":"2026-11-02","outcome":null}]}"#;
    let referral: Referral = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&referral).unwrap(), text);
}
