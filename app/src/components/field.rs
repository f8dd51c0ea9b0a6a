//! Text fields. They are never controlled: writing a value back on every key loses letters when a thumb is faster than
//! the bridge (see the test `no_text_field_is_controlled`). `initial` fills the field once; change its `key` to fill it
//! again.
//!
//! A text that is too long stays whole, and the field says by how much: an attribute `maxlength` would cut a pasted
//! note without a word. The screen saves nothing until it is shorter ([`over`]).

use dioxus::prelude::*;
use wayside_domain::limits;

use crate::session::use_words;

/// What a line and an area take where nothing else is said ([`limits::SHORT_TEXT`], [`limits::LONG_TEXT`]).
pub const SHORT: u32 = 200;
/// See [`SHORT`].
pub const LONG: u32 = 4_000;

/// How many characters a text has too many for a field that takes `most`.
pub fn over(text: &str, most: u32) -> usize {
    limits::over(text, usize::try_from(most).unwrap_or(usize::MAX))
}

/// Draws again only where something changed: this runs for every key.
pub(super) fn renew<T: PartialEq + 'static>(mut signal: Signal<T>, value: T) {
    if *signal.peek() != value {
        signal.set(value);
    }
}

/// The sentence about them; empty where there are none.
fn use_too_long(over: usize) -> String {
    let words = use_words();
    match over {
        0 => String::new(),
        count => words.text_with("field-too-long", &[("count", count.into())]),
    }
}

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
    #[props(default = SHORT)]
    most: u32,
    /// Each change.
    on_text: EventHandler<String>,
    /// The field was left.
    #[props(default)]
    on_leave: EventHandler<()>,
) -> Element {
    let help_id = format!("{id}-help");
    let error_id = format!("{id}-error");
    let too_many = use_signal(|| over(&initial, most));
    let too_long = use_too_long(too_many());
    let error = if error.is_empty() { too_long } else { error };
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
                initial_value: initial,
                "aria-describedby": "{help_id} {error_id}",
                "aria-invalid": if error.is_empty() { "false" } else { "true" },
                oninput: move |event| {
                    renew(too_many, over(&event.value(), most));
                    on_text.call(event.value());
                },
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
    #[props(default = LONG)]
    most: u32,
    /// Each change.
    on_text: EventHandler<String>,
    /// The field was left.
    #[props(default)]
    on_leave: EventHandler<()>,
) -> Element {
    let help_id = format!("{id}-help");
    let error_id = format!("{id}-error");
    let too_many = use_signal(|| over(&initial, most));
    let error = use_too_long(too_many());
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
                initial_value: initial,
                "aria-describedby": "{help_id} {error_id}",
                "aria-invalid": if error.is_empty() { "false" } else { "true" },
                oninput: move |event| {
                    renew(too_many, over(&event.value(), most));
                    on_text.call(event.value());
                },
                onblur: move |_| on_leave.call(()),
            }
            span { class: "field-error", id: error_id, role: "alert", "{error}" }
        }
    }
}
