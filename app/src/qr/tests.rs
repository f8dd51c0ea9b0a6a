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

/// What a camera would see of it: `across` px wide in the middle of a grey picture that is `side` px wide, with some
/// noise.
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
