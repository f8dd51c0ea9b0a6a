//! A text of a record that is never lost: kept as a draft while it is typed, and written to the record when the field
//! is left.

use dioxus::prelude::*;
use wayside_seam::Request;

use super::field::{Area, LONG, over, renew};
use super::sign::Loading;
use crate::drafts::{put_draft, use_found_draft, use_way};
use crate::saving::Saver;
use crate::session::use_session;

/// A text area with a draft. The draft goes only after the record has the text.
#[component]
pub fn DraftArea(
    /// The element's id; also its test id.
    id: String,
    /// Its label.
    label: String,
    /// A sentence under the label.
    #[props(default)]
    help: String,
    /// The text in the record.
    text: String,
    /// The draft's name in the vault.
    draft: String,
    /// Sends the text and shows how that went.
    saver: Saver,
    /// What writes a text to the record.
    commit: Callback<String, Request>,
    /// Whether the text is too long to be recorded, at first and when that changes. Until it is shorter it stays a
    /// draft.
    #[props(default)]
    on_too_long: EventHandler<bool>,
) -> Element {
    let session = use_session();
    let key = use_hook(|| CopyValue::new(draft.clone()));
    let recorded = use_hook(|| text.clone());
    let way = use_way();
    let mut typed = use_signal(|| None::<String>);
    let mut begun = use_hook(|| CopyValue::new(false));
    let too_long = use_signal(|| false);
    use_effect(move || on_too_long.call(too_long()));
    let found = use_found_draft(&draft);
    let Some(found) = found else {
        return rsx! { Loading {} };
    };
    let initial = found.clone().unwrap_or(recorded);
    // Once: a draft that was found is old as soon as something else is typed or saved.
    if !*begun.read() {
        begun.set(true);
        renew(too_long, found.is_some() && over(&initial, LONG) > 0);
        typed.set(found);
    }
    rsx! {
        Area {
            id,
            label,
            help,
            initial,
            on_text: move |text: String| {
                typed.set(Some(text.clone()));
                renew(too_long, over(&text, LONG) > 0);
                put_draft(session, &way.read(), &key.read(), Some(text));
            },
            on_leave: move |()| {
                if *too_long.peek() {
                    return;
                }
                let Some(text) = typed.write().take() else { return };
                let request = commit.call(text.clone());
                let key = key.read().clone();
                session.keep(async move {
                    let result = saver.send(request).await;
                    let typed_again = typed.try_peek().is_ok_and(|typed| typed.is_some());
                    if typed_again {
                        return;
                    }
                    if result.is_ok() {
                        let _ = session.ask(Request::SaveDraft { key, text: None }).await;
                    } else if let Ok(mut typed) = typed.try_write() {
                        *typed = Some(text);
                    }
                });
            },
        }
    }
}
