//! A newer version of the app; [`crate::update`] says when it is taken.

use dioxus::prelude::*;

use super::Session;
use crate::update::{Take, take};

impl Session {
    /// When a newer version is taken, seen from the present screen. It reads signals, so a caller that draws or waits
    /// is called again when they change.
    pub fn takes_update(&self, typed: bool) -> Take {
        if !*self.update.read() {
            return Take::Later;
        }
        // Who unlocks goes on in the middle of something.
        let left = self.left.read();
        let midway = left
            .as_ref()
            .is_some_and(|nav| !nav.here().between_tasks(false));
        let unsaved = *self.unsaved.read() > 0 || midway;
        let unasked = self.host().platform.updates_unasked();
        take(self.nav.read().here(), typed, unsaved, unasked)
    }

    /// Changes to the newer version where nobody has to be asked.
    pub fn update_unasked(mut self, typed: bool) {
        if self.takes_update(typed) == Take::Now {
            self.update.set(false);
            self.host().platform.update();
        }
    }

    /// Changes to the newer version, as a person asked to.
    pub fn update_asked(mut self) {
        if self.takes_update(false) != Take::Later {
            self.update.set(false);
            self.host().platform.update();
        }
    }
}
