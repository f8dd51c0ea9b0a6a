//! Segments and request signatures: what is taken and what is refused.

use wayside_protocol::{
    Auth, AuthError, Hash, Header, MAX_SEGMENT, SEGMENT_OVERHEAD, SYNC_PATH, Segment, SegmentError,
    TeamId,
};

use crate::sample::{header, key, public, segment, team};

#[test]
fn segment_survives_the_wire() {
    let segment = segment();
    let again = Segment::decode(&segment.encode()).unwrap();
    assert_eq!(again, segment);
    assert_eq!(again.hash(), Hash::of(&segment.encode()));
    assert_eq!(again.verify(&public(&key(3))), Ok(()));
    assert_eq!(
        Header::from_bytes(&segment.header.to_bytes()),
        segment.header
    );
}

#[test]
fn segment_of_exactly_the_limit_is_taken_and_one_byte_more_is_not() {
    let sign = |len| Segment::sign(header(1, Hash::ZERO), [0; 24], vec![0; len], &key(3));
    let largest = sign(MAX_SEGMENT - SEGMENT_OVERHEAD).unwrap().encode();
    assert_eq!(largest.len(), MAX_SEGMENT);
    assert!(Segment::decode(&largest).is_ok());
    assert_eq!(
        sign(MAX_SEGMENT - SEGMENT_OVERHEAD + 1),
        Err(SegmentError::TooLarge)
    );
    assert_eq!(
        Segment::decode(&[0; MAX_SEGMENT + 1]),
        Err(SegmentError::TooLarge)
    );
    assert_eq!(
        Segment::decode(&[0; SEGMENT_OVERHEAD - 1]),
        Err(SegmentError::Short)
    );
}

#[test]
fn segment_is_believed_only_with_its_authors_key() {
    assert_eq!(
        segment().verify(&public(&key(2))),
        Err(SegmentError::Author)
    );
    let mut forged = segment();
    forged.header.device = wayside_protocol::DeviceId::of_sign(&public(&key(2)));
    assert_eq!(
        forged.verify(&public(&key(2))),
        Err(SegmentError::Signature)
    );
}

#[test]
fn impossible_places_and_versions_are_refused() {
    let check = |change: fn(&mut Header), expected| {
        let mut header = header(1, Hash::ZERO);
        change(&mut header);
        assert_eq!(
            Segment::sign(header, [0; 24], Vec::new(), &key(3)),
            Err(expected)
        );
    };
    check(|h| h.index = 0, SegmentError::Place);
    check(|h| h.index = 2, SegmentError::Place);
    check(|h| h.index = u64::MAX, SegmentError::Place);
    check(|h| h.prev = Hash([1; 32]), SegmentError::Place);
    check(|h| h.version = 2, SegmentError::Version(2));
}

#[test]
fn request_is_bound_to_path_body_nonce_and_device() {
    let body = Hash::of(b"body");
    let auth = Auth::sign(&key(3), team(), [5; 24], "POST", SYNC_PATH, body);
    let again = Auth::decode(&auth.encode()).unwrap();
    let sign = public(&key(3));
    assert_eq!(again, auth);
    assert_eq!(again.verify("POST", SYNC_PATH, &sign), Ok(()));
    assert_eq!(
        again.verify("GET", SYNC_PATH, &sign),
        Err(AuthError::Signature)
    );
    assert_eq!(
        again.verify("POST", "/v2/sync", &sign),
        Err(AuthError::Signature)
    );
    assert_eq!(
        again.verify("POST", SYNC_PATH, &public(&key(2))),
        Err(AuthError::Device)
    );
    let other_body = Auth {
        body_hash: Hash::of(b"other"),
        ..auth
    };
    assert_eq!(
        other_body.verify("POST", SYNC_PATH, &sign),
        Err(AuthError::Signature)
    );
    let other_nonce = Auth {
        nonce: [6; 24],
        ..auth
    };
    assert_eq!(
        other_nonce.verify("POST", SYNC_PATH, &sign),
        Err(AuthError::Signature)
    );
}

#[test]
fn authorization_that_is_not_ours_is_refused_by_name() {
    assert_eq!(Auth::decode("Bearer abc"), Err(AuthError::Scheme));
    assert_eq!(Auth::decode("Wayside2 abc"), Err(AuthError::Scheme));
    assert_eq!(Auth::decode("Wayside1 abc"), Err(AuthError::Malformed));
    assert_eq!(Auth::decode("Wayside1 !!"), Err(AuthError::Malformed));
}

#[test]
fn ids_read_what_they_write_and_refuse_the_rest() {
    let text = team().to_string();
    assert_eq!(text.parse::<TeamId>(), Ok(team()));
    assert_eq!(text.to_uppercase().parse::<TeamId>(), Ok(team()));
    assert_eq!(
        "abc".parse::<TeamId>().unwrap_err().to_string(),
        "expected 32 hexadecimal digits"
    );
}
