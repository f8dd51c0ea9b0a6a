//! Whole teams, played from one seed: honest devices, an enemy among them with real keys, relays, couriers, bad links.
//! Everything is the real engine, vault and relay; only sockets and clocks are not.
//!
//! ```text
//! draw ── Script (cast, acts) ──> play ── Fleet (a World and what happened to it) ──> settle ──> Picture ──> claims
//!           ▲                                  └ spy, forge: what the enemy signs with its own keys            │
//!           └──────────────── shrink: drop members and acts while the same claim breaks ◀─────────────────────┘
//! ```
//! | room | holds |
//! |---|---|
//! | `act` | what can happen, as data: a script can be printed, pasted and played again |
//! | `power` | what the enemy and bad luck can do, and what today's engine withstands |
//! | `draw`, `weights` | how a seed becomes a script |
//! | `fleet`, `play` | a world and its state; one act |
//! | `spy`, `forge`, `history`, `liar` | the enemy's keys, what it makes with them; a relay that keeps things back |
//! | `ledger`, `picture` | what honest people said; what every device shows at the end |
//! | `claims` | what has to hold, one function a claim |
//! | `trial`, `shrink` | a script on a thread of its own, with a limit of time; the least script that still breaks the claim |
//!
//! A **claim** is judged after everybody who is still there has synced three times with the first relay, over good
//! links and without lies: what is wrong then stays wrong. Texts that somebody said are tags (`said-7-by-alpha`) that
//! stand in the ledger; what the enemy makes and has no right to carries a mark (`forged-9`). So a claim needs no model
//! of the engine: it looks for tags that are missing, marks that show, and devices that show different things.
//!
//! Members of a caseload may edit its files. So the enemy, too, plays ordinary acts, which are believed and stand in
//! the ledger like anybody's. An act that can't be done (a file that is not here yet, a copy that was never made) does
//! nothing; that is what lets a script shrink.

pub mod act;
pub mod claims;
pub mod draw;
mod fleet;
mod forge;
mod history;
mod ledger;
mod liar;
mod picture;
mod play;
pub mod power;
mod shrink;
mod spy;
pub mod trial;
mod weights;

pub use act::{Act, Member, Name, Script};
pub use draw::draw;
pub use fleet::Fleet;
pub use picture::Picture;
pub use power::Power;
pub use shrink::shrink;
pub use trial::{Broken, holds, trial};
