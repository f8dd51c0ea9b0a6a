//! Changing the PIN or password: the old one, then the new one twice, one at a time in the same place. The vault stays
//! open.

use dioxus::prelude::*;
use wayside_seam::{Problem, Request};

use super::keypad::Keypad;
use super::model::Changing;
use super::password::Password;
use super::{fault_words, rules};
use crate::components::{Banner, Button, ButtonKind, Page, ProblemBanner, Tone};
use crate::saving::use_saver;
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn ChangePin() -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let (least, field) = rules(session.host().platform.secret());
    let mut changing = use_signal(|| Changing::new(least));
    let mut done = use_signal(|| false);
    let by_field = |password: &str, pin: &str| words.text(if field { password } else { pin });
    let heading = by_field("change-password", "change-pin");
    if *done.read() {
        return rsx! {
            Page {
                heading,
                step: "done",
                dock: rsx! {
                    Button { label: words.text("common-done"), testid: "change-done", kind: ButtonKind::Main, wide: true, on_press: move |()| session.back() }
                },
                Banner { tone: Tone::Good, testid: "pin-changed", p { {by_field("change-password-done", "change-pin-done")} } }
                p { {words.text("change-copies")} }
            }
        };
    }
    let (choosing, again, fault, count, round) = {
        let now = changing.read();
        (
            now.choosing(),
            now.choosing.again(),
            now.choosing.fault,
            now.field().count(),
            now.round(),
        )
    };
    let busy = saver.busy();
    let problem = saver.problem();
    let wrong = !choosing && count == 0 && problem == Some(Problem::WrongPin);
    let label = match (choosing, again) {
        (false, _) => by_field("change-password-old", "change-pin-old"),
        (true, false) => by_field("change-password-new", "change-pin-new"),
        (true, true) => by_field("password-again", "welcome-pin-again"),
    };
    let error = if wrong {
        by_field("change-password-wrong", "change-pin-wrong")
    } else {
        fault_words(&words, fault.filter(|_| choosing), least, field)
    };
    let go = move |()| {
        let ready = changing.write().go_on();
        let Some((old, new)) = ready else { return };
        saver.ask(
            Request::ChangePin { old, new },
            move |result| match result {
                Ok(_) => done.set(true),
                Err(problem) => changing.write().refused(problem == Problem::WrongPin),
            },
        );
    };
    rsx! {
        Page { heading, step: "change",
            if choosing && !again && !busy {
                if field {
                    p { {words.text_with("password-how", &[("count", least.into())])} }
                } else {
                    p { {words.text("welcome-pin-hint")} }
                }
            }
            if busy {
                p { class: "soft", role: "status", {words.text("change-working")} }
            } else {
                h2 { "data-testid": "change-step", "data-state": if !choosing { "old" } else if again { "again" } else { "new" }, "{label}" }
                p { class: "field-error", id: "pin-error", role: "alert", "data-testid": "pin-error", "{error}" }
                if field {
                    Password {
                        label: label.clone(),
                        go_on: words.text("common-next"),
                        round,
                        busy,
                        described_by: "pin-error",
                        on_text: move |text| changing.write().write(text),
                        on_go: go,
                    }
                } else {
                    Keypad {
                        count,
                        go_on: words.text("common-next"),
                        busy,
                        on_key: move |key| changing.write().press(key),
                        on_go: go,
                    }
                }
            }
            ProblemBanner { problem: problem.filter(|problem| *problem != Problem::WrongPin) }
        }
    }
}
