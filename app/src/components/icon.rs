//! Icons: small inline drawings, always decoration beside a word or an `aria-label`. Each file of `assets/icons` is one
//! [`Glyph`].

use dioxus::prelude::*;
use wayside_domain::assist::Band;

macro_rules! glyphs {
    ($($name:ident = $file:literal),* $(,)?) => {
        /// A drawing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the names say what is drawn")]
        pub enum Glyph {
            $($name,)*
        }

        impl Glyph {
            /// Every drawing with the name of its file.
            #[cfg(test)]
            pub const ALL: &[(Self, &'static str)] = &[$((Self::$name, $file)),*];

            /// Its markup: part of the program, never data.
            const fn svg(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../../../assets/icons/", $file, ".svg")),)*
                }
            }
        }
    };
}

glyphs! {
    Back = "back",
    Lock = "lock",
    Sync = "sync",
    Offline = "offline",
    Signal = "signal",
    Plus = "plus",
    Minus = "minus",
    Search = "search",
    Check = "check",
    Warn = "warn",
    Urgent = "urgent",
    Info = "info",
    Screen = "screen",
    Talk = "talk",
    Contact = "contact",
    Box = "box",
    Note = "note",
    Refer = "refer",
    Calendar = "calendar",
    Devices = "devices",
    Settings = "settings",
    Close = "close",
    Scan = "scan",
    Erase = "erase",
    Team = "team",
    Try = "try",
    BandLow = "band-low",
    BandModerate = "band-moderate",
    BandHigh = "band-high",
    BandNone = "band-none",
}

impl Glyph {
    /// The shape of a band; a broken ring where there is none.
    pub const fn of_band(band: Option<Band>) -> Self {
        match band {
            Some(Band::Low) => Self::BandLow,
            Some(Band::Moderate) => Self::BandModerate,
            Some(Band::High) => Self::BandHigh,
            None => Self::BandNone,
        }
    }

    /// It points along the line of writing, so it turns where that runs from right to left.
    const fn turns(self) -> bool {
        matches!(self, Self::Back | Self::Refer)
    }
}

/// One icon.
#[component]
pub fn Icon(glyph: Glyph) -> Element {
    rsx! {
        span { class: "icon", "aria-hidden": "true", "data-turns": glyph.turns().then_some("true"), dangerous_inner_html: glyph.svg() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Glyph;

    #[test]
    fn every_file_of_the_folder_is_a_glyph() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/icons");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        let glyphs: BTreeSet<String> = Glyph::ALL
            .iter()
            .map(|(_, name)| format!("{name}.svg"))
            .collect();
        assert_eq!(glyphs, files);
        assert!(
            Glyph::ALL
                .iter()
                .all(|(glyph, _)| glyph.svg().starts_with("<svg"))
        );
    }
}
