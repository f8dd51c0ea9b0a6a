//! A referral to a service.

pub mod model;

use dioxus::prelude::*;
use wayside_domain::assist::Substance;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::Urgency;

use self::model::{NewReferral, SERVICES};
use crate::components::{
    Button, ButtonKind, Field, Loading, OneOf, Page, Pick, ProblemBanner, SHORT, over,
};
use crate::drafts::use_form;
use crate::saving::use_saver;
use crate::session::{use_session, use_words};

/// The screen. A substance that the referral is about fills the reason.
#[component]
pub fn ReferralScreen(client: Id, substance: Option<Substance>) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let reason = substance
        .map(|substance| words.substance(substance, None))
        .unwrap_or_default();
    let name = substance.map_or("any", Substance::id);
    let (form, now) = use_form(&format!("referral:{client}:{name}"), || NewReferral {
        reason,
        service: substance.map(|_| "specialist".to_owned()),
        ..NewReferral::default()
    });
    let Some(now) = now else {
        return rsx! { Page { heading: words.text("referral-title"), Loading {} } };
    };
    let services: Vec<Pick> = SERVICES
        .iter()
        .map(|id| Pick::new(*id, words.keyword("service", id)))
        .collect();
    let urgencies: Vec<Pick> = Urgency::IDS
        .iter()
        .map(|id| Pick::new(*id, words.keyword("urgency", id)))
        .collect();
    let too_long = over(&now.other, SHORT) > 0 || over(&now.reason, SHORT) > 0;
    let save = move |()| {
        form.change(|new| new.pressed = true);
        let Some(referral) = form.now().and_then(|new| new.record(session.now())) else {
            return;
        };
        let command = Command::Add {
            client: client.clone(),
            entry: session.new_id(),
            body: referral.into(),
        };
        saver.act(command, move || {
            form.done();
            session.back();
        });
    };
    rsx! {
        Page {
            heading: words.text("referral-title"),
            dock: rsx! {
                if now.pressed && now.service.is_none() {
                    p { class: "field-error", role: "alert", {words.text("common-required")} ": " {words.text("referral-service")} }
                }
                ProblemBanner { problem: saver.problem() }
                Button { label: words.text("referral-save"), testid: "save-referral", kind: ButtonKind::Main, wide: true, off: too_long || saver.busy(), on_press: save }
            },
            p { class: "card", {words.text("referral-consent")} }
            OneOf {
                label: words.text("referral-service"),
                testid: "service",
                options: services,
                chosen: now.service.clone(),
                on_choose: move |value: String| form.change(|new| new.service = Some(value)),
            }
            if now.service.as_deref() == Some("other") {
                Field {
                    id: "field-service",
                    label: words.text("service-other"),
                    help: words.text("referral-service-hint"),
                    initial: now.other.clone(),
                    on_text: move |text| form.change(|new| new.other = text),
                }
            }
            OneOf {
                label: words.text("referral-urgency"),
                testid: "urgency",
                options: urgencies,
                chosen: now.urgency.clone().or(Some("routine".to_owned())),
                on_choose: move |value: String| form.change(|new| new.urgency = Some(value)),
            }
            Field {
                id: "field-reason",
                label: words.text("referral-reason"),
                initial: now.reason.clone(),
                on_text: move |text| form.change(|new| new.reason = text),
            }
        }
    }
}
