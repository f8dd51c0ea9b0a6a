//! Settings: the language, this device, the way to the devices, and the lock.

use dioxus::prelude::*;

use crate::components::{Button, OneOf, Page, Pick};
use crate::i18n::languages;
use crate::route::Route;
use crate::session::{use_session, use_words};

/// The language, switched at once.
#[component]
pub fn Languages() -> Element {
    let session = use_session();
    let words = use_words();
    let options: Vec<Pick> = languages()
        .iter()
        .map(|language| Pick::new(&language.tag, &language.name))
        .collect();
    rsx! {
        OneOf {
            label: words.text("welcome-language"),
            testid: "language",
            options,
            chosen: words.language().tag.clone(),
            on_choose: move |tag: String| session.speak(&tag),
        }
    }
}

/// The screen.
#[component]
pub fn Settings() -> Element {
    let session = use_session();
    let words = use_words();
    let me = session.me.read().clone();
    rsx! {
        Page { heading: words.text("settings-title"),
            Languages {}
            if let Some(me) = me {
                h2 { {words.text("settings-this-device")} }
                dl { class: "facts card",
                    dt { {words.text("settings-label")} }
                    dd { "{me.label}" }
                    dt { {words.text("settings-team")} }
                    dd { "{me.team_name}" }
                    dt { {words.text("settings-role")} }
                    dd { {words.text(&format!("role-{}", me.role.id()))} }
                    dt { {words.text("settings-caseloads")} }
                    dd { {me.caseloads.iter().map(|caseload| caseload.name.as_str()).collect::<Vec<_>>().join(", ")} }
                    if !me.relay.is_empty() {
                        dt { {words.text("settings-relay")} }
                        dd { class: "secret", "{me.relay}" }
                    }
                }
            }
            div { class: "stack",
                Button { label: words.text("nav-devices"), testid: "go-devices", icon: "devices", wide: true, on_press: move |()| session.go(Route::Devices) }
                Button { label: words.text("settings-lock"), testid: "lock-now", kind: "main", icon: "lock", wide: true, on_press: move |()| session.lock() }
            }
            p { class: "soft small", {words.text("settings-about")} " " {words.text("wording-notice")} }
        }
    }
}
