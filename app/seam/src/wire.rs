//! The seam as it crosses between a page and its worker: one JSON text a message.
//!
//! | page -> worker | worker -> page |
//! |---|---|
//! | `Start` first | `Started`, or `Refused` and nothing more |
//! | `Ask` | `Answer` with the same number |
//! | | `Notice` unasked |
//! | | `Died` when the worker panicked: it answers nothing any more, what it had answered is durable, and the page says that it stopped |

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
    /// The worker's program did not start; the id of the sentence that says why.
    Failed(String),
}
