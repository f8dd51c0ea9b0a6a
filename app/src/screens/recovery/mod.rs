//! The recovery words of a new team: shown once, kept nowhere.

use dioxus::prelude::*;

use crate::components::{Banner, Button, ButtonKind, Page, Tone};
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn Recovery(secret: String) -> Element {
    let session = use_session();
    let words = use_words();
    rsx! {
        Page {
            heading: words.text("welcome-recovery-title"),
            open: false,
            back: false,
            dock: rsx! {
                Button { label: words.text("welcome-recovery-done"), testid: "recovery-done", kind: ButtonKind::Main, wide: true, on_press: move |()| session.keep(session.enter()) }
            },
            p { {words.text("welcome-recovery-intro")} }
            ol { class: "words", "data-testid": "recovery-words",
                for (at , word) in secret.split_whitespace().enumerate() {
                    li { key: "{at}", span { class: "n", "{at + 1}" } span { "{word}" } }
                }
            }
            Banner { tone: Tone::Care, p { {words.text("welcome-recovery-how")} } }
        }
    }
}
