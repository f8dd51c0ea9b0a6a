//! Nonces that the relay need not remember.
//!
//! ```text
//! hour 8 LE ‖ HKDF-SHA256(secret, "wayside nonce v1" ‖ team ‖ device ‖ hour) 16
//! ```
//! Good for one team and device, for the hour it names and the 23 after, by the relay's clock. A captured request is
//! useless after a day. Within the day a repeated request does no harm: pushes are idempotent, and the answer to a pull
//! is sealed. Refused: a table of used nonces (state and writes without gain).

use hkdf::Hkdf;
use sha2::Sha256;
use wayside_protocol::{DeviceId, Hash, TeamId};

const HOURS: u64 = 24;

/// A nonce for this team and device.
pub(crate) fn issue(secret: &[u8; 32], team: TeamId, device: DeviceId, hour: u64) -> [u8; 24] {
    let hour = hour.to_le_bytes();
    let mut tag = [0; 16];
    // HKDF refuses only outputs longer than 255 hashes.
    let info = [b"wayside nonce v1", &team.0[..], &device.0, &hour];
    let _ = Hkdf::<Sha256>::new(None, secret).expand_multi_info(&info, &mut tag);
    let mut nonce = [0; 24];
    nonce
        .iter_mut()
        .zip(hour.into_iter().chain(tag))
        .for_each(|(to, from)| *to = from);
    nonce
}

/// Whether this relay made it for this team and device within the last day.
pub(crate) fn is_good(
    secret: &[u8; 32],
    team: TeamId,
    device: DeviceId,
    hour: u64,
    nonce: &[u8; 24],
) -> bool {
    let Some(claimed) = nonce.first_chunk().map(|hour| u64::from_le_bytes(*hour)) else {
        return false;
    };
    let is_fresh = hour.checked_sub(claimed).is_some_and(|age| age < HOURS);
    // Compared by their hashes: how long that takes tells nothing about the bytes.
    is_fresh && Hash::of(nonce) == Hash::of(&issue(secret, team, device, claimed))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEAM: TeamId = TeamId([1; 16]);
    const DEVICE: DeviceId = DeviceId([2; 16]);

    #[test]
    fn nonce_is_good_for_a_day_by_the_relays_clock() {
        let nonce = issue(&[7; 32], TEAM, DEVICE, 1000);
        let check = |hour, good| {
            assert_eq!(
                is_good(&[7; 32], TEAM, DEVICE, hour, &nonce),
                good,
                "hour {hour}"
            )
        };
        check(999, false); // the relay's clock was set back: a new nonce, no harm
        check(1000, true);
        check(1023, true);
        check(1024, false);
    }

    #[test]
    fn nonce_is_good_for_one_device_of_one_team_at_one_relay() {
        let nonce = issue(&[7; 32], TEAM, DEVICE, 1000);
        assert!(!is_good(&[8; 32], TEAM, DEVICE, 1000, &nonce));
        assert!(!is_good(&[7; 32], TeamId([3; 16]), DEVICE, 1000, &nonce));
        assert!(!is_good(&[7; 32], TEAM, DeviceId([3; 16]), 1000, &nonce));
        assert!(!is_good(&[7; 32], TEAM, DEVICE, 1000, &[0; 24]));
    }
}
