//! What stands on a screen until the answer is there, and in place of one that was refused.

use dioxus::prelude::*;

use super::page::Page;
use super::sign::{Loading, ProblemBanner};
use crate::loaded::Loaded;

/// The answer as `draw` has it; a sign while it is on its way, the reason where it was refused. `draw` is no component:
/// it calls no hooks.
pub fn shown<T>(answer: Loaded<T>, draw: impl FnOnce(T) -> Element) -> Element {
    match answer {
        None => rsx! { Loading {} },
        Some(Err(problem)) => rsx! { ProblemBanner { problem } },
        Some(Ok(answer)) => draw(answer),
    }
}

/// The same for a whole screen: sign and reason come in a page with this heading, `draw` brings its own page.
pub fn shown_page<T>(
    heading: String,
    answer: Loaded<T>,
    draw: impl FnOnce(T) -> Element,
) -> Element {
    match answer {
        Some(Ok(answer)) => draw(answer),
        waiting => {
            let sign = shown(waiting, |_| rsx! {});
            rsx! { Page { heading, {sign} } }
        }
    }
}
