//! The one word that the machine keeps about the notes, should it lose them ([`Kept`]).

use dioxus::prelude::*;
use wayside_seam::SyncState;

use super::Session;
use crate::platform::Kept;

impl Session {
    /// The state of sync, as it was told. The machine keeps what it means for the notes, should it lose them.
    pub fn synced(mut self, state: SyncState) {
        self.sync.set(Some(state));
        self.remember();
    }

    /// Until it is known what was sent, the word of before stays.
    pub(super) fn remember(self) {
        let Some(practise) = self.me.peek().as_ref().map(|me| me.practise) else {
            return;
        };
        let platform = self.host().platform;
        let before = platform.remembered();
        let kept = match self.sync.peek().as_ref() {
            _ if practise => Kept::Practice,
            Some(state) if state.waiting_records + state.waiting_segments == 0 => Kept::Sent,
            None if before == Some(Kept::Sent) => Kept::Sent,
            _ => Kept::Unsent,
        };
        if before != Some(kept) {
            platform.remember(Some(kept));
        }
    }

    /// Something was recorded, or has come; whether it has been sent is told later.
    pub(super) fn unsent(self) {
        let platform = self.host().platform;
        if platform.remembered() == Some(Kept::Sent) {
            platform.remember(Some(Kept::Unsent));
        }
    }

    /// A person has read what became of the notes.
    pub fn forget(self) {
        self.host().platform.remember(None);
    }
}
