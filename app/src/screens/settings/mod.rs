//! Settings: the language, this device, the way to the devices, the PIN or password, and the lock, by hand and by
//! itself; in a browser, how safe the files are and which app this is.

pub mod model;

use dioxus::prelude::*;
use wayside_seam::{LockTimes, Minutes, Reply, Request};

use self::model::Room;
use crate::components::{
    Banner, BundleHash, Button, ButtonKind, Glyph, NotOffline, OneOf, Page, Pick, ProblemBanner,
    Tone, UpdateOffer,
};
use crate::i18n::languages;
use crate::loaded::use_asked;
use crate::platform::Secret;
use crate::route::Route;
use crate::saving::use_saver;
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
    let change = words.text(match session.host().platform.secret() {
        Secret::Pin => "change-pin",
        Secret::Passphrase { .. } => "change-password",
    });
    rsx! {
        Page { heading: words.text("settings-title"),
            UpdateOffer {}
            NotOffline {}
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
            Locking {}
            if session.host().platform.bundle().is_some() {
                h2 { {words.text("bundle-title")} }
                BundleHash {}
            }
            div { class: "stack",
                Button { label: words.text("nav-devices"), testid: "go-devices", icon: Glyph::Devices, wide: true, on_press: move |()| session.go(Route::Devices) }
                Button { label: change, testid: "change-pin", icon: Glyph::Lock, wide: true, on_press: move |()| session.go(Route::ChangePin) }
                Button { label: words.text("settings-lock"), testid: "lock-now", kind: ButtonKind::Main, icon: Glyph::Lock, wide: true, on_press: move |()| session.lock() }
            }
            p { class: "soft small", {words.text("settings-about")} " " {words.text("wording-notice")} }
        }
    }
}

/// When it locks itself.
#[component]
fn Locking() -> Element {
    let words = use_words();
    let saver = use_saver();
    let mut chosen = use_signal(|| None::<LockTimes>);
    let kept = use_asked(Request::LockTimes, |reply| match reply {
        Reply::LockTimes(times) => Some(times),
        _ => None,
    });
    let kept = kept.and_then(Result::ok);
    let Some(times) = chosen().or(kept) else {
        return rsx! {};
    };
    let options: Vec<Pick> = Minutes::ALL
        .into_iter()
        .map(Minutes::count)
        .map(|count| {
            let label = words.text_with("lock-minutes", &[("count", count.into())]);
            Pick::new(count.to_string(), label)
        })
        .collect();
    let choose = move |times: LockTimes| {
        saver.ask(Request::SetLockTimes(times), move |result| {
            if let Ok(Reply::LockTimes(times)) = result {
                chosen.set(Some(times));
            }
        });
    };
    let minutes = |value: &str| value.parse().ok().and_then(Minutes::of);
    rsx! {
        OneOf {
            label: words.text("lock-idle"),
            help: words.text("lock-hint"),
            testid: "lock-idle",
            options: options.clone(),
            chosen: times.idle.count().to_string(),
            on_choose: move |value: String| {
                if let Some(idle) = minutes(&value) {
                    choose(LockTimes { idle, ..times });
                }
            },
        }
        OneOf {
            label: words.text("lock-away"),
            testid: "lock-away",
            options,
            chosen: times.away.count().to_string(),
            on_choose: move |value: String| {
                if let Some(away) = minutes(&value) {
                    choose(LockTimes { away, ..times });
                }
            },
        }
        ProblemBanner { problem: saver.problem() }
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
