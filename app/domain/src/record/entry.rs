//! One record as a file has it: its type, its id, the client it belongs to, its version, and whether it corrects
//! another one.
//!
//! | field | in | out |
//! |---|---|---|
//! | `version` | may be left out; has to fit the content where it is there | always |
//! | `correction` | the reason, where it corrects an earlier version with the same id | the same |
//! | `replaces` | the versions that it corrects; left out: what stands | the same; a text for one, a list for several |
//! | `disputed` | ignored: it follows from the versions | `true` where people apart corrected one version |

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::fields::{Fields, Problem, Read, at, one_of, wrong};
use super::kinds::Belongs;
use super::version::{is_version, version};
use super::walk;
use super::{Body, Kind};
use crate::client_code;
use crate::id::Id;
use crate::limits;

/// One record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Absent on input that leaves the id to the device; always present on output.
    pub id: Option<Id>,
    /// The code or the id of the client; `None` where the record is the client, or is nobody's.
    pub client: Option<String>,
    /// The reason, where this is a correction of the entry with the same id.
    pub correction: Option<String>,
    /// The version that the line names, as an export writes it: it says which statement this is, and it fits the
    /// content.
    pub named: Option<String>,
    /// The versions that it corrects; empty where it is an original, or corrects whatever stands.
    pub replaces: Vec<String>,
    /// People apart made different corrections of one version, and nobody has settled it yet.
    pub disputed: bool,
    /// What the record says.
    pub body: Body,
}

impl Entry {
    /// An original.
    #[must_use]
    pub fn new(id: Option<Id>, client: Option<String>, body: Body) -> Self {
        Self {
            id,
            client,
            correction: None,
            named: None,
            replaces: Vec::new(),
            disputed: false,
            body,
        }
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> String {
        version(&self.body, &self.replaces)
    }
}

/// Reads one record out of its JSON value.
pub(super) fn read(value: Value) -> Read<Entry> {
    let mut fields = Fields::new("", value)?;
    let kind = fields.parsed("type", &one_of(Kind::IDS), Kind::parse)?;
    let kind = fields.required("type", kind)?;
    let id = fields.id("id")?;
    let client = match kind.belongs() {
        Belongs::Itself | Belongs::Nobody => None,
        Belongs::Client => {
            let client = client(&mut fields)?;
            Some(fields.required("client", client)?)
        }
        Belongs::Perhaps => client(&mut fields)?,
    };
    let named = fields.parsed("version", "a version as an export writes it", some_version)?;
    let correction = fields.text("correction", limits::SHORT_TEXT)?;
    let replaces = match fields.take("replaces") {
        Some(value) => replaced("replaces", value)?,
        None => Vec::new(),
    };
    let disputed = match fields.take("disputed") {
        None => false,
        Some(Value::Bool(disputed)) => disputed,
        Some(other) => return Err(wrong("disputed", &other, "true or false")),
    };
    let said = walk::read(kind.fields(), &mut fields)?;
    fields.finish()?;
    let body = kind
        .hear(&said)
        .ok_or_else(|| at("type", "has a field that can't be read"))?;
    let entry = Entry {
        id,
        client,
        correction,
        named,
        replaces,
        disputed,
        body,
    };
    if entry
        .named
        .as_ref()
        .is_some_and(|named| *named != entry.version())
    {
        return Err(at(
            "version",
            "is another content's; leave it out where a record was changed by hand",
        ));
    }
    Ok(entry)
}

fn client(fields: &mut Fields) -> Read<Option<String>> {
    let code =
        |text: &str| client_code::tidy(text).or_else(|| Id::parse(text).ok().map(String::from));
    fields.parsed("client", "the code or the id of a client", code)
}

fn some_version(text: &str) -> Option<String> {
    is_version(text).then(|| text.to_owned())
}

fn replaced(path: &str, value: Value) -> Read<Vec<String>> {
    let one = |value: &Value| -> Result<String, Problem> {
        super::fields::parsed(
            path,
            value,
            "a version as an export writes it",
            some_version,
        )
    };
    match value {
        Value::Array(list) if list.len() <= limits::LIST => list.iter().map(one).collect(),
        Value::Array(_) => Err(super::fields::too_many(path, limits::LIST)),
        value => Ok(vec![one(&value)?]),
    }
}

/// The canonical JSON of a record: `type`, `id`, `client`, `version`, `correction`, `replaces`, `disputed`, then the
/// fields of its type in their order.
#[must_use]
pub fn to_json(entry: &Entry) -> Value {
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| out.insert(name.to_owned(), value);
    put("type", json!(entry.body.kind().id()));
    if let Some(id) = &entry.id {
        put("id", json!(id));
    }
    if let Some(client) = &entry.client {
        put("client", json!(client));
    }
    put("version", json!(entry.version()));
    if let Some(reason) = &entry.correction {
        put("correction", json!(reason));
    }
    match entry.replaces.as_slice() {
        [] => {}
        [one] => _ = put("replaces", json!(one)),
        several => _ = put("replaces", json!(several)),
    }
    if entry.disputed {
        put("disputed", json!(true));
    }
    walk::write(entry.body.kind().fields(), &entry.body.said(), &mut out);
    Value::Object(out)
}

/// One line of a JSON lines file, without its line break.
#[must_use]
pub fn to_line(entry: &Entry) -> String {
    to_json(entry).to_string()
}

impl Body {
    /// The fields of the body as canonical JSON.
    #[must_use]
    pub fn to_json(&self) -> Map<String, Value> {
        let mut out = Map::new();
        walk::write(self.kind().fields(), &self.said(), &mut out);
        out
    }
}
