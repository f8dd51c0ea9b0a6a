//! One thing that is due on a day, and the day on which it was done.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::fields::{Fields, Read, put};
use crate::limits;
use crate::time::Date;

/// One thing that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// On which day.
    pub due: Date,
    /// What, in a few words.
    pub what: String,
    /// When it was done.
    pub done: Option<Date>,
}

pub(super) fn read(fields: &mut Fields) -> Read<FollowUp> {
    let due = fields.date("due")?;
    let what = fields.text("what", limits::SHORT_TEXT)?;
    Ok(FollowUp {
        due: fields.required("due", due)?,
        what: fields.required("what", what)?,
        done: fields.date("done")?,
    })
}

pub(super) fn write(follow_up: &FollowUp, out: &mut Map<String, Value>) {
    put(out, "due", Some(follow_up.due));
    put(out, "what", Some(&follow_up.what));
    // Always there, so that an open follow-up is easy to see in a file.
    out.insert("done".to_owned(), json!(follow_up.done));
}
