//! One overdose that was seen or heard of, of a client or of somebody without a file: where, what was given, how it
//! ended.

use super::contact::Setting;
use super::define::record;
use super::field::{Role, Shape};
use super::words::{LONG, SHORT, TIME};
use crate::keyword::keywords;
use crate::time::Timestamp;

record! {
    /// An overdose that was seen or heard of
    Overdose = "overdose" {
        /// When it happened
        at: Timestamp => TIME, needed, role(Role::When);
        /// Where it happened
        setting: Setting => Setting::SHAPE, needed;
        /// What was taken, as far as it is known
        what: Option<String> => SHORT;
        /// Doses of naloxone that were given
        naloxone: Option<u32> => DOSES;
        /// How it ended: survived, died or unknown
        outcome: Ending => Ending::SHAPE, needed, role(Role::Title);
        /// Free text
        note: Option<String> => LONG, meets(super::field::Meets::Letters);
    }
}

const DOSES: Shape = Shape::Number {
    range: (0, 100),
    unit: "doses",
};

keywords! {
    /// How an overdose ended.
    Ending {
        /// The person survived.
        Survived = "survived",
        /// The person died.
        Died = "died",
        /// Nobody knows.
        Unclear = "unknown",
    }
}
