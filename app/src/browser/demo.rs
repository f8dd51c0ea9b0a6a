//! The demonstration page: three devices, a signal switch above each, and what the relay holds of all that.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use dioxus::prelude::*;
use wayside_domain::passphrase::SAMPLE;
use wayside_relay::Overview;

use super::devices::Devices;
use crate::components::{ButtonKind, Glyph, Icon};
use crate::i18n::{Words, languages};
use crate::platform::host::system_language;
use crate::style::CSS;

/// How often the relay is looked at.
const LOOK: Duration = Duration::from_millis(700);
/// How much of the last packet is shown.
const SHOWN: usize = 384;

/// The devices behind the page.
#[derive(Clone)]
pub struct Stage(pub Arc<Devices>);

/// The page.
#[component]
pub fn Demo() -> Element {
    let mut words = use_signal(|| Words::new(&system_language()));
    let stage = use_context::<Stage>();
    let now = words.read().clone();
    let language = now.language().clone();
    let names: Vec<&'static str> = stage.0.all().iter().map(|device| device.name).collect();
    rsx! {
        style { dangerous_inner_html: CSS }
        div { class: "demo", "data-app": "demo", "data-title": now.text("demo-title"), lang: language.tag.clone(), dir: language.direction.id(),
            header { class: "demo-head",
                h1 { tabindex: "-1", {now.text("demo-title")} }
                div { class: "row",
                    for other in languages() {
                        button { key: "{other.tag}", class: "btn", "data-kind": ButtonKind::Quiet.id(), r#type: "button", lang: other.tag.clone(), "data-testid": "demo-language-{other.tag}",
                            "aria-pressed": if other.tag == language.tag { "true" } else { "false" },
                            onclick: move |_| words.set(Words::new(&other.tag)),
                            "{other.name}"
                        }
                    }
                }
            }
            p { {now.text("demo-intro")} }
            p { class: "strong", "data-testid": "sample-notice", {now.text("demo-sample")} " " {now.text_with("demo-password", &[("password", SAMPLE.into())])} }
            div { class: "devices",
                for name in names {
                    Frame { key: "{name}", name, words: now.clone() }
                }
            }
            RelayView { words: now.clone() }
        }
    }
}

/// One device with its switch.
#[component]
fn Frame(name: &'static str, words: Words) -> Element {
    let stage = use_context::<Stage>();
    let mut on = use_signal(|| {
        stage
            .0
            .named(name)
            .is_some_and(|device| device.signal.load(Ordering::SeqCst))
    });
    let label = words.text(&format!("demo-{name}"));
    let is_on = on();
    let turn = move |_| {
        let next = !on();
        on.set(next);
        let stage = stage.clone();
        spawn(async move {
            if let Some(device) = stage.0.named(name) {
                device.switch(next).await;
            }
        });
    };
    rsx! {
        section { class: "device", "aria-label": label.clone(), "data-testid": "device-{name}",
            div { class: "device-top",
                h2 { "{label}" }
                button {
                    class: "switch",
                    r#type: "button",
                    role: "switch",
                    "aria-checked": if is_on { "true" } else { "false" },
                    "data-testid": "signal-{name}",
                    "data-state": if is_on { "on" } else { "off" },
                    onclick: turn,
                    span { class: "track", "aria-hidden": "true" }
                    Icon { glyph: if is_on { Glyph::Signal } else { Glyph::Offline } }
                    span { {words.text(if is_on { "demo-signal-on" } else { "demo-signal-off" })} }
                }
            }
            iframe { src: "/device/{name}", title: label, "data-testid": "frame-{name}" }
        }
    }
}

/// What the relay holds: counts, and the last packet as it lies there.
#[component]
fn RelayView(words: Words) -> Element {
    let stage = use_context::<Stage>();
    let mut seen = use_signal(|| None::<Overview>);
    use_future(move || {
        let relay = stage.0.beside.relay.clone();
        async move {
            loop {
                let now = relay.overview(1).await.ok();
                if *seen.peek() != now {
                    seen.set(now);
                }
                tokio::time::sleep(LOOK).await;
            }
        }
    });
    let overview = seen.read().clone();
    rsx! {
        section { class: "card relay", "data-testid": "relay",
            h2 { {words.text("demo-relay")} }
            p { {words.text("demo-relay-intro")} }
            match overview {
                None => rsx! { p { {words.text("demo-relay-off")} } },
                Some(overview) => {
                    let last = overview.latest.first().cloned().unwrap_or_default();
                    rsx! {
                        div { class: "relay-grid",
                            dl { class: "facts",
                                dt { {words.text("demo-relay-teams")} }
                                dd { {words.number(overview.totals.teams)} }
                                dt { {words.text("demo-relay-devices")} }
                                dd { {words.number(overview.totals.devices)} }
                                dt { {words.text("demo-relay-segments")} }
                                dd { "data-testid": "relay-segments", "data-count": "{overview.totals.segments}", {words.number(overview.totals.segments)} }
                                dt { {words.text("demo-relay-bytes")} }
                                dd { "data-testid": "relay-bytes", "data-count": "{overview.totals.bytes}", {words.number(overview.totals.bytes)} }
                            }
                            div {
                                h3 { {words.text("demo-relay-last")} }
                                p { class: "hex", "data-testid": "relay-hex", dir: "ltr", {hex(&last)} }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The first bytes, in pairs of letters.
fn hex(bytes: &[u8]) -> String {
    let shown: Vec<String> = bytes
        .iter()
        .take(SHOWN)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let more = if bytes.len() > SHOWN { " …" } else { "" };
    format!("{}{more}", shown.join(" "))
}
