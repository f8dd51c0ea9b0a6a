//! The frame of every screen: bar, heading, body, dock.
//!
//! The heading takes the focus when the screen arrives (`shell.js` looks for `h1[data-heading]`). The bar has back
//! (where there is one), the state of syncing, and the lock: one press closes the vault from anywhere.

use dioxus::prelude::*;
use wayside_seam::SyncState;

use super::button::{ButtonKind, IconButton};
use super::icon::{Glyph, Icon};
use crate::route::Route;
use crate::screens::sync::model::{Standing, standing};
use crate::session::{WayBack, use_session, use_words};

/// The frame.
#[component]
pub fn Page(
    /// The heading.
    heading: String,
    /// Text of the bar: a client's code, mostly.
    #[props(default)]
    over: String,
    /// Whether back is offered.
    #[props(default = true)]
    back: bool,
    /// Back does `on_back` instead of leaving the screen.
    #[props(default)]
    own_back: bool,
    /// What back does then.
    #[props(default)]
    on_back: EventHandler<()>,
    /// Whether sync and lock are offered: not before the vault is open.
    #[props(default = true)]
    open: bool,
    /// The next steps, kept within reach.
    #[props(default)]
    dock: Option<Element>,
    /// How many columns the dock has.
    #[props(default = 1)]
    dock_cols: u8,
    /// What makes a heading a new one within the same screen.
    #[props(default)]
    step: String,
    children: Element,
) -> Element {
    let session = use_session();
    let words = use_words();
    let can_go_back = session.offer_back(match (back, own_back) {
        (false, _) => WayBack::None,
        (true, false) => WayBack::Screen,
        (true, true) => WayBack::Own(on_back),
    });
    rsx! {
        header { class: "bar",
            if can_go_back {
                IconButton { label: words.text("nav-back"), testid: "go-back", icon: Glyph::Back, on_press: move |()| { session.press_back(); } }
            }
            div { class: "bar-title", "data-testid": "bar-title", if over.is_empty() { {words.text("app-name")} } else { "{over}" } }
            if open {
                SyncChip {}
                IconButton { label: words.text("nav-lock"), testid: "go-lock", icon: Glyph::Lock, on_press: move |()| session.lock() }
            }
        }
        main { class: "screen arrive",
            div { class: "body",
                for one in [step] {
                    h1 { key: "{one}", tabindex: "-1", "data-heading": "true", "{heading}" }
                }
                {children}
            }
            if let Some(dock) = dock {
                div { class: "dock", "data-cols": "{dock_cols}", {dock} }
            }
        }
    }
}

/// How syncing stands, in one word and one sign, on every screen.
#[component]
fn SyncChip() -> Element {
    let session = use_session();
    let words = use_words();
    let state: Option<SyncState> = session.sync.read().clone();
    let practise = session.me.read().as_ref().is_some_and(|me| me.practise);
    let standing = standing(state.as_ref(), practise);
    let glyph = match standing {
        Standing::NoSignal => Glyph::Offline,
        Standing::AllSent => Glyph::Check,
        Standing::Waiting => Glyph::Calendar,
        Standing::Working => Glyph::Sync,
        Standing::Trouble => Glyph::Warn,
        Standing::Practise => Glyph::Try,
    };
    let label = words.text(standing.chip());
    rsx! {
        button { class: "btn", "data-kind": ButtonKind::Quiet.id(), "data-testid": "go-sync", "data-state": standing.id(),
            onclick: move |_| {
                let there = session.nav.peek().here() == &Route::Sync;
                if !there {
                    session.go(Route::Sync);
                }
            },
            Icon { glyph }
            span { class: "btn-text", "{label}" }
        }
    }
}
