//! Overdose: what to do now. One tap from the list and from every client; needs neither network nor a record.

use dioxus::prelude::*;

use crate::components::{Banner, Page, Tone};
use crate::session::use_words;

/// The screen.
#[component]
pub fn Emergency() -> Element {
    let words = use_words();
    rsx! {
        Page { heading: words.text("emergency-title"),
            Banner { tone: Tone::Urgent, title: words.text("emergency-steps"), testid: "emergency-steps",
                ol { class: "lead",
                    for step in words.list("emergency-steps") {
                        li { "{step}" }
                    }
                }
            }
            h2 { {words.text("emergency-signs")} }
            ul {
                for sign in words.list("emergency-signs") {
                    li { "{sign}" }
                }
            }
            h2 { {words.text("emergency-also")} }
            ul {
                for sign in words.list("emergency-also") {
                    li { "{sign}" }
                }
            }
            p { class: "soft small", {words.text("alert-sign-off")} }
        }
    }
}
