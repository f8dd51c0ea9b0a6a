//! Where a record is: no sign says more than what happened to that very record.

use wayside_seam::{Place, Role};

use super::relay::Relay;
use super::world::{Link, One, enrolled, founder};

/// A phone, its supervisor, and the relay between them.
struct World {
    phone: One,
    desk: One,
    relay: Relay,
}

impl World {
    /// The phone has recorded AB-1111, which the supervisor has read.
    fn new(seed: u64) -> World {
        let mut desk = founder(seed);
        let mut phone = enrolled(&mut desk, seed + 1, Role::Worker, None);
        let mut relay = Relay::default();
        phone.client("AB-1111");
        phone.synced(&mut relay);
        desk.synced(&mut relay);
        phone.synced(&mut relay);
        World { phone, desk, relay }
    }

    /// Records on the phone so many times, each in a segment of its own, and has them read.
    fn read(&mut self, codes: &[&str]) {
        for code in codes {
            self.phone.client(code);
            self.phone.synced(&mut self.relay);
        }
        self.desk.synced(&mut self.relay);
    }

    fn meet(&mut self) {
        self.phone.sync(&mut self.relay, Link::Good);
    }
}

#[test]
fn a_record_is_where_it_went_and_no_further() {
    use Place::{AtRelay, OnlyHere, ReadBySupervisor, WithCourier};
    type Story = fn(&mut World);
    // What happened to NO-2222; AB-1111 was read before and stays so.
    let table: [(&str, Story, Place); 9] = [
        ("recorded", |w| w.phone.client("NO-2222"), OnlyHere),
        (
            "in a courier's file that did not leave",
            |w| {
                w.phone.client("NO-2222");
                w.phone.pack(false);
            },
            OnlyHere,
        ),
        (
            "given to a courier",
            |w| {
                w.phone.client("NO-2222");
                w.phone.give(false);
            },
            WithCourier,
        ),
        (
            "acknowledged",
            |w| {
                w.phone.client("NO-2222");
                w.meet();
            },
            AtRelay,
        ),
        (
            "acknowledged, and the acknowledgement was lost",
            |w| {
                w.phone.client("NO-2222");
                w.phone.sync(&mut w.relay, Link::Cut(0));
            },
            OnlyHere,
        ),
        (
            "read, and the receipt came",
            |w| {
                w.read(&["NO-2222"]);
                w.meet();
            },
            ReadBySupervisor,
        ),
        (
            "read by way of an acknowledgement that was lost",
            |w| {
                w.phone.client("NO-2222");
                w.phone.sync(&mut w.relay, Link::Cut(0));
                w.desk.synced(&mut w.relay);
                w.meet();
            },
            ReadBySupervisor,
        ),
        (
            "corrected after it was read",
            |w| {
                w.read(&["NO-2222"]);
                w.meet();
                let id = w.phone.find("NO-2222");
                let line =
                    format!(r#"{{"type":"client","id":"{id}","code":"NO-2222","sex":"female"}}"#);
                w.phone.record(&line).unwrap();
            },
            OnlyHere,
        ),
        (
            "read, and the relay was put back",
            |w| {
                w.read(&["NO-2222"]);
                w.meet();
                w.relay = Relay {
                    epoch: 2,
                    ..Relay::default()
                };
                w.phone.sync(&mut w.relay, Link::Down);
            },
            ReadBySupervisor,
        ),
    ];
    for (seed, (story, happen, expected)) in table.into_iter().enumerate() {
        let mut world = World::new(100 + 10 * seed as u64);
        happen(&mut world);
        assert_eq!(world.phone.place("NO-2222"), expected, "{story}");
        assert_eq!(world.phone.place("AB-1111"), ReadBySupervisor, "{story}");
    }
}

/// A copy gives the numbers of what its original sent to other records. A receipt names a number.
#[test]
fn what_a_vault_records_that_was_put_back_is_not_called_read_for_what_it_recorded_before() {
    // How many records the original had read, and how many the copy makes before it hears of that, in segments of their
    // own.
    for (read, made) in [(1, 1), (1, 3), (3, 1), (3, 3)] {
        let mut world = World::new(300 + 10 * read as u64 + made as u64);
        let mut copy = world.phone.copied();
        let codes = ["GO-1111", "GO-2222", "GO-3333"];
        world.read(&codes[..read]);
        let mut own = Vec::new();
        for n in 0..made {
            let code = format!("NO-{n}{n}{n}{n}");
            copy.client(&code);
            copy.pack(false);
            own.push(code);
        }
        for _ in 0..3 {
            copy.sync(&mut world.relay, Link::Good);
            world.desk.sync(&mut world.relay, Link::Good);
        }
        copy.client("NO-9999");
        copy.sync(&mut world.relay, Link::Good);
        own.push("NO-9999".into());
        for code in own {
            let place = copy.place(&code);
            let reached = world.desk.codes().contains(&code);
            assert!(
                place != Place::ReadBySupervisor || reached,
                "{read} {made}: {code}"
            );
        }
        assert_eq!(copy.place("AB-1111"), Place::ReadBySupervisor);
    }
}
