//! Whatever comes in, decoders answer; and no flipped bit of anything signed is believed.

use proptest::collection::vec;
use proptest::prelude::*;
use wayside_protocol::{
    Auth, Certificate, Chain, Frame, FrameReader, Hash, RequestFrame, ResponseFrame, Segment,
};

use crate::sample::{key, public, segment, team, worker};

proptest! {
    #[test]
    fn decoders_answer_to_garbage(bytes in vec(any::<u8>(), 0..600)) {
        if let Ok(segment) = Segment::decode(&bytes) {
            prop_assert_eq!(segment.encode(), bytes.clone());
            prop_assert!(segment.verify(&public(&key(3))).is_err());
        }
        if let Ok(certificate) = Certificate::decode(&bytes) {
            prop_assert_eq!(certificate.encode(), bytes.clone());
        }
        if let Ok(chain) = Chain::decode(&bytes) {
            prop_assert_eq!(chain.encode(), bytes);
        }
    }

    #[test]
    fn frame_decoders_answer_to_garbage(kind in 0..32_u8, payload in vec(any::<u8>(), 0..200)) {
        let frame = Frame { kind, payload };
        let _ = RequestFrame::decode(frame.clone());
        let _ = ResponseFrame::decode(frame);
    }

    #[test]
    fn frame_reader_answers_to_garbage(pieces in vec(vec(any::<u8>(), 0..40), 0..20)) {
        let mut reader = FrameReader::new(64);
        for piece in pieces {
            reader.push(&piece);
            while let Ok(Some(frame)) = reader.next_frame() {
                prop_assert!(frame.payload.len() < 64);
            }
        }
    }

    #[test]
    fn authorization_answers_to_garbage(text in "(Wayside1 )?[A-Za-z0-9_-]{0,220}|\\PC{0,40}") {
        let _ = Auth::decode(&text);
    }

    #[test]
    fn flipped_bit_in_a_segment_is_always_refused(at in any::<prop::sample::Index>(), bit in 0..8) {
        let mut bytes = segment().encode();
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        let flipped = Segment::decode(&bytes).unwrap();
        prop_assert!(flipped.verify(&public(&key(3))).is_err());
        prop_assert_ne!(flipped.hash(), segment().hash());
    }

    #[test]
    fn flipped_bit_in_a_chain_is_always_refused(at in any::<prop::sample::Index>(), bit in 0..8) {
        let mut bytes = worker().encode();
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        prop_assert!(!Chain::decode(&bytes).is_ok_and(|chain| chain.verify().is_ok()));
    }

    #[test]
    fn flipped_bit_in_an_authorization_is_always_refused(byte in 0..152_usize, bit in 0..8) {
        let auth = Auth::sign(&key(3), team(), [5; 24], "POST", "/v1/sync", Hash::of(b"body"));
        let mut bytes = [&auth.team.0[..], &auth.device.0, &auth.nonce, &auth.body_hash.0, &auth.signature].concat();
        bytes[byte] ^= 1_u8 << bit;
        let value = format!("Wayside1 {}", data_encoding::BASE64URL_NOPAD.encode(&bytes));
        let again = Auth::decode(&value).unwrap();
        // The team is bound by the relay's nonce, which is made for one team and device.
        let believed = again.verify("POST", "/v1/sync", &public(&key(3))).is_ok() && again.team == team();
        prop_assert!(!believed);
    }

    #[test]
    fn cut_segment_is_never_believed(keep in any::<prop::sample::Index>()) {
        let bytes = segment().encode();
        let cut = &bytes[..keep.index(bytes.len())];
        prop_assert!(!Segment::decode(cut).is_ok_and(|s| s.verify(&public(&key(3))).is_ok()));
    }
}
