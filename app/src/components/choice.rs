//! One of many, and some of many. Chosen is shown by fill, border, weight and a tick, and told by `aria-checked`.

use dioxus::prelude::*;

use super::button::IconButton;
use super::icon::{Glyph, Icon};

/// One choice in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// What is reported when it is pressed; also the end of its test id.
    pub value: String,
    /// Its words.
    pub label: String,
}

impl Pick {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// How one choice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceState {
    /// Not chosen.
    Off,
    /// Tapped; not on the disk yet.
    Saving,
    /// Chosen.
    On,
}

impl ChoiceState {
    /// The value of `data-state`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Saving => "saving",
            Self::On => "on",
        }
    }

    /// The value of `aria-checked`.
    const fn checked(self) -> &'static str {
        match self {
            Self::Off | Self::Saving => "false",
            Self::On => "true",
        }
    }
}

impl From<bool> for ChoiceState {
    fn from(chosen: bool) -> Self {
        if chosen { Self::On } else { Self::Off }
    }
}

/// One button of a group.
#[component]
pub fn Choice(
    /// Its words.
    label: String,
    /// What browser tests call it.
    testid: String,
    /// How it stands.
    state: ChoiceState,
    /// Several may be on at once.
    #[props(default)]
    many: bool,
    /// Less weight: "would rather not say".
    #[props(default)]
    quiet: bool,
    /// What it does.
    on_press: EventHandler<()>,
) -> Element {
    rsx! {
        button {
            class: "choice",
            r#type: "button",
            role: if many { "checkbox" } else { "radio" },
            "aria-checked": state.checked(),
            "data-state": state.id(),
            "data-box": if many { "true" } else { "false" },
            "data-quiet": if quiet { "true" } else { "false" },
            "data-testid": testid,
            onclick: move |_| on_press.call(()),
            span { class: "tick", Icon { glyph: Glyph::Check } }
            span { class: "choice-text", "{label}" }
        }
    }
}

/// A group of which one can be on. Pressing the chosen one reports it again; the screen decides whether that takes it
/// back.
#[component]
pub fn OneOf(
    /// The name of the group.
    label: String,
    /// A sentence under the name.
    #[props(default)]
    help: String,
    /// The start of every test id.
    testid: String,
    /// The choices.
    options: Vec<Pick>,
    /// The chosen value.
    chosen: Option<String>,
    /// 0 lets the width decide.
    #[props(default)]
    cols: u8,
    /// The pressed value.
    on_choose: EventHandler<String>,
) -> Element {
    rsx! {
        fieldset { class: "field", role: "radiogroup", "aria-label": label.clone(),
            legend { class: "field-label", "{label}" }
            if !help.is_empty() {
                span { class: "field-help", "{help}" }
            }
            div { class: "choices", "data-cols": "{cols}",
                for option in options {
                    Choice {
                        key: "{option.value}",
                        label: option.label.clone(),
                        testid: format!("{testid}-{}", option.value),
                        state: ChoiceState::from(chosen.as_deref() == Some(option.value.as_str())),
                        on_press: move |_| on_choose.call(option.value.clone()),
                    }
                }
            }
        }
    }
}

/// A group of which any can be on.
#[component]
pub fn SomeOf(
    /// The name of the group.
    label: String,
    /// A sentence under the name.
    #[props(default)]
    help: String,
    /// The start of every test id.
    testid: String,
    /// The choices.
    options: Vec<Pick>,
    /// The chosen values.
    chosen: Vec<String>,
    /// The pressed value.
    on_toggle: EventHandler<String>,
) -> Element {
    rsx! {
        fieldset { class: "field",
            legend { class: "field-label", "{label}" }
            if !help.is_empty() {
                span { class: "field-help", "{help}" }
            }
            div { class: "choices",
                for option in options {
                    Choice {
                        key: "{option.value}",
                        label: option.label.clone(),
                        testid: format!("{testid}-{}", option.value),
                        many: true,
                        state: ChoiceState::from(chosen.contains(&option.value)),
                        on_press: move |_| on_toggle.call(option.value.clone()),
                    }
                }
            }
        }
    }
}

/// A ruler of eleven points, 0 to 10.
#[component]
pub fn Ruler(
    /// The question.
    label: String,
    /// The start of every test id.
    testid: String,
    /// What 0 means.
    low: String,
    /// What 10 means.
    high: String,
    /// The chosen point.
    chosen: Option<u8>,
    /// The pressed point.
    on_choose: EventHandler<u8>,
) -> Element {
    rsx! {
        fieldset { class: "field", role: "radiogroup", "aria-label": label.clone(),
            legend { class: "field-label", "{label}" }
            div { class: "ruler",
                for point in 0..=10u8 {
                    button {
                        key: "{point}",
                        class: "choice",
                        r#type: "button",
                        role: "radio",
                        "aria-checked": ChoiceState::from(chosen == Some(point)).checked(),
                        "data-state": ChoiceState::from(chosen == Some(point)).id(),
                        "data-testid": "{testid}-{point}",
                        onclick: move |_| on_choose.call(point),
                        "{point}"
                    }
                }
            }
            div { class: "ruler-ends", span { "{low}" } span { "{high}" } }
        }
    }
}

/// A count with less and more beside it.
#[component]
pub fn Counter(
    /// What is counted.
    label: String,
    /// What browser tests call it.
    testid: String,
    /// The count.
    value: u32,
    /// The words of the minus button.
    less: String,
    /// The words of the plus button.
    more: String,
    /// The new count.
    on_change: EventHandler<u32>,
) -> Element {
    rsx! {
        div { class: "counter", role: "group", "aria-label": label.clone(), "data-testid": testid.clone(),
            span { class: "counter-name", "{label}" }
            IconButton { label: less, testid: "{testid}-less", icon: Glyph::Minus, on_press: move |()| on_change.call(value.saturating_sub(1)) }
            span { class: "counter-value", role: "status", "{value}" }
            IconButton { label: more, testid: "{testid}-more", icon: Glyph::Plus, on_press: move |()| on_change.call(value.saturating_add(1)) }
        }
    }
}
