//! Cutting a stream into frames, and reading them.

use wayside_protocol::{
    Frame, FrameError, FrameReader, Pull, RequestFrame, ResponseFrame, Welcome, write_frame,
};

fn all(reader: &mut FrameReader) -> Vec<Frame> {
    std::iter::from_fn(|| reader.next_frame().unwrap()).collect()
}

#[test]
fn frames_come_whole_however_the_bytes_are_cut() {
    let mut bytes = Vec::new();
    (0..20_u8).for_each(|n| write_frame(&mut bytes, n, &vec![n; usize::from(n) * 7]));
    for piece in [1, 2, 3, 5, 64, 10_000] {
        let mut reader = FrameReader::default();
        let mut frames = Vec::new();
        for part in bytes.chunks(piece) {
            reader.push(part);
            frames.extend(all(&mut reader));
        }
        assert_eq!(frames.len(), 20);
        assert!(
            frames
                .iter()
                .zip(0..)
                .all(|(f, n)| f.kind == n && f.payload == vec![n; usize::from(n) * 7])
        );
        assert_eq!(reader.unfinished(), 0);
    }
}

#[test]
fn frame_that_broke_off_is_unfinished() {
    let mut bytes = Vec::new();
    write_frame(&mut bytes, 1, b"whole");
    write_frame(&mut bytes, 1, b"broken");
    let mut reader = FrameReader::default();
    reader.push(&bytes[..bytes.len() - 1]);
    assert_eq!(all(&mut reader).len(), 1);
    assert_eq!(reader.unfinished(), 4 + 1 + 5);
}

#[test]
fn frame_over_the_limit_ends_the_reading() {
    let mut reader = FrameReader::new(8);
    let mut bytes = Vec::new();
    write_frame(&mut bytes, 1, b"1234567");
    write_frame(&mut bytes, 1, b"12345678");
    reader.push(&bytes);
    assert!(reader.next_frame().unwrap().is_some());
    assert_eq!(reader.next_frame(), Err(FrameError::TooLarge { limit: 8 }));
    reader.push(&bytes);
    assert_eq!(
        reader.next_frame(),
        Err(FrameError::TooLarge { limit: 8 }),
        "what follows has lost its place"
    );
}

#[test]
fn frame_without_a_kind_is_refused() {
    let mut reader = FrameReader::default();
    reader.push(&[0; 4]);
    assert_eq!(reader.next_frame(), Err(FrameError::Empty));
}

#[test]
fn frames_of_a_newer_version_are_kept_as_they_are() {
    let frame = Frame {
        kind: 200,
        payload: vec![1, 2, 3],
    };
    assert_eq!(
        RequestFrame::decode(frame.clone()),
        Ok(RequestFrame::Unknown(frame.clone()))
    );
    assert_eq!(
        ResponseFrame::decode(frame.clone()),
        Ok(ResponseFrame::Unknown(frame))
    );
}

#[test]
fn fields_that_a_newer_version_appends_are_ignored() {
    let pull = Pull {
        cursor: 7,
        ..Pull::default()
    };
    let mut bytes = Vec::new();
    RequestFrame::Pull(pull.clone()).encode(&mut bytes);
    let mut reader = FrameReader::default();
    reader.push(&bytes);
    let mut frame = reader.next_frame().unwrap().unwrap();
    frame.payload.extend([1, 2, 3]);
    assert_eq!(RequestFrame::decode(frame), Ok(RequestFrame::Pull(pull)));
}

#[test]
fn relay_that_lost_something_is_noticed() {
    let check = |log_epoch, head, known, cursor, expected: bool| {
        let welcome = Welcome {
            version: 1,
            log_epoch,
            head,
            nonce: [0; 24],
        };
        assert_eq!(
            welcome.has_lost(known, cursor),
            expected,
            "epoch {log_epoch}, head {head}, {known:?}, {cursor}"
        );
    };
    check(5, 10, None, 0, false);
    check(5, 10, Some(5), 10, false);
    check(5, 9, Some(5), 10, true);
    check(6, 10, Some(5), 10, true);
    check(0, 0, Some(5), 10, false); // beside a refusal: not told
}
