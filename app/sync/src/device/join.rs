//! Admitting others, being admitted, and giving keys.

use wayside_protocol::Chain;
use wayside_seam::{CaseloadInfo, Problem, Reply, Role};

use super::book::Membership;
use super::setup::{keep_chain, named};
use super::{Device, authors};
use crate::enrol::{self, Answer, JoinRequest};
use crate::env::Env;
use crate::identity::Identity;
use crate::keyring::Keyring;
use crate::roster::{self, Entry};
use crate::team::{Badge, Team};

impl Device {
    /// The request of a waiting device. Another label makes new keys, so that a lost answer can be asked for again.
    pub(crate) fn join_request(
        &mut self,
        label: &str,
        env: &mut Env<'_>,
    ) -> Result<Reply, Problem> {
        if self.book.membership.is_some() {
            return Err(Problem::AlreadySetUp);
        }
        let label = named("label", label)?;
        if label != self.book.label {
            self.book.identity = Identity::random(&mut *env.rng);
            self.book.label = label;
            self.book.save(&mut self.vault)?;
        }
        let request = JoinRequest::new(&self.book.identity, &self.book.label);
        Ok(Reply::Join {
            text: request.text(),
            words: request.words(),
            request_words: None,
        })
    }

    pub(super) fn join_approve(
        &mut self,
        text: &str,
        role: Role,
        caseload: Option<&str>,
        env: &mut Env<'_>,
    ) -> Result<Reply, Problem> {
        let request = JoinRequest::from_text(text)?;
        named("label", &request.label)?;
        let member = self.member()?;
        if !member.role.leads() || (role == Role::Admin && member.role != Role::Admin) {
            return Err(Problem::NotAllowed);
        }
        let new = wayside_protocol::DeviceId::of_sign(&request.sign);
        if self.authors.get(new).is_some() || new == self.book.identity.id() {
            return Err(Problem::AlreadyAdmitted);
        }
        let chosen = if role.leads() {
            member.keyring.caseloads()
        } else {
            vec![self.choose(caseload)?]
        };
        let grants = chosen
            .iter()
            .flat_map(|caseload| member.keyring.of(*caseload))
            .collect();
        let (team, own, me) = (
            member.team.clone(),
            member.chain(),
            self.book.identity.clone(),
        );
        let (chain, text, words) =
            enrol::approve(&team, &own, &me, &request, role, grants, &mut *env.rng)?;
        let before = self.book.clone();
        let member = self.member_mut()?;
        member.roster.push(Entry::Admitted(chain.clone()).write());
        if role.leads() {
            member
                .given
                .extend(chosen.iter().map(|caseload| (*caseload, new)));
        }
        // Both or neither: a device that is stored without its roster entry could not be approved again.
        let saved = self.book.save(&mut self.vault);
        if let Err(problem) = saved.and_then(|()| keep_chain(&mut self.vault, &chain)) {
            self.book = before;
            // If the disk refuses this as well, the entry goes out and the device is approved anew.
            let _ = self.book.save(&mut self.vault);
            return Err(problem);
        }
        self.authors.put(&chain, &team.key);
        Ok(Reply::Join {
            text,
            words,
            request_words: Some(request.words()),
        })
    }

    /// The caseload that was named, or the only one.
    fn choose(&self, name: Option<&str>) -> Result<wayside_protocol::CaseloadId, Problem> {
        let keyring = &self.member()?.keyring;
        let caseloads = keyring.caseloads();
        let found = match (name, caseloads.as_slice()) {
            (Some(name), _) => keyring.find(name),
            (None, [only]) => Some(*only),
            (None, _) => None,
        };
        found.ok_or_else(|| {
            let names: Vec<&str> = caseloads
                .iter()
                .filter_map(|id| keyring.name(*id))
                .collect();
            Problem::UnknownCaseload {
                known: names.join(", "),
            }
        })
    }

    pub(super) fn join_accept(&mut self, text: &str) -> Result<Reply, Problem> {
        if self.book.membership.is_some() {
            return Err(Problem::JoinNotAsked);
        }
        let answer = Answer::from_text(text)?;
        let (chain, parcel) = enrol::accept(&answer, &self.book.identity)?;
        let leaf = chain.leaf().cloned().ok_or(Problem::JoinTextDamaged)?;
        let badge = Badge::open(&parcel.key, &leaf).ok_or(Problem::JoinTextDamaged)?;
        let team = Team {
            root: leaf.root,
            name: parcel.name,
            relay: parcel.relay,
            key: parcel.key,
        };
        let keyring = Keyring::new(parcel.grants);
        let home = keyring.caseloads().first().copied();
        keep_chain(&mut self.vault, &chain)?;
        if let Some(home) = home {
            self.vault.set_home_caseload(&home.0)?;
        }
        let team_key = team.key.clone();
        let mut book = self.book.clone();
        book.membership = Some(Membership::new(team, &chain, badge.role, keyring));
        // The book last: what is not in it is not believed.
        book.save(&mut self.vault)?;
        self.book = book;
        for part in chain.prefixes() {
            self.authors.put(&part, &team_key);
        }
        let text = enrol::confirmation(&answer, &self.book.identity);
        Ok(Reply::Join {
            text,
            words: answer.words(),
            request_words: None,
        })
    }

    pub(super) fn new_caseload(
        &mut self,
        name: &str,
        env: &mut Env<'_>,
    ) -> Result<CaseloadInfo, Problem> {
        let name = named("name", name)?;
        let member = self.member_mut()?;
        if !member.role.leads() {
            return Err(Problem::NotAllowed);
        }
        if member.keyring.find(&name).is_some() {
            return Err(Problem::CaseloadExists);
        }
        let before = self.book.clone();
        let member = self.member_mut()?;
        let caseload = member.keyring.create(&name, &mut *env.rng).caseload;
        member.created.push(caseload);
        member.roster.push(Entry::CaseloadCreated(caseload).write());
        if let Err(problem) = self
            .give_keys(env)
            .and_then(|_| self.book.save(&mut self.vault))
        {
            self.book = before;
            return Err(problem);
        }
        Ok(CaseloadInfo {
            id: caseload.to_string(),
            name,
        })
    }

    /// Stores chains that came in the roster.
    pub(super) fn learn(&mut self, chains: &[Chain], env: &mut Env<'_>) -> Result<(), Problem> {
        let team = self.member()?.team.clone();
        let mut rows = Vec::new();
        for chain in chains {
            for part in self.authors.fresh(chain, &team) {
                rows.extend(authors::row(&part));
                self.authors.put(&part, &team.key);
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
        self.vault.receive(&[], &rows, None)?;
        self.authors_changed(env)?;
        self.retry_strays(env).map(drop)
    }

    /// A new leading device gets the keys of the caseloads that were made here.
    pub(super) fn authors_changed(&mut self, env: &mut Env<'_>) -> Result<(), Problem> {
        if self.give_keys(env)? {
            self.book.save(&mut self.vault)
        } else {
            Ok(())
        }
    }

    /// Wraps the keys of caseloads made here to every leading device that has not got them. Does not save the book.
    fn give_keys(&mut self, env: &mut Env<'_>) -> Result<bool, Problem> {
        let me = self.book.identity.id();
        let leading: Vec<_> = self
            .authors
            .iter()
            .filter(|(device, author)| **device != me && author.certificate.may_enrol)
            .map(|(device, author)| (*device, author.certificate.kem))
            .collect();
        let member = self.member_mut()?;
        let mut gave = false;
        for caseload in member.created.clone() {
            let to: Vec<_> = leading
                .iter()
                .filter(|(device, _)| !member.given.contains(&(caseload, *device)))
                .copied()
                .collect();
            if to.is_empty() {
                continue;
            }
            for grant in member.keyring.of(caseload) {
                let entries = roster::wrap_keys(member.team.id(), me, &grant, &to, &mut *env.rng)
                    .map_err(|_| Problem::Internal {
                    what: "key wrap".into(),
                })?;
                member.roster.extend(entries.iter().map(Entry::write));
            }
            member
                .given
                .extend(to.iter().map(|(device, _)| (caseload, *device)));
            gave = true;
        }
        Ok(gave)
    }
}
