//! Whole teams from seeds, and the claims at the end of each. What a seed is made of, and what the claims are:
//! `harness/simulator.rs`.

mod found;
mod rows;

use std::sync::atomic::{AtomicUsize, Ordering};

use wayside_tests::long;
use wayside_tests::simulator::{Picture, draw, holds, power, trial};

#[test]
fn seeds_hold_every_claim_against_what_the_engine_withstands() {
    let aside = AtomicUsize::new(0);
    long::each(long::seeds(0..200), |seed| {
        let outcome = holds(&draw(seed, &power::withstood()));
        aside.fetch_add(outcome.aside, Ordering::Relaxed);
    });
    assert!(aside.into_inner() > 0, "nobody heard of the enemy");
}

/// Else no failure could be shrunk, or played again.
#[test]
fn a_seed_plays_the_same_twice() {
    let shown = |picture: Picture| {
        let looks = picture.looks.into_iter();
        looks
            .map(|look| {
                let files = look.files.into_iter();
                let lines = files.map(|(file, shown)| (file, shown.lines));
                (look.name, look.state.quarantined, lines.collect::<Vec<_>>())
            })
            .collect::<Vec<_>>()
    };
    for seed in 3..6 {
        let script = draw(seed, &power::withstood());
        assert_eq!(script, draw(seed, &power::withstood()));
        assert_eq!(shown(trial::played(&script)), shown(trial::played(&script)));
    }
}
