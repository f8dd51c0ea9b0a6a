//! From a body to a sealed, signed segment and back.
//!
//! The key is derived from the caseload's epoch key for the one author (and for the roster from the team's key), the
//! whole header is associated data, the author signs header and ciphertext. The nonce is random: an author that lost
//! its place (a restored phone) must not repeat one.

use rand_core::CryptoRng;
use wayside_protocol::{Header, MAX_SEGMENT, SEGMENT_OVERHEAD, Segment, SegmentError};

use crate::identity::Identity;
use crate::key::{Key, NotOpened, nonce};

/// Bytes of the seal's tag.
const TAG: usize = 16;

/// The longest body of a segment before it is sealed.
pub const MAX_SEALED_BODY: usize = MAX_SEGMENT - SEGMENT_OVERHEAD - TAG;

/// The key of one author in one epoch of one caseload.
fn segment_key(epoch_key: &Key, header: &Header) -> Key {
    epoch_key.derive(
        "wayside segment key v1",
        &[
            &header.team.0,
            &header.caseload.0,
            &header.epoch.to_le_bytes(),
            &header.device.0,
        ],
    )
}

/// Seals and signs.
pub fn seal(
    header: Header,
    epoch_key: &Key,
    body: &[u8],
    author: &Identity,
    rng: &mut dyn CryptoRng,
) -> Result<Segment, SealError> {
    let nonce = nonce(rng);
    let sealed = segment_key(epoch_key, &header).seal(&nonce, &header.to_bytes(), body)?;
    Ok(Segment::sign(header, nonce, sealed, &author.signing_key())?)
}

/// Opens a segment whose signature was verified before.
pub fn open(segment: &Segment, epoch_key: &Key) -> Result<Vec<u8>, NotOpened> {
    let header = &segment.header;
    segment_key(epoch_key, header).open(&segment.nonce, &header.to_bytes(), &segment.body)
}

/// Why nothing was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The cipher refused it.
    #[error(transparent)]
    Cipher(#[from] NotOpened),
    /// The segment would not be valid.
    #[error(transparent)]
    Segment(#[from] SegmentError),
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;
    use wayside_protocol::{CaseloadId, Hash, Kind, TeamId, VERSION};

    fn header(author: &Identity) -> Header {
        Header {
            version: VERSION,
            kind: Kind::Changes,
            team: TeamId([1; 16]),
            caseload: CaseloadId([2; 16]),
            epoch: 1,
            device: author.id(),
            index: 7,
            prev: Hash([3; 32]),
        }
    }

    fn sealed(rng: &mut StdRng) -> (Identity, Key, Segment) {
        let (author, key) = (Identity::random(rng), Key::random(rng));
        let segment = seal(header(&author), &key, b"what was said", &author, rng).unwrap();
        (author, key, segment)
    }

    #[test]
    fn what_was_sealed_is_verified_and_opened() {
        let (author, key, segment) = sealed(&mut StdRng::seed_from_u64(1));
        segment.verify(&author.sign_public()).unwrap();
        assert_eq!(open(&segment, &key).unwrap(), b"what was said");
    }

    #[test]
    fn one_flipped_bit_anywhere_is_refused() {
        let (author, key, segment) = sealed(&mut StdRng::seed_from_u64(2));
        let bytes = segment.encode();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let Ok(flipped) = Segment::decode(&flipped) else {
                continue;
            };
            assert!(
                flipped.verify(&author.sign_public()).is_err(),
                "bit {bit} passed the signature"
            );
            // The signature's own bits are all that the seal does not cover.
            let of_signature = bit / 8 >= bytes.len() - 64;
            assert_eq!(
                open(&flipped, &key).is_ok(),
                of_signature,
                "bit {bit} of the seal"
            );
        }
    }

    #[test]
    fn every_part_of_the_header_is_bound_to_the_seal() {
        let (_, key, segment) = sealed(&mut StdRng::seed_from_u64(3));
        let changes: [fn(&mut Header); 8] = [
            |header| header.version = 2,
            |header| header.kind = Kind::Receipts,
            |header| header.team.0[0] ^= 1,
            |header| header.caseload.0[0] ^= 1,
            |header| header.epoch += 1,
            |header| header.device.0[0] ^= 1,
            |header| header.index += 1,
            |header| header.prev.0[31] ^= 1,
        ];
        for change in changes {
            let mut moved = segment.clone();
            change(&mut moved.header);
            assert_eq!(open(&moved, &key), Err(NotOpened));
        }
    }

    #[test]
    fn another_caseloads_key_does_not_open_it() {
        let mut rng = StdRng::seed_from_u64(4);
        let (_, _, segment) = sealed(&mut rng);
        assert_eq!(open(&segment, &Key::random(&mut rng)), Err(NotOpened));
    }

    #[test]
    fn the_longest_body_fits_and_one_byte_more_does_not() {
        let mut rng = StdRng::seed_from_u64(5);
        let (author, key) = (Identity::random(&mut rng), Key::random(&mut rng));
        let mut seal = |length| seal(header(&author), &key, &vec![0; length], &author, &mut rng);
        assert_eq!(seal(MAX_SEALED_BODY).unwrap().encode().len(), MAX_SEGMENT);
        assert_eq!(
            seal(MAX_SEALED_BODY + 1),
            Err(SealError::Segment(SegmentError::TooLarge))
        );
    }
}
