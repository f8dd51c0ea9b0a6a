//! A payload as text: `WAYSIDE` ‖ version digit ‖ step letter ‖ base32 of payload and checksum.
//!
//! Upper case and digits only, so that a QR code uses its dense alphanumeric mode. Spaces and line breaks are ignored
//! and lower case is fine, since people copy these texts through message apps.

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use wayside_seam::Problem;

const PREFIX: &str = "WAYSIDE1";
const CHECKSUM: usize = 4;

/// Which of the three texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// From the new device.
    Request,
    /// From the approver.
    Answer,
    /// From the new device again.
    Confirmation,
}

impl Step {
    fn letter(self) -> char {
        match self {
            Step::Request => 'R',
            Step::Answer => 'A',
            Step::Confirmation => 'C',
        }
    }
}

fn checksum(step: Step, payload: &[u8]) -> [u8; CHECKSUM] {
    let digest = Sha256::new()
        .chain_update("wayside text v1")
        .chain_update([step.letter() as u8])
        .chain_update(payload);
    let mut sum = [0; CHECKSUM];
    sum.iter_mut()
        .zip(digest.finalize())
        .for_each(|(to, from)| *to = from);
    sum
}

/// As text.
pub fn encode(step: Step, payload: &[u8]) -> String {
    let bytes = [payload, &checksum(step, payload)].concat();
    format!("{PREFIX}{}{}", step.letter(), BASE32_NOPAD.encode(&bytes))
}

/// From text.
pub fn decode(text: &str) -> Result<(Step, Vec<u8>), Problem> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    // No Wayside text at all, or one of another version.
    let rest = plain.strip_prefix(PREFIX).ok_or(Problem::JoinTextForeign)?;
    let mut letters = rest.chars();
    let step = match letters.next() {
        Some('R') => Step::Request,
        Some('A') => Step::Answer,
        Some('C') => Step::Confirmation,
        Some(_) => return Err(Problem::JoinTextForeign),
        None => return Err(Problem::JoinTextDamaged),
    };
    let bytes = BASE32_NOPAD
        .decode(letters.as_str().as_bytes())
        .map_err(|_| Problem::JoinTextDamaged)?;
    let (payload, sum) = bytes
        .split_last_chunk::<CHECKSUM>()
        .ok_or(Problem::JoinTextDamaged)?;
    if *sum != checksum(step, payload) {
        return Err(Problem::JoinTextDamaged);
    }
    Ok((step, payload.to_vec()))
}
