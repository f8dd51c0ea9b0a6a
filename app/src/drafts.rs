//! Drafts: what was typed and is not part of a record yet, sealed in the vault.
//!
//! | what happens | what is kept |
//! |---|---|
//! | a key, a tap | the whole text or form; one request at a time, the newest wins |
//! | the record is saved | the draft goes, after the record is durable |
//! | the screen is left with a request under way | the task that sends owns what waits, so the last letters follow |
//! | the app dies in between | the next visit begins with the draft |
//!
//! Refused: a change of the document for every key (each would travel to the relay); a draft in clear or only in
//! memory.

use std::cell::RefCell;
use std::rc::Rc;

use dioxus::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wayside_seam::{Reply, Request};

use crate::session::{Session, use_session};

/// The way one draft goes to the vault.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outgoing {
    sending: bool,
    waiting: Option<Option<String>>,
}

impl Outgoing {
    /// The newest draft (`None` removes it); true when somebody must start sending.
    pub fn put(&mut self, draft: Option<String>) -> bool {
        self.waiting = Some(draft);
        !std::mem::replace(&mut self.sending, true)
    }

    /// What to send next; sending ends with `None`.
    pub fn take(&mut self) -> Option<Option<String>> {
        let next = self.waiting.take();
        self.sending = next.is_some();
        next
    }
}

/// Held by the screen and by the task that sends, so that what waits outlives the screen.
pub type Way = Rc<RefCell<Outgoing>>;

/// The way of this component's draft.
pub fn use_way() -> CopyValue<Way> {
    use_hook(|| CopyValue::new(Way::default()))
}

/// Puts the newest draft on its way. Keeps going when the screen is left.
pub fn put_draft(session: Session, way: &Way, key: &str, draft: Option<String>) {
    let start = way.borrow_mut().put(draft);
    if !start {
        return;
    }
    let (key, way) = (key.to_owned(), Rc::clone(way));
    session.keep(async move {
        loop {
            let next = way.borrow_mut().take();
            let Some(text) = next else { return };
            let key = key.clone();
            let _ = session.ask(Request::SaveDraft { key, text }).await;
        }
    });
}

/// The draft with this name: `None` until the vault has answered.
pub fn use_found_draft(key: &str) -> Option<Option<String>> {
    let session = use_session();
    let key = key.to_owned();
    let found = use_resource(move || {
        let key = key.clone();
        async move {
            match session.ask(Request::Draft { key }).await {
                Ok(Reply::Draft(text)) => text,
                _ => None,
            }
        }
    });
    found.read().clone()
}

/// A form whose every change is kept.
pub struct Form<T: 'static> {
    session: Session,
    key: Signal<String>,
    way: CopyValue<Way>,
    model: Signal<Option<T>>,
}

impl<T: 'static> Clone for Form<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for Form<T> {}

impl<T: 'static> PartialEq for Form<T> {
    fn eq(&self, other: &Self) -> bool {
        self.model == other.model
    }
}

/// The form with this name, as it was left; `None` until the vault has answered.
pub fn use_form<T: Serialize + DeserializeOwned + Clone + 'static>(
    key: &str,
    first: impl FnOnce() -> T,
) -> (Form<T>, Option<T>) {
    let session = use_session();
    let found = use_found_draft(key);
    let mut form = Form {
        session,
        key: use_signal(|| key.to_owned()),
        way: use_way(),
        model: use_signal(|| None),
    };
    if form.model.peek().is_none()
        && let Some(found) = found
    {
        let kept = found.and_then(|text| serde_json::from_str(&text).ok());
        form.model.set(Some(kept.unwrap_or_else(first)));
    }
    let model = form.model.read().clone();
    (form, model)
}

impl<T: Serialize + Clone + 'static> Form<T> {
    /// Changes the form and keeps the change.
    pub fn change(mut self, change: impl FnOnce(&mut T)) {
        let text = {
            let mut guard = self.model.write();
            let Some(model) = guard.as_mut() else { return };
            change(model);
            serde_json::to_string(model).ok()
        };
        if text.is_some() {
            put_draft(self.session, &self.way.read(), &self.key.peek(), text);
        }
    }

    /// The form as it is.
    pub fn now(self) -> Option<T> {
        self.model.peek().clone()
    }

    /// The record is durable: the draft may go.
    pub fn done(self) {
        put_draft(self.session, &self.way.read(), &self.key.peek(), None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newest_draft_wins_and_only_one_request_is_under_way() {
        let mut outgoing = Outgoing::default();
        assert!(outgoing.put(Some("a".into())));
        assert_eq!(outgoing.take(), Some(Some("a".into())));
        assert!(!outgoing.put(Some("ab".into())));
        assert!(!outgoing.put(Some("abc".into())));
        assert_eq!(outgoing.take(), Some(Some("abc".into())));
        assert_eq!(outgoing.take(), None);
        assert!(outgoing.put(None), "sending starts again after it ended");
    }
}
