//! A request body as it comes in: in pieces, of unknown length, and perhaps never to its end.

use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};
use tokio::time::Instant;
use wayside_protocol::Hash;

use crate::config::Limits;

/// The next thing from a body.
pub(crate) enum Piece {
    /// Some bytes.
    Bytes(Bytes),
    /// The sender is done.
    End,
    /// The connection died, or nothing came for too long.
    Cut,
    /// More than the limit.
    TooLarge,
}

/// A body with its size and hash so far.
///
/// It is cut when nothing comes for `idle`, and when it comes slower than `Bounds::floor`. Beyond what it needs at that
/// pace it has `idle` once more, as lines break and come back; an unknown device has only `Bounds::head`.
pub(crate) struct Upload {
    body: Body,
    hash: Sha256,
    size: usize,
    limits: Limits,
    began: Instant,
    slack: Duration,
    /// From here on nobody waits for what comes.
    drained: Option<Instant>,
    is_over: bool,
}

impl Upload {
    pub(crate) fn new(body: Body, limits: &Limits) -> Self {
        Self {
            body,
            hash: Sha256::new(),
            size: 0,
            limits: *limits,
            began: Instant::now(),
            slack: limits.places.head.min(limits.idle),
            drained: None,
            is_over: false,
        }
    }

    /// The device has proved who it is, so it has more time.
    pub(crate) fn proved(&mut self) {
        self.slack = self.limits.idle;
    }

    pub(crate) async fn next(&mut self) -> Piece {
        let piece = if self.is_over {
            Piece::Cut
        } else {
            self.read().await
        };
        self.is_over = !matches!(piece, Piece::Bytes(_));
        piece
    }

    async fn read(&mut self) -> Piece {
        loop {
            let Ok(frame) = tokio::time::timeout_at(self.until(), self.body.frame()).await else {
                return Piece::Cut;
            };
            let bytes = match frame {
                None => return Piece::End,
                Some(Err(_)) => return Piece::Cut,
                Some(Ok(frame)) => frame.into_data(),
            };
            // Trailers are not for us.
            let Ok(bytes) = bytes else { continue };
            self.size += bytes.len();
            if self.size > self.limits.body_bytes {
                return Piece::TooLarge;
            }
            self.hash.update(&bytes);
            return Piece::Bytes(bytes);
        }
    }

    /// When this is cut if nothing more comes.
    fn until(&self) -> Instant {
        let pace = self.limits.places.at_floor(self.size as u64);
        let until = (self.began + self.slack + pace).min(Instant::now() + self.limits.idle);
        self.drained.map_or(until, |drained| until.min(drained))
    }

    /// Reads on without looking. A client that still writes may otherwise lose the answer: closing a socket with
    /// unread bytes resets it.
    pub(crate) async fn drain(&mut self) {
        // The client has its answer, so the relay waits less long than for a phone that brings records.
        self.drained = Some(Instant::now() + self.limits.idle);
        while let Piece::Bytes(_) = self.next().await {}
    }

    pub(crate) fn size(&self) -> usize {
        self.size
    }

    pub(crate) fn hash(&self) -> Hash {
        Hash(self.hash.clone().finalize().into())
    }
}
