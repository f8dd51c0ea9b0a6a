//! Icons: small inline drawings, always decoration beside a word or an `aria-label`.

use dioxus::prelude::*;

macro_rules! icons {
    ($($name:literal),* $(,)?) => {
        /// The drawing with this name; nothing for a name that does not exist.
        pub fn drawing(name: &str) -> &'static str {
            match name {
                $($name => include_str!(concat!("../../../assets/icons/", $name, ".svg")),)*
                _ => "",
            }
        }
    };
}

icons!(
    "back",
    "forward",
    "lock",
    "sync",
    "offline",
    "signal",
    "plus",
    "minus",
    "search",
    "check",
    "warn",
    "urgent",
    "info",
    "screen",
    "talk",
    "contact",
    "box",
    "note",
    "refer",
    "calendar",
    "devices",
    "settings",
    "close",
    "scan",
    "erase",
    "person",
    "team",
    "try",
    "band-low",
    "band-moderate",
    "band-high",
    "band-none",
);

/// One icon. Its markup is part of the program, never data.
#[component]
pub fn Icon(name: String) -> Element {
    let turns = matches!(name.as_str(), "back" | "forward" | "refer");
    rsx! {
        span { class: "icon", "aria-hidden": "true", "data-turns": turns.then_some("true"), dangerous_inner_html: drawing(&name) }
    }
}
