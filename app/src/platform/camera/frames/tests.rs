use std::cell::RefCell;

use futures_util::FutureExt;
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::*;
use crate::qr::{drawing, tests::photograph};

fn told(frame: &Frame) -> String {
    format!("{} {}", frame.side, BASE64.encode(&frame.grey))
}

/// Looks at a page that says these words in turn.
fn scanned(words: &[&str]) -> Scan {
    let words = RefCell::new(words.iter());
    let look = async || words.borrow_mut().next().map(|word| (*word).to_owned());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(scan(look))
}

#[test]
fn the_first_picture_with_a_code_ends_it() {
    let rng = &mut StdRng::seed_from_u64(3);
    let code = photograph(&drawing("WAYSIDE1RABC").unwrap(), 200, 150, rng);
    let blank = Frame::new(4, vec![200; 16]).unwrap();
    let words = ["", &told(&blank), "2 nonsense", &told(&code), "busy"];
    assert_eq!(scanned(&words), Scan::Found("WAYSIDE1RABC".to_owned()));
}

#[test]
fn a_word_of_the_page_ends_it() {
    for (word, end) in [
        ("refused", Scan::Refused),
        ("missing", Scan::Missing),
        ("busy", Scan::Busy),
        ("unsupported", Scan::Unsupported),
        ("hidden", Scan::Hidden),
        ("found WAYSIDE1RX", Scan::Found("WAYSIDE1RX".to_owned())),
    ] {
        assert_eq!(scanned(&["", word]), end);
    }
}

#[test]
fn a_page_that_can_t_be_asked_has_no_camera() {
    assert_eq!(scanned(&[]), Scan::Unsupported);
}

#[test]
fn nobody_waits_for_a_page_that_does_not_answer() {
    let silent = async || std::future::pending::<Option<String>>().await;
    assert_eq!(scan(silent).now_or_never(), None);
}

#[test]
fn what_is_no_picture_is_none() {
    for word in ["", "4", "4 AAAA", "x AAAA", "-1 AAAA", "0 ", "4096 AAAA"] {
        assert_eq!(Frame::told(word), None, "{word}");
    }
    assert_eq!(Frame::new(SIDE + 1, vec![0; (SIDE + 1) * (SIDE + 1)]), None);
}
