//! The keypad: twelve large keys and a row of dots. A hardware keyboard's digits work too.

use dioxus::prelude::*;

use super::model::Key;
use crate::components::{ButtonKind, Glyph, Icon};
use crate::session::use_words;

/// The keypad.
#[component]
pub fn Keypad(
    /// How many digits were typed.
    count: usize,
    /// The words of the key that goes on.
    go_on: String,
    /// Nothing can be pressed: the key is being derived.
    busy: bool,
    /// A key.
    on_key: EventHandler<Key>,
    /// The key that goes on.
    on_go: EventHandler<()>,
) -> Element {
    let words = use_words();
    let press = move |key: Key| {
        if !busy {
            on_key.call(key);
        }
    };
    rsx! {
        div {
            onkeydown: move |event| {
                if let Some(key) = Key::of_keyboard(&event.key()) {
                    press(key);
                }
            },
            div { class: "pin-dots", "data-testid": "pin-dots", "data-count": "{count}", "aria-hidden": "true",
                for at in 0..count.max(6) {
                    span { key: "{at}", "data-state": if at < count { "on" } else { "off" } }
                }
            }
            p { class: "sr", role: "status", {words.text_with("pin-typed", &[("count", count.into())])} }
            div { class: "keypad",
                for digit in [1u8, 2, 3, 4, 5, 6, 7, 8, 9] {
                    button { key: "{digit}", class: "key", r#type: "button", "data-testid": "key-{digit}", onclick: move |_| press(Key::Digit(digit)), "{digit}" }
                }
                button { class: "key", r#type: "button", "data-testid": "key-erase", "aria-label": words.text("pin-erase"), onclick: move |_| press(Key::Erase),
                    Icon { glyph: Glyph::Erase }
                }
                button { class: "key", r#type: "button", "data-testid": "key-0", onclick: move |_| press(Key::Digit(0)), "0" }
                button { class: "key", r#type: "button", "data-kind": ButtonKind::Main.id(), "data-testid": "pin-go-on", "aria-disabled": if busy { "true" } else { "false" },
                    onclick: move |_| {
                        if !busy {
                            on_go.call(());
                        }
                    },
                    "{go_on}"
                }
            }
        }
    }
}
