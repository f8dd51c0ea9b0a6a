//! A request body as it comes in: in pieces, of unknown length, and perhaps never to its end.

use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};
use tokio::time::Instant;
use wayside_protocol::Hash;

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
pub(crate) struct Upload {
    body: Body,
    hash: Sha256,
    size: usize,
    limit: usize,
    idle: Duration,
    /// The slowest phone is done by then. A client that sends a byte a minute is no phone.
    deadline: Instant,
    is_over: bool,
}

/// A whole body may take this many times as long as nothing may come.
const PATIENCE: u32 = 30;

impl Upload {
    pub(crate) fn new(body: Body, limit: usize, idle: Duration) -> Self {
        let deadline = Instant::now() + idle * PATIENCE;
        Self {
            body,
            hash: Sha256::new(),
            size: 0,
            limit,
            idle,
            deadline,
            is_over: false,
        }
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
            let until = self.deadline.min(Instant::now() + self.idle);
            let Ok(frame) = tokio::time::timeout_at(until, self.body.frame()).await else {
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
            if self.size > self.limit {
                return Piece::TooLarge;
            }
            self.hash.update(&bytes);
            return Piece::Bytes(bytes);
        }
    }

    /// Reads on without looking. A client that still writes may otherwise lose the answer: closing a socket with
    /// unread bytes resets it.
    pub(crate) async fn drain(&mut self) {
        // The client has its answer, so the relay waits less long than for a phone that brings records.
        self.deadline = self.deadline.min(Instant::now() + self.idle);
        while let Piece::Bytes(_) = self.next().await {}
    }

    pub(crate) fn size(&self) -> usize {
        self.size
    }

    pub(crate) fn hash(&self) -> Hash {
        Hash(self.hash.clone().finalize().into())
    }
}
