//! A quick contact with its supplies.

pub mod model;

use dioxus::prelude::*;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{SUPPLIES, Setting};

use self::model::{DONE, NewContact};
use crate::components::{
    Area, Button, ButtonKind, Counter, LONG, Loading, OneOf, Page, Pick, ProblemBanner, SomeOf,
    over,
};
use crate::drafts::use_form;
use crate::saving::use_saver;
use crate::screens::new_client::model::toggle;
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn ContactScreen(client: Id) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let (form, now) = use_form(&format!("contact:{client}"), NewContact::default);
    let Some(now) = now else {
        return rsx! { Page { heading: words.text("contact-title"), Loading {} } };
    };
    let settings: Vec<Pick> = Setting::IDS
        .iter()
        .map(|id| Pick::new(*id, words.keyword("setting", id)))
        .collect();
    let done: Vec<Pick> = DONE
        .iter()
        .map(|id| Pick::new(*id, words.keyword("contact-done", id)))
        .collect();
    let save = move |()| {
        let Some(new) = form.now() else { return };
        let worker = session.me.peek().as_ref().map(|me| me.label.clone());
        let command = Command::Add {
            client: client.clone(),
            entry: session.new_id(),
            body: new.record(session.now(), worker).into(),
        };
        saver.act(command, move || {
            form.done();
            session.back();
        });
    };
    rsx! {
        Page {
            heading: words.text("contact-title"),
            dock: rsx! {
                ProblemBanner { problem: saver.problem() }
                Button { label: words.text("contact-save"), testid: "save-contact", kind: ButtonKind::Main, wide: true, off: over(&now.note, LONG) > 0 || saver.busy(), on_press: save }
            },
            h2 { {words.text("contact-supplies")} }
            p { class: "soft small", {words.text("contact-supplies-hint")} }
            div { class: "card",
                for supply in SUPPLIES.iter().copied() {
                    Counter {
                        key: "{supply}",
                        label: words.keyword("supply", supply),
                        testid: "supply-{supply}",
                        value: now.supplies.get(supply).copied().unwrap_or(0),
                        less: words.text_with("contact-supply-less", &[("supply", words.keyword("supply", supply).into())]),
                        more: words.text_with("contact-supply-more", &[("supply", words.keyword("supply", supply).into())]),
                        on_change: move |value| form.change(|new| new.count(supply, value)),
                    }
                }
            }
            h2 { {words.text("contact-title-what")} }
            OneOf {
                label: words.text("contact-where"),
                testid: "setting",
                options: settings,
                chosen: Some(now.setting.clone()),
                on_choose: move |value: String| form.change(|new| new.setting = value),
            }
            SomeOf {
                label: words.text("contact-done"),
                testid: "done",
                options: done,
                chosen: now.done.clone(),
                on_toggle: move |value: String| form.change(|new| toggle(&mut new.done, &value)),
            }
            Area {
                id: "field-note",
                label: words.text("contact-note"),
                help: words.text("contact-note-hint"),
                initial: now.note.clone(),
                on_text: move |text| form.change(|new| new.note = text),
            }
        }
    }
}
