//! What the session makes of what it hears: the service's notices, and the machine's events. The table is [`super`]'s.

use dioxus::prelude::*;
use wayside_seam::{Notice, Reply, Request};

use super::Session;
use crate::given::join_text;
use crate::i18n::Words;
use crate::platform::Event;
use crate::reminder;
use crate::route::Route;

impl Session {
    pub(super) async fn happened(mut self, event: Event) {
        let open = self.me.peek().as_ref().map(|me| me.practise);
        let request = match (event, open) {
            (Event::Signal(on), _) => {
                self.signal.set(Some(on));
                // A closed vault refuses this request but remembers it: opened without a network, it does not try to
                // sync first.
                Some(Request::Signal(on))
            }
            (Event::TimeToSync, Some(false)) => Some(Request::SyncNow),
            (Event::TimeToSync, _) => None,
            (Event::UpdateWaits, _) => {
                self.update.set(true);
                None
            }
            (Event::UpdateNoRoom, _) => {
                self.no_room.set(true);
                None
            }
            (Event::Offline, _) => {
                self.offline.set(self.host().platform.offline());
                None
            }
            (Event::Language, _) => {
                let words = Words::new(&self.host().language());
                if words.language().tag != self.words.peek().language().tag {
                    self.words.set(words);
                    self.look_ahead();
                }
                None
            }
            (Event::Reminders(on), _) => {
                self.reminders.set(Some(on));
                self.reminded.set(None);
                self.look_ahead();
                None
            }
            (Event::Back, _) => {
                if !self.press_back() {
                    self.host().platform.leave();
                }
                None
            }
            (Event::ReceivedFile, _) => {
                while let Some(file) = self.host().platform.received_file() {
                    self.given_files.write().push_back(file);
                }
                self.show_given_file();
                None
            }
            (Event::Received, _) => {
                let given = self.host().platform.received();
                if let Some(text) = given.as_deref().and_then(join_text) {
                    self.given.set(Some(text));
                    self.show_given();
                }
                None
            }
        };
        let Some(request) = request else { return };
        if let Ok(Reply::Sync(state)) = self.ask(request).await {
            self.synced(state);
        }
    }

    pub(super) fn heard(mut self, notice: Notice) {
        match notice {
            Notice::Changed { .. } => {
                self.revision += 1;
                self.unsent();
                self.look_ahead();
            }
            Notice::Sync(state) => self.synced(state),
            Notice::Locked => {
                let there = matches!(self.nav.peek().here(), Route::Unlock | Route::Halted(_));
                if !there {
                    self.locked();
                }
            }
        }
    }

    /// Opens the screen for a text that another app handed over. While the vault is closed or not there yet, the text
    /// waits.
    pub(super) fn show_given(mut self) {
        if self.given.peek().is_none() {
            return;
        }
        let here = self.nav.peek().here().clone();
        let leads = self.me.peek().as_ref().map(|me| me.role.leads());
        match (here, leads) {
            (Route::Join, _) => self.replace(Route::Join),
            (Route::Approve, Some(true)) => self.replace(Route::Approve),
            (_, Some(true)) => self.go(Route::Approve),
            (_, Some(false)) => self.given.set(None),
            (_, None) => {}
        }
    }

    /// Opens the screen for a file that came. While the vault is closed, the file waits. A device without a team can't
    /// use it.
    pub(super) fn show_given_file(self) {
        let wanted = !self.given_files.peek().is_empty() && self.me.peek().is_some();
        if wanted && *self.nav.peek().here() != Route::Courier {
            self.go(Route::Courier);
        }
    }

    /// Whether there is something to remind of and the person wants it. A practice team has no reminders.
    fn reminds(&self) -> bool {
        let practises = self.me.peek().as_ref().is_some_and(|me| me.practise);
        *self.reminders.peek() == Some(true) && !practises
    }

    /// Sets the machine's reminder by what is due next. While one look is under way, further changes only make it look
    /// once more at its end.
    pub(super) fn look_ahead(mut self) {
        if !self.reminds() {
            return;
        }
        let under_way = self.looking_ahead.peek().is_some();
        self.looking_ahead.set(Some(under_way));
        if under_way {
            return;
        }
        dioxus::core::spawn_forever(async move {
            loop {
                let now = self.now();
                let reply = self.ask(reminder::question(now)).await;
                // It may have been switched off meanwhile.
                if let Ok(reply) = reply.as_ref()
                    && self.reminds()
                {
                    let at = reminder::morning(reminder::earliest(reply), now);
                    let text = self.words.peek().text("reminder-notice");
                    let notice = Some((at, text.clone()));
                    if *self.reminded.peek() != notice {
                        self.host().platform.remind(at, &text);
                        self.reminded.set(notice);
                    }
                }
                if self.looking_ahead.take() != Some(true) {
                    return;
                }
                self.looking_ahead.set(Some(false));
            }
        });
    }
}
