//! What a document says, free of Automerge: a map of names to values, with every concurrent value kept.

use std::collections::BTreeMap;
use std::ops::Bound;

use automerge::{ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value};

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

/// A map of a document: under each name the value that counts, which is the one that Automerge shows; and for the few
/// names that hold more, the others, in an order that is the same on every device.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields {
    /// The number of the operation that made the map: greater than that of everything its maker knew.
    pub(crate) made: u64,
    counting: BTreeMap<String, Node>,
    others: BTreeMap<String, Vec<Node>>,
}

impl Fields {
    /// Nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.counting.is_empty()
    }

    /// The value that counts.
    pub(crate) fn first(&self, name: &str) -> Option<&Node> {
        self.counting.get(name)
    }

    /// Every value under a name, the one that counts first.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Node> {
        self.first(name)
            .into_iter()
            .chain(self.others.get(name).into_iter().flatten())
    }

    /// The names that hold more than one value.
    pub(crate) fn contested(&self) -> impl Iterator<Item = &str> {
        self.others.keys().map(String::as_str)
    }

    fn put(&mut self, name: String, mut values: Vec<Node>) {
        if values.is_empty() {
            return;
        }
        let others = values.split_off(1);
        if !others.is_empty() {
            self.others.insert(name.clone(), others);
        }
        self.counting
            .extend(values.pop().map(|first| (name, first)));
    }

    /// What `other` says and this does not.
    fn unite(&mut self, other: Fields) {
        self.made = self.made.min(other.made);
        let names: Vec<String> = other.counting.keys().cloned().collect();
        for name in names {
            let mut values: Vec<Node> = self.all(&name).cloned().collect();
            for value in other.all(&name) {
                if !values.contains(value) {
                    values.push(value.clone());
                }
            }
            self.others.remove(&name);
            self.put(name, values);
        }
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

    /// The names that begin with `prefix`, without it, and their values.
    pub(crate) fn under<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a Node)> {
        self.counting
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .map_while(move |(name, node)| Some((name.strip_prefix(prefix)?, node)))
    }
}

/// How deep maps may lie in each other. This app nests two deep; a hostile document must not exhaust the stack.
const DEEPEST: u8 = 6;

/// What a document says.
pub(crate) fn root(document: &impl ReadDoc) -> Fields {
    fields(document, &ROOT, 0)
}

/// Reads one map whole. `depth` is how deep it lies.
pub(crate) fn fields(document: &impl ReadDoc, object: &ObjId, depth: u8) -> Fields {
    let mut read = Fields {
        made: match object {
            ObjId::Id(number, _, _) => *number,
            ObjId::Root => 0,
        },
        ..Fields::default()
    };
    if depth > DEEPEST {
        return read;
    }
    for item in document.map_range(object, ..) {
        let name = item.key.to_string();
        if item.conflict {
            let values = values(document, object, &name, depth);
            read.put(name, values);
        } else {
            let id = item.id();
            read.counting
                .insert(name, node(document, item.value.into_value(), &id, depth));
        }
    }
    read
}

/// Reads what is under one name, the value that counts first; maps that were made concurrently are read as one.
pub(crate) fn values(document: &impl ReadDoc, object: &ObjId, name: &str, depth: u8) -> Vec<Node> {
    let Ok(mut all) = document.get_all(object, name) else {
        return Vec::new();
    };
    // Automerge lists the value that it shows last.
    all.reverse();
    let mut values = Vec::new();
    let mut merged: Option<Fields> = None;
    for (value, id) in all {
        match node(document, value, &id, depth) {
            Node::Map(fields) => match &mut merged {
                None => merged = Some(fields),
                Some(winner) => winner.unite(fields),
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
