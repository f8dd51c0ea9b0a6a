//! Reading: a document as the domain's [`CaseFile`].
//!
//! A file is read whole once and kept beside its open document; after an act only the keys that the act touched are
//! read again.

use std::collections::BTreeMap;

use automerge::{ObjId, ROOT, ReadDoc};
use wayside_domain::assist::Item;
use wayside_domain::case_file::{CaseFile, Conflict, Filed, Version};
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
    for kind in Kind::ALL {
        let mut found: BTreeMap<Id, (u64, Vec<Version>)> = BTreeMap::new();
        for (name, node) in root.under(&prefix(*kind)) {
            let (Some((id, correction)), Node::Map(fields)) = (named(name), node) else {
                continue;
            };
            conflicts(&mut file.conflicts, &id, fields);
            if let Some(version) = entry::read(*kind, correction, fields) {
                let (order, versions) = found.entry(id).or_insert((fields.made, Vec::new()));
                *order = fields.made.min(*order);
                versions.push(version);
            }
        }
        for (id, (order, versions)) in found {
            if let Some(filed) = Filed::of(order, versions) {
                file.entries.insert(id, filed);
            }
        }
    }
    sort(&mut file);
    file
}

/// Reads again what an act has touched.
pub(crate) fn reread(document: &impl ReadDoc, file: &mut CaseFile, kind: Kind, id: &Id) {
    if kind == Kind::Client {
        let root = tree::fields(document, &ROOT, 0);
        put_profile(file, &root);
        return sort(file);
    }
    let values = tree::values(document, &ROOT, &key(kind, id, None), 0);
    let corrected = file
        .entries
        .get(id)
        .is_some_and(|filed| filed.versions().len() > 1);
    let (Some(Node::Map(fields)), false) = (values.first(), corrected) else {
        // Which version stands hangs on all of them.
        *file = read(document, &file.id);
        return;
    };
    file.conflicts
        .retain(|conflict| conflict.entry.as_ref() != Some(id));
    conflicts(&mut file.conflicts, id, fields);
    if let Some(version) = entry::read(kind, None, fields)
        && let Some(filed) = Filed::of(fields.made, vec![version])
    {
        file.entries.insert(id.clone(), filed);
    }
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
    let was = root.under(WAS);
    file.replaced_profiles = was
        .map(|(name, node)| (name.to_owned(), node.as_text().unwrap_or_default()))
        .collect();
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
    for name in fields.contested() {
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
