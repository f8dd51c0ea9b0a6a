//! JSON of a record, by the table of its fields: strictly in, canonically out. One walker for all kinds.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::field::{Field, Meets, Shape};
use super::fields::{self, Fields, Read, at, empty, one_of, parsed, too_many, wrong};
use super::value::{Said, Value};
use crate::{is_keyword, limits};

/// Reads the fields of a kind out of a JSON object.
pub(super) fn read(table: &[Field], from: &mut Fields) -> Read<Said> {
    let mut said = Said::default();
    for field in table {
        if let Some(json) = from.take(field.name) {
            let value = value(field.shape, &from.at(field.name), json)?;
            let kept =
                value.says_something() || field.needed && matches!(field.shape, Shape::Own(_));
            if kept {
                said.0.insert(field.name.to_owned(), value);
            }
        }
        if field.needed && said.get(field.name).is_none() {
            return Err(fields::missing(&from.at(field.name)));
        }
    }
    for field in table {
        if let Some((other, what)) = field.not_before
            && is_before(said.get(field.name), said.get(other))
        {
            return Err(from.problem(field.name, what));
        }
    }
    Ok(said)
}

fn is_before(later: Option<&Value>, earlier: Option<&Value>) -> bool {
    matches!((later, earlier), (Some(Value::Time(later)), Some(Value::Time(earlier))) if later < earlier)
}

/// Reads one value of a shape; `path` names it in a problem.
///
/// # Errors
/// The path of what is to blame, and why.
pub fn value(shape: &Shape, path: &str, json: Json) -> Read<Value> {
    match shape {
        Shape::Text(most) => fields::text(path, json, *most).map(Value::Text),
        Shape::Number { range, unit } => number(path, &json, *range, unit),
        Shape::Word(word) => {
            let known = one_of(word.ids);
            let expected = if word.expected.is_empty() {
                &known
            } else {
                word.expected
            };
            parsed(path, &json, expected, word.read)
        }
        Shape::List(one) => list(path, json, one),
        Shape::Map { names, values } => map(path, json, names, values),
        Shape::Group(parts) => {
            let mut inner = Fields::new(path, json)?;
            let mut map = BTreeMap::new();
            for (name, shape) in *parts {
                if let Some(json) = inner.take(name) {
                    map.insert((*name).to_owned(), value(shape, &inner.at(name), json)?);
                }
            }
            inner.finish()?;
            Ok(Value::Map(map))
        }
        Shape::Own(own) => (own.read)(path, json),
    }
}

fn number(path: &str, json: &Json, (least, most): (i64, i64), unit: &str) -> Read<Value> {
    let found = json
        .as_i64()
        .filter(|number| (least..=most).contains(number));
    let what = if unit == "year" {
        "year"
    } else {
        "whole number"
    };
    found
        .map(Value::Number)
        .ok_or_else(|| at(path, format!("has to be a {what} from {least} to {most}")))
}

fn list(path: &str, json: Json, one: &Shape) -> Read<Value> {
    let Json::Array(values) = json else {
        return Err(wrong(path, &json, "a list"));
    };
    if values.len() > limits::LIST {
        return Err(too_many(path, limits::LIST));
    }
    let read = |(n, json)| {
        let path = format!("{path}[{n}]");
        let value = value(one, &path, json)?;
        if value.says_something() {
            Ok(value)
        } else {
            Err(empty(&path))
        }
    };
    values
        .into_iter()
        .enumerate()
        .map(read)
        .collect::<Read<_>>()
        .map(Value::List)
}

fn map(path: &str, json: Json, names: &str, values: &Shape) -> Read<Value> {
    let mut map = BTreeMap::new();
    for (name, json) in Fields::new(path, json)?.rest() {
        let shown: String = name.chars().take(limits::KEYWORD).collect();
        let path = format!("{path}.{shown}");
        if !is_keyword(&name) {
            return Err(at(&path, names));
        }
        if map.len() == limits::LIST {
            return Err(too_many(&path, limits::LIST));
        }
        map.insert(name, value(values, &path, json)?);
    }
    Ok(Value::Map(map))
}

/// Writes the fields of a kind in the order of its table. What a table does not name is not written.
pub(super) fn write(table: &[Field], said: &Said, out: &mut Map<String, Json>) {
    for field in table.iter().filter(|field| field.meets != Meets::Never) {
        match (said.get(field.name), field.shape) {
            (Some(value), shape) => {
                out.insert(field.name.to_owned(), json(shape, value));
            }
            (None, Shape::Own(own)) if field.needed => {
                out.insert(
                    field.name.to_owned(),
                    (own.write)(&Value::Map(BTreeMap::new())),
                );
            }
            (None, _) if field.always => {
                out.insert(field.name.to_owned(), Json::Null);
            }
            (None, _) => {}
        }
    }
}

/// The JSON of one value.
#[must_use]
pub fn json(shape: &Shape, value: &Value) -> Json {
    match (shape, value) {
        (Shape::Own(own), value) => (own.write)(value),
        (Shape::Group(parts), Value::Map(map)) => {
            let there = parts.iter().filter_map(|(name, shape)| {
                Some(((*name).to_owned(), json(shape, map.get(*name)?)))
            });
            Json::Object(there.collect())
        }
        (_, value) => plain(value),
    }
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Text(text) => text.clone().into(),
        Value::Number(number) => (*number).into(),
        Value::Time(time) => time.to_string().into(),
        Value::List(list) => list.iter().map(plain).collect(),
        Value::Map(map) => map
            .iter()
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect(),
    }
}
