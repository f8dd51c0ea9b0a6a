//! A relay in memory: as small as the protocol allows, and able to forget, lie and change bits.

use std::collections::BTreeMap;

use wayside_protocol::{
    Auth, CaseloadId, Chain, DeviceId, Entry, FrameReader, Hash, ProblemCode, Pull, Reason,
    Refusal, RequestFrame, ResponseFrame, SYNC_PATH, Segment, VERSION, Welcome,
};

/// One thing in the team's sequence.
#[derive(Clone)]
pub struct Kept {
    pub is_chain: bool,
    pub bytes: Vec<u8>,
    pub device: DeviceId,
    pub caseload: CaseloadId,
    pub index: u64,
}

/// The relay.
#[derive(Clone)]
pub struct Relay {
    pub epoch: u64,
    pub log: Vec<Kept>,
    pub known: BTreeMap<DeviceId, [u8; 32]>,
    pub nonce: [u8; 24],
    /// Entries in one answer.
    pub page: usize,
    /// What it says instead of serving.
    pub down: Option<ProblemCode>,
    /// Requests that were served.
    pub served: usize,
    /// Bytes of the last request and its answer.
    pub last_bytes: (usize, usize),
}

impl Default for Relay {
    fn default() -> Self {
        Relay {
            epoch: 1,
            log: Vec::new(),
            known: BTreeMap::new(),
            nonce: [9; 24],
            page: 1000,
            down: None,
            served: 0,
            last_bytes: (0, 0),
        }
    }
}

impl Relay {
    /// Serves one request.
    pub fn answer(&mut self, authorization: &str, body: &[u8]) -> (u16, Vec<u8>) {
        let mut out = Vec::new();
        let status = self.serve(authorization, body, &mut out);
        self.last_bytes = (body.len(), out.len());
        (status, out)
    }

    fn welcome(&self, told: bool) -> ResponseFrame {
        let (log_epoch, head) = if told {
            (self.epoch, self.log.len() as u64)
        } else {
            (0, 0)
        };
        ResponseFrame::Welcome(Welcome {
            version: VERSION,
            log_epoch,
            head,
            nonce: self.nonce,
        })
    }

    fn serve(&mut self, authorization: &str, body: &[u8], out: &mut Vec<u8>) -> u16 {
        let auth = Auth::decode(authorization).unwrap();
        assert_eq!(auth.body_hash, Hash::of(body), "the body is the signed one");
        let mut problem = |relay: &Relay, code, status, told| {
            relay.welcome(told).encode(out);
            ResponseFrame::Problem(code).encode(out);
            status
        };
        if let Some(code) = self.down {
            return problem(self, code, 503, false);
        }
        if auth.nonce != self.nonce {
            return problem(self, ProblemCode::Nonce, 401, false);
        }
        let mut reader = FrameReader::default();
        reader.push(body);
        let mut frames = Vec::new();
        while let Some(frame) = reader.next_frame().unwrap() {
            frames.push(RequestFrame::decode(frame).unwrap());
        }
        for frame in &frames {
            if let RequestFrame::Certificate(chain) = frame {
                self.admit(chain);
            }
        }
        let Some(sign) = self.known.get(&auth.device) else {
            return problem(self, ProblemCode::UnknownDevice, 401, false);
        };
        auth.verify("POST", SYNC_PATH, sign).unwrap();
        self.served += 1;
        let (mut accepted, mut refused, mut pull) = (0, Vec::new(), Pull::default());
        let mut position = 0;
        for frame in frames {
            match frame {
                RequestFrame::Pull(asked) => pull = asked,
                RequestFrame::Segment(bytes) => {
                    match self.keep(bytes) {
                        Ok(()) => accepted += 1,
                        Err(reason) => refused.push(Refusal { position, reason }),
                    }
                    position += 1;
                }
                _ => {}
            }
        }
        self.welcome(true).encode(out);
        ResponseFrame::Results { accepted, refused }.encode(out);
        self.send(&pull, auth.device, out);
        200
    }

    fn admit(&mut self, chain: &Chain) {
        chain.verify().unwrap();
        for part in chain.prefixes() {
            let leaf = part.leaf().unwrap();
            if self.known.insert(leaf.device(), leaf.sign).is_none() {
                let (device, caseload) = (leaf.device(), CaseloadId::ROSTER);
                self.log.push(Kept {
                    is_chain: true,
                    bytes: part.encode(),
                    device,
                    caseload,
                    index: 0,
                });
            }
        }
    }

    fn keep(&mut self, bytes: Vec<u8>) -> Result<(), Reason> {
        let segment = Segment::decode(&bytes).map_err(|_| Reason::Malformed)?;
        let header = segment.header;
        let sign = self
            .known
            .get(&header.device)
            .ok_or(Reason::UnknownAuthor)?;
        segment.verify(sign).map_err(|_| Reason::BadSignature)?;
        let (device, caseload, index) = (header.device, header.caseload, header.index);
        let place = |kept: &&Kept| {
            !kept.is_chain && (kept.device, kept.caseload, kept.index) == (device, caseload, index)
        };
        match self.log.iter().find(place) {
            Some(kept) if kept.bytes == bytes => Ok(()),
            Some(kept) => Err(Reason::Conflict {
                held: Hash::of(&kept.bytes),
            }),
            None => {
                self.log.push(Kept {
                    is_chain: false,
                    bytes,
                    device,
                    caseload,
                    index,
                });
                Ok(())
            }
        }
    }

    fn send(&self, pull: &Pull, to: DeviceId, out: &mut Vec<u8>) {
        for hole in &pull.holes {
            for kept in self.log.iter().filter(|kept| {
                !kept.is_chain
                    && (kept.device, kept.caseload) == (hole.device, hole.caseload)
                    && (hole.from..=hole.to).contains(&kept.index)
            }) {
                ResponseFrame::HoleEntry(kept.bytes.clone()).encode(out);
            }
        }
        let (mut sent, mut cursor) = (0, pull.cursor);
        for (number, kept) in self.log.iter().enumerate().skip(pull.cursor as usize) {
            if sent == self.page {
                return ResponseFrame::End { cursor, more: true }.encode(out);
            }
            let seq = number as u64 + 1;
            cursor = seq;
            let wanted = kept.is_chain
                || kept.caseload == CaseloadId::ROSTER
                || pull.caseloads.contains(&kept.caseload);
            if wanted && kept.device != to {
                Entry::encode_raw(out, seq, kept.is_chain, &kept.bytes);
                sent += 1;
            }
        }
        ResponseFrame::End {
            cursor,
            more: false,
        }
        .encode(out);
    }

    /// The segments, without chains.
    pub fn segments(&self) -> impl Iterator<Item = &Kept> {
        self.log.iter().filter(|kept| !kept.is_chain)
    }
}
