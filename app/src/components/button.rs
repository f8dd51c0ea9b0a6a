//! Buttons.

use dioxus::prelude::*;

use super::icon::Icon;

/// A button of at least 52 px. `off` is `aria-disabled`: it stays reachable, so that a screen reader can find out about it.
#[component]
pub fn Button(
    /// Its words.
    label: String,
    /// What browser tests call it.
    testid: String,
    /// main, quiet, danger, or plain.
    #[props(default = "plain".to_owned())]
    kind: String,
    /// The name of its icon.
    #[props(default)]
    icon: String,
    /// As wide as its column.
    #[props(default)]
    wide: bool,
    /// Nothing happens when it is pressed.
    #[props(default)]
    off: bool,
    /// `submit` sends the form around it.
    #[props(default)]
    submit: bool,
    /// What it does.
    #[props(default)]
    on_press: EventHandler<()>,
) -> Element {
    let class = if wide { "btn wide" } else { "btn" };
    rsx! {
        button {
            class,
            r#type: if submit { "submit" } else { "button" },
            "data-kind": kind,
            "data-testid": testid,
            "aria-disabled": if off { "true" } else { "false" },
            onclick: move |_| {
                if !off {
                    on_press.call(());
                }
            },
            if !icon.is_empty() {
                Icon { name: icon }
            }
            span { class: "btn-text", "{label}" }
        }
    }
}

/// A large choice with a sentence under it.
#[component]
pub fn Tile(
    /// Its words.
    label: String,
    /// The sentence under it.
    #[props(default)]
    help: String,
    /// What browser tests call it.
    testid: String,
    /// The name of its icon.
    icon: String,
    /// main or plain.
    #[props(default = "plain".to_owned())]
    kind: String,
    /// What it does.
    on_press: EventHandler<()>,
) -> Element {
    rsx! {
        button { class: "tile", r#type: "button", "data-kind": kind, "data-testid": testid, onclick: move |_| on_press.call(()),
            Icon { name: icon }
            span { "{label}" }
            if !help.is_empty() {
                span { class: "small", "{help}" }
            }
        }
    }
}
