//! The envelope of everything: `length u32 LE ‖ kind u8 ‖ payload`, where the length counts kind and payload.
//!
//! A [`FrameReader`] takes bytes in any pieces and gives complete frames. It never holds more than one frame's limit
//! beyond the pushed bytes. After an error it stays in error, because the rest of such a stream means nothing.

use crate::MAX_FRAME;
use crate::bytes::Reader;

/// One complete frame of a kind that may or may not be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What the payload is.
    pub kind: u8,
    /// The rest.
    pub payload: Vec<u8>,
}

/// Why a stream of frames can't be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// A frame says that it is longer than the limit.
    #[error("a frame is longer than {limit} bytes")]
    TooLarge {
        /// The reader's limit.
        limit: usize,
    },
    /// A frame of length zero has no kind.
    #[error("a frame has no kind")]
    Empty,
}

/// Appends one frame.
pub fn write_frame(out: &mut Vec<u8>, kind: u8, payload: &[u8]) {
    let length = u32::try_from(payload.len() + 1).unwrap_or(u32::MAX);
    out.extend_from_slice(&length.to_le_bytes());
    out.push(kind);
    out.extend_from_slice(payload);
}

/// Cuts a byte stream into frames.
#[derive(Debug, Clone)]
pub struct FrameReader {
    buffer: Vec<u8>,
    read: usize,
    limit: usize,
    failed: Option<FrameError>,
}

impl Default for FrameReader {
    fn default() -> Self {
        Self::new(MAX_FRAME)
    }
}

impl FrameReader {
    /// Refuses frames whose kind and payload are longer than `limit`.
    pub fn new(limit: usize) -> Self {
        Self {
            buffer: Vec::new(),
            read: 0,
            limit,
            failed: None,
        }
    }

    /// Takes the next piece, of any length.
    pub fn push(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.read);
        self.read = 0;
        self.buffer.extend_from_slice(bytes);
    }

    /// The next complete frame, if there is one yet.
    pub fn next_frame(&mut self) -> Result<Option<Frame>, FrameError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let mut reader = Reader(self.buffer.get(self.read..).unwrap_or_default());
        let Some(length) = reader.array().map(u32::from_le_bytes) else {
            return Ok(None);
        };
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if length == 0 {
            return self.fail(FrameError::Empty);
        }
        if length > self.limit {
            return self.fail(FrameError::TooLarge { limit: self.limit });
        }
        let Some((&kind, payload)) = reader.take(length).and_then(<[u8]>::split_first) else {
            return Ok(None);
        };
        let payload = payload.to_vec();
        self.read += 4 + length;
        Ok(Some(Frame { kind, payload }))
    }

    /// Bytes of a frame that is not complete. At the end of a body this must be 0, else the body was cut.
    pub fn unfinished(&self) -> usize {
        self.buffer.len() - self.read
    }

    fn fail(&mut self, error: FrameError) -> Result<Option<Frame>, FrameError> {
        self.failed = Some(error);
        Err(error)
    }
}
