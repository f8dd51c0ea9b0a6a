//! First start: language, and how this device begins.

pub mod model;

use dioxus::prelude::*;

use self::model::Way;
use crate::components::{
    Banner, BundleHash, Button, ButtonKind, Field, Glyph, Keyboard, NotOffline, Page, Tile, Tone,
};
use crate::route::{Purpose, Route};
use crate::screens::settings::Languages;
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn Welcome() -> Element {
    let session = use_session();
    let words = use_words();
    let mut start = session.start;
    let now = start.read().clone();
    let mut choose = move |way: Way| {
        let origin = session.host().platform.origin();
        start.write().choose(way, origin);
        if way == Way::Practise {
            session.go(Route::SetPin(Purpose::Practise));
        }
    };
    match now.way {
        None | Some(Way::Practise) => rsx! {
            Page { heading: words.text("welcome-title"), open: false, step: "choose",
                Lost {}
                p { class: "lead", {words.text("welcome-intro")} }
                NotOffline {}
                Languages {}
                BrowserLimits {}
                h2 { {words.text("welcome-choose")} }
                div { class: "stack",
                    Tile { label: words.text("welcome-join"), help: words.text("welcome-join-hint"), testid: "start-join", icon: Glyph::Devices, kind: ButtonKind::Main, on_press: move |()| choose(Way::Join) }
                    Tile { label: words.text("welcome-new-team"), help: words.text("welcome-new-team-hint"), testid: "start-new-team", icon: Glyph::Team, on_press: move |()| choose(Way::NewTeam) }
                    Tile { label: words.text("welcome-practise"), help: words.text("welcome-practise-hint"), testid: "start-practise", icon: Glyph::Try, on_press: move |()| choose(Way::Practise) }
                }
                p { class: "soft small", {words.text("wording-notice")} }
            }
        },
        Some(way) => rsx! {
            Page {
                heading: words.text(if way == Way::Join { "welcome-join" } else { "welcome-new-team" }),
                open: false,
                step: "fields",
                own_back: true,
                on_back: move |()| start.write().way = None,
                dock: rsx! {
                    Button {
                        label: words.text("common-next"),
                        testid: "go-on",
                        kind: ButtonKind::Main,
                        wide: true,
                        on_press: move |()| {
                            let purpose = start.peek().purpose();
                            match purpose {
                                Some(purpose) => session.go(Route::SetPin(purpose)),
                                None => start.write().pressed = true,
                            }
                        },
                    }
                },
                if way == Way::NewTeam {
                    Field {
                        id: "field-team-name",
                        label: words.text("welcome-team-name"),
                        help: words.text("welcome-team-name-hint"),
                        error: if now.pressed && now.name_missing() { words.text("common-required") } else { String::new() },
                        initial: now.name.clone(),
                        on_text: move |text| start.write().name = text,
                    }
                    Field {
                        id: "field-relay",
                        label: words.text("welcome-relay"),
                        help: words.text(if now.relay_filled { "welcome-relay-filled" } else { "welcome-relay-hint" }),
                        error: now.relay_fault().filter(|_| now.pressed).map(|fault| words.address_fault(fault)).unwrap_or_default(),
                        initial: now.relay.clone(),
                        keyboard: Keyboard::Url,
                        on_text: move |text| start.write().type_relay(text),
                    }
                }
                Field {
                    id: "field-label",
                    label: words.text("welcome-label"),
                    help: words.text("welcome-label-hint"),
                    error: if now.pressed && now.label_missing() { words.text("common-required") } else { String::new() },
                    initial: now.label.clone(),
                    on_text: move |text| start.write().label = text,
                }
            }
        },
    }
}

/// The browser removed the notes: what that means, and the way on. Nothing is drawn where there were none.
#[component]
fn Lost() -> Element {
    let session = use_session();
    let words = use_words();
    let mut lost = use_signal(|| session.host().platform.remembered());
    let Some(kept) = lost() else {
        return rsx! {};
    };
    rsx! {
        Banner { tone: Tone::Care, testid: "lost-notes", title: words.text("lost-title"),
            p { "data-testid": "lost-kind", "data-kind": kept.id(), {words.text(&format!("lost-{}", kept.id()))} }
            Button { label: words.text("lost-read"), testid: "lost-read", wide: true, on_press: move |()| {
                session.forget();
                lost.set(None);
            } }
        }
    }
}

/// What a person must know before a device begins in a browser. Nothing is drawn where no server gave the app.
#[component]
fn BrowserLimits() -> Element {
    let session = use_session();
    let words = use_words();
    if session.host().platform.bundle().is_none() {
        return rsx! {};
    }
    rsx! {
        details { "data-testid": "browser-limits",
            summary { {words.text("limits-title")} }
            ul {
                li { {words.text("limits-server")} }
                li { {words.text("limits-password")} }
                li { {words.text("limits-storage")} }
                li { {words.text("limits-slow")} }
            }
            BundleHash {}
        }
    }
}
