//! The documents of one file in memory, and which of them an act goes into.
//!
//! | act | goes into |
//! |---|---|
//! | of the profile | the file's own document |
//! | of an entry that is here | the volume that holds the version that stands |
//! | a new entry, a correction | the last volume that is here; where this device has enough in it, the next one. After the last one, any with room |
//!
//! The last one that is here, and not the first with room: so what is written later has the higher place in the order
//! in which entries were written down.

use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, AutomergeError, ChangeHash, ROOT, ReadDoc};
use rusqlite::Connection;
use wayside_domain::case_file::CaseFile;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::Kind;

use crate::authors::{self, Limits};
use crate::document::assemble::{Assembled, Broken, Parts, assemble};
use crate::document::change::Unusable;
use crate::document::pen::{Draft, Pen};
use crate::document::tree::{self, Fields};
use crate::document::volume::{self, FIRST, LAST};
use crate::document::{self, guard};
use crate::error::Fault;
use crate::segments::RawId;

/// One document.
#[derive(Debug)]
pub(crate) struct Volume {
    pub(crate) id: Id,
    pub(crate) document: AutoCommit,
    pub(crate) draft: Draft,
    /// Applied changes that are rows.
    pub(crate) rows: Vec<ChangeHash>,
    /// Not stored yet.
    pub(crate) new: bool,
    number: u8,
    /// It says of which file it is one.
    begun: bool,
    /// The highest number of a stored operation. This device has no more of them, since its own numbers differ.
    highest: u64,
    /// How many operations of this device are stored, once that was counted.
    stored: Option<u64>,
}

/// A stored document in memory.
pub(crate) struct Loaded {
    pub(crate) volume: Volume,
    pub(crate) root: Fields,
    /// Stored changes that can't be used.
    pub(crate) unusable: Vec<(Unusable, Vec<u8>)>,
}

impl Volume {
    fn new(id: Id, actor: &ActorId) -> Self {
        let number = volume::number(&id);
        Self {
            id,
            document: AutoCommit::new().with_actor(actor.clone()),
            draft: Draft::default(),
            rows: Vec::new(),
            new: true,
            number,
            begun: number == FIRST,
            highest: 0,
            stored: Some(0),
        }
    }

    /// Builds it from its rows.
    pub(crate) fn load(id: &Id, parts: &Parts, actor: &ActorId) -> Result<Loaded, Broken> {
        let read = |document: &AutoCommit| {
            let continues = volume::continues(document, id)?;
            Ok((continues.is_some(), tree::root(document)))
        };
        let Assembled {
            mut document,
            read: (continues, root),
            applied,
            unusable,
            ..
        } = assemble(parts, &[], actor, read)?;
        let heads = document.get_heads();
        let changes = heads
            .iter()
            .filter_map(|head| ReadDoc::get_change_by_hash(&document, head));
        let highest = changes.map(|change| change.max_op()).max();
        let number = volume::number(id);
        let volume = Self {
            id: id.clone(),
            document,
            draft: Draft::default(),
            rows: applied.iter().map(|change| change.hash()).collect(),
            new: false,
            number,
            begun: number == FIRST || continues,
            highest: highest.unwrap_or_default(),
            stored: None,
        };
        Ok(Loaded {
            volume,
            root,
            unusable,
        })
    }

    /// Its number; `None` while nothing says that it is one.
    pub(crate) fn counts(&self) -> Option<u8> {
        self.begun.then_some(self.number)
    }

    /// Operations that were written and are not stored yet.
    fn unstored(&self) -> u64 {
        self.draft.operations + self.document.pending_ops() as u64
    }

    /// How many operations of this device it has. Counted only where it could be `enough`: a higher number below that
    /// does as well.
    fn made(
        &mut self,
        connection: &Connection,
        caseload: &RawId,
        enough: u64,
    ) -> Result<u64, Fault> {
        let unstored = self.unstored();
        if self.stored.is_none() && self.highest + unstored >= enough {
            self.stored = Some(authors::own(connection, caseload, self.id.as_str())?);
        }
        Ok(self.stored.unwrap_or(self.highest) + unstored)
    }

    /// What was written is stored.
    pub(super) fn kept(&mut self) {
        let operations = std::mem::take(&mut self.draft.operations);
        self.highest += operations;
        self.stored = self.stored.map(|stored| stored + operations);
        self.new = false;
    }
}

/// The volumes of one file, its own document first.
#[derive(Debug)]
pub(crate) struct Volumes {
    file: Id,
    caseload: RawId,
    actor: ActorId,
    limits: Limits,
    all: Vec<Volume>,
}

impl Volumes {
    /// `all` are those that are here, in their order.
    pub(super) fn new(
        file: &Id,
        caseload: &RawId,
        actor: &ActorId,
        limits: Limits,
        all: Vec<Volume>,
    ) -> Self {
        let mut volumes = Self {
            file: file.clone(),
            caseload: *caseload,
            actor: actor.clone(),
            limits,
            all,
        };
        if volumes.all.is_empty() {
            volumes.all.push(Volume::new(file.clone(), actor));
        }
        volumes
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Volume> {
        self.all.iter_mut()
    }

    /// Those that count, each with its number.
    pub(crate) fn documents(&self) -> Vec<(u8, &AutoCommit)> {
        let all = self.all.iter();
        all.filter_map(|volume| Some((volume.counts()?, &volume.document)))
            .collect()
    }

    /// The file's own document is not stored yet.
    pub(crate) fn is_new(&self) -> bool {
        self.all.first().is_some_and(|first| first.new)
    }

    /// The file's own document says who the client is.
    pub(crate) fn has_profile(&self) -> bool {
        self.all
            .first()
            .is_some_and(|first| document::has_profile(&first.document))
    }

    /// Something was written that is not stored yet.
    pub(crate) fn is_written(&self) -> bool {
        self.all.iter().any(|volume| volume.unstored() > 0)
    }

    /// Changes that are not stored yet.
    pub(crate) fn changes(&self) -> u64 {
        self.all
            .iter()
            .map(|volume| volume.draft.changes.len() as u64)
            .sum()
    }

    /// The volume that holds a version of an entry.
    pub(crate) fn holding(&self, kind: Kind, entry: &Id, correction: Option<&Id>) -> Option<usize> {
        let key = document::key(kind, entry, correction);
        let holds = |volume: &Volume| {
            let held = volume.document.get(ROOT, &key);
            volume.begun && held.is_ok_and(|held| held.is_some())
        };
        self.all.iter().position(holds)
    }

    /// The volume that a new entry or a correction goes into.
    pub(crate) fn with_room(&mut self, connection: &Connection) -> Result<usize, Fault> {
        let last = self.all.iter().map(|volume| volume.number).max();
        let last = last.unwrap_or(FIRST);
        let enough = self.limits.enough();
        for number in (last..=LAST).chain((FIRST..last).rev()) {
            let found = self.all.iter().position(|volume| volume.number == number);
            match found {
                Some(at) => {
                    if let Some(volume) = self.all.get_mut(at)
                        && volume.made(connection, &self.caseload, enough)? < enough
                    {
                        return Ok(at);
                    }
                }
                None => {
                    if let Some(id) = volume::id(&self.file, &self.caseload, number) {
                        let at = self.all.partition_point(|volume| volume.number < number);
                        self.all.insert(at, Volume::new(id, &self.actor));
                        return Ok(at);
                    }
                }
            }
        }
        // What is left for edits is used up, too, before anything is refused.
        Ok(self.all.len().saturating_sub(1))
    }

    /// The volume that a command goes into.
    pub(super) fn place(
        &mut self,
        connection: &Connection,
        file: &CaseFile,
        command: &Command,
    ) -> Result<usize, Fault> {
        let entry = command.entry();
        let filed = file.entries.get(entry);
        let kind = match command {
            Command::Add { body, .. } | Command::Correct { body, .. } => Some(body.kind()),
            _ => filed.map(|filed| filed.body().kind()),
        };
        let Some(kind) = kind.filter(|kind| *kind != Kind::Client) else {
            return Ok(0);
        };
        let (correction, is_new) = match command {
            Command::Add { .. } => (None, filed.is_none()),
            Command::Correct { correction, .. } => (Some(correction), filed.is_some()),
            _ => {
                let standing = filed.and_then(|filed| filed.version().correction.as_ref());
                (standing, false)
            }
        };
        match self.holding(kind, entry, correction) {
            Some(at) => Ok(at),
            None if is_new => self.with_room(connection),
            None => Ok(0),
        }
    }

    /// A pen for one of them. A further volume says first of which file it is one.
    pub(crate) fn pen(&mut self, at: usize) -> Result<Pen<'_>, AutomergeError> {
        let at = at.min(self.all.len().saturating_sub(1));
        let file = &self.file;
        let Some(volume) = self.all.get_mut(at) else {
            return Err(AutomergeError::InvalidIndex(at));
        };
        let mut pen = Pen::new(&mut volume.document, &mut volume.draft);
        if !volume.begun {
            volume::begin(&mut pen, file)?;
            volume.begun = true;
        }
        Ok(pen)
    }

    /// Ends what was written.
    pub(crate) fn finish(&mut self) {
        for volume in &mut self.all {
            Pen::new(&mut volume.document, &mut volume.draft).finish();
        }
    }

    /// Whether what was written is more than readers take.
    pub(crate) fn are_beyond_their_limit(
        &mut self,
        connection: &Connection,
    ) -> Result<bool, Fault> {
        let most = self.limits.operations;
        for volume in self.all.iter_mut().filter(|volume| volume.unstored() > 0) {
            if volume.made(connection, &self.caseload, most + 1)? > most {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// What the volumes of a file say together, fenced as all that is read from elsewhere.
pub(crate) fn said(
    file: &Id,
    volumes: &mut [Volume],
    roots: &[(u8, Fields)],
) -> Result<CaseFile, guard::Panicked> {
    let heads: Vec<ChangeHash> = volumes
        .iter_mut()
        .flat_map(|volume| volume.document.get_heads())
        .collect();
    let about =
        std::iter::once(b"file".as_slice()).chain(heads.iter().map(|head| head.0.as_slice()));
    guard::fenced_over(about, || document::file::read(file, roots))
}
