use std::sync::atomic::{AtomicU64, Ordering};

use super::*;

#[derive(Default)]
struct Hands(AtomicU64);

impl Clock for Hands {
    fn hours(&self) -> u64 {
        0
    }

    fn millis(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

fn places(unknown: usize, known: usize) -> (Places, Arc<Hands>) {
    let clock = Arc::new(Hands::default());
    let bounds = Bounds {
        unknown,
        known,
        unknown_at_address: 2,
        known_at_address: 3,
        of_device: 4,
        ..Bounds::default()
    };
    (Places::new(bounds, clock.clone()), clock)
}

fn at(n: u8) -> IpAddr {
    [10, 0, 0, n].into()
}

fn prove(place: &Place, device: u8) -> bool {
    place.prove(TeamId([0; 16]), DeviceId([device; 16]))
}

/// As many as there are.
fn all(places: &Places, address: IpAddr) -> Vec<Place> {
    std::iter::from_fn(|| places.take(address)).collect()
}

#[test]
fn an_address_has_a_share_and_gives_it_back() {
    let (places, _) = places(5, 5);
    let first = all(&places, at(1));
    assert_eq!(first.len(), 2);
    assert_eq!(all(&places, at(2)).len(), 2);
    drop(first);
    assert_eq!(all(&places, at(1)).len(), 2);
    let many: Vec<_> = (1..9).flat_map(|n| all(&places, at(n))).collect();
    assert_eq!(many.len(), 5, "all together");
    drop(many);
    let state = places.state();
    assert!(state.taken.is_empty() && state.at_address.0.is_empty());
}

#[test]
fn a_client_that_owns_a_64_is_one_address_and_so_is_one_that_comes_over_both() {
    let one: IpAddr = "2001:db8:1:2::1".parse().unwrap();
    let other: IpAddr = "2001:db8:1:2:ffff::2".parse().unwrap();
    let next: IpAddr = "2001:db8:1:3::1".parse().unwrap();
    assert_eq!(network(one), network(other));
    assert_ne!(network(one), network(next));
    assert_eq!(network("::ffff:10.0.0.1".parse().unwrap()), at(1));
}

#[test]
fn who_proved_itself_has_a_place_when_there_is_none_for_the_unknown() {
    let (places, clock) = places(4, 4);
    assert!(prove(&places.take(at(1)).unwrap(), 1));
    let flood: Vec<_> = (2..9).flat_map(|n| all(&places, at(n))).collect();
    assert_eq!(flood.len(), 4);
    assert!(places.take(at(9)).is_none());
    assert_eq!(all(&places, at(1)).len(), 3);
    // A day later nobody lives there any more. Somebody else's request tidies up.
    clock.0.store(LATELY, Ordering::Relaxed);
    assert!(prove(&flood[0], 2));
    let _freed = places.take(at(9)).unwrap();
    assert!(places.take(at(1)).is_none());
}

#[test]
fn a_proof_moves_its_place_to_the_known_ones() {
    let (places, _) = places(2, 4);
    let held = places.take(at(1)).unwrap();
    assert!(prove(&held, 1));
    assert_eq!(all(&places, at(2)).len(), 2, "its first place is free");
    assert!(prove(&held, 1), "again on the same connection");
    assert_eq!(places.state().of_device.0.values().sum::<usize>(), 1);
}

#[test]
fn a_member_makes_one_address_known_and_takes_few_places() {
    let (places, clock) = places(40, 40);
    let held: Vec<_> = (1..9).map(|n| places.take(at(n)).unwrap()).collect();
    let proved = held.iter().filter(|place| prove(place, 1)).count();
    assert_eq!(proved, 4);
    assert_eq!(places.state().living_at.0.len(), 1);
    // It has moved, which is believed after a while.
    drop(held);
    let there = places.take(at(2)).unwrap();
    clock.0.store(STAYS - 1, Ordering::Relaxed);
    assert!(prove(&there, 1));
    assert_eq!(places.state().living_at.count(&at(2)), 0);
    clock.0.store(STAYS, Ordering::Relaxed);
    assert!(prove(&there, 1));
    assert_eq!(places.state().living_at.count(&at(2)), 1);
    assert_eq!(places.state().living_at.count(&at(1)), 0);
}
