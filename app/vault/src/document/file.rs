//! Reading: the volumes of a file as the domain's [`CaseFile`].
//!
//! A file is read whole once and kept beside its open documents; after an act only the keys that the act touched are
//! read again. The profile is in the first volume. The versions of an entry may be in several: a correction is written
//! where there is room.

use std::collections::{BTreeMap, HashSet};

use automerge::{AutoCommit, ROOT, ReadDoc};
use wayside_domain::assist::Item;
use wayside_domain::case_file::{CaseFile, Conflict, Filed};
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Client, Kind, Record};

use super::tree::{self, Fields, Node};
use super::volume::FIRST;
use super::{ANSWERS, LOG, PROFILE, WAS, entry, key, layout, named, parse_list, prefix};

/// Reads a whole file out of what the roots of its volumes say, each with the volume's number, in their order.
pub(crate) fn read(client: &Id, roots: &[(u8, Fields)]) -> CaseFile {
    let mut file = CaseFile::new(client.clone(), Client::default());
    if let Some((FIRST, root)) = roots.first() {
        file.is_log = root.first(LOG).is_some();
        put_profile(&mut file, root);
    }
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Client) {
        let mut found: BTreeMap<Id, Versions<'_>> = BTreeMap::new();
        let prefix = prefix(*kind);
        for (volume, root) in roots {
            for (name, node) in root.under(&prefix) {
                if let (Some((id, correction)), Node::Map(fields)) = (named(name), node) {
                    let versions = found.entry(id).or_default();
                    versions.push((correction, order(*volume, fields), fields));
                }
            }
        }
        for (id, versions) in found {
            put_entry(&mut file, *kind, id, versions);
        }
    }
    sort(&mut file);
    file
}

/// The maps of an entry in the order of volumes: the original, and its corrections. Each with its place in the order
/// in which entries were written down.
type Versions<'a> = Vec<(Option<Id>, u64, &'a Fields)>;

/// Operations are numbered anew in each volume. Numbers have 32 bits.
fn order(volume: u8, fields: &Fields) -> u64 {
    (u64::from(volume.saturating_sub(FIRST)) << 32) + fields.made
}

/// Puts an entry in, with the conflicts of the version that stands: nobody settles one of a version that was replaced.
fn put_entry(file: &mut CaseFile, kind: Kind, id: Id, versions: Versions<'_>) {
    file.conflicts
        .retain(|conflict| conflict.entry.as_ref() != Some(&id));
    let order = versions.iter().map(|(_, order, _)| *order).min();
    let mut read: Vec<_> = versions
        .iter()
        .filter_map(|(correction, _, fields)| entry::read(kind, correction.clone(), fields))
        .collect();
    let mut corrections = HashSet::new();
    if !read.iter().all(|one| corrections.insert(&one.correction)) {
        // People apart who recorded the same while they wrote in different volumes said it once.
        let mut once = HashSet::new();
        read.retain(|one| once.insert((one.correction.clone(), one.version())));
    }
    let Some(filed) = Filed::of(order.unwrap_or_default(), read) else {
        return;
    };
    let standing = &filed.version().correction;
    let stands = versions
        .iter()
        .find(|(correction, _, _)| correction == standing);
    if let Some((_, _, fields)) = stands {
        conflicts(&mut file.conflicts, &id, fields);
    }
    file.entries.insert(id, filed);
}

/// Reads again what an act has touched, in the volumes of a file, each with its number.
pub(crate) fn reread(volumes: &[(u8, &AutoCommit)], file: &mut CaseFile, kind: Kind, id: &Id) {
    if kind == Kind::Client {
        if let Some((FIRST, document)) = volumes.first() {
            put_profile(file, &tree::root(*document));
        }
        return sort(file);
    }
    let own = key(kind, id, None);
    let mut nodes: Vec<(Option<Id>, u8, Node)> = Vec::new();
    for (volume, document) in volumes {
        // The keys of its corrections are its own key, a plus sign, and more.
        let range = own.clone()..format!("{own},");
        let names: Vec<String> = document
            .map_range(ROOT, range)
            .map(|item| item.key.to_string())
            .filter(|name| *name == own || name.starts_with(&format!("{own}+")))
            .collect();
        nodes.extend(names.iter().filter_map(|name| {
            let (_, correction) = named(name.strip_prefix(&prefix(kind))?)?;
            let values = tree::values(*document, &ROOT, name, 0);
            Some((correction, *volume, values.into_iter().next()?))
        }));
    }
    let versions = nodes
        .iter()
        .filter_map(|(correction, volume, node)| match node {
            Node::Map(fields) => Some((correction.clone(), order(*volume, fields), fields)),
            _ => None,
        });
    put_entry(file, kind, id.clone(), versions.collect());
    sort(file);
}

/// Reads one answer again: what a tap has touched.
pub(crate) fn reread_answer(
    volumes: &[(u8, &AutoCommit)],
    file: &mut CaseFile,
    screening: &Id,
    item: Item,
) {
    let key = key(Kind::Screening, screening, None);
    // Entries that were made twice are read as their union, or as two versions, which one map does not show.
    let maps = volumes.iter().flat_map(|(_, document)| {
        let all = document.get_all(ROOT, &key).unwrap_or_default();
        all.into_iter()
            .map(move |(value, id)| (document, value, id))
    });
    let map = match maps.collect::<Vec<_>>().as_slice() {
        [(document, value, id)] if value.is_object() => Some((*document, id.clone())),
        _ => None,
    };
    let filed = file.entries.get_mut(screening);
    let body = filed.and_then(Filed::uncorrected_mut);
    let (Some((document, map)), Some(Body::Screening(body))) = (map, body) else {
        return reread(volumes, file, Kind::Screening, screening);
    };
    let name = item.to_string();
    let values = tree::values(*document, &map, &format!("{ANSWERS}{name}"), 0);
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
