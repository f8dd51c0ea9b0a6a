//! Reading: a document as the domain's [`CaseFile`].
//!
//! A file is read whole once and kept beside its open document; after an act only the keys that the act touched are
//! read again. Entries are in the order of their times, then ids, which is the same on every device.

use automerge::{ObjId, ROOT, ReadDoc};
use wayside_domain::assist::Item;
use wayside_domain::case_file::{CaseFile, Conflict, Correction, Filed};
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Kind};
use wayside_domain::time::Timestamp;

use super::screening::ANSWERS;
use super::tree::{self, Fields, Node};
use super::{
    CORRECTIONS, contact, correction, follow_up, intervention, parse_list, prefix, profile,
    referral, screening,
};

/// Reads a whole file.
pub(crate) fn read(document: &impl ReadDoc, client: &Id) -> CaseFile {
    let root = tree::fields(document, &ROOT, 0);
    let mut file = CaseFile::new(client.clone(), profile::read(&root));
    put_profile(&mut file, &root);
    for kind in Kind::ALL {
        let Some(prefix) = prefix(kind) else { continue };
        for (id, node) in root.under(prefix) {
            put_entry(&mut file, kind, id, node);
        }
    }
    for (id, node) in root.under(CORRECTIONS) {
        put_correction(&mut file, id, node);
    }
    sort(&mut file);
    file
}

/// Reads again what an act has touched.
pub(crate) fn reread(document: &impl ReadDoc, file: &mut CaseFile, kind: Kind, entry: &Id) {
    let Some(prefix) = prefix(kind) else {
        let root = tree::fields(document, &ROOT, 0);
        file.profile = profile::read(&root);
        put_profile(file, &root);
        return;
    };
    let values = tree::values(document, &ROOT, &format!("{prefix}{entry}"), 0);
    if let Some(node) = values.first() {
        put_entry(file, kind, entry.as_str(), node);
        sort(file);
    }
}

/// Reads one answer again: what a tap has touched.
pub(crate) fn reread_answer(
    document: &impl ReadDoc,
    file: &mut CaseFile,
    screening: &Id,
    item: Item,
) {
    let key = format!("{}{screening}", prefix(Kind::Screening).unwrap_or_default());
    let map = |object: &ObjId, name: &str| match document.get(object, name) {
        Ok(Some((value, id))) if value.is_object() => Some(id),
        _ => None,
    };
    // Entries or maps that were made twice are read as their union, which one map does not show.
    let single = |object: &ObjId, name: &str| {
        document
            .get_all(object, name)
            .is_ok_and(|all| all.len() == 1)
    };
    let answers = map(&ROOT, &key).filter(|entry| single(&ROOT, &key) && single(entry, ANSWERS));
    let answers = answers.and_then(|entry| map(&entry, ANSWERS));
    let filed = file
        .screenings
        .iter_mut()
        .find(|filed| filed.id == *screening);
    let (Some(answers), Some(filed)) = (answers, filed) else {
        return reread(document, file, Kind::Screening, screening);
    };
    let name = item.to_string();
    let values = tree::values(document, &answers, &name, 0);
    filed.body.answers.clear(item);
    if let Some(Node::Text(value)) = values.first() {
        filed.body.answers.read(&name, value);
    }
    let field = format!("{ANSWERS}.{name}");
    file.conflicts
        .retain(|held| held.entry.as_ref() != Some(screening) || held.field != field);
    if let Some(found) = conflict(Some(screening), field, values.iter()) {
        file.conflicts.push(found);
        sort(file);
    }
}

fn put_profile(file: &mut CaseFile, root: &Fields) {
    file.conflicts.retain(|conflict| conflict.entry.is_some());
    let contested = root
        .contested()
        .filter_map(|name| Some((name, name.strip_prefix("profile/")?)));
    let found: Vec<Conflict> = contested
        .filter_map(|(name, field)| conflict(None, field.to_owned(), root.all(name)))
        .collect();
    file.conflicts.splice(0..0, found);
}

fn put_entry(file: &mut CaseFile, kind: Kind, id: &str, node: &Node) {
    let (Ok(id), Node::Map(fields)) = (Id::parse(id), node) else {
        return;
    };
    file.conflicts
        .retain(|conflict| conflict.entry.as_ref() != Some(&id));
    conflicts(&mut file.conflicts, &id, "", fields);
    match kind {
        Kind::Client => {}
        Kind::Contact => put(&mut file.contacts, id, contact::read(fields)),
        Kind::Screening => put(&mut file.screenings, id, screening::read(fields)),
        Kind::Intervention => put(&mut file.interventions, id, intervention::read(fields)),
        Kind::Referral => put(&mut file.referrals, id, referral::read(fields)),
        Kind::FollowUp => put(&mut file.follow_ups, id, follow_up::read(fields)),
    }
}

fn put<T>(filed: &mut Vec<Filed<T>>, id: Id, body: Option<T>) {
    let Some(body) = body else { return };
    match filed.iter_mut().find(|entry| entry.id == id) {
        Some(entry) => entry.body = body,
        None => filed.push(Filed::new(id, body)),
    }
}

fn put_correction(file: &mut CaseFile, id: &str, node: &Node) {
    let (Ok(id), Node::Map(fields)) = (Id::parse(id), node) else {
        return;
    };
    let Some(stored) = correction::read(fields) else {
        return;
    };
    let Some(at) = stored.at else { return };
    let (entry, reason) = (stored.entry, stored.reason);
    match stored.body {
        // The profile is edited in place; its correction is kept in the document and its history.
        Body::Client(_) => {}
        Body::Contact(body) => beside(
            &mut file.contacts,
            &entry,
            Correction {
                id,
                reason,
                at,
                body,
            },
        ),
        Body::Screening(body) => beside(
            &mut file.screenings,
            &entry,
            Correction {
                id,
                reason,
                at,
                body,
            },
        ),
        Body::Intervention(body) => beside(
            &mut file.interventions,
            &entry,
            Correction {
                id,
                reason,
                at,
                body,
            },
        ),
        Body::Referral(body) => beside(
            &mut file.referrals,
            &entry,
            Correction {
                id,
                reason,
                at,
                body,
            },
        ),
        Body::FollowUp(body) => beside(
            &mut file.follow_ups,
            &entry,
            Correction {
                id,
                reason,
                at,
                body,
            },
        ),
    }
}

fn beside<T>(filed: &mut [Filed<T>], entry: &Id, correction: Correction<T>) {
    if let Some(entry) = filed.iter_mut().find(|filed| filed.id == *entry) {
        entry.corrections.push(correction);
    }
}

fn sort(file: &mut CaseFile) {
    by(&mut file.contacts, |contact| contact.at.millis());
    by(&mut file.screenings, |screening| screening.started.millis());
    by(&mut file.interventions, |intervention| {
        intervention.at.millis()
    });
    by(&mut file.referrals, |referral| {
        referral.events.first().map(|event| event.when.date())
    });
    by(&mut file.follow_ups, |follow_up| follow_up.due);
    file.conflicts
        .sort_by(|a, b| (&a.entry, &a.field).cmp(&(&b.entry, &b.field)));
}

fn by<T, K: Ord>(filed: &mut [Filed<T>], when: impl Fn(&T) -> K) {
    for entry in filed.iter_mut() {
        entry
            .corrections
            .sort_by(|a, b| (a.at.millis(), &a.id).cmp(&(b.at.millis(), &b.id)));
    }
    filed.sort_by(|a, b| (when(&a.body), &a.id).cmp(&(when(&b.body), &b.id)));
}

fn conflicts(found: &mut Vec<Conflict>, entry: &Id, path: &str, fields: &Fields) {
    for name in fields.contested() {
        let field = format!("{path}{}", name.replace('/', "."));
        found.extend(conflict(Some(entry), field, fields.all(name)));
    }
    for (name, node) in fields.iter() {
        if let Node::Map(inner) = node {
            conflicts(found, entry, &format!("{path}{name}."), inner);
        }
    }
}

fn conflict<'a>(
    entry: Option<&Id>,
    field: String,
    values: impl Iterator<Item = &'a Node>,
) -> Option<Conflict> {
    let mut shown: Vec<String> = Vec::new();
    for text in values.filter_map(Node::as_text) {
        // A list is stored as JSON; a person reads its values.
        let text = if text.starts_with('[') {
            parse_list(&text).join(", ")
        } else {
            text
        };
        if !shown.contains(&text) {
            shown.push(text);
        }
    }
    (shown.len() > 1).then(|| Conflict {
        entry: entry.cloned(),
        field,
        values: shown,
    })
}

/// The kind of an entry of this file, if it is there and this app can read it.
pub(crate) fn kind_of(file: &CaseFile, entry: &Id) -> Option<Kind> {
    current(file, entry).map(|body| body.kind())
}

/// The version of an entry that holds now.
pub(crate) fn current(file: &CaseFile, entry: &Id) -> Option<Body> {
    fn find<T: Clone>(filed: &[Filed<T>], entry: &Id, body: fn(T) -> Body) -> Option<Body> {
        filed
            .iter()
            .find(|filed| filed.id == *entry)
            .map(|filed| body(filed.current().clone()))
    }
    if *entry == file.id {
        return Some(Body::Client(file.profile.clone()));
    }
    find(&file.contacts, entry, Body::Contact)
        .or_else(|| find(&file.screenings, entry, Body::Screening))
        .or_else(|| find(&file.interventions, entry, Body::Intervention))
        .or_else(|| find(&file.referrals, entry, Body::Referral))
        .or_else(|| find(&file.follow_ups, entry, Body::FollowUp))
}

/// Every version of an entry that the file holds: recording one of them again says nothing new.
pub(crate) fn versions(file: &CaseFile, entry: &Id) -> Vec<Body> {
    fn all<T: Clone>(filed: &[Filed<T>], entry: &Id, body: fn(T) -> Body) -> Vec<Body> {
        let found = filed.iter().filter(|filed| filed.id == *entry);
        found
            .flat_map(|filed| {
                std::iter::once(&filed.body)
                    .chain(filed.corrections.iter().map(|made| &made.body))
                    .map(|version| body(version.clone()))
                    .collect::<Vec<_>>()
            })
            .collect()
    }
    let mut versions = all(&file.contacts, entry, Body::Contact);
    versions.extend(all(&file.screenings, entry, Body::Screening));
    versions.extend(all(&file.interventions, entry, Body::Intervention));
    versions.extend(all(&file.referrals, entry, Body::Referral));
    versions.extend(all(&file.follow_ups, entry, Body::FollowUp));
    versions
}

/// For sorting lists of clients.
pub(crate) fn millis(at: Option<Timestamp>) -> Option<i64> {
    at.map(|at| at.millis())
}
