//! From frames to kept segments.
//!
//! Frames gather into batches; a batch is one transaction. A batch is closed when it is large, when the body ends, and
//! when the body breaks off, so every complete frame counts. Each segment stands on its own signature. A refused one is
//! reported with its position and stops no other.

use std::collections::HashMap;
use std::time::Instant;

use wayside_protocol::{
    Chain, DeviceId, HEADER_LEN, Header, MAX_SEGMENT, Reason, Refusal, Segment, SegmentError,
    TeamId,
};

use crate::mailbox::{Batch, Deposit, MailboxError, Outcome};
use crate::relay::Relay;

/// A batch is stored when it has this many frames …
const BATCH_FRAMES: usize = 256;
/// … or this many bytes.
const BATCH_BYTES: usize = 512 * 1024;

/// Public signing keys of devices that are known or came with this request.
type Keys = HashMap<DeviceId, [u8; 32]>;

/// Something that came in and is not stored yet.
enum Waiting {
    Chain(Chain),
    Segment { position: u32, bytes: Vec<u8> },
}

/// What became of a waiting thing before the store was asked.
enum Checked {
    Chain(Deposit),
    Segment { position: u32, deposit: Deposit },
    Refused(Refusal),
}

/// Takes in the frames of one request.
pub(crate) struct Intake<'a> {
    relay: &'a Relay,
    team: TeamId,
    keys: Keys,
    waiting: Vec<Waiting>,
    waiting_bytes: usize,
    segments: u32,
    accepted: u32,
    refused: Vec<Refusal>,
}

impl<'a> Intake<'a> {
    pub(crate) fn new(relay: &'a Relay, team: TeamId) -> Self {
        Self {
            relay,
            team,
            keys: Keys::new(),
            waiting: Vec::new(),
            waiting_bytes: 0,
            segments: 0,
            accepted: 0,
            refused: Vec::new(),
        }
    }

    pub(crate) async fn chain(&mut self, chain: Chain) -> Result<(), MailboxError> {
        self.waiting_bytes += 512 * chain.0.len();
        self.waiting.push(Waiting::Chain(chain));
        self.flush_if_large().await
    }

    pub(crate) async fn segment(&mut self, bytes: Vec<u8>) -> Result<(), MailboxError> {
        self.waiting_bytes += bytes.len();
        self.waiting.push(Waiting::Segment {
            position: self.segments,
            bytes,
        });
        self.segments += 1;
        self.flush_if_large().await
    }

    async fn flush_if_large(&mut self) -> Result<(), MailboxError> {
        if self.waiting.len() < BATCH_FRAMES && self.waiting_bytes < BATCH_BYTES {
            return Ok(());
        }
        self.flush().await
    }

    /// Verifies and stores what waits. After an error nothing of it is stored and nothing waits any more.
    pub(crate) async fn flush(&mut self) -> Result<(), MailboxError> {
        let waiting = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        if waiting.is_empty() {
            return Ok(());
        }
        self.learn_authors(&waiting).await?;
        let (team, mut keys) = (self.team, std::mem::take(&mut self.keys));
        let verify = move || {
            let checked: Vec<_> = waiting
                .into_iter()
                .flat_map(|item| check(item, team, &mut keys))
                .collect();
            (checked, keys)
        };
        // Hundreds of signatures: off the threads that answer others.
        let verified = tokio::task::spawn_blocking(verify).await;
        let (checked, keys) =
            verified.map_err(|_| MailboxError::Broken("verifying stopped".into()))?;
        self.keys = keys;
        self.store(checked).await
    }

    async fn learn_authors(&mut self, waiting: &[Waiting]) -> Result<(), MailboxError> {
        let mut unknown: Vec<_> = waiting
            .iter()
            .filter_map(author)
            .filter(|id| !self.keys.contains_key(id))
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        if !unknown.is_empty() {
            self.keys
                .extend(self.relay.mailbox().keys(self.team, unknown).await?);
        }
        Ok(())
    }

    async fn store(&mut self, checked: Vec<Checked>) -> Result<(), MailboxError> {
        let mut items = Vec::with_capacity(checked.len());
        let mut positions = Vec::with_capacity(checked.len());
        for item in checked {
            let (position, deposit) = match item {
                Checked::Refused(refusal) => {
                    self.refuse(refusal.position, refusal.reason);
                    continue;
                }
                Checked::Chain(deposit) => (None, deposit),
                Checked::Segment { position, deposit } => (Some(position), deposit),
            };
            positions.push(position);
            items.push(deposit);
        }
        if items.is_empty() {
            return Ok(());
        }
        let began = Instant::now();
        let quota = self.relay.config().limits.quota;
        let outcomes = self
            .relay
            .mailbox()
            .store(Batch {
                team: self.team,
                items,
                quota,
            })
            .await?;
        self.relay
            .metrics()
            .committed(u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX));
        for (position, outcome) in positions.into_iter().zip(outcomes) {
            let Some(position) = position else { continue };
            match outcome {
                Outcome::Stored | Outcome::Held => self.accepted += 1,
                Outcome::Conflict { held } => self.refuse(position, Reason::Conflict { held }),
                Outcome::UnknownAuthor => self.refuse(position, Reason::UnknownAuthor),
                Outcome::OverQuota => self.refuse(position, Reason::OverQuota),
            }
        }
        Ok(())
    }

    fn refuse(&mut self, position: u32, reason: Reason) {
        self.relay.metrics().refused(reason);
        self.refused.push(Refusal { position, reason });
    }

    /// How many are kept, and which are not.
    pub(crate) fn results(mut self) -> (u32, Vec<Refusal>) {
        self.relay.metrics().accepted(self.accepted.into());
        self.refused
            .sort_unstable_by_key(|refusal| refusal.position);
        (self.accepted, self.refused)
    }
}

fn author(item: &Waiting) -> Option<DeviceId> {
    match item {
        Waiting::Chain(_) => None,
        Waiting::Segment { bytes, .. } => bytes
            .first_chunk::<HEADER_LEN>()
            .map(|bytes| Header::from_bytes(bytes).device),
    }
}

fn check(item: Waiting, team: TeamId, keys: &mut Keys) -> Vec<Checked> {
    match item {
        Waiting::Chain(chain) => check_chain(&chain, team, keys),
        Waiting::Segment { position, bytes } => vec![match check_segment(bytes, team, keys) {
            Ok(deposit) => Checked::Segment { position, deposit },
            Err(reason) => Checked::Refused(Refusal { position, reason }),
        }],
    }
}

/// A chain admits every device on its way. A bad one admits nobody; segments that needed it are refused by name.
fn check_chain(chain: &Chain, team: TeamId, keys: &mut Keys) -> Vec<Checked> {
    if chain.team() != Some(team) || chain.verify().is_err() {
        return Vec::new();
    }
    let mut admitted = Vec::new();
    for part in chain.prefixes() {
        let Some(leaf) = part.leaf() else { continue };
        let (device, sign) = (leaf.device(), leaf.sign);
        keys.insert(device, sign);
        admitted.push(Checked::Chain(Deposit::Device {
            device,
            sign,
            chain: part.encode(),
        }));
    }
    admitted
}

fn check_segment(bytes: Vec<u8>, team: TeamId, keys: &Keys) -> Result<Deposit, Reason> {
    if bytes.len() > MAX_SEGMENT {
        return Err(Reason::TooLarge);
    }
    let segment = Segment::decode(&bytes).map_err(|_| Reason::Malformed)?;
    let Header {
        device,
        caseload,
        index,
        ..
    } = segment.header;
    if segment.header.team != team {
        return Err(Reason::WrongTeam);
    }
    let sign = keys.get(&device).ok_or(Reason::UnknownAuthor)?;
    segment.verify(sign).map_err(|error| match error {
        SegmentError::Author | SegmentError::Signature => Reason::BadSignature,
        SegmentError::TooLarge => Reason::TooLarge,
        SegmentError::Short | SegmentError::Version(_) | SegmentError::Place => Reason::Malformed,
    })?;
    Ok(Deposit::Segment {
        device,
        caseload,
        index,
        hash: wayside_protocol::Hash::of(&bytes),
        bytes,
    })
}
