//! Settings: the language, this device, the way to the devices, and the lock; in a browser, how safe the files are and
//! which app this is.

pub mod model;

use dioxus::prelude::*;

use self::model::Room;
use crate::components::{
    Banner, BundleHash, Button, ButtonKind, Glyph, OneOf, Page, Pick, Tone, UpdateOffer,
};
use crate::i18n::languages;
use crate::route::Route;
use crate::screens::sync::amount_words;
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
            UpdateOffer {}
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
            StorageFacts {}
            Reminders {}
            if session.host().platform.bundle().is_some() {
                h2 { {words.text("bundle-title")} }
                BundleHash {}
            }
            div { class: "stack",
                Button { label: words.text("nav-devices"), testid: "go-devices", icon: Glyph::Devices, wide: true, on_press: move |()| session.go(Route::Devices) }
                Button { label: words.text("settings-lock"), testid: "lock-now", kind: ButtonKind::Main, icon: Glyph::Lock, wide: true, on_press: move |()| session.lock() }
            }
            p { class: "soft small", {words.text("settings-about")} " " {words.text("wording-notice")} }
        }
    }
}

/// Reminders, where the machine can remind while the app is closed.
#[component]
fn Reminders() -> Element {
    let session = use_session();
    let words = use_words();
    let mut asked = use_signal(|| false);
    let Some(on) = *session.reminders.read() else {
        return rsx! {};
    };
    let options = ["off", "on"].map(|id| Pick::new(id, words.text(&format!("reminder-{id}"))));
    rsx! {
        OneOf {
            label: words.text("reminder-title"),
            help: words.text("reminder-hint"),
            testid: "reminder",
            options: options.to_vec(),
            chosen: if on { "on" } else { "off" },
            on_choose: move |id: String| {
                asked.set(id == "on");
                session.host().platform.set_reminders(id == "on");
            },
        }
        if *asked.read() && !on {
            Banner { tone: Tone::Care, title: words.text("reminder-refused"), testid: "reminder-refused", p { {words.text("reminder-refused-hint")} } }
        }
    }
}

/// How safe the files are from the browser, and how much room there is. Nothing is drawn where only the person removes
/// files.
#[component]
fn StorageFacts() -> Element {
    let session = use_session();
    let words = use_words();
    use_hook(|| session.look_at_storage(false));
    let Some(storage) = *session.storage.read() else {
        return rsx! {};
    };
    let room = Room::of(&storage);
    rsx! {
        h2 { {words.text("storage-title")} }
        p { "data-testid": "storage-kept", "data-state": if storage.kept { "kept" } else { "not-kept" },
            {words.text(if storage.kept { "storage-kept" } else { "storage-not-kept" })}
        }
        dl { class: "facts card",
            dt { {words.text("storage-used")} }
            dd { "data-testid": "storage-used", "data-bytes": "{room.used}", {amount_words(&words, room.used)} }
            dt { {words.text("storage-left")} }
            dd { "data-testid": "storage-left", "data-bytes": "{room.left}", {amount_words(&words, room.left)} }
        }
        if !storage.kept {
            div { class: "stack",
                Button { label: words.text("storage-ask"), testid: "storage-ask", wide: true, on_press: move |()| session.look_at_storage(true) }
                p { class: "soft small", {words.text("storage-ask-hint")} }
            }
        }
    }
}
