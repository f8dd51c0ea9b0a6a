//! Receipts: how far a supervisor's device has opened each stream of a caseload. They travel in the supervisor's own
//! stream of that caseload, sealed like everything else. So an author learns "read by a supervisor" and the relay
//! learns nothing.
//!
//! A receipt never causes a receipt: only segments of changes count.

use wayside_protocol::DeviceId;

/// How far each author's stream is opened, without a gap.
pub type Receipts = Vec<(DeviceId, u64)>;

/// As a segment's body.
pub fn write(receipts: &Receipts) -> Vec<u8> {
    // Into a growing Vec nothing can fail.
    crate::pack::squeeze(&postcard::to_allocvec(receipts).unwrap_or_default())
}

/// From a segment's body.
pub fn read(body: &[u8]) -> Option<Receipts> {
    postcard::from_bytes(&crate::pack::unsqueeze(body).ok()?).ok()
}

/// So many at most in one segment: they do not compress.
pub const MAX_RECEIPTS: usize = 500;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_come_back_and_fit_a_segment() {
        let many: Receipts = (0..MAX_RECEIPTS as u64)
            .map(|n| (DeviceId([n as u8; 16]), n << 20))
            .collect();
        let body = write(&many);
        assert!(body.len() <= crate::seal::MAX_SEALED_BODY);
        assert_eq!(read(&body), Some(many));
        assert_eq!(read(&[1, 2, 3]), None);
    }
}
