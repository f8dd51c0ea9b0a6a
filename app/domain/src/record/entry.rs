//! One record: its type, its id, the client it belongs to, and whether it corrects an earlier version of itself.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::fields::{Fields, Read};
use super::{Client, Contact, FollowUp, Intervention, Referral, Screening};
use super::{client, contact, follow_up, intervention, referral, screening};
use crate::client_code;
use crate::id::Id;
use crate::limits;

/// One record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Absent on input that leaves the id to the device; always present on output.
    pub id: Option<Id>,
    /// The code or the id of the client; `None` where the record is the client.
    pub client: Option<String>,
    /// The reason, where this is a correction of the entry with the same id.
    pub correction: Option<String>,
    /// What the record says.
    pub body: Body,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is documented at its type")]
pub enum Body {
    Client(Client),
    Contact(Contact),
    Screening(Screening),
    Intervention(Intervention),
    Referral(Referral),
    FollowUp(FollowUp),
}

/// The type of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is documented at its type")]
pub enum Kind {
    Client,
    Contact,
    Screening,
    Intervention,
    Referral,
    FollowUp,
}

impl Kind {
    /// All types, in the order in which an export lists one client's records.
    pub const ALL: [Kind; 6] = [
        Self::Client,
        Self::Contact,
        Self::Screening,
        Self::Intervention,
        Self::Referral,
        Self::FollowUp,
    ];

    /// The value of the field `type`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Contact => "contact",
            Self::Screening => "screening",
            Self::Intervention => "intervention",
            Self::Referral => "referral",
            Self::FollowUp => "follow-up",
        }
    }

    /// Reads the value of the field `type`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == text)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Body {
    /// The type of the record.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Client(_) => Kind::Client,
            Self::Contact(_) => Kind::Contact,
            Self::Screening(_) => Kind::Screening,
            Self::Intervention(_) => Kind::Intervention,
            Self::Referral(_) => Kind::Referral,
            Self::FollowUp(_) => Kind::FollowUp,
        }
    }
}

/// Reads one record out of its JSON value.
pub(super) fn read(value: Value) -> Read<Entry> {
    let mut fields = Fields::new("", value)?;
    let types: Vec<_> = Kind::ALL.iter().map(|kind| kind.id()).collect();
    let kind = fields.parsed("type", &super::fields::one_of(&types), Kind::parse)?;
    let kind = fields.required("type", kind)?;
    let id = fields.id("id")?;
    let correction = fields.text("correction", limits::SHORT_TEXT)?;
    let client = match kind {
        Kind::Client => None,
        _ => {
            let code = |text: &str| {
                client_code::tidy(text).or_else(|| Id::parse(text).ok().map(String::from))
            };
            let client = fields.parsed("client", "the code or the id of a client", code)?;
            Some(fields.required("client", client)?)
        }
    };
    let body = match kind {
        Kind::Client => Body::Client(client::read(&mut fields)?),
        Kind::Contact => Body::Contact(contact::read(&mut fields)?),
        Kind::Screening => Body::Screening(screening::read(&mut fields)?),
        Kind::Intervention => Body::Intervention(intervention::read(&mut fields)?),
        Kind::Referral => Body::Referral(referral::read(&mut fields)?),
        Kind::FollowUp => Body::FollowUp(follow_up::read(&mut fields)?),
    };
    fields.finish()?;
    Ok(Entry {
        id,
        client,
        correction,
        body,
    })
}

/// The canonical JSON of a record: `type`, `id`, `client`, `correction`, then the fields of its type in their order.
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
    if let Some(reason) = &entry.correction {
        put("correction", json!(reason));
    }
    write(&entry.body, &mut out);
    Value::Object(out)
}

/// The fields of a body in their order.
pub(super) fn write(body: &Body, out: &mut Map<String, Value>) {
    match body {
        Body::Client(body) => client::write(body, out),
        Body::Contact(body) => contact::write(body, out),
        Body::Screening(body) => screening::write(body, out),
        Body::Intervention(body) => intervention::write(body, out),
        Body::Referral(body) => referral::write(body, out),
        Body::FollowUp(body) => follow_up::write(body, out),
    }
}

/// One line of a JSON lines file, without its line break.
#[must_use]
pub fn to_line(entry: &Entry) -> String {
    to_json(entry).to_string()
}
