//! How many worlds a test goes through, and how long each: a few for every change, more in `tests/more`.
//!
//! `WAYSIDE_SEEDS=5000..5100` takes these seeds instead of a test's own; `WAYSIDE_STEPS=10` makes ten times as many
//! steps in each.

use std::ops::Range;
use std::sync::Mutex;
use std::thread;

/// Each seed, on as many threads as there are cores, until one fails.
pub fn each(seeds: Range<u64>, run: impl Fn(u64) + Sync) {
    let left = Mutex::new(seeds);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        let last = Last(&left);
        loop {
            let next = last.0.lock().unwrap().next();
            match next {
                Some(seed) => run(seed),
                None => return,
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(work);
        }
    });
}

/// Nothing is left for others once a thread has failed.
struct Last<'a>(&'a Mutex<Range<u64>>);

impl Drop for Last<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            *self.0.lock().unwrap() = 0..0;
        }
    }
}

pub fn seeds(usual: Range<u64>) -> Range<u64> {
    let Ok(given) = std::env::var("WAYSIDE_SEEDS") else {
        return usual;
    };
    parse(&given).unwrap_or_else(|| panic!("WAYSIDE_SEEDS is FIRST..END, not {given}"))
}

fn parse(given: &str) -> Option<Range<u64>> {
    let (first, end) = given.split_once("..")?;
    let seeds = first.parse().ok()?..end.parse().ok()?;
    (!seeds.is_empty()).then_some(seeds)
}

pub fn steps(usual: u32) -> u32 {
    match std::env::var("WAYSIDE_STEPS") {
        Ok(times) => usual * times.parse::<u32>().unwrap(),
        Err(_) => usual,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn seeds_are_a_range_that_is_not_empty() {
        assert_eq!(parse("5000..5100"), Some(5000..5100));
        for wrong in ["", "7", "7..", "..7", "9..9", "9..7", "7..=9", "a..b"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
