//! What arrived, from a relay or by a courier, and what is believed of it.
//!
//! | received | then |
//! |---|---|
//! | certificate chain that verifies up to the team's root | stored; its devices are authors from now on |
//! | another chain | dropped: it proves nothing |
//! | segment: author known, signature right | stored as waiting, opened later in slices |
//! | segment: author unknown | kept as a stray until the author's chain comes |
//! | segment: wrong team, wrong signature, no segment | put aside, of a courier's file only so many; its place in the stream stays free for the right one |
//!
//! Chain links are checked when a segment is opened (`work`), since the one before may come later.

use wayside_protocol::{Chain, DeviceId, Segment, SegmentError, TeamId};
use wayside_seam::Problem;
use wayside_vault::{RawId, Received, SegmentState, StoredSegment};

use super::Device;
use super::authors::Authors;
use super::push::stored;
use crate::env::Env;
use crate::parallel;

/// Of one courier's file, so many wrong segments are put aside and the others only counted: anybody who found a file
/// can make one that is full of rubbish, and a person still has the file.
const MOST_ASIDE: u64 = 256;

/// Where something came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The relay, which holds it.
    Relay {
        /// What the relay's sequence passes with it.
        cursor: Option<u64>,
    },
    /// A courier: the relay may never have seen it.
    Courier,
}

/// What became of segments that arrived.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kept {
    pub new: u64,
    /// Here already.
    pub known: u64,
    /// Put aside: wrong, of an unknown author, or another than the one that is here.
    pub rejected: u64,
}

impl Device {
    /// Verifies and stores segments and chains.
    pub(super) fn store(
        &mut self,
        segments: Vec<Vec<u8>>,
        chains: &[Chain],
        source: Source,
        env: &mut Env<'_>,
    ) -> Result<Kept, Problem> {
        let team = self.member()?.team.clone();
        let mut authors = self.authors.clone();
        let mut rows: Vec<(RawId, Vec<u8>)> = Vec::new();
        for chain in chains {
            for part in authors.fresh(chain, &team) {
                rows.extend(super::authors::row(&part));
                authors.put(&part, &team.key);
            }
        }
        let learnt = !rows.is_empty();
        let judged = parallel::map(&segments, |bytes| judge(bytes, &team.id(), &authors));
        let mut received = Vec::new();
        let mut rejected = 0;
        for (bytes, verdict) in segments.iter().zip(judged) {
            let good = matches!(verdict, Verdict::Good(_));
            if !good && source == Source::Courier && rejected >= MOST_ASIDE {
                rejected += 1;
                continue;
            }
            match verdict {
                Verdict::Good(segment) => received.push(Received {
                    segment: *segment,
                    state: SegmentState::Waiting,
                    at_relay: source != Source::Courier,
                }),
                Verdict::Stray => {
                    self.keep_stray(bytes)?;
                    rejected += 1;
                }
                Verdict::Wrong(reason) => {
                    self.reject(reason, bytes)?;
                    rejected += 1;
                }
            }
        }
        let cursor = match source {
            Source::Relay { cursor } => cursor,
            Source::Courier => None,
        };
        let stored = self.vault.receive(&received, &rows, cursor)?;
        self.authors = authors;
        // What is here already does not make its author seem alive.
        for device in &stored.authors {
            self.memory.last_seen.insert(DeviceId(*device), env.now);
        }
        if let Some(conflict) = stored.conflicts.first() {
            self.problem = Some(Problem::Conflict {
                index: conflict.index,
            });
        }
        let mut kept = Kept {
            new: stored.new,
            known: stored.duplicates,
            rejected: rejected + stored.conflicts.len() as u64,
        };
        if learnt {
            self.authors_changed(env)?;
            kept.new += self.retry_strays(env)?;
        }
        Ok(kept)
    }
}

enum Verdict {
    Good(Box<StoredSegment>),
    Stray,
    Wrong(&'static str),
}

/// Team, author and signature of one segment. Nothing of it is believed before this.
fn judge(bytes: &[u8], team: &TeamId, authors: &Authors) -> Verdict {
    let Ok(segment) = Segment::decode(bytes) else {
        return Verdict::Wrong("not-a-segment");
    };
    if segment.header.team != *team {
        return Verdict::Wrong("another-team");
    }
    let Some(author) = authors.get(segment.header.device) else {
        return Verdict::Stray;
    };
    match segment.verify(&author.certificate.sign) {
        Ok(()) => Verdict::Good(Box::new(stored(&segment))),
        Err(SegmentError::Version(_)) => Verdict::Wrong("newer-version"),
        Err(_) => Verdict::Wrong("wrong-signature"),
    }
}
