//! Community work without clients: a talk, a clean-up, a meeting with neighbours or police.

use super::contact::{SUPPLIES_SHAPE, Setting};
use super::define::record;
use super::field::{Meets::Letters, Role, Shape};
use super::words::{LONG, SHORT, TIME};
use crate::time::Timestamp;
use std::collections::BTreeMap;

record! {
    /// Community work without clients
    Activity = "activity" {
        /// When it took place
        at: Timestamp => TIME, needed, role(Role::When);
        /// Where it took place
        setting: Setting => Setting::SHAPE, needed;
        /// What was done
        what: String => SHORT, needed, role(Role::Title);
        /// How many people were reached
        people: Option<u32> => PEOPLE;
        /// Supplies in units: name=units
        supplies: BTreeMap<String, u32> => SUPPLIES_SHAPE;
        /// Free text
        note: Option<String> => LONG, meets(Letters);
    }
}

const PEOPLE: Shape = Shape::Number {
    range: (0, 100_000),
    unit: "people",
};
