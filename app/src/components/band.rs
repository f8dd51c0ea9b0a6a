//! A band as word, colour and shape: low a disc, moderate a triangle, high an octagon, none a broken ring.

use dioxus::prelude::*;
use wayside_domain::assist::Band;

use super::icon::{Glyph, Icon};
use crate::session::use_words;

/// The stable name of a band, `none` for an incomplete row.
pub fn band_id(band: Option<Band>) -> &'static str {
    match band {
        Some(Band::Low) => "low",
        Some(Band::Moderate) => "moderate",
        Some(Band::High) => "high",
        None => "none",
    }
}

/// The sign.
#[component]
pub fn BandSign(band: Option<Band>) -> Element {
    let words = use_words();
    let id = band_id(band);
    let text = words.text(&format!("band-{id}"));
    rsx! {
        span { class: "band", "data-band": id, Icon { glyph: Glyph::of_band(band) } span { "{text}" } }
    }
}
