//! The seam as it crosses between a page and its worker: the postcard bytes of one message.
//!
//! | page -> worker | worker -> page |
//! |---|---|
//! | `Start` first | `Started`, or `Refused` and nothing more |
//! | `Ask` | `Answer` with the same number |
//! | | `Notice` unasked |
//! | `Stretch`, to a worker of its own and nothing else to it | `Started`, then `Stretched` |
//! | | `Died` when the worker panicked: it answers nothing any more, what it had answered is durable, and the page says that it stopped |
//!
//! Page and worker are the same program, so the bytes need neither names nor versions. Refused: JSON, which reads every
//! field by its name and makes a larger program.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::message::{Notice, Reply, Request};
use crate::problem::Problem;

/// From the page.
#[derive(Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "moved once, not kept in lists")]
pub enum ToWorker {
    /// Opens the browser's files.
    Start {
        /// Their folder in the origin's private file system.
        folder: String,
        /// Hashes (hexadecimal) of received work that ended earlier workers: it is refused now.
        distrust: Vec<String>,
    },
    /// One request.
    Ask {
        /// Numbered by the page.
        number: u64,
        /// The request.
        request: Request,
    },
    /// Stretches a PIN with Argon2id; from the vault's worker to one that ends afterwards.
    Stretch {
        /// The PIN.
        pin: String,
        /// The salt.
        salt: [u8; 16],
        /// Memory in KiB.
        memory_kib: u32,
        /// Passes over that memory.
        passes: u32,
        /// Lanes.
        lanes: u32,
    },
}

/// From the worker.
#[derive(Serialize, Deserialize)]
pub enum FromWorker {
    /// The files are open: requests are answered.
    Started,
    /// The files can't be opened.
    Refused(Problem),
    /// The answer to a request.
    Answer {
        /// The request's number.
        number: u64,
        /// The answer.
        answer: Result<Reply, Problem>,
    },
    /// Something changed.
    Notice(Notice),
    /// The worker panicked.
    Died {
        /// The hash (hexadecimal) of what it was working on, if that came from elsewhere.
        suspect: Option<String>,
    },
    /// The stretched PIN.
    Stretched([u8; 32]),
}

/// The bytes of a message; `None` where there is no memory for them.
pub fn encode(message: &impl Serialize) -> Option<Vec<u8>> {
    postcard::to_allocvec(message).ok()
}

/// The message in these bytes; `None` where there is none.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
