//! What screens are made of. Components take values and handlers; none of them asks the service but [`draft`], and none the machine but
//! [`bundle`], [`scanner`] and [`update`].

pub mod band;
pub mod bundle;
pub mod button;
pub mod choice;
pub mod code;
pub mod draft;
pub mod field;
pub mod icon;
pub mod page;
pub mod scanner;
pub mod sign;
pub mod update;

pub use band::{BandSign, band_id};
pub use bundle::BundleHash;
pub use button::{Button, Tile};
pub use choice::{Choice, Counter, OneOf, Pick, Ruler, SomeOf};
pub use code::Code;
pub use draft::DraftArea;
pub use field::{Area, Field};
pub use icon::Icon;
pub use page::Page;
pub use scanner::JoinText;
pub use sign::{Banner, Loading, ProblemBanner, SaveSign};
pub use update::UpdateOffer;
