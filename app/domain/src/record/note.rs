//! A note on a client that stands alone: something heard, seen or to be remembered. It is no meeting.

use super::define::record;
use super::field::{Meets::Letters, Role};
use super::words::{LONG, TIME};
use crate::time::Timestamp;

record! {
    /// A note that stands alone
    Note = "note" {
        /// When it was written
        at: Timestamp => TIME, needed, role(Role::When);
        /// The note
        text: String => LONG, needed, meets(Letters), role(Role::Title);
    }
}
