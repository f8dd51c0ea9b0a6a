//! Join texts as QR codes: which modules are dark, as one path.
//!
//! Join texts are upper case and digits, so they fit the dense alphanumeric mode (11 bits for two letters); a text that does not has no
//! code. Error correction is the lowest that still fits: a screen has no dirt, and larger modules are worth more than redundancy. Where
//! a version has room to spare, the encoder takes a higher level by itself.
//!
//! [`LARGEST`] is version 25: 117 modules, 125 with the quiet zone, 1853 letters. On a phone that is 360 px wide a module is then 2.6 px
//! wide, seven dots of its screen, and in a picture of [`crate::platform::camera::SIDE`] px that the code fills by two thirds it is more
//! than 3 px wide, about what readers need. A request has some 240 letters (version 8); an answer some 1300 (version 21), 120 more for
//! each further caseload and 400 for each further approver between the team's first device and this one. What is longer travels as text
//! only. Refused: several codes in turn, which a person can't follow, and compression, which finds nothing in keys.
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

/// The code of a text; none for a text that is too long for one that phones read, or that has other letters than join texts.
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
pub(crate) mod tests {
    use data_encoding::HEXLOWER;
    use rand::rngs::StdRng;
    use rand::{Rng, RngExt, SeedableRng};

    use super::*;
    use crate::platform::camera::frames::Frame;

    /// Letters that version 25 takes at the lowest level, by the standard's table.
    const MOST: usize = 1853;

    /// A join text of version 1 as `wayside-sync` keeps it.
    pub fn golden(step: &str) -> String {
        let path = format!(
            "{}/sync/testdata/join-{step}-v1.hex",
            env!("CARGO_MANIFEST_DIR")
        );
        let hex: String = std::fs::read_to_string(path)
            .unwrap()
            .split_whitespace()
            .collect();
        String::from_utf8(HEXLOWER.decode(hex.as_bytes()).unwrap()).unwrap()
    }

    /// The dark squares, out of the path that the page gets.
    fn dark(drawing: &Drawing) -> Vec<bool> {
        let side = drawing.side as usize;
        let mut modules = vec![false; side * side];
        for piece in drawing.path.split('z').filter(|piece| !piece.is_empty()) {
            let numbers: Vec<usize> = piece
                .split(|letter: char| !letter.is_ascii_digit())
                .filter(|number| !number.is_empty())
                .map(|number| number.parse().unwrap())
                .collect();
            let [x, y, run, 1, back] = numbers[..] else {
                panic!("{piece}")
            };
            assert_eq!(run, back);
            modules[y * side + x..y * side + x + run].fill(true);
        }
        modules
    }

    /// What a camera would see of it: `across` px wide in the middle of a grey picture that is `side` px wide, with some noise.
    pub fn photograph(drawing: &Drawing, side: usize, across: usize, rng: &mut impl Rng) -> Frame {
        let modules = dark(drawing);
        let start = (side - across) / 2;
        let module = |at: usize| {
            at.checked_sub(start)
                .filter(|at| *at < across)
                .map(|at| at * drawing.side as usize / across)
        };
        let grey = (0..side * side)
            .map(|at| {
                let plain = match (module(at % side), module(at / side)) {
                    (Some(x), Some(y)) if modules[y * drawing.side as usize + x] => 40,
                    (Some(_), Some(_)) => 210,
                    _ => 120,
                };
                plain + rng.random_range(0..30u8)
            })
            .collect();
        Frame::new(side, grey).unwrap()
    }

    fn check(text: &str, side: usize, across: usize, rng: &mut impl Rng) {
        let drawn = drawing(text).unwrap();
        let read = photograph(&drawn, side, across, rng).read();
        assert_eq!(
            read.as_deref(),
            Some(text),
            "{} letters, {} modules, {across} px",
            text.len(),
            drawn.side
        );
    }

    fn letters(count: usize, rng: &mut impl Rng) -> String {
        const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let mut letter = || char::from(ALPHABET[rng.random_range(0..ALPHABET.len())]);
        let text: String = (0..count).map(|_| letter()).collect();
        format!("WAYSIDE1R{text}").chars().take(count).collect()
    }

    #[test]
    fn real_join_texts_are_read_back_from_a_picture() {
        let rng = &mut StdRng::seed_from_u64(1);
        for (step, most) in [("request", 8), ("answer", 21)] {
            let text = golden(step);
            let version = code(&text).unwrap().version().value();
            assert!(version <= most, "{step}: version {version}");
            let side = crate::platform::camera::SIDE;
            for across in [side * 2 / 3, side * 4 / 5, side] {
                check(&text, side, across, rng);
            }
        }
    }

    #[test]
    fn every_length_up_to_the_limit_is_read_back_and_nothing_longer_is_drawn() {
        let rng = &mut StdRng::seed_from_u64(2);
        let side = crate::platform::camera::SIDE;
        for count in (1..MOST).step_by(71).chain([MOST - 1, MOST]) {
            let text = letters(count, rng);
            check(&text, side, side * 2 / 3, rng);
        }
        assert_eq!(
            drawing(&letters(MOST, rng)).unwrap().side,
            17 + 4 * i32::from(LARGEST) + 2 * QUIET
        );
        assert_eq!(drawing(&letters(MOST + 1, rng)), None);
    }

    #[test]
    fn only_what_fits_the_dense_mode_is_drawn() {
        for text in ["", "wayside1r", "WAYSIDE1R\n", "WÁYSIDE"] {
            assert_eq!(drawing(text), None, "{text:?}");
        }
    }
}
