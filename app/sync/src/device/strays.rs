//! Segments that may not take a place in a stream: of an author who is not known yet, or wrong. They lie beside the
//! segments, byte for byte. A stray becomes an ordinary segment when its author's chain comes (a courier may bring them
//! in any order).

use wayside_protocol::{Hash, Segment};
use wayside_seam::Problem;
use wayside_vault::Fault;

use super::Device;
use super::store::Source;
use crate::env::Env;

const STRAY: &str = "stray.";
const REJECTED: &str = "rejected.";
/// More strays than this are no courier's mishap.
const MOST_STRAYS: u64 = 256;

impl Device {
    pub(super) fn keep_stray(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        if self.vault.count_under(STRAY)? >= MOST_STRAYS {
            return self.reject("unknown-author", bytes);
        }
        self.vault
            .put_setting(&format!("{STRAY}{}", Hash::of(bytes)), bytes)
    }

    /// Keeps what is no segment of this team: it must not take a place in a stream, so it lies beside the segments.
    pub(super) fn reject(&mut self, reason: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.vault
            .put_setting(&format!("{REJECTED}{reason}.{}", Hash::of(bytes)), bytes)
    }

    /// How many segments were rejected or wait for their author.
    pub(super) fn set_aside(&self) -> Result<u64, Fault> {
        Ok(self.vault.count_under(REJECTED)? + self.vault.count_under(STRAY)?)
    }

    /// Strays whose author is known now are stored like any other; the rest stays.
    pub(super) fn retry_strays(&mut self, env: &mut Env<'_>) -> Result<u64, Problem> {
        let strays = self.vault.settings_under(STRAY)?;
        let known = strays.into_iter().filter(|(_, bytes)| {
            Segment::decode(bytes)
                .is_ok_and(|segment| self.authors.get(segment.header.device).is_some())
        });
        let (keys, bytes): (Vec<String>, Vec<Vec<u8>>) = known.unzip();
        if keys.is_empty() {
            return Ok(0);
        }
        // Whoever brought them, the relay may not have them: a relay gives an author's chain before the segments.
        let new = self.store(bytes, &[], Source::Courier, env)?.new;
        for key in keys {
            self.vault.remove_setting(&key)?;
        }
        Ok(new)
    }
}
