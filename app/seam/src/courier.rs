//! What the seam says about files that travel by hand.

use serde::{Deserialize, Serialize};

/// The file's name. It tells a finder no more than the app's icon does.
pub const FILE_NAME: &str = "courier.wayside";

/// No such file is larger, in bytes: some hundred thousand records.
pub const LARGEST_FILE: usize = 32 * 1024 * 1024;

/// A file to hand over. Sealed, but for what a relay learns, too.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourierFile {
    /// For `CourierLeft`.
    pub number: u32,
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Records made on this device that are in it.
    pub records: u64,
    /// Segments in it, of this device and of others; none means that there is nothing to carry.
    pub segments: u64,
    /// Segments that did not fit. They go into the next file, once this one has left.
    pub left_out: u64,
}

impl std::fmt::Debug for CourierFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CourierFile({} segments)", self.segments)
    }
}

/// What came of a file that was taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourierRead {
    /// Segments that were not here yet.
    pub new: u64,
    /// Segments that were here already.
    pub known: u64,
    /// Segments that were put aside: not the team's, damaged, or another than the one in their place.
    pub rejected: u64,
}
