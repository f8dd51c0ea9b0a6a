//! Devices against a relay double, frame by frame. Seeded, no clock, no sockets.

mod courier;
mod damage;
mod enrolment;
mod faults;
mod locking;
mod passphrase;
mod places;
mod relay;
mod sizes;
mod strangers;
mod syncing;
mod volumes;
mod world;
