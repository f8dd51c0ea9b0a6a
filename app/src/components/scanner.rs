//! Reading a code with the camera into a text field. Only a tap on this button asks for the camera. A refusal is said
//! once and asked again only by the next tap. The text that was read goes the same way as typed text.
//!
//! | state | what is there |
//! |---|---|
//! | closed | the button, and how the last time ended |
//! | open | the camera's picture, which keeps the camera open as long as it is there (see [`crate::platform::camera`]), and cancel |
//!
//! Both buttons are one element, so that the focus of a keyboard or a screen reader stays.

use dioxus::core::Task;
use dioxus::prelude::*;

use super::button::Button;
use super::field::Area;
use super::icon::Glyph;
use super::sign::{Banner, Tone};
use crate::given::join_text;
use crate::i18n::Words;
use crate::platform::camera::Scan;
use crate::session::{use_session, use_words};

/// What is there.
#[derive(Clone, PartialEq)]
enum Look {
    Closed,
    Open,
    Read,
    Failed(Scan),
}

impl Look {
    fn id(&self) -> &'static str {
        match self {
            Look::Closed => "closed",
            Look::Open => "open",
            Look::Read => "read",
            Look::Failed(_) => "failed",
        }
    }

    /// What to do next, once it failed.
    fn sentence(&self, words: &Words) -> Option<String> {
        let Look::Failed(end) = self else { return None };
        match end {
            Scan::Found(_) => Some(words.text("scan-foreign")),
            Scan::Refused => Some(words.text("scan-refused")),
            Scan::Missing => Some(words.text("scan-missing")),
            Scan::Busy => Some(words.text("scan-busy")),
            Scan::Unsupported => Some(words.text("scan-unsupported")),
            Scan::Hidden => None,
        }
    }
}

/// A field for a join text, and above it the button that fills it from a code.
#[component]
pub fn JoinText(
    /// The id of the field.
    id: String,
    /// Its words.
    label: String,
    /// A sentence under the words.
    help: String,
    /// What is in it at first.
    initial: String,
    /// The most characters.
    #[props(default = 4000)]
    most: u32,
    /// What was typed or read.
    on_text: EventHandler<String>,
) -> Element {
    // A field is filled once, so text from the camera needs a new field.
    let mut filled = use_signal(|| (0_u32, initial));
    let (times, text) = filled.read().clone();
    rsx! {
        Scanner {
            on_text: move |text: String| {
                filled.set((times + 1, text.clone()));
                on_text.call(text);
            },
        }
        for time in [times] {
            Area { key: "{time}", id: id.clone(), label: label.clone(), help: help.clone(), initial: text.clone(), mono: true, most, on_text }
        }
    }
}

/// The button and what it opens; nothing where there is no camera.
#[component]
fn Scanner(
    /// A join text was read.
    on_text: EventHandler<String>,
) -> Element {
    let session = use_session();
    let words = use_words();
    let mut look = use_signal(|| Look::Closed);
    let mut work = use_hook(|| CopyValue::new(None::<Task>));
    if !session.host().platform.camera() {
        return rsx! {};
    }
    let now = look.read().clone();
    let open = now == Look::Open;
    let press = move |()| {
        if let Some(work) = work.take() {
            work.cancel();
            look.set(Look::Closed);
            return;
        }
        look.set(Look::Open);
        // It ends with this screen: the picture goes, and the camera with it.
        let scan = spawn(async move {
            let end = session.host().platform.scan().await;
            work.set(None);
            let text = match &end {
                Scan::Found(text) => join_text(text),
                _ => None,
            };
            look.set(match (&text, end) {
                (Some(_), _) => Look::Read,
                (None, Scan::Hidden) => Look::Closed,
                (None, end) => Look::Failed(end),
            });
            if let Some(text) = text {
                on_text.call(text);
            }
        });
        work.set(Some(scan));
    };
    let (label, testid) = if open {
        (words.text("common-cancel"), "scan-cancel")
    } else {
        (words.text("scan-open"), "scan-open")
    };
    rsx! {
        div { "data-testid": "scan", "data-state": now.id(),
            if open {
                p { id: "scan-hint", {words.text("scan-hint")} }
                div { class: "camera",
                    video { "data-camera": "true", "aria-label": words.text("scan-view"), "aria-describedby": "scan-hint", autoplay: true, muted: true, playsinline: true }
                }
            }
            Button { label, testid, icon: if open { Glyph::Close } else { Glyph::Scan }, wide: true, on_press: press }
            p { class: "soft", role: "status", "data-testid": "scan-read",
                if now == Look::Read {
                    {words.text("scan-read")}
                }
            }
            div { role: "alert", "data-testid": "scan-failed",
                if let Some(sentence) = now.sentence(&words) {
                    Banner { tone: Tone::Care, p { "{sentence}" } }
                }
            }
        }
    }
}
