//! The quiet offer of a newer version, on screens where nobody is in the middle of something.

use dioxus::prelude::*;

use super::button::Button;
use super::sign::{Banner, Tone};
use crate::session::{use_session, use_words};
use crate::update::Take;

/// The offer, or that a newer version found no room; nothing while there is neither, or while something is being saved.
#[component]
pub fn UpdateOffer() -> Element {
    let session = use_session();
    let words = use_words();
    if session.takes_update(false) != Take::Offered {
        return match *session.no_room.read() {
            true => rsx! {
                Banner { tone: Tone::Care, testid: "update-no-room", title: words.text("update-no-room"),
                    p { {words.text("update-no-room-hint")} }
                }
            },
            false => rsx! {},
        };
    }
    rsx! {
        Banner { tone: Tone::Info, testid: "update-waits", title: words.text("update-title"),
            p { {words.text("update-text")} }
            Button { label: words.text("update-now"), testid: "update-now", wide: true, on_press: move |()| session.update_asked() }
        }
    }
}
