//! Buttons.

use dioxus::prelude::*;

use super::icon::{Glyph, Icon};

/// What a button is for. The style sheet draws each by its `data-kind`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The next step of the screen: one at most.
    Main,
    /// Less than the others: no frame.
    Quiet,
    /// Help in an emergency.
    Danger,
    /// Any other.
    #[default]
    Plain,
    /// An icon without words.
    Icon,
}

impl ButtonKind {
    /// The value of `data-kind`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
            Self::Plain => "plain",
            Self::Icon => "icon",
        }
    }
}

/// A button of at least 52 px. `off` is `aria-disabled`: it stays reachable, so that a screen reader can find out about
/// it.
#[component]
pub fn Button(
    /// Its words.
    label: String,
    /// What browser tests call it.
    testid: String,
    /// What it is for.
    #[props(default)]
    kind: ButtonKind,
    /// Its icon.
    icon: Option<Glyph>,
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
            "data-kind": kind.id(),
            "data-testid": testid,
            "aria-disabled": if off { "true" } else { "false" },
            onclick: move |_| {
                if !off {
                    on_press.call(());
                }
            },
            if let Some(glyph) = icon {
                Icon { glyph }
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
    /// Its icon.
    icon: Glyph,
    /// Main or plain.
    #[props(default)]
    kind: ButtonKind,
    /// What it does.
    on_press: EventHandler<()>,
) -> Element {
    rsx! {
        button { class: "tile", r#type: "button", "data-kind": kind.id(), "data-testid": testid, onclick: move |_| on_press.call(()),
            Icon { glyph: icon }
            span { "{label}" }
            if !help.is_empty() {
                span { class: "small", "{help}" }
            }
        }
    }
}

/// A square button of an icon alone.
#[component]
pub fn IconButton(
    /// Its name for people who can't see the icon.
    label: String,
    /// What browser tests call it.
    testid: String,
    /// Its icon.
    icon: Glyph,
    /// What it does.
    on_press: EventHandler<()>,
) -> Element {
    rsx! {
        button {
            class: "btn",
            r#type: "button",
            "data-kind": ButtonKind::Icon.id(),
            "data-testid": testid,
            "aria-label": label,
            onclick: move |_| on_press.call(()),
            Icon { glyph: icon }
        }
    }
}
