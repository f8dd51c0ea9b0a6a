//! A note: of an entry that exists, or a new one. The text is a draft while it is typed and goes to the record when the
//! field is left; two people's changes to one note are merged letter by letter.

use dioxus::prelude::*;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::Note as NoteRecord;
use wayside_seam::Request;

use crate::case;
use crate::components::{
    Area, Button, ButtonKind, DraftArea, LONG, Loading, Page, ProblemBanner, SaveSign, over,
};
use crate::drafts::use_form;
use crate::loaded::use_case_file;
use crate::saving::use_saver;
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn Note(client: Id, entry: Option<Id>) -> Element {
    match entry {
        Some(entry) => rsx! { OldNote { client, entry } },
        None => rsx! { NewNote { client } },
    }
}

/// A new note is an entry of its own, and no meeting.
#[component]
fn NewNote(client: Id) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let (form, now) = use_form(&format!("note:{client}"), String::new);
    let Some(text) = now else {
        return rsx! { Page { heading: words.text("note-title"), Loading {} } };
    };
    let save = move |()| {
        let Some(text) = form
            .now()
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
        else {
            return;
        };
        let note = NoteRecord {
            at: session.now(),
            text,
        };
        saver.act(
            Command::Add {
                client: client.clone(),
                entry: session.new_id(),
                body: note.into(),
            },
            move || {
                form.done();
                session.back();
            },
        );
    };
    rsx! {
        Page {
            heading: words.text("note-title"),
            dock: rsx! {
                ProblemBanner { problem: saver.problem() }
                Button { label: words.text("note-save"), testid: "save-note", kind: ButtonKind::Main, wide: true, off: text.trim().is_empty() || over(&text, LONG) > 0 || saver.busy(), on_press: save }
            },
            Area { id: "field-note", label: words.text("note-title"), help: words.text("note-hint"), initial: text.clone(), on_text: move |typed| form.change(|text| *text = typed) }
            p { class: "soft small", {words.text("note-draft")} }
        }
    }
}

#[component]
fn OldNote(client: Id, entry: Id) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let file = use_case_file(&client);
    let text = match &file {
        Some(Ok(file)) => case::note(file, &entry),
        _ => None,
    };
    let problem = file.and_then(Result::err).or_else(|| saver.problem());
    let draft = format!("note:{client}:{entry}");
    let mut too_long = use_signal(|| false);
    let commit = use_callback(move |text: String| {
        Request::Do(Command::Note {
            client: client.clone(),
            entry: entry.clone(),
            text,
        })
    });
    rsx! {
        Page {
            heading: words.text("note-title"),
            dock: rsx! {
                SaveSign { saver }
                Button { label: words.text("common-done"), testid: "save-note", kind: ButtonKind::Main, wide: true, off: too_long(), on_press: move |()| session.back() }
            },
            ProblemBanner { problem }
            if let Some(text) = text {
                DraftArea { id: "field-note", label: words.text("note-title"), help: words.text("note-hint"), text, draft, saver, commit, on_too_long: move |so| too_long.set(so) }
            }
        }
    }
}
