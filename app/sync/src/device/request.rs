//! Requests of screens and command lines, answered from the vault.

use wayside_domain::command::Command;
use wayside_domain::fault::Fault;
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Entry};
use wayside_seam::{Notice, Problem, Reply, Request};

use super::{Device, Effect};
use crate::engine::Input;
use crate::env::Env;
use crate::key::Key;

impl Device {
    /// Answers one request. What it causes outside is in `effects` afterwards.
    pub fn request(&mut self, request: Request, env: &mut Env<'_>) -> Result<Reply, Problem> {
        let answer = self.answer(request, env);
        let damaged = self.met_damage_in(&answer);
        match answer {
            // Committed before the damage was met: a connection that has met it writes nothing.
            Ok(reply @ (Reply::Saved(_) | Reply::Recorded(_))) => Ok(reply),
            // Zeros stand for what is on damaged pages: nothing of it is an answer.
            _ if damaged => Err(Problem::DatabaseDamaged),
            answer => answer,
        }
    }

    fn answer(&mut self, request: Request, env: &mut Env<'_>) -> Result<Reply, Problem> {
        match request {
            Request::State => Ok(Reply::State(self.state())),
            Request::JoinAccept { text } => self.join_accept(&text),
            Request::JoinWords { text } => {
                let words = crate::enrol::words_of(&text)?;
                Ok(Reply::Join {
                    text,
                    words,
                    request_words: None,
                })
            }
            Request::JoinRequest { label, .. } => self.join_request(&label, env),
            Request::NewTeam { .. } | Request::Practise { .. } => Err(Problem::AlreadySetUp),
            // Opening, closing and their secret are the business of the home.
            Request::Unlock { .. } => Ok(Reply::State(self.state())),
            Request::Lock
            | Request::Present { .. }
            | Request::ChangePin { .. }
            | Request::LockTimes
            | Request::SetLockTimes(_) => Ok(Reply::Done),
            Request::SyncState => {
                self.refresh_counts()?;
                Ok(Reply::Sync(self.sync_state()))
            }
            _ if self.book.membership.is_none() => Err(Problem::NotJoined),
            Request::JoinApprove {
                text,
                role,
                caseload,
            } => {
                let reply = self.join_approve(&text, role, caseload.as_deref(), env)?;
                self.drive(Input::Changed, env);
                Ok(reply)
            }
            Request::NewCaseload { name } => {
                let caseload = self.new_caseload(&name, env)?;
                self.drive(Input::Changed, env);
                Ok(Reply::Caseload(caseload))
            }
            Request::SyncNow => self.sync_now(env),
            Request::Signal(found) => {
                self.drive(
                    if found {
                        Input::SignalFound
                    } else {
                        Input::SignalLost
                    },
                    env,
                );
                Ok(Reply::Sync(self.sync_state()))
            }
            Request::Devices => Ok(Reply::Devices(self.devices()?)),
            Request::Status => Ok(Reply::Status(self.status()?)),
            Request::CourierExport { all } => self.courier_export(all, env),
            Request::CourierLeft { number } => self.courier_left(number),
            Request::CourierImport { bytes } => self.courier_import(&bytes, env),
            Request::Verify => Ok(Reply::Findings(self.verify()?)),
            Request::NewId => Ok(Reply::Id(Id::random(&mut *env.rng))),
            Request::SaveDraft { key, text } => self.save_draft(&key, text.as_deref()),
            Request::Draft { key } => {
                let draft = self.vault.setting(&draft_key(&key)?)?;
                Ok(Reply::Draft(
                    draft.and_then(|text| String::from_utf8(text).ok()),
                ))
            }
            Request::Clients(query) => Ok(Reply::Clients(self.vault.clients(&query)?)),
            Request::Client { id } => Ok(Reply::CaseFile(Box::new(self.vault.case_file(&id)?))),
            Request::FindClient { code } => match self.vault.find(&code)?.as_slice() {
                [id] => Ok(Reply::Id(id.clone())),
                [] => Err(Problem::UnknownClient { code }),
                _ => Err(Problem::Ambiguous { code }),
            },
            Request::Do(command) => {
                let saved = self.vault.run(&self.settled(command)?)?;
                if saved.changed {
                    self.counts.waiting_records += 1;
                    self.saved(Some(saved.client.clone()), env);
                }
                Ok(Reply::Saved(saved))
            }
            Request::Record { entries } => {
                let home = self.vault.home_caseload()?.ok_or(Problem::NoKey)?;
                let key = self.code_key()?;
                let entries = entries
                    .into_iter()
                    .map(|entry| settled_entry(entry, &key))
                    .collect();
                let recorded = self.vault.record(entries, &home, env.now, &mut env.rng)?;
                self.recount();
                self.saved(None, env);
                Ok(Reply::Recorded(recorded))
            }
        }
    }

    fn saved(&mut self, client: Option<Id>, env: &mut Env<'_>) {
        self.effects
            .push(Effect::Notify(Notice::Changed { client }));
        self.drive(Input::Changed, env);
    }

    /// Computes a client's code where the facts for it were given; the facts go no further than here. Every device of a
    /// team computes the same code from the same facts, and nobody outside the team can.
    fn settled(&self, command: Command) -> Result<Command, Problem> {
        let key = self.code_key()?;
        Ok(match command {
            Command::Add {
                client,
                entry,
                body: Body::Client(profile),
            } => Command::Add {
                client,
                entry,
                body: profile.settle_code(key.bytes()).into(),
            },
            other => other,
        })
    }

    fn code_key(&self) -> Result<Key, Problem> {
        Ok(self
            .member()?
            .team
            .key
            .derive("wayside client codes v1", &[]))
    }

    fn sync_now(&mut self, env: &mut Env<'_>) -> Result<Reply, Problem> {
        self.can_sync()?;
        self.drive(Input::Asked, env);
        Ok(Reply::Sync(self.sync_state()))
    }

    fn save_draft(&mut self, key: &str, text: Option<&str>) -> Result<Reply, Problem> {
        let key = draft_key(key)?;
        match text {
            Some(text) if !text.is_empty() => {
                if text.len() > LONGEST_DRAFT {
                    return Err(Problem::TooLong {
                        what: "draft".into(),
                    });
                }
                self.vault.put_setting(&key, text.as_bytes())?;
            }
            _ => self.vault.remove_setting(&key)?,
        }
        Ok(Reply::Done)
    }
}

fn settled_entry(entry: Entry, key: &Key) -> Entry {
    match entry.body {
        Body::Client(profile) => Entry {
            body: Body::Client(profile.settle_code(key.bytes())),
            ..entry
        },
        body => Entry { body, ..entry },
    }
}

const LONGEST_DRAFT_KEY: usize = 120;
/// Many times what any field takes: a text that is too long for its field is a draft until somebody shortens it.
const LONGEST_DRAFT: usize = 1_000_000;

fn draft_key(key: &str) -> Result<String, Problem> {
    if key.is_empty() || key.len() > LONGEST_DRAFT_KEY {
        return Err(Problem::Invalid {
            field: "the draft's key".into(),
            fault: Fault::TooLong {
                most: LONGEST_DRAFT_KEY,
            },
        });
    }
    Ok(format!("draft.{key}"))
}
