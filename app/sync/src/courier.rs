//! The courier's file: sealed segments that travel by hand, and the certificates that prove their authors. Bytes in,
//! bytes out.
//!
//! ```text
//! "wayside courier\n" 16 ‖ version 1 ‖ team 16 ‖ frame*            a frame is length u32 LE ‖ kind 1 ‖ payload, as on the wire
//!
//! kind 1   a chain of certificates   ‖ kind 3   a segment          the numbers of a request: this is what a push would carry
//! kind 255 the end, always last:  frames before it u32 LE ‖ SHA-256 of everything before this frame
//! ```
//! | the bytes | then |
//! |---|---|
//! | do not begin so, or are more than any file is | [`Problem::CourierUnknown`] |
//! | a higher version | [`Problem::CourierNewer`] |
//! | another team | [`Problem::CourierForeign`] |
//! | no end, another count or hash, anything after the end | [`Problem::CourierDamaged`] |
//! | a kind of frame that is not known | skipped: a later version reads it from where it came |
//! | a chain or segment that makes no sense | given all the same: each is judged alone, as if a relay had sent it |
//!
//! In clear the file has what the relay learns as well: team, devices, caseloads, sizes. It has no code, name or label.
//!
//! Refused: a signature over the whole (each segment has its author's, and anyone may carry the file on); taking the
//! complete part of a file that was cut (it can be copied again, and half of it would look like all of it).

use wayside_protocol::{FrameReader, Hash, TeamId, request_kind, write_frame};
use wayside_seam::Problem;
use wayside_seam::courier::LARGEST_FILE;

const MAGIC: &[u8; 16] = b"wayside courier\n";
const VERSION: u8 = 1;
const END: u8 = 255;
/// A frame's length and kind.
const FRAME: usize = 5;
/// The end frame.
const END_BYTES: usize = FRAME + 4 + 32;

/// What a file carries. Nothing of it is believed yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cargo {
    /// Chains of certificates, encoded.
    pub chains: Vec<Vec<u8>>,
    /// Segments.
    pub segments: Vec<Vec<u8>>,
}

impl Cargo {
    /// How many bytes of a file this takes.
    pub fn weight(bytes: &[u8]) -> usize {
        FRAME + bytes.len()
    }

    /// What is left of a file for its cargo.
    pub const ROOM: usize = LARGEST_FILE - MAGIC.len() - 1 - 16 - END_BYTES;

    /// The whole file.
    pub fn write(&self, team: TeamId) -> Vec<u8> {
        let parts = self.chains.iter().chain(&self.segments);
        let cargo: usize = parts.map(|bytes| Cargo::weight(bytes)).sum();
        let mut file = Vec::with_capacity(MAGIC.len() + 1 + 16 + cargo + END_BYTES);
        file.extend(MAGIC);
        file.push(VERSION);
        file.extend(team.0);
        for chain in &self.chains {
            write_frame(&mut file, request_kind::CERTIFICATE, chain);
        }
        for segment in &self.segments {
            write_frame(&mut file, request_kind::SEGMENT, segment);
        }
        let frames = u32::try_from(self.chains.len() + self.segments.len()).unwrap_or(u32::MAX);
        let end = end_of(frames, &file);
        write_frame(&mut file, END, &end);
        file
    }

    /// Reads a whole file.
    pub fn read(file: &[u8], team: TeamId) -> Result<Cargo, Problem> {
        let rest = file
            .strip_prefix(MAGIC)
            .filter(|_| file.len() <= LARGEST_FILE)
            .ok_or(Problem::CourierUnknown)?;
        let (version, rest) = rest.split_first().ok_or(Problem::CourierDamaged)?;
        match *version {
            VERSION => {}
            0 => return Err(Problem::CourierDamaged),
            _ => return Err(Problem::CourierNewer),
        }
        let (of, rest) = rest.split_at_checked(16).ok_or(Problem::CourierDamaged)?;
        if of != team.0 {
            return Err(Problem::CourierForeign);
        }
        Cargo::frames(file, rest).ok_or(Problem::CourierDamaged)
    }

    /// Everything after the head; none unless it is whole.
    fn frames(file: &[u8], rest: &[u8]) -> Option<Cargo> {
        let mut cargo = Cargo::default();
        let mut frames = FrameReader::default();
        frames.push(rest);
        let mut count: u32 = 0;
        loop {
            let frame = frames.next_frame().ok()??;
            match frame.kind {
                request_kind::CERTIFICATE => cargo.chains.push(frame.payload),
                request_kind::SEGMENT => cargo.segments.push(frame.payload),
                END => {
                    let before = file.get(..file.len().checked_sub(END_BYTES)?)?;
                    let whole = frames.unfinished() == 0 && frame.payload == end_of(count, before);
                    return whole.then_some(cargo);
                }
                _ => {}
            }
            count = count.checked_add(1)?;
        }
    }
}

fn end_of(frames: u32, before: &[u8]) -> Vec<u8> {
    let mut end = frames.to_le_bytes().to_vec();
    end.extend(Hash::of(before).0);
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEAM: TeamId = TeamId([7; 16]);

    fn cargo() -> Cargo {
        Cargo {
            chains: vec![vec![1; 3]],
            segments: vec![vec![2; 40], Vec::new(), vec![3; 300]],
        }
    }

    #[test]
    fn a_file_reads_back_and_an_empty_one_too() {
        for cargo in [cargo(), Cargo::default()] {
            assert_eq!(Cargo::read(&cargo.write(TEAM), TEAM), Ok(cargo));
        }
    }

    #[test]
    fn every_cut_and_every_flipped_bit_is_noticed() {
        let file = cargo().write(TEAM);
        for length in 0..file.len() {
            assert!(Cargo::read(&file[..length], TEAM).is_err(), "{length}");
        }
        for at in 0..file.len() {
            for bit in 0..8 {
                let mut other = file.clone();
                other[at] ^= 1 << bit;
                assert!(Cargo::read(&other, TEAM).is_err(), "{at} {bit}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        let file = cargo().write(TEAM);
        let changed = |at: usize, to: u8| {
            let mut file = file.clone();
            file[at] = to;
            file
        };
        let longer = [&file[..], &[0]].concat();
        for (bytes, problem) in [
            (Vec::new(), Problem::CourierUnknown),
            (
                b"PK\x03\x04 some other file".to_vec(),
                Problem::CourierUnknown,
            ),
            (vec![0; 100], Problem::CourierUnknown),
            (changed(16, 2), Problem::CourierNewer),
            (changed(16, 0), Problem::CourierDamaged),
            (changed(17, 8), Problem::CourierForeign),
            (changed(60, 0), Problem::CourierDamaged),
            (file[..file.len() - 1].to_vec(), Problem::CourierDamaged),
            (file[..16].to_vec(), Problem::CourierDamaged),
            (longer, Problem::CourierDamaged),
            // A length that would take all memory.
            ([&file[..33], &[255; 4]].concat(), Problem::CourierDamaged),
            (
                [&file[..], &vec![0; LARGEST_FILE]].concat(),
                Problem::CourierUnknown,
            ),
        ] {
            assert_eq!(Cargo::read(&bytes, TEAM), Err(problem));
        }
    }

    #[test]
    fn kinds_that_are_not_known_are_passed_over() {
        let mut file = Cargo::default().write(TEAM);
        file.truncate(file.len() - END_BYTES);
        write_frame(&mut file, 77, b"from later");
        write_frame(&mut file, request_kind::SEGMENT, b"segment");
        let end = end_of(2, &file);
        write_frame(&mut file, END, &end);
        let read = Cargo::read(&file, TEAM).unwrap();
        assert_eq!(read.segments, [b"segment"]);
    }

    #[test]
    fn the_room_of_a_file_is_what_is_left_beside_its_frame() {
        let segment = vec![0; 100];
        let cargo = Cargo {
            chains: Vec::new(),
            segments: vec![segment.clone(); 3],
        };
        let file = cargo.write(TEAM).len();
        assert_eq!(
            LARGEST_FILE - file,
            Cargo::ROOM - 3 * Cargo::weight(&segment)
        );
    }
}
