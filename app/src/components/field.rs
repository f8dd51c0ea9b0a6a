//! Text fields. They are never controlled: writing a value back on every key loses letters when a thumb is faster than
//! the bridge (see the test `no_text_field_is_controlled`). `initial` fills the field once; change its `key` to fill it
//! again.

use dioxus::prelude::*;

/// The keyboard that a phone offers for a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keyboard {
    /// Letters.
    #[default]
    Text,
    /// Digits.
    Numeric,
    /// An address.
    Url,
}

impl Keyboard {
    /// The value of `inputmode`.
    const fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Numeric => "numeric",
            Self::Url => "url",
        }
    }
}

/// One line of text with its label.
#[component]
pub fn Field(
    /// The element's id, unique on the page; also its test id.
    id: String,
    /// Its label.
    label: String,
    /// A sentence under the label.
    #[props(default)]
    help: String,
    /// What is wrong with what was typed.
    #[props(default)]
    error: String,
    /// What it holds at first.
    #[props(default)]
    initial: String,
    /// The keyboard.
    #[props(default)]
    keyboard: Keyboard,
    /// How long it may be, in characters.
    #[props(default = 200)]
    most: u32,
    /// Each change.
    on_text: EventHandler<String>,
    /// The field was left.
    #[props(default)]
    on_leave: EventHandler<()>,
) -> Element {
    let help_id = format!("{id}-help");
    let error_id = format!("{id}-error");
    rsx! {
        div { class: "field",
            label { class: "field-label", r#for: id.clone(), "{label}" }
            if !help.is_empty() {
                span { class: "field-help", id: help_id.clone(), "{help}" }
            }
            input {
                class: "input",
                id: id.clone(),
                "data-testid": id,
                r#type: "text",
                inputmode: keyboard.id(),
                autocomplete: "off",
                autocapitalize: "off",
                spellcheck: "false",
                maxlength: "{most}",
                initial_value: initial,
                "aria-describedby": "{help_id} {error_id}",
                "aria-invalid": if error.is_empty() { "false" } else { "true" },
                oninput: move |event| on_text.call(event.value()),
                onblur: move |_| on_leave.call(()),
            }
            span { class: "field-error", id: error_id, role: "alert", "{error}" }
        }
    }
}

/// Several lines of text with their label.
#[component]
pub fn Area(
    /// The element's id, unique on the page; also its test id.
    id: String,
    /// Its label.
    label: String,
    /// A sentence under the label.
    #[props(default)]
    help: String,
    /// What it holds at first.
    #[props(default)]
    initial: String,
    /// Fixed-width letters: join texts.
    #[props(default)]
    mono: bool,
    /// How long it may be, in characters.
    #[props(default = 4000)]
    most: u32,
    /// Each change.
    on_text: EventHandler<String>,
    /// The field was left.
    #[props(default)]
    on_leave: EventHandler<()>,
) -> Element {
    let help_id = format!("{id}-help");
    rsx! {
        div { class: "field",
            label { class: "field-label", r#for: id.clone(), "{label}" }
            if !help.is_empty() {
                span { class: "field-help", id: help_id.clone(), "{help}" }
            }
            textarea {
                class: "input",
                id: id.clone(),
                "data-testid": id,
                "data-mono": if mono { "true" } else { "false" },
                autocomplete: "off",
                spellcheck: "false",
                maxlength: "{most}",
                initial_value: initial,
                "aria-describedby": help_id,
                oninput: move |event| on_text.call(event.value()),
                onblur: move |_| on_leave.call(()),
            }
        }
    }
}
