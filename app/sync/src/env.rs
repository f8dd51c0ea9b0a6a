//! What a call may take from outside: the instant and the randomness.

use wayside_domain::time::Timestamp;

/// The instant and the randomness that a call may use.
pub struct Env<'a> {
    /// What the clock says.
    pub now: Timestamp,
    /// Where randomness comes from.
    pub rng: &'a mut dyn rand_core::CryptoRng,
}
