//! All versions of an entry as one text: a JSON array, each version with its fields by name. It is read leniently, as
//! documents are, so that what a newer app wrote goes through.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};
use wayside_domain::case_file::{Filed, Version};
use wayside_domain::id::Id;
use wayside_domain::record::{Kind, Said, Value};

/// The text of an entry's versions.
pub(super) fn text(filed: &Filed) -> String {
    let versions: Vec<Json> = filed.versions().iter().map(version).collect();
    Json::Array(versions).to_string()
}

fn version(version: &Version) -> Json {
    let mut out = Map::new();
    if let Some(correction) = &version.correction {
        out.insert("correction".into(), json!(correction));
        out.insert("reason".into(), json!(version.reason));
        out.insert("at".into(), json!(version.at));
        out.insert("replaces".into(), json!(version.replaces));
    }
    let said = version.body.said().0;
    out.insert(
        "says".into(),
        said.iter()
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect(),
    );
    Json::Object(out)
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Text(text) => text.clone().into(),
        Value::Time(time) => time.to_string().into(),
        Value::Number(number) => (*number).into(),
        Value::List(list) => list.iter().map(plain).collect(),
        Value::Map(map) => map
            .iter()
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect(),
    }
}

/// The versions that a text holds; `None` where it is none that this app wrote.
pub(crate) fn versions(kind: Kind, text: &str) -> Option<Vec<Version>> {
    let list: Vec<Map<String, Json>> = serde_json::from_str(text).ok()?;
    list.into_iter().map(|one| read(kind, &one)).collect()
}

fn read(kind: Kind, from: &Map<String, Json>) -> Option<Version> {
    let text = |name: &str| from.get(name).and_then(Json::as_str);
    let said = from.get("says")?.as_object()?;
    let said: BTreeMap<String, Value> = said
        .iter()
        .filter_map(|(name, value)| Some((name.clone(), heard(value)?)))
        .collect();
    let replaces = from
        .get("replaces")
        .and_then(Json::as_array)
        .into_iter()
        .flatten();
    Some(Version {
        correction: text("correction").and_then(|id| Id::parse(id).ok()),
        reason: text("reason").map(str::to_owned),
        at: text("at").and_then(|at| at.parse().ok()),
        replaces: replaces
            .filter_map(|one| Some(one.as_str()?.to_owned()))
            .collect(),
        body: kind.hear(&Said(said))?,
    })
}

fn heard(json: &Json) -> Option<Value> {
    Some(match json {
        Json::String(text) => Value::Text(text.clone()),
        Json::Number(number) => Value::Number(number.as_i64()?),
        Json::Array(list) => Value::List(list.iter().filter_map(heard).collect()),
        Json::Object(map) => Value::Map(
            map.iter()
                .filter_map(|(name, value)| Some((name.clone(), heard(value)?)))
                .collect(),
        ),
        Json::Null | Json::Bool(_) => return None,
    })
}
