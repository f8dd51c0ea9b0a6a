//! Reading: a document as the domain's [`CaseFile`].
//!
//! A file is read whole once and kept beside its open document; after an act only the keys that the act touched are
//! read again.

use std::collections::BTreeMap;

use automerge::{ObjId, ROOT, ReadDoc};
use wayside_domain::assist::Item;
use wayside_domain::case_file::{CaseFile, Conflict, Filed};
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Client, Kind, Record};

use super::tree::{self, Fields, Node};
use super::{ANSWERS, LOG, PROFILE, WAS, entry, key, layout, named, parse_list, prefix};

/// Reads a whole file.
pub(crate) fn read(document: &impl ReadDoc, client: &Id) -> CaseFile {
    let root = tree::fields(document, &ROOT, 0);
    let mut file = CaseFile::new(client.clone(), Client::default());
    file.is_log = root.first(LOG).is_some();
    put_profile(&mut file, &root);
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Client) {
        let mut found: BTreeMap<Id, Versions<'_>> = BTreeMap::new();
        let prefix = prefix(*kind);
        for (name, node) in root.under(&prefix) {
            if let (Some((id, correction)), Node::Map(fields)) = (named(name), node) {
                found.entry(id).or_default().push((correction, fields));
            }
        }
        for (id, versions) in found {
            put_entry(&mut file, *kind, id, versions);
        }
    }
    sort(&mut file);
    file
}

/// The maps of an entry: the original, and its corrections.
type Versions<'a> = Vec<(Option<Id>, &'a Fields)>;

/// Puts an entry in, with the conflicts of the version that stands: nobody settles one of a version that was replaced.
fn put_entry(file: &mut CaseFile, kind: Kind, id: Id, versions: Versions<'_>) {
    file.conflicts
        .retain(|conflict| conflict.entry.as_ref() != Some(&id));
    let order = versions.iter().map(|(_, fields)| fields.made).min();
    let read = versions
        .iter()
        .filter_map(|(correction, fields)| entry::read(kind, correction.clone(), fields));
    let Some(filed) = Filed::of(order.unwrap_or_default(), read.collect()) else {
        return;
    };
    let standing = &filed.version().correction;
    let stands = versions
        .iter()
        .find(|(correction, _)| correction == standing);
    if let Some((_, fields)) = stands {
        conflicts(&mut file.conflicts, &id, fields);
    }
    file.entries.insert(id, filed);
}

/// Reads again what an act has touched.
pub(crate) fn reread(document: &impl ReadDoc, file: &mut CaseFile, kind: Kind, id: &Id) {
    if kind == Kind::Client {
        let root = tree::fields(document, &ROOT, 0);
        put_profile(file, &root);
        return sort(file);
    }
    let own = key(kind, id, None);
    // The keys of its corrections are its own key, a plus sign, and more.
    let range = own.clone()..format!("{own},");
    let names: Vec<String> = document
        .map_range(ROOT, range)
        .map(|item| item.key.to_string())
        .filter(|name| *name == own || name.starts_with(&format!("{own}+")))
        .collect();
    let nodes: Vec<(Option<Id>, Node)> = names
        .iter()
        .filter_map(|name| {
            let (_, correction) = named(name.strip_prefix(&prefix(kind))?)?;
            let values = tree::values(document, &ROOT, name, 0);
            Some((correction, values.into_iter().next()?))
        })
        .collect();
    let versions = nodes.iter().filter_map(|(correction, node)| match node {
        Node::Map(fields) => Some((correction.clone(), fields)),
        _ => None,
    });
    put_entry(file, kind, id.clone(), versions.collect());
    sort(file);
}

/// Reads one answer again: what a tap has touched.
pub(crate) fn reread_answer(
    document: &impl ReadDoc,
    file: &mut CaseFile,
    screening: &Id,
    item: Item,
) {
    let key = key(Kind::Screening, screening, None);
    // Entries that were made twice are read as their union, which one map does not show.
    let single = |object: &ObjId, name: &str| match document.get_all(object, name).as_deref() {
        Ok([(value, id)]) if value.is_object() => Some(id.clone()),
        _ => None,
    };
    let map = single(&ROOT, &key);
    let filed = file.entries.get_mut(screening);
    let body = filed.and_then(Filed::uncorrected_mut);
    let (Some(map), Some(Body::Screening(body))) = (map, body) else {
        return reread(document, file, Kind::Screening, screening);
    };
    let name = item.to_string();
    let values = tree::values(document, &map, &format!("{ANSWERS}{name}"), 0);
    body.answers.clear(item);
    if let Some(Node::Text(value)) = values.first() {
        body.answers.read(&name, value);
    }
    let field = shown_name(&format!("{ANSWERS}{name}"));
    file.conflicts
        .retain(|held| held.entry.as_ref() != Some(screening) || held.field != field);
    if let Some(found) = conflict(Some(screening), field, values.iter()) {
        file.conflicts.push(found);
        sort(file);
    }
}

fn put_profile(file: &mut CaseFile, root: &Fields) {
    let said = layout::read(Client::FIELDS, root, PROFILE);
    file.profile = Client::hear(&said).unwrap_or_default();
    let said = root.under(WAS).map(|(name, node)| {
        let version = name.split('+').next().unwrap_or_default();
        (version.to_owned(), node.as_text().unwrap_or_default())
    });
    file.said_profiles = said.collect();
    file.conflicts.retain(|conflict| conflict.entry.is_some());
    for name in root.contested() {
        if let Some(field) = name.strip_prefix(PROFILE) {
            file.conflicts
                .extend(conflict(None, shown_name(field), root.all(name)));
        }
    }
}

fn sort(file: &mut CaseFile) {
    file.conflicts
        .sort_by(|a, b| (&a.entry, &a.field).cmp(&(&b.entry, &b.field)));
}

fn conflicts(found: &mut Vec<Conflict>, entry: &Id, fields: &Fields) {
    // What begins with an equals sign is about the correction, and nobody's to choose.
    for name in fields.contested().filter(|name| !name.starts_with('=')) {
        found.extend(conflict(Some(entry), shown_name(name), fields.all(name)));
    }
}

/// A key as records name the field.
pub(super) fn shown_name(key: &str) -> String {
    key.replace(['/', '\u{1e}'], ".")
}

/// A value as a person reads it.
pub(super) fn shown(node: &Node) -> Option<String> {
    let text = node.as_text()?;
    // A list is stored as JSON; a person reads its values.
    Some(if text.starts_with('[') {
        parse_list(&text).join(", ")
    } else {
        text
    })
}

fn conflict<'a>(
    entry: Option<&Id>,
    field: String,
    values: impl Iterator<Item = &'a Node>,
) -> Option<Conflict> {
    let mut all: Vec<String> = Vec::new();
    for text in values.filter_map(shown) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    (all.len() > 1).then(|| Conflict {
        entry: entry.cloned(),
        field,
        values: all,
    })
}
