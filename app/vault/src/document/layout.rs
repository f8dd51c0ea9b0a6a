//! The walker between what a record says and the keys of a document: one for all kinds, by the table of their fields.
//!
//! | what a field holds | keys, behind the record's prefix |
//! |---|---|
//! | a text, a word, a time | `<field>`: a string |
//! | a number | `<field>`: a number |
//! | a list | `<field>`: one JSON array, so that its order survives; lists that two people wrote apart are read as their union where the table says `Set` |
//! | values by name | `<field>/<name>` each |
//! | entries by name (consents, events) | `<field>/<name>`: empty, and `<field>/<name>␞<part>` each |
//! | letters | `<field>`: a Text, made together with the record, so that there is only ever one |
//!
//! Keys that no table names are never touched: a newer app wrote them.

use std::collections::BTreeMap;

use automerge::{AutomergeError, ObjId};
use wayside_domain::record::{Field, Meets, Said, Value};

use super::parse_list;
use super::pen::Pen;
use super::tree::{Fields, Node};

/// Between an entry's name and a part of it.
const PART: char = '\u{1e}';

/// Where a record's keys are.
pub(super) struct Place<'a> {
    pub(super) object: &'a ObjId,
    pub(super) prefix: &'a str,
}

/// Writes a new record, or what `new` changes in `old`.
pub(super) fn write(
    pen: &mut Pen<'_>,
    place: &Place<'_>,
    table: &[Field],
    old: Option<&Said>,
    new: &Said,
) -> Result<(), AutomergeError> {
    for field in table {
        let key = format!("{}{}", place.prefix, field.name);
        let held = old.and_then(|old| old.get(field.name));
        let said = new.get(field.name);
        match field.meets {
            Meets::Never => {}
            Meets::Letters => {
                let text = said.and_then(Value::text).unwrap_or_default();
                if old.is_none() {
                    pen.note(place.object, &key, &text)?;
                } else if held != said {
                    pen.edit_note(place.object, &key, &text)?;
                }
            }
            _ => put(pen, place.object, &key, '/', held, said)?,
        }
    }
    Ok(())
}

/// Writes one value under its key, or its parts under keys of their own.
fn put(
    pen: &mut Pen<'_>,
    object: &ObjId,
    key: &str,
    between: char,
    held: Option<&Value>,
    said: Option<&Value>,
) -> Result<(), AutomergeError> {
    if held == said {
        return Ok(());
    }
    let none = BTreeMap::new();
    match (held, said) {
        (Some(Value::Map(_)) | None, Some(Value::Map(_)) | None)
            if held.is_some() || said.is_some() =>
        {
            let map = |value: Option<&Value>| value.and_then(Value::map).unwrap_or(&none).clone();
            let (before, after) = (map(held), map(said));
            if between == PART {
                // An entry is there even where it has no parts.
                let there = |value: Option<&Value>| value.map(|_| "");
                pen.changed(object, key, there(held), there(said))?;
            }
            for name in before.keys().filter(|name| !after.contains_key(*name)) {
                put_part(pen, object, key, between, name, before.get(name), None)?;
            }
            for (name, value) in &after {
                put_part(
                    pen,
                    object,
                    key,
                    between,
                    name,
                    before.get(name),
                    Some(value),
                )?;
            }
            Ok(())
        }
        (_, None) => pen.clear(object, key),
        (_, Some(Value::Number(number))) => pen.number(object, key, *number),
        (_, Some(Value::List(list))) => {
            let list: Vec<String> = list.iter().filter_map(Value::text).collect();
            pen.list(object, key, &list)
        }
        (_, Some(value)) => pen.text(object, key, &value.text().unwrap_or_default()),
    }
}

fn put_part(
    pen: &mut Pen<'_>,
    object: &ObjId,
    key: &str,
    between: char,
    name: &str,
    held: Option<&Value>,
    said: Option<&Value>,
) -> Result<(), AutomergeError> {
    put(
        pen,
        object,
        &format!("{key}{between}{name}"),
        PART,
        held,
        said,
    )
}

/// Reads a record back.
pub(super) fn read(table: &[Field], fields: &Fields, prefix: &str) -> Said {
    let mut said = Said::default();
    for field in table.iter().filter(|field| field.meets != Meets::Never) {
        let key = format!("{prefix}{}", field.name);
        let value = match (field.meets, fields.first(&key)) {
            (Meets::Set, Some(_)) => Some(union(fields, &key)),
            (_, Some(Node::Text(text))) if field.shape.kind() == "list" => {
                Some(list(&parse_list(text)))
            }
            (_, Some(node)) => scalar(node),
            (_, None) => parts(fields, &format!("{key}/")),
        };
        said.put(field.name, value);
    }
    said
}

fn scalar(node: &Node) -> Option<Value> {
    match node {
        Node::Text(text) => Some(Value::Text(text.clone())),
        Node::Number(number) => Some(Value::Number(*number)),
        Node::Map(_) | Node::Other => None,
    }
}

fn list(texts: &[String]) -> Value {
    Value::List(texts.iter().cloned().map(Value::Text).collect())
}

/// What anybody put into a list is in it.
fn union(fields: &Fields, key: &str) -> Value {
    let mut all: Vec<String> = Vec::new();
    for node in fields.all(key) {
        if let Node::Text(text) = node {
            for value in parse_list(text) {
                if !all.contains(&value) {
                    all.push(value);
                }
            }
        }
    }
    list(&all)
}

/// Values by name, and entries with their parts.
fn parts(fields: &Fields, prefix: &str) -> Option<Value> {
    let mut map: BTreeMap<String, Value> = BTreeMap::new();
    for (name, node) in fields.under(prefix) {
        let Some(value) = scalar(node) else { continue };
        match name.split_once(PART) {
            None if value == Value::Text(String::new()) => {
                map.entry(name.to_owned())
                    .or_insert(Value::Map(BTreeMap::new()));
            }
            None => {
                map.insert(name.to_owned(), value);
            }
            Some((name, part)) => {
                let entry = map
                    .entry(name.to_owned())
                    .or_insert(Value::Map(BTreeMap::new()));
                if let Value::Map(entry) = entry {
                    entry.insert(part.to_owned(), value);
                }
            }
        }
    }
    (!map.is_empty()).then_some(Value::Map(map))
}
