//! What screens are made of. Components take values and handlers. Only [`draft`] asks the service. Only [`bundle`],
//! [`scanner`] and [`update`] ask the machine. Kinds, tones, states and icons are enums: a mistyped name does not
//! compile.

pub mod band;
pub mod bundle;
pub mod button;
pub mod choice;
pub mod code;
pub mod draft;
pub mod field;
pub mod icon;
pub mod offline;
pub mod page;
pub mod scanner;
pub mod shown;
pub mod sign;
pub mod update;

pub use band::{BandSign, band_id};
pub use bundle::BundleHash;
pub use button::{Button, ButtonKind, IconButton, Tile};
pub use choice::{Choice, ChoiceState, Counter, OneOf, Pick, Ruler, SomeOf};
pub use code::Code;
pub use draft::DraftArea;
pub use field::{Area, Field, Keyboard, LONG, SHORT, over};
pub use icon::{Glyph, Icon};
pub use offline::NotOffline;
pub use page::Page;
pub use scanner::JoinText;
pub use shown::{shown, shown_page};
pub use sign::{Banner, Loading, PillTone, ProblemBanner, SaveSign, Tone};
pub use update::UpdateOffer;
