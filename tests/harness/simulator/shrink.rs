//! The least script: acts are dropped by halves, quarters … and one by one, then members, while the same claim breaks.

use std::time::{Duration, Instant};

use super::{Script, trial};

/// Then what is left is good enough.
const LONGEST: Duration = Duration::from_secs(120);

pub fn shrink(script: &Script, claim: u8) -> Script {
    let began = Instant::now();
    let breaks =
        |script: &Script| began.elapsed() < LONGEST && trial(script).breaks(claim).is_some();
    let mut least = script.clone();
    least.acts = fewer(&least.acts, |acts| {
        let acts = acts.to_vec();
        breaks(&Script {
            acts,
            ..least.clone()
        })
    });
    least.cast = fewer(&least.cast, |cast| {
        let cast = cast.to_vec();
        breaks(&Script {
            cast,
            ..least.clone()
        })
    });
    least
}

/// As few of these as will do.
fn fewer<T: Clone>(all: &[T], mut will_do: impl FnMut(&[T]) -> bool) -> Vec<T> {
    let mut left = all.to_vec();
    let mut size = left.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        let before = left.len();
        while at < left.len() {
            let end = (at + size).min(left.len());
            let without = [&left[..at], &left[end..]].concat();
            match will_do(&without) {
                true => left = without,
                false => at = end,
            }
        }
        if size > 1 {
            size = size.div_ceil(2);
        } else if left.len() == before {
            size = 0;
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::fewer;

    #[test]
    fn what_is_needed_stays_and_nothing_else() {
        let all: Vec<u32> = (0..40).collect();
        let needed = |some: &[u32]| [7, 8, 31].iter().all(|one| some.contains(one));
        assert_eq!(fewer(&all, needed), [7, 8, 31]);
        assert_eq!(fewer(&all, |_| true), [0; 0]);
        assert_eq!(fewer(&all, |some| some.len() == 40), all);
    }
}
