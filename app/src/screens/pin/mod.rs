//! The PIN or password: chosen twice at set-up, typed once to unlock. The machine says which of the two it is
//! ([`Secret`]).

pub mod change;
pub mod keypad;
pub mod model;
pub mod password;

use dioxus::prelude::*;
use wayside_domain::passphrase;
use wayside_seam::{Problem, Reply, Request};

use self::keypad::Keypad;
use self::model::{Choosing, Fault, Typed};
use self::password::Password;
use crate::components::{Banner, Page, ProblemBanner, Tone, UpdateOffer};
use crate::i18n::Words;
use crate::platform::Secret;
use crate::route::{Purpose, Route};
use crate::saving::use_saver;
use crate::session::{use_session, use_words};

/// The fewest characters, and whether they are typed into a field.
fn rules(secret: Secret) -> (u32, bool) {
    match secret {
        Secret::Pin => (passphrase::LEAST_PIN, false),
        Secret::Passphrase { least } => (least, true),
    }
}

/// What is wrong with a new one, in words.
fn fault_words(words: &Words, fault: Option<Fault>, least: u32, field: bool) -> String {
    let with_least = |id: &str| words.text_with(id, &[("count", least.into())]);
    match (fault, field) {
        (Some(Fault::TooShort), false) => with_least("welcome-pin-short"),
        (Some(Fault::TooShort), true) => with_least("password-short"),
        (Some(Fault::Differs), false) => words.text("welcome-pin-differs"),
        (Some(Fault::Differs), true) => words.text("password-differs"),
        (None, _) => String::new(),
    }
}

/// Choosing it; then the vault is made, and the machine is asked once to keep its files.
#[component]
pub fn SetPin(purpose: Purpose) -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let (least, field) = rules(session.host().platform.secret());
    let mut choosing = use_signal(|| Choosing::new(least));
    let purpose = use_signal(|| purpose.clone());
    let (count, round, again, fault) = {
        let now = choosing.read();
        (now.typed.count(), now.typed.round(), now.again(), now.fault)
    };
    let busy = saver.busy();
    let with_least = |id: &str| words.text_with(id, &[("count", least.into())]);
    let fault = fault_words(&words, fault, least, field);
    let heading = words.text(match (field, again) {
        (false, false) => "welcome-pin",
        (false, true) => "welcome-pin-again",
        (true, false) => "password-choose",
        (true, true) => "password-again",
    });
    let go = move |()| {
        let pin = choosing.write().go_on();
        let Some(pin) = pin else { return };
        let request = match &*purpose.read() {
            Purpose::NewTeam { name, relay, label } => Request::NewTeam {
                pin,
                name: name.clone(),
                relay: relay.clone(),
                label: label.clone(),
            },
            Purpose::Join { label } => Request::JoinRequest {
                pin,
                label: label.clone(),
            },
            Purpose::Practise => Request::Practise { pin },
        };
        saver.ask(request, move |result| {
            let Ok(reply) = result else { return };
            session.look_at_storage(true);
            match reply {
                Reply::Team { recovery_words } => session.reset(Route::Recovery {
                    words: recovery_words,
                }),
                _ => session.keep(session.enter()),
            }
        });
    };
    rsx! {
        Page { heading, open: false, step: if again { "again" } else { "first" },
            if !again {
                if field {
                    p { {with_least("password-how")} }
                    p { {words.text("password-why")} }
                } else {
                    p { {words.text("welcome-pin-hint")} }
                }
            }
            p { class: "field-error", id: "pin-error", role: "alert", "data-testid": "pin-error", "{fault}" }
            if field {
                Password {
                    label: words.text(if again { "password-again" } else { "password-label" }),
                    go_on: words.text("common-next"),
                    round,
                    busy,
                    described_by: "pin-error",
                    on_text: move |text| choosing.write().write(text),
                    on_go: go,
                }
            } else {
                Keypad {
                    count,
                    go_on: words.text("common-next"),
                    busy,
                    on_key: move |key| choosing.write().press(key),
                    on_go: go,
                }
            }
            p { class: "soft", role: "status", if busy { {words.text("welcome-creating")} } }
            ProblemBanner { problem: saver.problem() }
            if !again {
                Banner { tone: Tone::Care, p { {words.text(if field { "password-warning" } else { "welcome-pin-warning" })} } }
            }
        }
    }
}

/// Wrong tries after which a damaged file is named, too: the vault can't tell the two apart, and most wrong tries are
/// slips.
const OFTEN: u32 = 5;

/// The screen that unlocks. A newer version of the app that waits is taken here, as long as nothing is typed.
#[component]
pub fn Unlock() -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    let mut typed = use_signal(Typed::default);
    let mut wrong_tries = use_signal(|| 0u32);
    let (_, field) = rules(session.host().platform.secret());
    let busy = saver.busy();
    let (count, round) = {
        let typed = typed.read();
        (typed.count(), typed.round())
    };
    let problem = saver.problem();
    let wrong = matches!(problem, Some(Problem::WrongPin)) && count == 0;
    let go = move |()| {
        if typed.peek().count() == 0 {
            return;
        }
        let pin = typed.write().take();
        saver.ask(Request::Unlock { pin }, move |result| match result {
            Ok(_) => session.arrive(result),
            Err(Problem::WrongPin) => wrong_tries += 1,
            Err(_) => {}
        });
    };
    use_effect(move || session.update_unasked(typed.read().count() > 0));
    let (wrong_words, forgot, forgot_hint) = if field {
        (
            "password-wrong",
            words.text("password-forgot"),
            words.text("password-forgot-hint"),
        )
    } else {
        (
            "unlock-wrong",
            words.text("unlock-forgot"),
            words.text("unlock-forgot-hint"),
        )
    };
    rsx! {
        Page { heading: words.text("unlock-title"), open: false,
            if count == 0 && !busy {
                UpdateOffer {}
            }
            p { class: "field-error", id: "pin-error", role: "alert", "data-testid": "pin-error", if wrong { {words.text(wrong_words)} } }
            if wrong && wrong_tries() >= OFTEN {
                p { role: "alert", {words.text("unlock-wrong-often")} }
            }
            if field {
                Password {
                    label: words.text("password-label"),
                    go_on: words.text("unlock-open"),
                    round,
                    busy,
                    described_by: "pin-error",
                    on_text: move |text| typed.write().write(text),
                    on_go: go,
                }
            } else {
                Keypad {
                    count,
                    go_on: words.text("unlock-open"),
                    busy,
                    on_key: move |key| typed.write().press(key),
                    on_go: go,
                }
            }
            p { class: "soft", role: "status", if busy { {words.text("unlock-opening")} } }
            ProblemBanner { problem: problem.filter(|problem| *problem != Problem::WrongPin) }
            details {
                summary { "{forgot}" }
                p { "{forgot_hint}" }
            }
        }
    }
}
