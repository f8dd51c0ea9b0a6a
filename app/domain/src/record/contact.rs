//! One meeting: when, where, what was done, what was handed out and taken back. Supplies are counted in units
//! (needles, not packs).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fields::{Fields, Read, count, one_of, put, put_list, put_text};
use crate::keyword::{is_keyword, keywords};
use crate::limits;
use crate::time::Timestamp;

/// One meeting with a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// When.
    pub at: Timestamp,
    /// Where.
    pub setting: Setting,
    /// Who met the client.
    pub worker: Option<String>,
    /// What was done, in a few words each.
    pub done: Vec<String>,
    /// Units by supply; [`SUPPLIES`] names the usual ones, a programme may add keywords of its own.
    pub supplies: BTreeMap<String, u32>,
    /// A free note.
    pub note: Option<String>,
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

/// The usual supplies, in the order in which screens list them. Units: single needles, kits, condoms, bins, tests, leaflets.
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

pub(super) fn read(fields: &mut Fields) -> Read<Contact> {
    let at = fields.time("at")?;
    let setting = fields.parsed("setting", &one_of(Setting::IDS), Setting::parse)?;
    Ok(Contact {
        at: fields.required("at", at)?,
        setting: fields.required("setting", setting)?,
        worker: fields.text("worker", limits::SHORT_TEXT)?,
        done: fields.texts("done", limits::SHORT_TEXT)?,
        supplies: supplies(fields)?,
        note: fields.text("note", limits::LONG_TEXT)?,
    })
}

fn supplies(fields: &mut Fields) -> Read<BTreeMap<String, u32>> {
    let Some(value) = fields.take("supplies") else {
        return Ok(BTreeMap::new());
    };
    let mut inner = Fields::new(&fields.at("supplies"), value)?;
    let mut supplies = BTreeMap::new();
    for (name, value) in inner.rest() {
        if !is_keyword(&name) {
            let name: String = name.chars().take(limits::KEYWORD).collect();
            return Err(inner.problem(&name, "is no name of a supply; names look like needles-out"));
        }
        let units = count(&inner.at(&name), &value, limits::SUPPLY)?;
        supplies.insert(name, units);
    }
    Ok(supplies)
}

pub(super) fn write(contact: &Contact, out: &mut Map<String, Value>) {
    put(out, "at", Some(contact.at));
    put(out, "setting", Some(&contact.setting));
    put_text(out, "worker", contact.worker.as_ref());
    put_list(out, "done", contact.done.iter().cloned());
    put(
        out,
        "supplies",
        Some(&contact.supplies).filter(|supplies| !supplies.is_empty()),
    );
    put_text(out, "note", contact.note.as_ref());
}
