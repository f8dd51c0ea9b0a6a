//! Signs: banners, problems, what was saved, and waiting. The save sign is a polite live region; a problem is an assertive one.

use dioxus::prelude::*;
use wayside_seam::Problem;

use super::icon::Icon;
use crate::saving::Saving;
use crate::session::use_words;

/// A framed message. The tone is shown by frame and icon, and told by the words.
#[component]
pub fn Banner(
    /// urgent, care, info or good.
    tone: String,
    /// Its name for browser tests.
    #[props(default)]
    testid: String,
    /// A short heading.
    #[props(default)]
    title: String,
    children: Element,
) -> Element {
    let icon = match tone.as_str() {
        "urgent" => "urgent",
        "care" => "warn",
        "good" => "check",
        _ => "info",
    };
    rsx! {
        section { class: "banner", "data-tone": tone, "data-testid": testid,
            Icon { name: icon }
            div {
                if !title.is_empty() {
                    h3 { "{title}" }
                }
                {children}
            }
        }
    }
}

/// Why something was not done.
#[component]
pub fn ProblemBanner(problem: Option<Problem>) -> Element {
    let words = use_words();
    rsx! {
        div { role: "alert", "data-testid": "problem", "data-state": if problem.is_some() { "shown" } else { "none" },
            if let Some(problem) = &problem {
                Banner { tone: "urgent", p { {words.problem(problem)} } }
            }
        }
    }
}

/// Whether what was tapped or typed is on the disk.
#[component]
pub fn SaveSign(saving: Saving) -> Element {
    let words = use_words();
    let state = saving.id();
    let (icon, text) = match state {
        "saved" => ("check", words.text("common-saved")),
        "saving" => ("sync", words.text("common-saving")),
        "failed" => (
            "warn",
            saving
                .problem()
                .map(|problem| words.problem(problem))
                .unwrap_or_default(),
        ),
        _ => ("", String::new()),
    };
    rsx! {
        div { class: "save", role: "status", "aria-live": "polite", "data-testid": "save-state", "data-state": state,
            if !icon.is_empty() {
                Icon { name: icon }
            }
            span { "{text}" }
        }
    }
}

/// The answer is not there yet.
#[component]
pub fn Loading() -> Element {
    let words = use_words();
    rsx! {
        p { class: "soft", "data-testid": "loading", role: "status", {words.text("common-loading")} }
    }
}
