//! Pictures of the page's camera, read here: for pages that can't read a code themselves.
//!
//! The program asks the page for one picture, reads it on a thread of its own, and only then asks for the next. A slow
//! phone looks less often, and no picture waits in a queue. No picture is kept. If a picture makes the reader panic,
//! its thread ends and the next picture gets another one.

use std::time::Duration;

use data_encoding::BASE64;
use futures_channel::oneshot;
use rqrr::PreparedImage;

use super::{SIDE, Scan};

/// Between two pictures; a hand holds still for longer.
const PAUSE: Duration = Duration::from_millis(200);

/// A square picture in shades of grey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    side: usize,
    grey: Vec<u8>,
}

impl Frame {
    /// A picture, if there are as many shades as it says.
    pub fn new(side: usize, grey: Vec<u8>) -> Option<Self> {
        (side > 0 && side <= SIDE && grey.len() == side * side).then_some(Self { side, grey })
    }

    /// As `camera.js` tells it: its side, a blank, and its shades in base64.
    fn told(word: &str) -> Option<Self> {
        let (side, grey) = word.split_once(' ')?;
        Self::new(side.parse().ok()?, BASE64.decode(grey.as_bytes()).ok()?)
    }

    /// The text of a code in the picture. The reader takes one dot for each module. Where a module is three or four
    /// dots wide, twice as many dots meet its middle better: with blurred and turned pictures of an answer, that read
    /// twice as many.
    pub fn read(&self) -> Option<String> {
        let doubled = |x: usize, y: usize| {
            let (left, top) = (x / 2, y / 2);
            let (right, below) = (left + x % 2, top + y % 2);
            let sum = [(left, top), (right, top), (left, below), (right, below)]
                .map(|(x, y)| u16::from(self.shade(x, y)))
                .iter()
                .sum::<u16>();
            (sum / 4) as u8
        };
        text_of(self.side, |x, y| self.shade(x, y)).or_else(|| text_of(2 * self.side, doubled))
    }

    fn shade(&self, x: usize, y: usize) -> u8 {
        let edge = self.side - 1;
        let at = y.min(edge) * self.side + x.min(edge);
        self.grey.get(at).copied().unwrap_or(0)
    }
}

fn text_of(side: usize, shade: impl FnMut(usize, usize) -> u8) -> Option<String> {
    let mut picture = PreparedImage::prepare_from_greyscale(side, side, shade);
    let codes = picture.detect_grids();
    codes
        .iter()
        .find_map(|code| code.decode().ok())
        .map(|(_, text)| text)
}

/// Looks until it ends. `look` asks the page for what it sees; it answers with a word, a picture, or nothing yet.
pub async fn scan(look: impl AsyncFn() -> Option<String>) -> Scan {
    loop {
        let Some(word) = look().await else {
            return Scan::Unsupported;
        };
        if let Some(end) = Scan::told(&word) {
            return end;
        }
        if let Some(text) = read(word).await {
            return Scan::Found(text);
        }
    }
}

/// Reads one picture on a thread, and pauses there.
async fn read(word: String) -> Option<String> {
    let (tell, told) = oneshot::channel();
    let work = move || {
        let found = Frame::told(&word).and_then(|frame| frame.read());
        if found.is_none() {
            std::thread::sleep(PAUSE);
        }
        // Nobody waits any more where the camera was closed meanwhile.
        let _ = tell.send(found);
    };
    // Where no thread can be had or the reader panicked, nothing was found.
    let thread = std::thread::Builder::new()
        .name("camera".into())
        .spawn(work);
    thread.ok()?;
    told.await.ok().flatten()
}

#[cfg(test)]
#[cfg(feature = "browser")]
mod tests;
