//! Signs: banners, problems, what was saved, and waiting. The save sign is a polite live region; a problem is an
//! assertive one.

use dioxus::prelude::*;
use wayside_seam::Problem;

use super::icon::{Glyph, Icon};
use crate::saving::{Saver, SavingNow};
use crate::session::use_words;

/// How loud a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Act now.
    Urgent,
    /// Take care.
    Care,
    /// Good to know.
    Info,
    /// All is well.
    Good,
}

impl Tone {
    /// The value of `data-tone`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Care => "care",
            Self::Info => "info",
            Self::Good => "good",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Urgent => Glyph::Urgent,
            Self::Care => Glyph::Warn,
            Self::Info => Glyph::Info,
            Self::Good => Glyph::Check,
        }
    }
}

/// How a pill stands out: the small frame around a word or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PillTone {
    /// Something that goes on.
    Lead,
    /// Its day has passed.
    Late,
    /// Its day is today.
    Due,
    /// Its day comes.
    Later,
}

impl PillTone {
    /// The value of `data-tone`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Late => "late",
            Self::Due => "due",
            Self::Later => "later",
        }
    }
}

/// A framed message. The tone is shown by frame and icon, and told by the words.
#[component]
pub fn Banner(
    /// How loud it is.
    tone: Tone,
    /// Its name for browser tests.
    #[props(default)]
    testid: String,
    /// A short heading.
    #[props(default)]
    title: String,
    children: Element,
) -> Element {
    rsx! {
        section { class: "banner", "data-tone": tone.id(), "data-testid": testid,
            Icon { glyph: tone.glyph() }
            div {
                if !title.is_empty() {
                    p { class: "banner-title", "{title}" }
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
                Banner { tone: Tone::Urgent, p { {words.problem(problem)} } }
            }
        }
    }
}

/// Whether what was tapped or typed is on the disk.
#[component]
pub fn SaveSign(saver: Saver) -> Element {
    let words = use_words();
    let now = saver.now();
    let (icon, text) = match &now {
        SavingNow::Idle => (None, String::new()),
        SavingNow::Saving => (Some(Glyph::Sync), words.text("common-saving")),
        SavingNow::Saved => (Some(Glyph::Check), words.text("common-saved")),
        SavingNow::Failed(problem) => (Some(Glyph::Warn), words.problem(problem)),
    };
    rsx! {
        div { class: "save", role: "status", "aria-live": "polite", "data-testid": "save-state", "data-state": now.id(),
            if let Some(glyph) = icon {
                Icon { glyph }
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
