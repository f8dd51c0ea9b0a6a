//! Every id that the domain and the message seam can produce has a message in every language.

use wayside_domain::alert::{Alert, History};
use wayside_domain::assist::{
    Action, Answer, Band, Disclaimer, Flag, InjectingTier, Item, Substance,
};
use wayside_domain::intervention::DEFAULT_STEPS;
use wayside_domain::record::{
    Field, Kind, ReferralStage, Role, SUPPLIES, Setting, Sex, Shape, SpecialGroup, Urgency,
};
use wayside_seam::{Place, Role as DeviceRole};

use crate::screens::{contact, follow_up, intervention, new_client, referral};

use super::super::{Words, languages};
use super::parsed::parsed;

/// Every id stands in the language's own files: the fallback does not count.
fn check(ids: impl IntoIterator<Item = String>) {
    let ids: Vec<_> = ids.into_iter().collect();
    assert!(!ids.is_empty());
    for language in languages() {
        let parsed = parsed(&language.tag);
        let missing: Vec<_> = ids
            .iter()
            .filter(|id| !parsed.messages.contains_key(*id))
            .collect();
        assert!(missing.is_empty(), "{} lacks {missing:?}", language.tag);
    }
}

fn with<'a>(kind: &str, ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    ids.into_iter().map(|id| format!("{kind}-{id}")).collect()
}

#[test]
fn every_substance_has_its_names_examples_and_advice() {
    for ending in ["", "-inline", "-examples"] {
        check(
            Substance::ALL
                .into_iter()
                .map(|substance| format!("substance-{}{ending}", substance.id())),
        );
    }
    for ending in [
        "low", "moderate", "high", "1", "2", "3", "4", "help-1", "help-2",
    ] {
        check(
            Substance::ALL
                .into_iter()
                .map(|substance| format!("advice-{}-{ending}", substance.id())),
        );
    }
}

#[test]
fn every_item_can_be_asked_in_every_language() {
    for language in languages() {
        let words = Words::new(&language.tag);
        for item in Item::all() {
            let asked = words.question(item, None);
            let name = item
                .substance()
                .map(|substance| words.substance_inline(substance, None))
                .unwrap_or_default();
            assert!(
                asked.ask.contains(&name),
                "{item} in {}: {}",
                language.tag,
                asked.ask
            );
            for answer in item.allowed() {
                assert!(!words.answer(item, *answer).is_empty());
            }
        }
    }
}

#[test]
fn the_answers_of_one_item_never_read_the_same() {
    for language in languages() {
        let words = Words::new(&language.tag);
        for item in Item::all() {
            let mut texts: Vec<_> = item
                .allowed()
                .iter()
                .map(|answer| words.answer(item, *answer))
                .collect();
            texts.sort();
            texts.dedup();
            assert_eq!(
                texts.len(),
                item.allowed().len(),
                "{item} in {}",
                language.tag
            );
        }
    }
}

#[test]
fn the_other_substance_is_asked_about_by_the_name_that_the_person_gave() {
    let item = Item::Q2(Substance::Other);
    assert!(
        Words::new("vi")
            .question(item, Some(" lá kratom "))
            .ask
            .contains("dùng lá kratom khoảng")
    );
    assert!(
        Words::new("en")
            .question(item, Some("  "))
            .ask
            .contains("the other substance")
    );
    assert_eq!(
        Words::new("en").substance(Substance::Opioids, Some("kratom")),
        "Opioids"
    );
}

#[test]
fn every_answer_has_its_words_and_frequencies_explain_themselves() {
    check(with("answer", Answer::ALL.map(Answer::id)));
    check(
        ["never", "once-or-twice", "monthly", "weekly", "daily"]
            .map(|id| format!("answer-{id}-help")),
    );
}

/// Every variant of an enumeration without a list of its own: the match does not compile when one is added, and then
/// the list is to be completed.
macro_rules! every {
    ($name:ident: $($variant:ident),+ $(,)?) => {{
        let _complete = |one: $name| match one { $($name::$variant => ()),+ };
        [$($name::$variant),+]
    }};
}

#[test]
fn every_result_has_its_words() {
    let bands = every!(Band: Low, Moderate, High).map(Band::id);
    check(with("band", bands));
    check(bands.map(|id| format!("band-{id}-meaning")));
    let actions = every!(Action: Information, BriefIntervention, BriefInterventionAndReferral)
        .map(Action::id);
    check(with("action", actions));
    check(actions.map(|id| format!("action-{id}-hint")));
    let tiers = every!(InjectingTier: NotApplicable, Never, Past, BriefIntervention, Specialist)
        .map(InjectingTier::id);
    check(with("injecting", tiers));
    check(tiers.map(|id| format!("injecting-{id}-action")));
    check(with(
        "flag",
        every!(Flag: OutsideValidatedAge, IgnoredAnswers, UnreadableAnswers).map(Flag::id),
    ));
    let [Disclaimer::ScreeningNotDiagnosis] = every!(Disclaimer: ScreeningNotDiagnosis);
    check(["disclaimer-screening-not-diagnosis".to_owned()]);
}

#[test]
fn every_alert_and_what_raises_it_has_its_words() {
    check(with("alert", Alert::ALL.map(Alert::id)));
    check(Alert::ALL.map(|alert| format!("alert-{}-text", alert.id())));
    let _every = every!(History: Overdose, UsesAlone, Abstinence, Fits);
    check(with(
        "history",
        ["overdose", "uses-alone", "abstinence", "fits"],
    ));
}

#[test]
fn every_step_of_the_intervention_has_its_words() {
    for ending in ["", "-say", "-hint"] {
        check(DEFAULT_STEPS.map(|step| format!("step-{step}{ending}")));
    }
}

#[test]
fn every_keyword_of_a_record_has_its_words() {
    check(with("sex", Sex::IDS.iter().copied()));
    check(with("group", SpecialGroup::IDS.iter().copied()));
    check(with("setting", Setting::IDS.iter().copied()));
    check(with("supply", SUPPLIES.iter().copied()));
    check(with("urgency", Urgency::IDS.iter().copied()));
    check(with("kind", Kind::IDS.iter().copied()));
    check(with("referral-event", ReferralStage::IDS.iter().copied()));
}

/// The kinds that are drawn by the tables of their fields.
#[test]
fn every_field_of_a_plain_kind_has_its_name_and_its_words() {
    for kind in [Kind::Contact, Kind::Overdose, Kind::Activity] {
        let drawn = |field: &&Field| !matches!(field.role, Role::Met | Role::When | Role::By);
        for field in kind.fields().iter().filter(drawn) {
            check([format!("field-{kind}-{}", field.name)]);
            if let Shape::Word(word) = field.shape {
                let start = match field.name {
                    "setting" => "setting".to_owned(),
                    name => format!("{kind}-{name}"),
                };
                check(with(&start, word.ids.iter().copied()));
            }
        }
    }
}

#[test]
fn every_role_has_its_words() {
    check(with("role", DeviceRole::ALL.map(DeviceRole::id)));
    check(DeviceRole::ALL.map(|role| format!("role-{}-hint", role.id())));
}

#[test]
fn every_place_of_a_record_has_its_words() {
    let _every = every!(Place: OnlyHere, WithCourier, AtRelay, ReadBySupervisor);
    check(with(
        "client-place",
        [
            "only-here",
            "with-courier",
            "at-relay",
            "read-by-supervisor",
        ],
    ));
}

#[test]
fn every_choice_that_a_screen_offers_has_its_words() {
    check(with(
        "language",
        new_client::model::LANGUAGES.iter().copied(),
    ));
    check(with("consent-how", new_client::model::HOW.iter().copied()));
    check(with("contact-done", contact::model::DONE.iter().copied()));
    check(with("service", referral::model::SERVICES.iter().copied()));
    check(with("follow-up", follow_up::model::WHAT.iter().copied()));
    check(with(
        "follow-up",
        follow_up::model::DAYS.iter().map(|(id, _)| *id),
    ));
    check(with("skip", intervention::model::REASONS.iter().copied()));
}
