//! Which file each record belongs to, and its id, before anything is written.
//!
//! | a client record | is |
//! |---|---|
//! | with an id | that client; refused where the id is another's code, the code another's id, or the id that of a volume of a file |
//! | without one, its code not known | a new client; its id follows from what it says, so that the same file twice makes one |
//! | without one, its code known | that client if it says nothing new; else refused, since two people may have one code |
//!
//! | another record | goes to |
//! |---|---|
//! | with a client | the client of that id, code or alias, first among the records of the same document; refused where several are meant |
//! | without one | the log that holds its id; else the log of this device, of the caseload, and of the month in which it happened |
//!
//! An entry without an id gets one that follows from its file, its content and how many like it stand before it in the
//! document. An id that is another file's entry is refused.

use std::collections::BTreeMap;

use data_encoding::BASE64URL_NOPAD;
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use wayside_domain::id::Id;
use wayside_domain::record::{Applied, Body, Entry};
use wayside_domain::time::Timestamp;

use super::{failure, judge};
use crate::document::volume;
use crate::error::{CommandError, RecordFailure, RecordProblem};
use crate::projection::code_key;
use crate::segments::RawId;
use crate::vault::Vault;

/// A record with its file found and its id made.
pub(super) struct Placed {
    pub(super) line: usize,
    pub(super) id: Id,
    pub(super) entry: Entry,
}

/// Whose file it is.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// A client's.
    Client,
    /// The log of a month.
    Log(String),
}

/// The setting that holds the name of this device's logs.
const LOG_NAME: &str = "log-name";

/// What the id of every log begins with.
const LOG: &str = "log_";

/// What stands for the file where the id of a client is derived.
const CLIENT: &str = "";

/// What the document says of clients, before the vault is asked.
#[derive(Default)]
struct Named {
    /// Code or alias -> clients.
    codes: BTreeMap<String, Vec<Id>>,
    /// Clients by id, each with the first record that says who it is.
    clients: BTreeMap<Id, Entry>,
}

impl Vault {
    /// Finds each record's file and makes the ids that are missing.
    pub(super) fn place(
        &mut self,
        entries: Vec<Entry>,
        caseload: &RawId,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<BTreeMap<Id, (Owner, Vec<Placed>)>, RecordFailure> {
        let mut named = Named::default();
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        let mut clients: Vec<Option<Id>> = Vec::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            clients.push(match &entry.body {
                Body::Client(_) => Some(self.name_client(&mut named, &mut counts, entry, at)?),
                _ => None,
            });
        }
        // An entry's id is no client's either.
        let mut files: BTreeMap<Id, Id> = clients
            .iter()
            .flatten()
            .map(|client| (client.clone(), client.clone()))
            .collect();
        let mut placed: BTreeMap<Id, (Owner, Vec<Placed>)> = BTreeMap::new();
        for (at, (entry, client)) in entries.into_iter().zip(clients).enumerate() {
            let (owner, file) = match (&client, entry.client.as_deref()) {
                (Some(client), _) => (Owner::Client, client.clone()),
                (None, Some(code)) => (Owner::Client, self.owner(&named, code, at)?),
                (None, None) => match self.log_of(&files, entry.id.as_ref(), at)? {
                    Some(log) => log,
                    None => self.own_log(&entry, caseload, now, at, rng)?,
                },
            };
            let id = match (client, &entry.id) {
                (Some(client), _) => client,
                (None, Some(id)) => {
                    self.check_id(&mut files, id, &file, at)?;
                    id.clone()
                }
                (None, None) => derived(file.as_str(), &entry, &mut counts),
            };
            let (_, records) = placed.entry(file).or_insert((owner, Vec::new()));
            records.push(Placed {
                line: at,
                id,
                entry,
            });
        }
        Ok(placed)
    }

    /// The id of a client record, and what it is called.
    fn name_client(
        &self,
        named: &mut Named,
        counts: &mut BTreeMap<String, u64>,
        entry: &Entry,
        at: usize,
    ) -> Result<Id, RecordFailure> {
        let Body::Client(client) = &entry.body else {
            return Err(failure(at, "type", RecordProblem::OtherRecord));
        };
        let others = |id: &Id, name: &str, field: &str| -> Result<(), RecordFailure> {
            match self
                .lookup(named, name, at, field)?
                .iter()
                .any(|other| other != id)
            {
                true => Err(failure(at, field, RecordProblem::CodeOfAnother)),
                false => Ok(()),
            }
        };
        let id = match (&entry.id, &client.code) {
            (Some(id), _) if volume::is_one(id) => {
                return Err(failure(at, "id", RecordProblem::OtherRecord));
            }
            (Some(id), _) => {
                // An id that is another's code would name both.
                others(id, id.as_str(), "id")?;
                id.clone()
            }
            (None, Some(code)) => match self.lookup(named, code, at, "code")?.as_slice() {
                [] => derived(CLIENT, entry, &mut BTreeMap::new()),
                [one] if self.says_nothing_new(named, one, entry, at)? => one.clone(),
                [_] => {
                    let code = code.clone();
                    return Err(failure(at, "code", RecordProblem::CodeTaken { code }));
                }
                _ => return Err(failure(at, "code", RecordProblem::Ambiguous)),
            },
            (None, None) => derived(CLIENT, entry, counts),
        };
        for (code, field) in client
            .code
            .iter()
            .map(|code| (code, "code"))
            .chain(client.aliases.iter().map(|alias| (alias, "aliases")))
        {
            // So would a code that is another's id.
            if let Ok(other) = Id::parse(code)
                && other != id
                && self.is_client(named, &other, at)?
            {
                return Err(failure(at, field, RecordProblem::CodeOfAnother));
            }
            let ids = named.codes.entry(code_key(code)).or_default();
            if !ids.contains(&id) {
                ids.push(id.clone());
            }
        }
        named
            .clients
            .entry(id.clone())
            .or_insert_with(|| entry.clone());
        Ok(id)
    }

    /// Whether a client record without an id says nothing that the client of its code does not say.
    fn says_nothing_new(
        &self,
        named: &Named,
        client: &Id,
        entry: &Entry,
        at: usize,
    ) -> Result<bool, RecordFailure> {
        let open = match self.load(client) {
            Ok(open) => open,
            Err(CommandError::Fault(fault)) => return Err(failure(at, "code", fault.into())),
            Err(_) => return Err(failure(at, "code", RecordProblem::Unreadable)),
        };
        let held = match &open {
            Some(open) => Some(Body::Client(open.file.profile.clone())),
            None => named.clients.get(client).map(|entry| entry.body.clone()),
        };
        let file = open.map(|open| open.file);
        let empty = || wayside_domain::case_file::CaseFile::new(client.clone(), Default::default());
        let file = file.unwrap_or_else(empty);
        Ok(judge(&file, held.as_ref(), client, entry) == Applied::Same)
    }

    /// The one client that a record names.
    fn owner(&self, named: &Named, code: &str, at: usize) -> Result<Id, RecordFailure> {
        match self.lookup(named, code, at, "client")?.as_slice() {
            [] => Err(failure(at, "client", RecordProblem::UnknownClient)),
            [one] => Ok(one.clone()),
            _ => Err(failure(at, "client", RecordProblem::Ambiguous)),
        }
    }

    /// The clients that a code or id means, in this document and in the vault.
    fn lookup(
        &self,
        named: &Named,
        name: &str,
        at: usize,
        field: &str,
    ) -> Result<Vec<Id>, RecordFailure> {
        let mut ids = self
            .find(name)
            .map_err(|fault| failure(at, field, fault.into()))?;
        let mut add = |id: &Id| {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        };
        if let Ok(id) = Id::parse(name)
            && named.clients.contains_key(&id)
        {
            add(&id);
        }
        let key = code_key(name);
        let codes = named.codes.get(&key).filter(|_| !key.is_empty());
        codes.into_iter().flatten().for_each(add);
        Ok(ids)
    }

    fn is_client(&self, named: &Named, id: &Id, at: usize) -> Result<bool, RecordFailure> {
        let held = self
            .connection
            .prepare_cached("SELECT 1 FROM clients WHERE id = ?1")
            .and_then(|mut statement| statement.exists([id.as_str()]))
            .map_err(|error| failure(at, "code", crate::error::Fault::from(error).into()))?;
        Ok(held || named.clients.contains_key(id))
    }

    /// An entry's id belongs to one file only, in the vault and in this document.
    fn check_id(
        &self,
        files: &mut BTreeMap<Id, Id>,
        id: &Id,
        file: &Id,
        at: usize,
    ) -> Result<(), RecordFailure> {
        let held = self
            .files_of(id)
            .map_err(|fault| failure(at, "id", fault.into()))?;
        let before = files.entry(id.clone()).or_insert_with(|| file.clone());
        if before != file || held.iter().any(|other| other != file) {
            return Err(failure(at, "id", RecordProblem::OtherRecord));
        }
        Ok(())
    }

    /// The log that holds an entry of this id already, here or in this document, whoever made it.
    fn log_of(
        &self,
        files: &BTreeMap<Id, Id>,
        id: Option<&Id>,
        at: usize,
    ) -> Result<Option<(Owner, Id)>, RecordFailure> {
        let Some(id) = id else {
            return Ok(None);
        };
        let mut held = self
            .files_of(id)
            .map_err(|fault| failure(at, "id", fault.into()))?;
        held.extend(files.get(id).cloned());
        let log = held.into_iter().find_map(|file| {
            let (name, month) = file.as_str().rsplit_once('_')?;
            name.starts_with(LOG)
                .then(|| (Owner::Log(month.to_owned()), file.clone()))
        });
        Ok(log)
    }

    /// The log of this device, of a caseload, and of the month in which the entry happened.
    fn own_log(
        &mut self,
        entry: &Entry,
        caseload: &RawId,
        now: Timestamp,
        at: usize,
        rng: &mut impl CryptoRng,
    ) -> Result<(Owner, Id), RecordFailure> {
        let day = entry.body.day().unwrap_or_else(|| now.date());
        let month = format!("{:04}-{:02}", day.year(), day.month());
        let name = self
            .log_name(rng)
            .map_err(|fault| failure(at, "client", fault.into()))?;
        let of = Id::of_bytes(caseload.get(..5).unwrap_or_default());
        let file = Id::parse(&format!("{LOG}{name}_{of}_{month}"));
        let file = file.map_err(|_| failure(at, "client", RecordProblem::OtherRecord))?;
        Ok((Owner::Log(month), file))
    }

    /// The name of this device's logs, made at its first entry without a client.
    fn log_name(&mut self, rng: &mut impl CryptoRng) -> Result<String, crate::error::Fault> {
        if let Some(name) = self.setting(LOG_NAME)? {
            return Ok(String::from_utf8_lossy(&name).into_owned());
        }
        let name = Id::random(rng).to_string();
        self.put_setting(LOG_NAME, name.as_bytes())?;
        Ok(name)
    }
}

/// An id that follows from the file, what the entry says, and how many like it stand before it in the document.
fn derived(file: &str, entry: &Entry, counts: &mut BTreeMap<String, u64>) -> Id {
    let mut hash = Sha256::new();
    hash.update("wayside entry id 1\0");
    hash.update(file);
    hash.update([0]);
    hash.update(entry.version());
    hash.update(entry.correction.as_deref().unwrap_or_default());
    let like = BASE64URL_NOPAD.encode(&hash.clone().finalize());
    let before = counts.entry(like).or_default();
    hash.update(before.to_be_bytes());
    *before += 1;
    Id::of_bytes(hash.finalize().get(..10).unwrap_or_default())
}
