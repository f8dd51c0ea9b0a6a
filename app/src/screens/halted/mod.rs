//! Vault or service can't go on: why, what is safe, and the way to try again.

pub mod model;

use dioxus::prelude::*;
use wayside_seam::Problem;

use self::model::account;
use crate::components::{Banner, Button, ButtonKind, Page, Tone};
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn Halted(problem: Problem) -> Element {
    let session = use_session();
    let words = use_words();
    let account = account(&problem);
    let sentence = match account.sentence {
        Some(own) => words.text(own),
        None => words.problem(&problem),
    };
    rsx! {
        Page {
            heading: words.text(account.heading),
            open: false,
            back: false,
            dock: rsx! {
                Button { label: words.text("halted-again"), testid: "try-again", kind: ButtonKind::Main, wide: true, on_press: move |()| session.again() }
            },
            div { role: "alert", "data-testid": "halted", "data-problem": account.id,
                Banner { tone: Tone::Care,
                    p { "{sentence}" }
                    if let Some(safe) = account.safe {
                        p { class: "strong", {words.text(safe)} }
                    }
                }
            }
        }
    }
}
