//! The devices of the team: who, what they may do, when they were last heard of, and whether their records arrived
//! without a gap.

use dioxus::prelude::*;
use wayside_seam::{DeviceInfo, Reply, Request};

use crate::components::{Button, ButtonKind, Glyph, Icon, Page, shown};
use crate::loaded::use_loaded;
use crate::route::Route;
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn Devices() -> Element {
    let session = use_session();
    let words = use_words();
    let devices = use_loaded(
        || Request::Devices,
        |reply| match reply {
            Reply::Devices(devices) => Some(devices),
            _ => None,
        },
    );
    let leads = session.me.read().as_ref().is_some_and(|me| me.role.leads());
    rsx! {
        Page {
            heading: words.text("devices-title"),
            dock: leads.then(|| rsx! {
                Button { label: words.text("devices-approve"), testid: "go-approve", kind: ButtonKind::Main, icon: Glyph::Plus, wide: true, on_press: move |()| session.go(Route::Approve) }
            }),
            {shown(devices, |devices| rsx! {
                ul { class: "plain stack",
                    for device in devices {
                        li { key: "{device.id}", DeviceCard { device } }
                    }
                }
            })}
            if !leads {
                p { class: "soft", {words.text("devices-ask-supervisor")} }
            }
        }
    }
}

#[component]
fn DeviceCard(device: DeviceInfo) -> Element {
    let session = use_session();
    let words = use_words();
    let role = words.text(&format!("role-{}", device.role.id()));
    let seen = match device.last_seen {
        Some(at) => words.text_with(
            "devices-last-seen",
            &[(
                "when",
                words.ago(at.chrono(), session.now().chrono()).into(),
            )],
        ),
        None => words.text("devices-never-seen"),
    };
    let mine = if device.me {
        words.text("devices-this-one")
    } else {
        seen
    };
    rsx! {
        section { class: "card", "data-testid": "device", "data-role": device.role.id(), "data-me": if device.me { "true" } else { "false" },
            div { class: "row spread",
                h2 { "{device.label}" }
                span { class: "pill", "{role}" }
            }
            p { class: "soft", "{mine}" }
            ul { class: "plain small",
                for stream in device.streams.iter().filter(|stream| stream.highest > 0) {
                    li { key: "{stream.caseload_id}", class: "row",
                        Icon { glyph: if stream.first_hole.is_some() { Glyph::Warn } else { Glyph::Check } }
                        span {
                            {stream.caseload.clone().unwrap_or_else(|| words.text("devices-roster"))}
                            ": "
                            match stream.first_hole {
                                None => words.text_with("devices-no-gap", &[("to", stream.held_to.into())]),
                                Some(hole) => words.text_with("devices-gap", &[("hole", hole.into()), ("to", stream.highest.into())]),
                            }
                        }
                    }
                }
            }
        }
    }
}
