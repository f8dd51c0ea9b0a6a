//! How long to wait after a failure: doubled each time up to a longest wait. Half of it is left to chance, so that
//! fifty phones that lost one relay do not come back in one instant. There is no last attempt.

use rand_core::CryptoRng;

use crate::engine::Pace;

/// Milliseconds to wait after the `failures`-th failure in a row (from 1).
pub fn wait(pace: &Pace, failures: u32, rng: &mut dyn CryptoRng) -> u64 {
    let doublings = failures.saturating_sub(1).min(40);
    let whole = pace
        .first_retry
        .saturating_mul(1 << doublings)
        .min(pace.longest_retry);
    spread(whole, rng)
}

/// Between half of it and the whole.
pub fn spread(whole: u64, rng: &mut dyn CryptoRng) -> u64 {
    let half = whole / 2;
    half + rng.next_u64() % (whole - half + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn waits_double_up_to_the_longest_and_never_overflow() {
        let mut rng = StdRng::seed_from_u64(1);
        let pace = Pace::PHONE;
        for (failures, whole) in [
            (1, 2_000),
            (2, 4_000),
            (5, 32_000),
            (10, 600_000),
            (64, 600_000),
            (u32::MAX, 600_000),
        ] {
            for _ in 0..100 {
                let wait = wait(&pace, failures, &mut rng);
                assert!(wait >= whole / 2 && wait <= whole, "{failures}: {wait}");
            }
        }
    }

    #[test]
    fn two_devices_do_not_wait_alike() {
        let waits: std::collections::BTreeSet<u64> = (0..50)
            .map(|seed| wait(&Pace::PHONE, 5, &mut StdRng::seed_from_u64(seed)))
            .collect();
        assert!(waits.len() > 45);
    }
}
