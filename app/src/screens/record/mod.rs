//! A record of a kind that has no screen of its own, for a client or for nobody in particular. The table of the kind is
//! the form.

pub mod model;

use dioxus::prelude::*;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{Entry, Kind, SUPPLIES, Shape};
use wayside_seam::Request;

use self::model::{NewRecord, drawn};
use crate::components::{
    Area, Button, ButtonKind, Counter, Field, Loading, OneOf, Page, Pick, ProblemBanner,
};
use crate::drafts::{Form, use_form};
use crate::saving::use_saver;
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn RecordScreen(client: Option<Id>, kind: Kind) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let whose = client.as_ref().map_or("", Id::as_str);
    let (form, now) = use_form(&format!("record:{kind}:{whose}"), NewRecord::default);
    let heading = words.keyword("kind", kind.id());
    let Some(now) = now else {
        return rsx! { Page { heading, Loading {} } };
    };
    let missing = now.missing(kind).filter(|_| now.pressed);
    let missing = missing.map(|field| words.field(kind, field.name));
    let save = move |()| {
        let Some(new) = form.now() else { return };
        let by = session.me.peek().as_ref().map(|me| me.label.clone());
        let Some(body) = new.record(kind, session.now(), by) else {
            form.change(|new| new.pressed = true);
            return;
        };
        let entry = session.new_id();
        let request = match client.clone() {
            Some(client) => Request::Do(Command::Add {
                client,
                entry,
                body,
            }),
            None => Request::Record {
                entries: vec![Entry::new(Some(entry), None, body)],
            },
        };
        saver.ask(request, move |result| {
            if result.is_ok() {
                form.done();
                session.back();
            }
        });
    };
    rsx! {
        Page {
            heading,
            dock: rsx! {
                ProblemBanner { problem: saver.problem() }
                if let Some(name) = missing {
                    p { class: "strong", role: "alert", "data-testid": "record-missing", {words.text_with("record-missing", &[("name", name.into())])} }
                }
                Button {
                    label: words.text("record-save"),
                    testid: "save-record",
                    kind: ButtonKind::Main,
                    wide: true,
                    off: saver.busy(),
                    on_press: save,
                }
            },
            for field in drawn(kind) {
                Part { key: "{field.name}", kind, name: field.name, form, now: now.clone() }
            }
        }
    }
}

/// One field.
#[component]
fn Part(kind: Kind, name: &'static str, form: Form<NewRecord>, now: NewRecord) -> Element {
    let words = use_words();
    let Some(field) = kind.field(name) else {
        return rsx! {};
    };
    let label = words.field(kind, name);
    match field.shape {
        Shape::Word(word) if !word.ids.is_empty() => {
            let options: Vec<Pick> = word
                .ids
                .iter()
                .map(|id| Pick::new(*id, words.field_word(kind, field, id)))
                .collect();
            let chosen = Some(now.text(name)).filter(|text| !text.is_empty());
            rsx! {
                OneOf { label, testid: name, options, chosen, on_choose: move |value: String| form.change(|new| new.write(name, value)) }
            }
        }
        Shape::Number { .. } => rsx! {
            div { class: "card",
                Count { name: label, testid: name, value: now.count(name), on_change: move |count| form.change(|new| new.set_count(name, count)) }
            }
        },
        Shape::Map { .. } => rsx! {
            h2 { "{label}" }
            div { class: "card",
                for supply in SUPPLIES.iter().copied() {
                    Count {
                        key: "{supply}",
                        name: words.keyword("supply", supply),
                        testid: "supply-{supply}",
                        value: now.units(supply),
                        on_change: move |count| form.change(|new| new.set_units(supply, count)),
                    }
                }
            }
        },
        Shape::Text(most) if *most > wayside_domain::limits::SHORT_TEXT => rsx! {
            Area { id: "field-{name}", label, initial: now.text(name), on_text: move |text| form.change(|new| new.write(name, text)) }
        },
        _ => rsx! {
            Field { id: "field-{name}", label, initial: now.text(name), on_text: move |text| form.change(|new| new.write(name, text)) }
        },
    }
}

/// A counter with its words.
#[component]
fn Count(name: String, testid: String, value: u32, on_change: EventHandler<u32>) -> Element {
    let words = use_words();
    let less = words.text_with("record-less", &[("name", name.clone().into())]);
    let more = words.text_with("record-more", &[("name", name.clone().into())]);
    rsx! {
        Counter { label: name, testid, value, less, more, on_change: move |value| on_change.call(value) }
    }
}
