//! A relay that gives nobody what one device writes, and says that this is all.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::Response;
use http_body_util::BodyExt;
use tower::ServiceExt;
use wayside_protocol::{
    CaseloadId, DeviceId, Frame, FrameReader, HEADER_LEN, Header, response_kind, write_frame,
};

pub fn without(router: Router, author: DeviceId) -> Router {
    Router::new().fallback(move |request: Request| {
        let router = router.clone();
        async move {
            let (head, body) = router.oneshot(request).await.unwrap().into_parts();
            let answer = body.collect().await.unwrap().to_bytes();
            let mut frames = FrameReader::default();
            frames.push(&answer);
            let mut told = Vec::new();
            while let Ok(Some(frame)) = frames.next_frame() {
                if writer(&frame) != Some(author) {
                    write_frame(&mut told, frame.kind, &frame.payload);
                }
            }
            Response::from_parts(head, Body::from(told))
        }
    })
}

/// Who wrote the segment that a frame carries. What the roster says is not kept back: it would be missed at once.
fn writer(frame: &Frame) -> Option<DeviceId> {
    let segment = match frame.kind {
        // The number in the relay's sequence, and the sign of a segment.
        response_kind::ENTRY if frame.payload.get(8) == Some(&0) => frame.payload.get(9..)?,
        response_kind::HOLE_ENTRY => &frame.payload,
        _ => return None,
    };
    let header = Header::from_bytes(segment.first_chunk::<HEADER_LEN>()?);
    (header.caseload != CaseloadId::ROSTER).then_some(header.device)
}
