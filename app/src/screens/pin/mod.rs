//! The PIN: chosen twice at set-up, typed once to unlock.

pub mod keypad;
pub mod model;

use dioxus::prelude::*;
use wayside_sync::service::message::{Problem, Reply, Request};

use self::keypad::Keypad;
use self::model::{Choosing, Digits, Fault, LEAST};
use crate::components::{Banner, Page, ProblemBanner};
use crate::route::{Purpose, Route};
use crate::saving::use_saver;
use crate::session::{use_session, use_words};

/// Choosing a PIN; then the vault is made.
#[component]
pub fn SetPin(purpose: Purpose) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let mut choosing = use_signal(Choosing::default);
    let purpose = use_signal(|| purpose.clone());
    let now = choosing.read().clone();
    let busy = saver.state.read().busy();
    let again = now.first.is_some();
    let fault = match now.fault {
        Some(Fault::TooShort) => words.text_with("welcome-pin-short", &[("count", LEAST.into())]),
        Some(Fault::Differs) => words.text("welcome-pin-differs"),
        None => String::new(),
    };
    let heading = words.text(if again {
        "welcome-pin-again"
    } else {
        "welcome-pin"
    });
    rsx! {
        Page { heading, open: false, step: if again { "again" } else { "first" },
            if !again {
                p { {words.text("welcome-pin-hint")} }
            }
            p { class: "field-error", role: "alert", "data-testid": "pin-error", "{fault}" }
            Keypad {
                count: now.digits.count(),
                go_on: words.text("common-next"),
                busy,
                on_key: move |key| choosing.write().press(key),
                on_go: move |()| {
                    let pin = choosing.write().go_on();
                    let Some(pin) = pin else { return };
                    let request = match &*purpose.read() {
                        Purpose::NewTeam { name, relay, label } => Request::NewTeam { pin, name: name.clone(), relay: relay.clone(), label: label.clone() },
                        Purpose::Join { label } => Request::JoinRequest { pin, label: label.clone() },
                        Purpose::Practise => Request::Practise { pin },
                    };
                    saver.ask(request, move |result| match result {
                        Ok(Reply::Team { recovery_words }) => session.reset(Route::Recovery { words: recovery_words }),
                        Ok(_) => session.keep(session.enter()),
                        Err(_) => {}
                    });
                },
            }
            p { class: "soft", role: "status", if busy { {words.text("welcome-creating")} } }
            ProblemBanner { problem: saver.state.read().problem().cloned() }
            if !again {
                Banner { tone: "care", p { {words.text("welcome-pin-warning")} } }
            }
        }
    }
}

/// Typing the PIN.
#[component]
pub fn Unlock() -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let mut digits = use_signal(Digits::default);
    let busy = saver.state.read().busy();
    let count = digits.read().count();
    let problem = saver.state.read().problem().cloned();
    let wrong = matches!(problem, Some(Problem::WrongPin)) && count == 0;
    rsx! {
        Page { heading: words.text("unlock-title"), open: false,
            p { class: "field-error", role: "alert", "data-testid": "pin-error", if wrong { {words.text("unlock-wrong")} } }
            Keypad {
                count,
                go_on: words.text("unlock-open"),
                busy,
                on_key: move |key| digits.write().press(key),
                on_go: move |()| {
                    let pin = digits.peek().pin();
                    digits.write().clear();
                    saver.ask(Request::Unlock { pin }, move |result| {
                        if result.is_ok() {
                            session.keep(session.enter());
                        }
                    });
                },
            }
            p { class: "soft", role: "status", if busy { {words.text("unlock-opening")} } }
            ProblemBanner { problem: problem.filter(|problem| *problem != Problem::WrongPin) }
            details {
                summary { {words.text("unlock-forgot")} }
                p { {words.text("unlock-forgot-hint")} }
            }
        }
    }
}
