//! What the relay says of each segment that was pushed.
//!
//! | answer | the segment here |
//! |---|---|
//! | accepted | sent |
//! | not mentioned: the body broke off before it | kept, sent again |
//! | another segment holds its place | kept, shown as a conflict, not sent again and again |
//! | not valid | kept, shown, not sent again and again |
//! | unknown author, over quota, anything newer | kept, sent again with the next exchange |

use wayside_protocol::{Reason, Refusal};
use wayside_seam::{Notice, Problem, RefusalReason};
use wayside_vault::Position;

use super::pull::Exchange;
use super::{Device, Effect};

impl Device {
    pub(super) fn results(
        &mut self,
        exchange: &mut Exchange,
        accepted: u32,
        refused: &[Refusal],
    ) -> Result<(), Problem> {
        // The relay takes segments in order: what it did not get to is the tail.
        let judged = accepted as usize + refused.len();
        let mut sent = Vec::new();
        let before = self.memory.refused_count();
        let mut first: Option<Problem> = None;
        for (number, position) in exchange.pushed.iter().take(judged).enumerate() {
            match refused
                .iter()
                .find(|refusal| refusal.position as usize == number)
            {
                None => sent.push(*position),
                Some(refusal) => {
                    let problem = self.refused(refusal, position, refused.len());
                    first.get_or_insert(problem);
                }
            }
        }
        if exchange.lost {
            // The loss was noticed after the request was built: everything goes again, this as well.
            sent.clear();
        }
        self.vault.mark_sent(&sent)?;
        self.totals.sent += sent.len() as u64;
        // What is refused for good is out of the way of the rest.
        exchange.progress |= !sent.is_empty() || self.memory.refused_count() > before;
        if !sent.is_empty() {
            // The signs of where records are say something else now.
            self.effects
                .push(Effect::Notify(Notice::Changed { client: None }));
        }
        exchange.refusals = first;
        Ok(())
    }

    /// What a refusal means for the segment; it stays here whatever it is.
    fn refused(&mut self, refusal: &Refusal, position: &Position, count: usize) -> Problem {
        let me = self.book.identity.id();
        let reason = match refusal.reason {
            Reason::Conflict { .. } => {
                self.memory.refuse(position, me);
                if position.device == me.0 {
                    return Problem::Conflict {
                        index: position.index,
                    };
                }
                RefusalReason::PlaceTaken
            }
            Reason::UnknownAuthor => {
                // It does not know us after all: introduce ourselves next time.
                self.memory.introduced = false;
                RefusalReason::UnknownAuthor
            }
            Reason::OverQuota => RefusalReason::OverQuota,
            Reason::BadSignature | Reason::Malformed | Reason::TooLarge | Reason::WrongTeam => {
                self.memory.refuse(position, me);
                RefusalReason::NotValid
            }
            Reason::Unknown(_) => RefusalReason::Newer,
        };
        Problem::SegmentsRefused {
            count: u32::try_from(count).unwrap_or(u32::MAX),
            reason,
        }
    }
}
