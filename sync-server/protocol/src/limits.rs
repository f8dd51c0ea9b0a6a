//! Sizes that both sides keep to. A relay may be stricter, never laxer.

/// One encoded segment, all included.
pub const MAX_SEGMENT: usize = 16 * 1024;

/// One frame after its length: a segment or a chain, with room for what later versions put around it.
pub const MAX_FRAME: usize = 20 * 1024;

/// One request body. Small enough to arrive within seconds of a weak signal.
pub const MAX_BODY: usize = 1 << 20;

/// The most that one answer carries in entries, whatever the device asks for.
pub const MAX_ANSWER: usize = 1 << 20;

/// The longest chain of certificates: root, admin, supervisor, phone.
pub const MAX_CHAIN: usize = 4;

/// Role and label of a device, sealed.
pub const MAX_SEALED: usize = 512;

/// Caseloads in one pull.
pub const MAX_CASELOADS: usize = 256;

/// Holes in one pull. What does not fit is asked for next time.
pub const MAX_HOLES: usize = 128;
