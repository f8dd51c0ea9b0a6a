//! What a document says, free of Automerge: a map of names to values, with every concurrent value kept.

use std::collections::BTreeMap;

use automerge::{ObjId, ObjType, ReadDoc, ScalarValue, Value};

/// One value of a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Text(String),
    Number(i64),
    Map(Fields),
    /// Something that this app never writes: kept in the document, not read.
    Other,
}

impl Node {
    /// A scalar as text.
    pub(crate) fn as_text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            Self::Map(_) | Self::Other => None,
        }
    }
}

/// The values under one name: the one that Automerge shows first, then the others, in an order that is the same on
/// every device.
pub(crate) type Values = Vec<Node>;

/// A map of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields(pub(crate) BTreeMap<String, Values>);

impl Fields {
    /// The value that counts.
    pub(crate) fn first(&self, name: &str) -> Option<&Node> {
        self.0.get(name).and_then(|values| values.first())
    }

    /// A string that is not empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.first(name) {
            Some(Node::Text(text)) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// An owned string, empty when there is none.
    pub(crate) fn string(&self, name: &str) -> String {
        self.text(name).unwrap_or_default().to_owned()
    }

    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        match self.first(name) {
            Some(Node::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// The names that begin with `prefix`, without it, and their values.
    pub(crate) fn under<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a Node)> {
        self.0
            .range(prefix.to_owned()..)
            .take_while(move |(name, _)| name.starts_with(prefix))
            .filter_map(move |(name, values)| Some((name.strip_prefix(prefix)?, values.first()?)))
    }
}

/// How deep maps may lie in each other. This app nests two deep; a hostile document must not exhaust the stack.
const DEEPEST: u8 = 6;

/// Reads one map whole. `depth` is how deep it lies.
pub(crate) fn fields(document: &impl ReadDoc, object: &ObjId, depth: u8) -> Fields {
    let mut read = Fields::default();
    if depth > DEEPEST {
        return read;
    }
    for item in document.map_range(object, ..) {
        let name = item.key.to_string();
        let values = if item.conflict {
            values(document, object, &name, depth)
        } else {
            let id = item.id();
            vec![node(document, item.value.into_value(), &id, depth)]
        };
        read.0.insert(name, values);
    }
    read
}

/// Reads what is under one name; maps that were made concurrently are read as one.
pub(crate) fn values(document: &impl ReadDoc, object: &ObjId, name: &str, depth: u8) -> Values {
    let Ok(mut all) = document.get_all(object, name) else {
        return Vec::new();
    };
    // Automerge lists the value that it shows last.
    all.reverse();
    let mut values = Values::new();
    let mut merged: Option<Fields> = None;
    for (value, id) in all {
        match node(document, value, &id, depth) {
            Node::Map(fields) => match &mut merged {
                None => merged = Some(fields),
                Some(winner) => union(winner, fields),
            },
            // The same value set twice is not a conflict.
            other if values.contains(&other) => {}
            other => values.push(other),
        }
    }
    if let Some(fields) = merged {
        values.insert(0, Node::Map(fields));
    }
    values
}

fn union(winner: &mut Fields, other: Fields) {
    for (name, values) in other.0 {
        let kept = winner.0.entry(name).or_default();
        for value in values {
            if !kept.contains(&value) {
                kept.push(value);
            }
        }
    }
}

fn node(document: &impl ReadDoc, value: Value<'_>, id: &ObjId, depth: u8) -> Node {
    match value {
        Value::Object(ObjType::Text) => Node::Text(document.text(id).unwrap_or_default()),
        Value::Object(ObjType::Map) => Node::Map(fields(document, id, depth + 1)),
        Value::Object(_) => Node::Other,
        Value::Scalar(scalar) => match scalar.as_ref() {
            ScalarValue::Str(text) => Node::Text(text.to_string()),
            ScalarValue::Int(number) => Node::Number(*number),
            ScalarValue::Uint(number) => i64::try_from(*number).map_or(Node::Other, Node::Number),
            _ => Node::Other,
        },
    }
}
