//! Join texts as QR codes: which modules are dark, as one path.
//!
//! Join texts are upper case and digits, so they fit the dense alphanumeric mode (11 bits for two letters). Other texts
//! have no code. Error correction is the lowest that fits: a screen has no dirt, and larger modules are worth more than
//! redundancy. Where a version has room to spare, the encoder takes a higher level by itself.
//!
//! [`LARGEST`] is version 25: 117 modules, 125 with the quiet zone, 1853 letters. On a phone that is 360 px wide a
//! module is then 2.6 px wide, seven dots of its screen, and in a picture of [`crate::platform::camera::SIDE`] px that
//! the code fills by two thirds it is more than 3 px wide, about what readers need. A request has some 240 letters
//! (version 8); an answer some 1300 (version 21), 120 more for each further caseload and 400 for each further approver
//! between the team's first device and this one. What is longer travels as text only. Refused: several codes in turn,
//! which a person can't follow, and compression, which finds nothing in keys.
//!
//! The crate is `qrcodegen`: no dependencies, no tables of pictures, and it takes a segment in a given mode.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The largest version that is drawn.
pub const LARGEST: u8 = 25;
/// Modules of white around a code, as the standard asks for.
pub const QUIET: i32 = 4;

/// A code, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Modules on each side, the quiet zone among them.
    pub side: i32,
    /// The dark modules, as the path of an SVG: one piece for each run in a row.
    pub path: String,
}

/// The code of a text; none for a text that is longer than phones read, or that has other letters than join texts.
pub fn drawing(text: &str) -> Option<Drawing> {
    let code = code(text)?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            // Outside of the code every module is light.
            let run = (x..).take_while(|at| code.get_module(*at, y)).count() as i32;
            if run > 0 {
                // Into a String nothing can fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run + 1;
        }
    }
    Some(Drawing {
        side: code.size() + 2 * QUIET,
        path,
    })
}

fn code(text: &str) -> Option<QrCode> {
    // The encoder panics on other letters.
    if text.is_empty() || !QrSegment::is_alphanumeric(text) {
        return None;
    }
    let segment = QrSegment::make_alphanumeric(text);
    QrCode::encode_segments_advanced(
        &[segment],
        QrCodeEcc::Low,
        Version::MIN,
        Version::new(LARGEST),
        None,
        true,
    )
    .ok()
}

#[cfg(test)]
pub(crate) mod tests;
