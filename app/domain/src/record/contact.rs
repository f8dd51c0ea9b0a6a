//! One meeting, with a client or with somebody who has no file: when, where, what was done, what was handed out and
//! taken back. Supplies are counted in units (needles, not packs).

use std::collections::BTreeMap;

use super::define::record;
use super::field::{Meets::Letters, Role, Shape};
use super::words::{LONG, SHORT, SHORTS, TIME};
use crate::keyword::keywords;
use crate::limits;
use crate::time::Timestamp;

record! {
    /// A meeting
    Contact = "contact" {
        /// When the contact took place
        at: Timestamp => TIME, needed, role(Role::Met);
        /// Where it took place
        setting: Setting => Setting::SHAPE, needed, role(Role::Title);
        /// Who made it
        worker: Option<String> => SHORT, role(Role::By);
        /// What was done
        done: Vec<String> => SHORTS;
        /// Supplies in units, single needles and not packs: name=units
        supplies: BTreeMap<String, u32> => SUPPLIES_SHAPE;
        /// Free text
        note: Option<String> => LONG, meets(Letters);
    }
}

keywords! {
    /// Where a contact takes place.
    #[allow(missing_docs, reason = "the names say it")]
    Setting {
        Street = "street",
        Shelter = "shelter",
        AbandonedBuilding = "abandoned-building",
        HealthCentre = "health-centre",
        NeedleExchange = "needle-exchange",
        DropIn = "drop-in",
        Home = "home",
        Prison = "prison",
        Phone = "phone",
        Other = "other",
    }
}

/// The usual supplies, in the order in which screens list them. Units: single needles, kits, condoms, bins, tests,
/// leaflets.
pub const SUPPLIES: &[&str] = &[
    "needles-out",
    "needles-back",
    "condoms",
    "naloxone-kits",
    "sharps-bins",
    "wound-kits",
    "tests-offered",
    "tests-done",
    "leaflets",
];

/// Units by supply; a programme may add keywords of its own.
pub(super) const SUPPLIES_SHAPE: Shape = Shape::Map {
    names: "is no name of a supply; names look like needles-out",
    values: &Shape::Number {
        range: (0, limits::SUPPLY as i64),
        unit: "units",
    },
};
