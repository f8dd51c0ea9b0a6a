//! Bytes are promises: each format against a file in `testdata/`. A difference means that old devices break.
//! A *new* format is written down with `UPDATE_GOLDEN=1 cargo test -p wayside-protocol`.

use std::path::Path;

use data_encoding::HEXLOWER;
use wayside_protocol::{
    Auth, CaseloadId, DeviceId, Entry, Frame, Hash, Held, Hole, ProblemCode, Pull, Reason, Refusal,
    RequestFrame, ResponseFrame, Welcome,
};

use crate::sample;

fn check(name: &str, bytes: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("testdata")
        .join(name)
        .with_extension("hex");
    let lines: Vec<String> = bytes.chunks(32).map(|line| HEXLOWER.encode(line)).collect();
    let text = lines.join("\n") + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() && !path.exists() {
        std::fs::write(&path, &text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        text, golden,
        "{name} no longer has the bytes that devices in the field know"
    );
}

fn request(frame: &RequestFrame) -> Vec<u8> {
    let mut out = Vec::new();
    frame.encode(&mut out);
    out
}

fn response(frame: &ResponseFrame) -> Vec<u8> {
    let mut out = Vec::new();
    frame.encode(&mut out);
    out
}

#[test]
fn ids_keep_their_bytes() {
    check("team_id", sample::team().as_bytes());
    check(
        "device_id",
        DeviceId::of_sign(&sample::public(&sample::key(3))).as_bytes(),
    );
}

#[test]
fn segment_keeps_its_bytes() {
    check("header", &sample::header(2, Hash([8; 32])).to_bytes());
    check("segment", &sample::segment().encode());
}

#[test]
fn chains_keep_their_bytes() {
    check("chain_admin", &sample::admin().encode());
    check("chain_worker", &sample::worker().encode());
}

#[test]
fn authorization_keeps_its_bytes() {
    let auth = Auth::sign(
        &sample::key(3),
        sample::team(),
        [5; 24],
        "POST",
        wayside_protocol::SYNC_PATH,
        Hash::of(b"body"),
    );
    check("authorization", auth.encode().as_bytes());
}

#[test]
fn request_frames_keep_their_bytes() {
    let hole = Hole {
        device: DeviceId([1; 16]),
        caseload: CaseloadId([2; 16]),
        from: 3,
        to: 400,
    };
    let pull = Pull {
        cursor: 300,
        caseloads: vec![CaseloadId([2; 16])],
        holes: vec![hole],
        max_bytes: 65_536,
    };
    check(
        "request_certificate",
        &request(&RequestFrame::Certificate(sample::admin())),
    );
    check("request_pull", &request(&RequestFrame::Pull(pull)));
    check(
        "request_segment",
        &request(&RequestFrame::Segment(sample::segment().encode())),
    );
}

#[test]
fn response_frames_keep_their_bytes() {
    let welcome = Welcome {
        version: 1,
        log_epoch: 77,
        head: 1000,
        nonce: [6; 24],
    };
    let reasons = [
        Reason::Conflict {
            held: Hash([4; 32]),
        },
        Reason::UnknownAuthor,
        Reason::BadSignature,
        Reason::Malformed,
        Reason::TooLarge,
        Reason::WrongTeam,
        Reason::OverQuota,
        Reason::Unknown(200),
    ];
    let refused = (0..)
        .zip(reasons)
        .map(|(position, reason)| Refusal { position, reason })
        .collect();
    let segment = Entry {
        seq: 258,
        held: Held::Segment(vec![1, 2, 3]),
    };
    let chain = Entry {
        seq: 259,
        held: Held::Certificate(sample::admin()),
    };
    check(
        "response_welcome",
        &response(&ResponseFrame::Welcome(welcome)),
    );
    check(
        "response_results",
        &response(&ResponseFrame::Results {
            accepted: 5,
            refused,
        }),
    );
    check(
        "response_entry_segment",
        &response(&ResponseFrame::Entry(segment)),
    );
    check(
        "response_entry_chain",
        &response(&ResponseFrame::Entry(chain)),
    );
    check(
        "response_hole_entry",
        &response(&ResponseFrame::HoleEntry(vec![1, 2, 3])),
    );
    check(
        "response_end",
        &response(&ResponseFrame::End {
            cursor: 1000,
            more: true,
        }),
    );
    let codes: Vec<u8> = (1..=10)
        .flat_map(|code| response(&ResponseFrame::Problem(ProblemCode::from(code))))
        .collect();
    check("response_problems", &codes);
    check(
        "frame_of_a_newer_version",
        &request(&RequestFrame::Unknown(Frame {
            kind: 99,
            payload: vec![1, 2],
        })),
    );
}
