//! One exchange with the relay: the bytes of the request, and the answer read piece by piece.
//!
//! Each complete frame of the answer counts, even if the next one never comes. `Incoming` gives frames as they
//! complete. The device commits their content batch by batch, cursor included, and asks again for the rest.

use wayside_protocol::{
    Auth, Frame, FrameReader, Hash, Pull, RequestFrame, ResponseFrame, SYNC_PATH, TeamId,
    request_kind, write_frame,
};
use wayside_seam::Problem;
use wayside_vault::StoredSegment;

use crate::identity::Identity;

/// About how many bytes of segments one request carries. A request that breaks off is sent again from its start, so it
/// is kept to what a weak signal moves in seconds.
pub const PUSH_BYTES: usize = 256 * 1024;

/// A request, ready to be posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The `authorization` header.
    pub authorization: String,
    /// The body.
    pub body: Vec<u8>,
}

/// Builds a request: chains (the own one first, if it is needed), then the pull, then segments in order.
pub fn outgoing(
    me: &Identity,
    team: TeamId,
    nonce: [u8; 24],
    chains: &[Vec<u8>],
    pull: Pull,
    segments: &[StoredSegment],
) -> Outgoing {
    let mut body = Vec::new();
    for chain in chains {
        write_frame(&mut body, request_kind::CERTIFICATE, chain);
    }
    RequestFrame::Pull(pull).encode(&mut body);
    for segment in segments {
        write_frame(&mut body, request_kind::SEGMENT, &segment.bytes);
    }
    let auth = Auth::sign(
        &me.signing_key(),
        team,
        nonce,
        "POST",
        SYNC_PATH,
        Hash::of(&body),
    );
    Outgoing {
        authorization: auth.encode(),
        body,
    }
}

/// Reads the frames of an answer.
#[derive(Debug, Default)]
pub struct Incoming {
    reader: FrameReader,
}

impl Incoming {
    /// Takes a piece of the answer.
    pub fn push(&mut self, bytes: &[u8]) {
        self.reader.push(bytes);
    }

    /// The next complete frame. After an error the rest of the answer means nothing.
    pub fn next_frame(&mut self) -> Result<Option<ResponseFrame>, Problem> {
        let frame: Option<Frame> = self
            .reader
            .next_frame()
            .map_err(|_| Problem::RelayGarbage)?;
        frame
            .map(ResponseFrame::decode)
            .transpose()
            .map_err(|_| Problem::RelayGarbage)
    }
}
