//! Sync: what waits, what was sent and received, when, and a plain reason when it fails.

pub mod model;

use dioxus::prelude::*;
use wayside_seam::{Phase, Reply, Request, SyncState};

use self::model::{Standing, amount, standing};
use crate::components::{Banner, Button, ButtonKind, Glyph, Loading, Page, ProblemBanner, Tone};
use crate::i18n::Words;
use crate::route::Route;
use crate::saving::use_saver;
use crate::session::{use_session, use_words};

/// The screen.
#[component]
pub fn SyncScreen() -> Element {
    let session = use_session();
    let words = use_words();
    let saver = use_saver();
    use_hook(|| {
        saver.ask(Request::SyncState, move |result| {
            if let Ok(Reply::Sync(state)) = result {
                session.synced(state);
            }
        });
    });
    let practise = session.me.read().as_ref().is_some_and(|me| me.practise);
    let state = session.sync.read().clone();
    let now = session.now();
    let can_sync = !practise;
    let waits = state
        .as_ref()
        .is_some_and(|state| matches!(state.phase, Phase::Working));
    rsx! {
        Page {
            heading: words.text("sync-title"),
            dock: can_sync.then(|| rsx! {
                Button {
                    label: words.text("sync-now"),
                    testid: "sync-now",
                    kind: ButtonKind::Main,
                    icon: Glyph::Sync,
                    wide: true,
                    off: waits,
                    on_press: move |()| saver.ask(Request::SyncNow, move |result| {
                        if let Ok(Reply::Sync(state)) = result {
                            session.synced(state);
                        }
                    }),
                }
            }),
            ProblemBanner { problem: saver.problem() }
            match state {
                None => rsx! { Loading {} },
                Some(state) => rsx! { Standings { state: state.clone(), practise, when: when(&words, &state, now) } },
            }
            if can_sync {
                Button { label: words.text("courier-title"), testid: "go-courier", icon: Glyph::Box, wide: true, on_press: move |()| session.go(Route::Courier) }
            }
        }
    }
}

/// An amount of bytes in words.
pub fn amount_words(words: &Words, bytes: u64) -> String {
    let (id, count) = amount(bytes);
    words.text_with(id, &[("count", count.into())])
}

fn when(words: &Words, state: &SyncState, now: wayside_domain::time::Timestamp) -> String {
    state.last_success.map_or_else(
        || words.text("ago-never"),
        |at| words.ago(at.chrono(), now.chrono()),
    )
}

/// The figures.
#[component]
fn Standings(state: SyncState, practise: bool, when: String) -> Element {
    let words = use_words();
    let standing = standing(Some(&state), practise);
    let tone = match standing {
        Standing::Trouble => Tone::Urgent,
        Standing::NoSignal => Tone::Care,
        Standing::AllSent => Tone::Good,
        Standing::Practise | Standing::Working | Standing::Waiting => Tone::Info,
    };
    let sized = |bytes| amount_words(&words, bytes);
    let waiting = state.waiting_records + state.waiting_segments;
    rsx! {
        div { "data-testid": "sync-standing", "data-state": standing.id(), role: "status",
            Banner { tone, title: words.text(&format!("sync-standing-{}", standing.id())),
                p { {words.text(&format!("sync-standing-{}-help", standing.id()))} }
            }
            ProblemBanner { problem: state.problem.clone().filter(|_| standing == Standing::Trouble) }
            if let Phase::Waiting { retry_in_ms } = state.phase {
                p { {words.text_with("sync-retry", &[("count", (retry_in_ms / 1000 + 1).into())])} }
            }
            if state.to_open > 0 {
                p { {words.text_with("sync-to-open", &[("count", state.to_open.into())])} }
            }
            if state.quarantined > 0 {
                Banner { tone: Tone::Care, p { {words.text_with("sync-quarantined", &[("count", state.quarantined.into())])} } }
            }
        }
        if !practise {
        dl { class: "facts card",
            dt { {words.text("sync-waiting-label")} }
            dd { "data-testid": "sync-waiting", "data-count": "{waiting}", {words.number(waiting)} }
            dt { {words.text("sync-sent-label")} }
            dd { "data-testid": "sync-sent", "data-count": "{state.sent_total}", {words.number(state.sent_total)} " · " {sized(state.bytes_up)} }
            dt { {words.text("sync-received-label")} }
            dd { "data-testid": "sync-received", "data-count": "{state.received_total}",
                {words.number(state.received_total)} " · " {sized(state.bytes_down)}
            }
            dt { {words.text("sync-last-label")} }
            dd { "data-testid": "sync-last", "{when}" }
        }
        p { class: "soft small", {words.text("sync-privacy")} }
        }
    }
}
