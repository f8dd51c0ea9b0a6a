//! Which client each record belongs to, before anything is written.

use std::collections::BTreeMap;

use rand_core::CryptoRng;
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Entry};

use super::failure;
use crate::error::{RecordFailure, RecordProblem};
use crate::projection::code_key;
use crate::vault::Vault;

/// A record with its client found and its id made.
pub(super) struct Placed {
    pub(super) line: usize,
    pub(super) id: Id,
    pub(super) entry: Entry,
}

impl Vault {
    /// Finds each record's client and makes the ids that are missing.
    pub(super) fn place(
        &self,
        entries: Vec<Entry>,
        rng: &mut impl CryptoRng,
    ) -> Result<BTreeMap<Id, Vec<Placed>>, RecordFailure> {
        let mut codes: BTreeMap<String, Vec<Id>> = BTreeMap::new();
        let mut clients: Vec<Option<Id>> = Vec::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            let Body::Client(client) = &entry.body else {
                clients.push(None);
                continue;
            };
            let id = match (&entry.id, &client.code) {
                (Some(id), _) => id.clone(),
                (None, Some(code)) => match self.lookup(&codes, code, at, "code")?.as_slice() {
                    [] => Id::random(rng),
                    [one] => one.clone(),
                    _ => return Err(failure(at, "code", RecordProblem::Ambiguous)),
                },
                (None, None) => Id::random(rng),
            };
            for code in client.code.iter().chain(&client.aliases) {
                let ids = codes.entry(code_key(code)).or_default();
                if !ids.contains(&id) {
                    ids.push(id.clone());
                }
            }
            codes
                .entry(format!("id {id}"))
                .or_insert_with(|| vec![id.clone()]);
            clients.push(Some(id));
        }
        let mut placed: BTreeMap<Id, Vec<Placed>> = BTreeMap::new();
        for (at, (entry, client)) in entries.into_iter().zip(clients).enumerate() {
            let (client, id) = match client {
                Some(client) => (client.clone(), client),
                None => {
                    let named = entry.client.as_deref().unwrap_or_default();
                    let client = match self.lookup(&codes, named, at, "client")?.as_slice() {
                        [] => return Err(failure(at, "client", RecordProblem::UnknownClient)),
                        [one] => one.clone(),
                        _ => return Err(failure(at, "client", RecordProblem::Ambiguous)),
                    };
                    let id = entry.id.clone().unwrap_or_else(|| Id::random(rng));
                    (client, id)
                }
            };
            placed.entry(client).or_default().push(Placed {
                line: at,
                id,
                entry,
            });
        }
        Ok(placed)
    }

    /// The clients that a code or id means, in this document and in the vault.
    fn lookup(
        &self,
        codes: &BTreeMap<String, Vec<Id>>,
        named: &str,
        at: usize,
        field: &str,
    ) -> Result<Vec<Id>, RecordFailure> {
        if let Some(ids) = codes.get(&format!("id {named}")) {
            return Ok(ids.clone());
        }
        let mut ids = self
            .find(named)
            .map_err(|fault| failure(at, field, fault.into()))?;
        let key = code_key(named);
        for id in codes
            .get(&key)
            .filter(|_| !key.is_empty())
            .into_iter()
            .flatten()
        {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        Ok(ids)
    }
}
