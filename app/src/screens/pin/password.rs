//! The field for a password: one line, hidden until somebody asks to see it, never controlled. Enter goes on. Two
//! Enters don't count: one that ends a letter of an input method, and one that is held down.
//!
//! Refused: a form with a submit button, because browsers offer to keep what it sends; correcting or capitalising the
//! text.

use dioxus::prelude::*;

use crate::components::{Button, ButtonKind};
use crate::session::use_words;

/// The field, its "show" button, and the button that goes on.
#[component]
pub fn Password(
    /// Its label.
    label: String,
    /// The words of the button that goes on.
    go_on: String,
    /// Changes when everything was forgotten: then the field is a new one.
    round: u32,
    /// Nothing can be sent: the key is being derived.
    busy: bool,
    /// The element that says what is wrong.
    described_by: String,
    /// What the field holds now.
    on_text: EventHandler<String>,
    /// Go on.
    on_go: EventHandler<()>,
) -> Element {
    let words = use_words();
    let mut shown = use_signal(|| false);
    let visible = shown();
    let go = move || {
        if !busy {
            on_go.call(());
        }
    };
    rsx! {
        div { class: "field",
            label { class: "field-label", r#for: "field-passphrase", "{label}" }
            div { class: "reveal",
                for one in [round] {
                    input {
                        key: "{one}",
                        class: "input",
                        id: "field-passphrase",
                        "data-testid": "field-passphrase",
                        r#type: if visible { "text" } else { "password" },
                        autocomplete: "off",
                        autocapitalize: "none",
                        autocorrect: "off",
                        spellcheck: "false",
                        enterkeyhint: "go",
                        maxlength: "200",
                        "aria-describedby": "{described_by}",
                        onmounted: move |event| async move {
                            // At first the heading has the focus; a field that was emptied is typed into again.
                            if one > 0 {
                                let _ = event.set_focus(true).await;
                            }
                        },
                        oninput: move |event| on_text.call(event.value()),
                        onkeydown: move |event| {
                            if event.key() == Key::Enter && !event.is_composing() && !event.is_auto_repeating() {
                                go();
                            }
                        },
                    }
                }
                button { class: "btn", "data-kind": ButtonKind::Quiet.id(), r#type: "button", "data-testid": "passphrase-show", "aria-controls": "field-passphrase",
                    onclick: move |_| shown.set(!visible),
                    {words.text(if visible { "password-hide" } else { "password-show" })}
                }
            }
        }
        Button { label: go_on, testid: "pin-go-on", kind: ButtonKind::Main, wide: true, off: busy, on_press: move |()| go() }
    }
}
