//! Looking for a QR code with the camera: how it ends.
//!
//! The camera belongs to the page (`assets/camera.js`), in every face that has one the same. It opens when an element
//! with `data-camera` appears. It closes when that element goes, when a code was found, or when the app is hidden. So
//! no screen can forget to close it. It tells the words below, and:
//!
//! | face | who reads the code |
//! |---|---|
//! | a browser | the browser's own `BarcodeDetector`; without one the camera is not offered: a reader of ours would be program that everybody fetches |
//! | Android | [`frames`], here: its WebView has no `BarcodeDetector`. The program asks the page for one picture after the other |
//! | a window | nobody: WebKitGTK gives a page no camera unless the program opens that door itself, which nothing here could try |
//!
//! Refused: pictures as events (on Android an event travels in a header of HTTP), pushing them through `document::eval`
//! (each message would be parsed and kept whether or not the last one was read, and the window's policy runs no text),
//! and keeping any picture.

#[cfg(not(target_family = "wasm"))]
pub mod frames;

/// The width and height of a picture that is read, in px; `camera.js` makes them. A larger code than
/// [`crate::qr::LARGEST`] would need more.
pub const SIDE: usize = 720;

/// How looking ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// A code with this text.
    Found(String),
    /// The person, or the machine's settings, said no.
    Refused,
    /// There is no camera.
    Missing,
    /// It can't be opened: another app has it, or it failed.
    Busy,
    /// This machine or browser can't.
    Unsupported,
    /// The app was hidden, so the camera was closed.
    Hidden,
}

impl Scan {
    /// What a word of `camera.js` means; none while it is still looking.
    pub fn told(word: &str) -> Option<Self> {
        if let Some(text) = word.strip_prefix("found ") {
            return Some(Self::Found(text.to_owned()));
        }
        Some(match word {
            "refused" => Self::Refused,
            "missing" => Self::Missing,
            "busy" => Self::Busy,
            "unsupported" => Self::Unsupported,
            "hidden" => Self::Hidden,
            _ => return None,
        })
    }
}
