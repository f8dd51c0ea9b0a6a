//! Planning a follow-up.

pub mod model;

use dioxus::prelude::*;
use wayside_domain::command::Command;
use wayside_domain::id::Id;

use self::model::{DAYS, NewFollowUp, WHAT};
use crate::components::{
    Button, ButtonKind, Field, Loading, OneOf, Page, Pick, ProblemBanner, SHORT, over,
};
use crate::drafts::use_form;
use crate::saving::use_saver;
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn FollowUpScreen(client: Id) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let (form, now) = use_form(&format!("follow-up:{client}"), NewFollowUp::default);
    let Some(now) = now else {
        return rsx! { Page { heading: words.text("follow-up-title"), Loading {} } };
    };
    let what: Vec<Pick> = WHAT
        .iter()
        .map(|id| Pick::new(*id, words.keyword("follow-up", id)))
        .collect();
    let days: Vec<Pick> = DAYS
        .iter()
        .map(|(id, _)| Pick::new(*id, words.keyword("follow-up", id)))
        .collect();
    let save = move |()| {
        form.change(|new| new.pressed = true);
        let Some(follow_up) = form.now().and_then(|new| new.record(session.now().date())) else {
            return;
        };
        let command = Command::Add {
            client: client.clone(),
            entry: session.new_id(),
            body: follow_up.into(),
        };
        saver.act(command, move || {
            form.done();
            session.back();
        });
    };
    let missing = now.pressed && (now.days.is_none() || now.what().is_none());
    rsx! {
        Page {
            heading: words.text("follow-up-title"),
            dock: rsx! {
                if missing {
                    p { class: "field-error", role: "alert", {words.text("common-required")} }
                }
                ProblemBanner { problem: saver.problem() }
                Button { label: words.text("follow-up-save"), testid: "save-follow-up", kind: ButtonKind::Main, wide: true, off: over(&now.text, SHORT) > 0 || saver.busy(), on_press: save }
            },
            OneOf {
                label: words.text("follow-up-due"),
                testid: "due",
                options: days,
                chosen: now.days.clone(),
                on_choose: move |value: String| form.change(|new| new.days = Some(value)),
            }
            OneOf {
                label: words.text("follow-up-what"),
                testid: "what",
                options: what,
                chosen: now.what.clone().filter(|_| now.text.trim().is_empty()),
                on_choose: move |value: String| form.change(|new| new.what = Some(value)),
            }
            Field {
                id: "field-what",
                label: words.text("follow-up-what-own"),
                help: words.text("follow-up-what-hint"),
                initial: now.text.clone(),
                on_text: move |text| form.change(|new| new.text = text),
            }
        }
    }
}
