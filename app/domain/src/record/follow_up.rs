//! One thing that is due on a day, and what came of it. One that was wrongly marked as done is opened again by a
//! correction.

use super::define::record;
use super::field::Meets::Register;
use super::field::Role;
use super::words::{DATE, SHORT};
use crate::keyword::keywords;
use crate::time::Date;

record! {
    /// Something that is due on a day
    FollowUp = "follow-up" {
        /// The day it is due
        due: Date => DATE, needed, role(Role::Due);
        /// What is to be done
        what: String => SHORT, needed, role(Role::Title);
        /// The day it was done; empty while it is open
        done: Option<Date> => DATE, meets(Register), role(Role::Done), always;
        /// What came of it: done, not-found or moved
        outcome: Option<FollowUpOutcome> => FollowUpOutcome::SHAPE, meets(Register);
    }
}

keywords! {
    /// What came of a follow-up.
    FollowUpOutcome {
        /// It was done.
        Done = "done",
        /// The client was not found.
        NotFound = "not-found",
        /// The client moved away.
        Moved = "moved",
    }
}
