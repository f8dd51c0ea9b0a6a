//! A phone with the app's screens, a service and a machine that are made up, and a finger.

use std::sync::Arc;

use dioxus::prelude::*;

use super::fake::Fake;
use super::finger::Finger;
use super::machine::FakeMachine;
use crate::app::App;
use crate::platform::Host;
use crate::service::Service;

/// The tests of a screen give it that screen's ways.
pub struct Phone {
    pub finger: Finger,
    pub fake: Fake,
    pub machine: FakeMachine,
}

impl Phone {
    /// With its first screen.
    pub fn on(fake: Fake, machine: FakeMachine) -> Self {
        Self::showing(VirtualDom::new(App), fake, machine)
    }

    /// With this root.
    pub fn showing(dom: VirtualDom, fake: Fake, machine: FakeMachine) -> Self {
        let host = Host {
            service: Service::new(fake.clone()),
            platform: Arc::new(machine.clone()),
        };
        let mut finger = Finger::open(dom, host);
        finger.settle();
        Self {
            finger,
            fake,
            machine,
        }
    }

    /// Presses, and gives the page once it rests.
    pub fn press(&mut self, testid: &str) -> String {
        self.finger.press(testid);
        self.finger.settle()
    }
}
