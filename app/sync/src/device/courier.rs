//! The courier's file, made and taken in.
//!
//! | step | own records in it | others' segments |
//! |---|---|---|
//! | made: what waits is sealed first | only here, until the caller says that the file left | – |
//! | left | with a courier, until the relay or a supervisor tells of them | – |
//! | taken in | – | stored as from a relay, and sent there: the author may never get that far |
//! | the relay has it (acknowledged, or given by it) | at the relay | not sent again, unless the relay loses it |
//!
//! Taking in moves no cursor, since the relay's sequence says nothing of what a courier brings: what the relay has in
//! the same streams still comes from there, and is recognised by its hash.

use std::collections::BTreeSet;

use wayside_domain::fault::Fault;
use wayside_protocol::{Chain, DeviceId};
use wayside_seam::{CourierFile, CourierRead, Notice, Problem, Reply};
use wayside_vault::{Position, StoredSegment};

use super::push::position;
use super::store::Source;
use super::{Device, Effect};
use crate::courier::Cargo;
use crate::engine::Input;
use crate::env::Env;

/// Files that are remembered until they leave: a person may have more than one dialog open.
const MOST_OFFERS: usize = 4;

/// A file that was made. Its number is random: one of an earlier session, whose dialog is still open, means nothing to
/// this one.
#[derive(Debug)]
pub(super) struct Offer {
    number: u32,
    segments: Vec<Position>,
}

impl Device {
    pub(super) fn courier_export(
        &mut self,
        all: bool,
        env: &mut Env<'_>,
    ) -> Result<Reply, Problem> {
        self.may_travel()?;
        self.seal_first(env)?;
        let sealed = self.seal_changes(usize::MAX, env);
        self.as_far_as_can_be_read(sealed)?;
        let mut cargo = Cargo::default();
        let mut held = BTreeSet::new();
        let mut authors = BTreeSet::new();
        let mut room = Cargo::ROOM;
        let left_out = self.vault.for_courier(all, |segment| {
            let new_author = !authors.contains(&segment.device);
            let chain = self
                .authors
                .get(DeviceId(segment.device))
                .filter(|_| new_author)
                .map(|author| author.chain.clone());
            let weight = Cargo::weight(&segment.bytes)
                + chain.as_deref().map(Cargo::weight).unwrap_or_default();
            let Some(left) = room.checked_sub(weight) else {
                return false;
            };
            room = left;
            authors.insert(segment.device);
            cargo.chains.extend(chain);
            held.insert(position(&segment));
            cargo.segments.push(segment.bytes);
            true
        })?;
        let counted = self.records_in(&held);
        let records = match self.met_damage_in(&counted) {
            // They are in the file all the same; only their number is unknown.
            true => 0,
            false => counted?,
        };
        let file = CourierFile {
            number: env.rng.next_u32(),
            bytes: cargo.write(self.member()?.team.id()),
            records,
            segments: held.len() as u64,
            left_out,
        };
        if self.offers.len() >= MOST_OFFERS {
            self.offers.remove(0);
        }
        self.offers.push(Offer {
            number: file.number,
            segments: held.into_iter().collect(),
        });
        self.recount();
        self.mind_damage();
        // The relay gets what was sealed just now, too.
        self.drive(Input::Changed, env);
        Ok(Reply::CourierFile(file))
    }

    /// How many own records are whole in these segments.
    fn records_in(&self, held: &BTreeSet<Position>) -> Result<u64, Problem> {
        let device = self.book.identity.id().0;
        let mut records = 0;
        for record in self.vault.own_records()? {
            let caseload = record.caseload;
            let place = record.segment.map(|index| Position {
                device,
                caseload,
                index,
            });
            records += u64::from(place.is_some_and(|place| held.contains(&place)));
        }
        Ok(records)
    }

    /// The file is where a person can take it along.
    pub(super) fn courier_left(&mut self, number: u32) -> Result<Reply, Problem> {
        let Some(offer) = self.offers.iter().find(|offer| offer.number == number) else {
            return Err(Problem::Invalid {
                field: "the courier's file".into(),
                fault: Fault::not_possible("is of another session"),
            });
        };
        self.vault.mark_carried(&offer.segments)?;
        self.effects
            .push(Effect::Notify(Notice::Changed { client: None }));
        Ok(Reply::Done)
    }

    pub(super) fn courier_import(
        &mut self,
        file: &[u8],
        env: &mut Env<'_>,
    ) -> Result<Reply, Problem> {
        self.may_travel()?;
        let cargo = Cargo::read(file, self.member()?.team.id())?;
        let chains: Vec<Chain> = cargo
            .chains
            .iter()
            .filter_map(|chain| Chain::decode(chain).ok())
            .collect();
        let kept = self.store(cargo.segments, &chains, Source::Courier, env)?;
        self.totals.received += kept.new;
        self.refresh_counts()?;
        if kept.new > 0 {
            self.effects.push(Effect::Work);
            self.drive(Input::Changed, env);
        }
        Ok(Reply::CourierRead(CourierRead {
            new: kept.new,
            known: kept.known,
            rejected: kept.rejected,
        }))
    }

    fn may_travel(&self) -> Result<(), Problem> {
        match self.member()?.practise() {
            true => Err(Problem::PractiseOnly),
            false => Ok(()),
        }
    }

    /// The chains of those whose segments these are, but for this device's own: a relay may never have heard of them.
    pub(super) fn chains_of(&self, segments: &[StoredSegment]) -> Vec<Vec<u8>> {
        let me = self.book.identity.id();
        let authors: BTreeSet<DeviceId> = segments
            .iter()
            .map(|segment| DeviceId(segment.device))
            .filter(|device| *device != me)
            .collect();
        authors
            .into_iter()
            .filter_map(|device| Some(self.authors.get(device)?.chain.clone()))
            .collect()
    }
}
