//! A join text as a QR code. Black on white in dark mode, too: many cameras' readers know no other.

use dioxus::prelude::*;

use crate::qr::drawing;
use crate::session::use_words;

/// The code; a sentence where the text is too long for one.
#[component]
pub fn Code(text: String) -> Element {
    let words = use_words();
    let Some(drawn) = drawing(&text) else {
        return rsx! {
            p { class: "soft", "data-testid": "code-none", {words.text("code-none")} }
        };
    };
    let side = drawn.side;
    rsx! {
        svg {
            class: "code-square",
            "data-testid": "code",
            role: "img",
            "aria-label": words.text("code-name"),
            view_box: "0 0 {side} {side}",
            shape_rendering: "crispEdges",
            rect { width: "{side}", height: "{side}", fill: "#fff" }
            path { d: drawn.path, fill: "#000" }
        }
    }
}
