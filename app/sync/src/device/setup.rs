//! How a device comes to be: a new team, a practice team, a request to join, or a vault that was set up before.

use wayside_domain::fault::Fault;
use wayside_domain::text::{is_unseen, stored};
use wayside_protocol::CaseloadId;
use wayside_protocol::Chain;
use wayside_seam::relay;
use wayside_seam::{Problem, Role};
use wayside_vault::Vault;

use super::authors::{self, Authors};
use super::book::{Book, Membership};
use super::memory::Memory;
use super::{Counts, Device, Totals};
use crate::engine::{Engine, Pace};
use crate::env::Env;
use crate::identity::Identity;
use crate::keyring::Keyring;
use crate::roster::Entry;
use crate::team;

/// Characters of a name or label.
const LONGEST_NAME: usize = 80;

impl Device {
    /// Makes a team in a new vault; the second value is the 24 recovery words.
    pub fn new_team(
        vault: Vault,
        name: &str,
        relay: &str,
        label: &str,
        pace: Pace,
        env: &mut Env<'_>,
    ) -> Result<(Device, String), Problem> {
        let relay = relay::address(relay)?;
        let (name, label) = (named("name", name)?, named("label", label)?);
        Self::found(vault, &name, &relay, &label, pace, env)
    }

    /// Makes a team of its own that never syncs.
    pub fn practise(
        vault: Vault,
        name: &str,
        pace: Pace,
        env: &mut Env<'_>,
    ) -> Result<Device, Problem> {
        let name = named("name", name)?;
        Ok(Self::found(vault, &name, "", &name, pace, env)?.0)
    }

    /// Makes keys that wait to be admitted.
    pub fn waiting(
        mut vault: Vault,
        label: &str,
        pace: Pace,
        env: &mut Env<'_>,
    ) -> Result<Device, Problem> {
        let label = named("label", label)?;
        let book = Book {
            identity: Identity::random(&mut *env.rng),
            label,
            membership: None,
        };
        book.save(&mut vault)?;
        Self::assemble(vault, book, pace)
    }

    /// Opens the device of a vault; none if the vault was made but never set up.
    pub fn open(mut vault: Vault, pace: Pace) -> Result<Result<Device, Vault>, Problem> {
        let book = Book::load(&vault);
        if vault.met_damage() || matches!(book, Err(Problem::DatabaseDamaged)) {
            return Err(Problem::DatabaseDamaged);
        }
        match book? {
            Some(book) => Self::assemble(vault, book, pace).map(Ok),
            None => Ok(Err(vault)),
        }
    }

    fn found(
        mut vault: Vault,
        name: &str,
        relay: &str,
        label: &str,
        pace: Pace,
        env: &mut Env<'_>,
    ) -> Result<(Device, String), Problem> {
        let identity = Identity::random(&mut *env.rng);
        let founded =
            team::found(name, relay, label, &identity, &mut *env.rng).map_err(|error| {
                Problem::Internal {
                    what: error.to_string(),
                }
            })?;
        let mut keyring = Keyring::default();
        let first = keyring.create(name, &mut *env.rng).caseload;
        let mut membership = Membership::new(founded.team, &founded.chain, Role::Admin, keyring);
        membership
            .roster
            .push(Entry::CaseloadCreated(first).write());
        membership.created.push(first);
        let book = Book {
            identity,
            label: label.to_owned(),
            membership: Some(membership),
        };
        keep_chain(&mut vault, &founded.chain)?;
        vault.set_home_caseload(&first.0)?;
        // The book last: without it the vault counts as not set up.
        book.save(&mut vault)?;
        Ok((
            Self::assemble(vault, book, pace)?,
            founded.recovery_words.to_string(),
        ))
    }

    fn assemble(mut vault: Vault, book: Book, pace: Pace) -> Result<Device, Problem> {
        let memory = Memory::load(&vault);
        let authors = match &book.membership {
            Some(member) => Authors::load(&vault, &member.team),
            None => Ok(Authors::default()),
        };
        if vault.met_damage() {
            return Err(Problem::DatabaseDamaged);
        }
        let (memory, authors) = (memory?, authors?);
        let mut released = Ok(());
        if let Some(member) = &book.membership {
            // A kind that an earlier version could not read may be readable now.
            let caseloads = member.keyring.caseloads().into_iter();
            for caseload in caseloads.chain([CaseloadId::ROSTER]) {
                released = released.and(vault.release_held(&caseload.0).map(drop));
            }
        }
        let mut device = Device {
            vault,
            book,
            remembered: memory.clone(),
            memory,
            authors,
            engine: Engine::new(pace),
            exchange: None,
            effects: Vec::new(),
            totals: Totals::default(),
            counts: Counts::default(),
            problem: None,
            too_big: Default::default(),
            merge: None,
            offers: Vec::new(),
        };
        device.problem = device.lasting_problem();
        device.as_far_as_can_be_read(released.map_err(Problem::from))?;
        let counted = device.refresh_counts();
        device.as_far_as_can_be_read(counted)?;
        Ok(device)
    }

    /// New clients go into the first caseload, if no other was chosen.
    pub(super) fn keep_home(&mut self) -> Result<(), Problem> {
        let first = self.member()?.keyring.caseloads().first().copied();
        if let (None, Some(first)) = (self.vault.home_caseload()?, first) {
            self.vault.set_home_caseload(&first.0)?;
        }
        Ok(())
    }
}

/// Stores a verified chain with the chains of everyone on its way.
pub(super) fn keep_chain(vault: &mut Vault, chain: &Chain) -> Result<(), Problem> {
    let rows: Vec<_> = chain
        .prefixes()
        .filter_map(|part| authors::row(&part))
        .collect();
    vault.receive(&[], &rows, None)?;
    Ok(())
}

/// A name or label that is neither empty nor endless and shows on every screen as what it is; in the form that is
/// stored.
pub(crate) fn named(what: &str, text: &str) -> Result<String, Problem> {
    let text = stored(text.trim());
    if text.chars().any(is_unseen) {
        return Err(Problem::Invalid {
            field: format!("the {what}"),
            fault: Fault::not_possible("holds a character that can't be seen: type it again"),
        });
    }
    if text.is_empty() {
        return Err(Problem::Invalid {
            field: format!("the {what}"),
            fault: Fault::Missing {
                what: "is empty".into(),
            },
        });
    }
    if text.chars().count() > LONGEST_NAME {
        return Err(Problem::TooLong { what: what.into() });
    }
    Ok(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_as_what_it_is() {
        for fine in [
            "phone 7",
            " điện thoại ",
            "Мар’яна",
            "نرگس\u{200c}ها",
            "ज़ाहिद",
            "김",
        ] {
            assert_eq!(named("label", fine).unwrap(), stored(fine.trim()));
        }
        for bad in [
            "\u{1b}[2J",
            "a\nb",
            "a\u{202e}b",
            "\u{200b}",
            "x\u{feff}y",
            "\u{0}",
            "a\u{85}b",
        ] {
            assert!(
                matches!(named("label", bad), Err(Problem::Invalid { .. })),
                "{bad:?}"
            );
        }
    }

    #[test]
    fn a_name_in_two_forms_is_one() {
        assert_eq!(named("label", "Андреи\u{306}"), named("label", "Андрей"));
    }
}
