//! Roster entries that are false.

use rand::RngExt;
use wayside_protocol::{CaseloadId, Chain, DeviceId, Kind};
use wayside_seam::Role;
use wayside_sync::identity::Identity;
use wayside_sync::key::Key;
use wayside_sync::keyring::Grant;
use wayside_sync::roster::{self, Entry};
use wayside_sync::seal::MAX_SEALED_BODY;
use wayside_sync::team;

use super::Pen;
use crate::simulator::act::CASELOADS;
use crate::simulator::ledger::FORGED;
use crate::simulator::spy;

impl Pen<'_> {
    pub(super) fn false_statement(&mut self) {
        let all = spy::everybody(self.station);
        let entry = match self.rng.random_range(0..4) {
            0 => {
                // It admits another phone of its own, as an admin, which only a lead may.
                let mut chain = self.self_made();
                if self.spy.role.leads() {
                    // A lead may: then it is the signature that is wrong.
                    chain.0.last_mut().unwrap().signature[0] ^= 1;
                }
                Entry::Admitted(chain)
            }
            1 => Entry::Unknown(200, self.noise(60)),
            2 => Entry::Unknown(3, self.noise(60)),
            _ if self.spy.role.leads() => Entry::Unknown(1, self.noise(60)),
            _ => self.newer_key(&all).remove(0),
        };
        self.state(&[entry]);
    }

    fn self_made(&mut self) -> Chain {
        let new = Identity::random(&mut self.rng);
        let badge = team::Badge {
            role: Role::Admin,
            label: FORGED.into(),
        };
        let (spy, rng) = (&self.spy, &mut self.rng);
        let (sign, kem) = (new.sign_public(), new.kem_public());
        team::certify(&spy.team, &spy.chain, &spy.identity, sign, kem, &badge, rng).unwrap()
    }

    /// A newer key for the first caseload, given to the first half of the devices.
    pub(super) fn bogus_key(&mut self) {
        let all = spy::everybody(self.station);
        let some = &all[..all.len() / 2];
        let entries = self.newer_key(some);
        self.state(&entries);
    }

    fn newer_key(&mut self, to: &[(DeviceId, [u8; 32])]) -> Vec<Entry> {
        let grant = Grant {
            caseload: self.home,
            epoch: self.spy.keyring.current(self.home).unwrap().epoch + 1,
            key: Key::random(&mut self.rng),
            name: CASELOADS[0].into(),
        };
        let (team, me) = (self.spy.team.id(), self.spy.identity.id());
        roster::wrap_keys(team, me, &grant, to, &mut self.rng).unwrap()
    }

    fn state(&mut self, entries: &[Entry]) {
        let written: Vec<_> = entries.iter().map(Entry::write).collect();
        let (_, body) = roster::fill(&written, MAX_SEALED_BODY).unwrap();
        let header = self.next(Kind::Roster, CaseloadId::ROSTER);
        self.write(header, &body);
    }
}
