//! Whether the app itself starts without a network: said as long as it does not.

use dioxus::prelude::*;

use super::sign::{Banner, Tone};
use crate::session::{use_session, use_words};

/// The sentence; nothing once the app is kept, and where that is never a question.
#[component]
pub fn NotOffline() -> Element {
    let session = use_session();
    let words = use_words();
    if *session.offline.read() != Some(false) {
        return rsx! {};
    }
    rsx! {
        Banner { tone: Tone::Care, testid: "not-offline", title: words.text("offline-not-yet"),
            p { {words.text("offline-not-yet-hint")} }
        }
    }
}
