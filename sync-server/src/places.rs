//! Who may have a place, when more want one than there are.
//!
//! A **place** is an open connection, or behind a proxy a request that is under way: the proxy's own connections say
//! nothing about who is behind them. An **address** is an IPv4 address, or the /64 of an IPv6 address, since a client
//! chooses the rest by itself. It is **known** while a device lives there: the last signed request of that device
//! which verified came from there, within a day. All the relay sees of a new connection is its address.
//!
//! | bound ([`Bounds`]) | value | why |
//! |---|---|---|
//! | `unknown` | 400 | With `known` it stays below 1,024, the usual number of files that a process may open. |
//! | `known` | 500 | Own places, so that a flood of unknown ones takes none of them. |
//! | `unknown_at_address` | 32 | One address can't take the places of others. |
//! | `known_at_address` | 100 | A whole team may share an office's line, or a mobile operator's address. |
//! | `of_device` | 8 | A device needs one. A member's phone that asks for more is told to come later. |
//! | `head` | 10 s | For a request's first line and headers, and for an unknown device to say who it is. |
//! | `floor` | 512 B/s | Bodies and answers may take a minute more than at this pace. 2G has four times that. |
//!
//! - A connection without a place is closed as soon as it is accepted: always the newest, and nobody who is inside.
//! - Who proves itself moves from a place of the unknown to one of the known, if one is left.
//! - A device lives at one address, and moves once in two minutes at most. So a member can't make many addresses known.
//! - All of it is in memory. After a restart every address is unknown until its next request.
//!
//! Refused: waiting for a place (the queue would be full of those who wait), and evicting the oldest (it may be a phone
//! on a slow line).

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use wayside_protocol::{DeviceId, TeamId};

use crate::clock::Clock;

/// How many places there are, and how slow their holders may be. The module says why.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Places for addresses where no known device lives.
    pub unknown: usize,
    /// Places for addresses where one does.
    pub known: usize,
    /// Of the first, for each address.
    pub unknown_at_address: usize,
    /// Of the second, for each address.
    pub known_at_address: usize,
    /// Places where one device has proved itself.
    pub of_device: usize,
    /// For a request's head, and for an unknown device to prove itself.
    pub head: Duration,
    /// Bytes a second. Slower bodies and answers are cut.
    pub floor: u32,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            unknown: 400,
            known: 500,
            unknown_at_address: 32,
            known_at_address: 100,
            of_device: 8,
            head: Duration::from_secs(10),
            floor: 512,
        }
    }
}

impl Bounds {
    /// How long so many bytes may take at the slowest pace.
    pub(crate) fn at_floor(&self, bytes: u64) -> Duration {
        Duration::from_millis(bytes.saturating_mul(1_000) / u64::from(self.floor.max(1)))
    }
}

/// For so long an address stays known, in milliseconds.
const LATELY: u64 = 24 * 60 * 60 * 1_000;
/// A device that has moved stays for so long.
const STAYS: u64 = 2 * 60 * 1_000;
/// Devices of which the address is remembered. With `--open` anybody can make devices without end.
const REMEMBERED: usize = 20_000;
/// Addresses are forgotten so often.
const TIDIED_EVERY: u64 = 60 * 60 * 1_000;

type Device = (TeamId, DeviceId);

/// All places of one listening socket. Clones are the same places.
#[derive(Clone)]
pub(crate) struct Places {
    bounds: Bounds,
    clock: Arc<dyn Clock>,
    state: Arc<Mutex<State>>,
}

/// A place that is taken. It is free again when this is dropped.
pub(crate) struct Place {
    places: Places,
    number: u64,
}

#[derive(Default)]
struct State {
    numbers: u64,
    taken: HashMap<u64, Taken>,
    /// By whether they are places of the known.
    in_all: Tally<bool>,
    at_address: Tally<(IpAddr, bool)>,
    of_device: Tally<Device>,
    homes: HashMap<Device, Home>,
    living_at: Tally<IpAddr>,
    tidied: u64,
}

#[derive(Clone, Copy)]
struct Taken {
    address: IpAddr,
    is_known: bool,
    device: Option<Device>,
}

/// Where a device lives.
struct Home {
    address: IpAddr,
    moved: u64,
    seen: u64,
}

impl Places {
    pub(crate) fn new(bounds: Bounds, clock: Arc<dyn Clock>) -> Self {
        let state = Arc::default();
        Self {
            bounds,
            clock,
            state,
        }
    }

    /// A place for a client at this address, if there is one.
    pub(crate) fn take(&self, client: IpAddr) -> Option<Place> {
        let address = network(client);
        let mut state = self.state();
        let is_neighbour = state.living_at.count(&address) > 0;
        let is_known = is_neighbour && self.has_room(&state, address, true);
        if !is_known && !self.has_room(&state, address, false) {
            return None;
        }
        let number = state.numbers;
        state.numbers += 1;
        state.enter(number, address, is_known);
        drop(state);
        Some(Place {
            places: self.clone(),
            number,
        })
    }

    fn has_room(&self, state: &State, address: IpAddr, is_known: bool) -> bool {
        let (in_all, at_address) = if is_known {
            (self.bounds.known, self.bounds.known_at_address)
        } else {
            (self.bounds.unknown, self.bounds.unknown_at_address)
        };
        state.in_all.count(&is_known) < in_all
            && state.at_address.count(&(address, is_known)) < at_address
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// A signed request of this device came through here and verified. False: the device has places enough elsewhere.
    pub(crate) fn prove(&self, team: TeamId, device: DeviceId) -> bool {
        let (places, device) = (&self.places, (team, device));
        let now = places.clock.millis();
        let mut state = places.state();
        let Some(mut taken) = state.leave(self.number) else {
            return true;
        };
        let is_new = taken.device != Some(device);
        if is_new && state.of_device.count(&device) >= places.bounds.of_device {
            state.put(self.number, taken);
            return false;
        }
        taken.device = Some(device);
        taken.is_known = taken.is_known || places.has_room(&state, taken.address, true);
        state.put(self.number, taken);
        state.settle(device, taken.address, now);
        true
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.state().leave(self.number);
    }
}

impl State {
    fn enter(&mut self, number: u64, address: IpAddr, is_known: bool) {
        let device = None;
        self.put(
            number,
            Taken {
                address,
                is_known,
                device,
            },
        );
    }

    fn put(&mut self, number: u64, taken: Taken) {
        self.in_all.add(taken.is_known);
        self.at_address.add((taken.address, taken.is_known));
        if let Some(device) = taken.device {
            self.of_device.add(device);
        }
        self.taken.insert(number, taken);
    }

    fn leave(&mut self, number: u64) -> Option<Taken> {
        let taken = self.taken.remove(&number)?;
        self.in_all.sub(&taken.is_known);
        self.at_address.sub(&(taken.address, taken.is_known));
        if let Some(device) = taken.device {
            self.of_device.sub(&device);
        }
        Some(taken)
    }

    /// The device lives here now.
    fn settle(&mut self, device: Device, address: IpAddr, now: u64) {
        self.forget_old(now);
        let is_full = self.homes.len() >= REMEMBERED;
        match self.homes.get_mut(&device) {
            Some(home) if home.address == address => home.seen = now,
            Some(home) if now.saturating_sub(home.moved) < STAYS => {}
            Some(home) => {
                self.living_at.sub(&home.address);
                self.living_at.add(address);
                (home.address, home.moved, home.seen) = (address, now, now);
            }
            None if !is_full => {
                self.living_at.add(address);
                let (moved, seen) = (now, now);
                self.homes.insert(
                    device,
                    Home {
                        address,
                        moved,
                        seen,
                    },
                );
            }
            None => {}
        }
    }

    fn forget_old(&mut self, now: u64) {
        if now.saturating_sub(self.tidied) < TIDIED_EVERY {
            return;
        }
        self.tidied = now;
        let living_at = &mut self.living_at;
        self.homes.retain(|_, home| {
            let is_recent = now.saturating_sub(home.seen) < LATELY;
            if !is_recent {
                living_at.sub(&home.address);
            }
            is_recent
        });
    }
}

/// How many of each.
struct Tally<K>(HashMap<K, usize>);

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash> Tally<K> {
    fn count(&self, key: &K) -> usize {
        self.0.get(key).copied().unwrap_or(0)
    }

    fn add(&mut self, key: K) {
        *self.0.entry(key).or_default() += 1;
    }

    fn sub(&mut self, key: &K) {
        let Some(count) = self.0.get_mut(key) else {
            return;
        };
        *count = count.saturating_sub(1);
        if *count == 0 {
            self.0.remove(key);
        }
    }
}

/// What counts as one address.
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

#[cfg(test)]
mod tests;
