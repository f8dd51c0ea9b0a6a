//! Whole teams from seeds, and the claims of `trust.md` 9 at the end of each. What a seed is made of, and what the
//! claims are: `harness/simulator.rs`.

mod rows;

use wayside_tests::long;
use wayside_tests::simulator::{draw, holds, power};

#[test]
fn seeds_hold_every_claim_against_what_the_engine_withstands() {
    for seed in long::seeds(0..200) {
        holds(&draw(seed, &power::withstood()));
    }
}
