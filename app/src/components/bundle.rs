//! The fingerprint of the app as it was served, to be compared with another device or a printed sheet.

use dioxus::prelude::*;

use crate::session::{use_session, use_words};

/// Groups of four letters, as people read them to each other.
fn grouped(hash: &str) -> String {
    let mut text = String::new();
    for (at, letter) in hash.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            text.push(' ');
        }
        text.push(letter);
    }
    text
}

/// The fingerprint and why it is there; nothing where nobody serves the app.
#[component]
pub fn BundleHash() -> Element {
    let session = use_session();
    let words = use_words();
    let Some(hash) = session.host().platform.bundle() else {
        return rsx! {};
    };
    rsx! {
        p { class: "code", "data-testid": "bundle-hash", "data-hash": hash.clone(), {grouped(&hash)} }
        p { class: "soft small", {words.text("bundle-why")} }
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn hash_is_read_in_fours() {
        assert_eq!(grouped("0123456789ab"), "0123 4567 89ab");
        assert_eq!(grouped("01234"), "0123 4");
        assert_eq!(grouped(""), "");
    }
}
