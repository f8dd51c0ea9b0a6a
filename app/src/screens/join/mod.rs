//! Joining, on the new device: its text, the words to compare, and the answer. The request is kept in the vault: the
//! screen can be left.

use dioxus::prelude::*;
use wayside_seam::{Reply, Request, VaultState};

use crate::components::{
    Banner, Button, ButtonKind, Code, JoinText, Loading, Page, ProblemBanner, Tone,
};
use crate::loaded::use_loaded;
use crate::saving::use_saver;
use crate::session::{use_session, use_words};

/// Words to compare, numbered.
#[component]
pub fn CompareWords(words_to_compare: String, testid: String) -> Element {
    rsx! {
        ol { class: "words", "data-testid": testid, "data-words": words_to_compare.clone(),
            for (at , word) in words_to_compare.split_whitespace().enumerate() {
                li { key: "{at}", span { class: "n", "{at + 1}" } span { "{word}" } }
            }
        }
    }
}

/// Gives a text to another app, where the machine can.
#[component]
pub fn ShareButton(text: String) -> Element {
    let session = use_session();
    let words = use_words();
    if !session.host().platform.can_share() {
        return rsx! {};
    }
    rsx! {
        Button { label: words.text("join-share"), testid: "join-share", wide: true, on_press: move |()| session.host().platform.share(&text) }
    }
}

/// The screen.
#[component]
pub fn Join() -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let mut answer = use_signal(|| session.take_given().unwrap_or_default());
    let mut accepted = use_signal(|| None::<String>);
    let state = use_loaded(
        || Request::State,
        |reply| match reply {
            Reply::State(state) => Some(state),
            _ => None,
        },
    );
    if let Some(compare) = accepted.read().clone() {
        return rsx! {
            Page {
                heading: words.text("join-words"),
                open: false,
                back: false,
                step: "accepted",
                dock: rsx! {
                    Button { label: words.text("join-words-same"), testid: "join-finish", kind: ButtonKind::Main, wide: true, on_press: move |()| session.keep(session.enter()) }
                },
                p { {words.text("join-words-hint")} }
                CompareWords { words_to_compare: compare, testid: "join-answer-words" }
            }
        };
    }
    let busy = saver.busy();
    rsx! {
        Page {
            heading: words.text("join-title"),
            open: false,
            back: false,
            step: "request",
            dock: rsx! {
                Button {
                    label: words.text("join-accept"),
                    testid: "join-accept",
                    kind: ButtonKind::Main,
                    wide: true,
                    off: busy,
                    on_press: move |()| {
                        let text = answer.peek().trim().to_owned();
                        saver.ask(Request::JoinAccept { text }, move |result| {
                            if let Ok(Reply::Join { words, .. }) = result {
                                accepted.set(Some(words));
                            }
                        });
                    },
                }
            },
            p { {words.text("join-steps")} }
            match state {
                Some(Ok(VaultState::Waiting { text, words: compare, .. })) => rsx! {
                    h2 { {words.text("join-request-show")} }
                    p { {words.text("join-request-hint")} }
                    Code { text: text.clone() }
                    textarea { class: "input secret", "data-mono": "true", "data-testid": "join-text", "aria-label": words.text("join-request-show"), readonly: true, initial_value: "{text}" }
                    ShareButton { text: text.clone() }
                    h2 { {words.text("join-words")} }
                    p { {words.text("join-words-hint")} }
                    CompareWords { words_to_compare: compare, testid: "join-words" }
                },
                Some(Err(problem)) => rsx! { ProblemBanner { problem } },
                _ => rsx! { Loading {} },
            }
            h2 { {words.text("join-step-3")} }
            JoinText {
                id: "field-join-answer",
                label: words.text("join-answer"),
                help: words.text("join-answer-hint"),
                initial: answer.peek().clone(),
                // Some 120 characters for each caseload: a text that was cut off would not be complete.
                most: 200_000,
                on_text: move |text| answer.set(text),
            }
            ProblemBanner { problem: saver.problem() }
            Banner { tone: Tone::Info, title: words.text("join-waiting"), p { {words.text("join-waiting-hint")} } }
        }
    }
}
