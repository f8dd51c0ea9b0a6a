//! The browser's app, served beside the relay's own paths (`serve --app DIR`).
//!
//! ```text
//! folder ──> manifest ──> file ──> answer
//! reads,     bundle.json  checked  HTTP: negotiation, 304, headers
//! capped     and version  forms
//! ```
//!
//! # What holds
//! - The folder is read once, at the start, and never again: what happens to it afterwards can't reach a phone.
//! - It is served whole or not at all. Every file has the length and SHA-256 that `bundle.json` says, and these
//!   hashes make its version. What `bundle.json` does not name is not served.
//! - A `.br` or `.gz` that does not unpack to its file is left out and warned of; the file itself is served.
//! - A path is looked up in a table of names, as it came. It is never decoded and never meets the disk.
//! - A request leaves one count and no log line.
//!
//! # What was refused
//! Serving from the disk (half of a new version while it is copied), packing at the start (slow on a small machine),
//! ranges and listings (the app asks for neither).

mod answer;
mod file;
mod folder;
mod manifest;

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub(crate) use answer::{answer, answer_without};
use file::File;
use folder::Folder;
use manifest::{MANIFEST, Manifest};

/// All files together, packed ones included.
const MAX_BYTES: u64 = 16 << 20;

/// Where the app begins.
const INDEX: &str = "index.html";

/// The app's files, ready to be served.
pub(crate) struct Bundle {
    version: String,
    files: BTreeMap<String, File>,
}

/// Why a folder is not served. Each is one sentence for the operator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Nothing is there, or it is no folder.
    #[error("there is no folder {}, so there is no app to serve", .0.display())]
    NoFolder(PathBuf),
    /// No list of files.
    #[error("there is no bundle.json in {}; name the folder that the app was built into", .0.display())]
    NoManifest(PathBuf),
    /// The list can't be understood.
    #[error("bundle.json is not a list of files that this relay can read; build the app again")]
    Unreadable,
    /// A name that could mean another place.
    #[error("bundle.json names {0:?}, which is not a plain file name; the app is not served")]
    Name(String),
    /// Half copied.
    #[error("bundle.json names {0}, but the folder lacks it; copy the whole folder again")]
    Missing(String),
    /// Cut, edited, or of another version.
    #[error("{0} is not the file that bundle.json describes; copy the whole folder again")]
    Changed(String),
    /// The hashes are not those that the version was made of.
    #[error("the version in bundle.json does not fit its list of files; build the app again")]
    Version,
    /// A link to elsewhere.
    #[error("{0} is a link that leads out of the folder; put the file itself there")]
    Outside(String),
    /// More than an app needs.
    #[error("the app's folder has more than {} MiB to serve; name the folder that the app was built into", MAX_BYTES >> 20)]
    TooLarge,
    /// The system refuses.
    #[error("{0} can't be read ({1})")]
    Io(String, ErrorKind),
}

impl Bundle {
    /// Reads and checks everything.
    pub(crate) fn load(dir: &Path) -> Result<Self, BundleError> {
        let mut folder = Folder::open(dir, MAX_BYTES)?;
        let list = folder
            .read(MANIFEST)?
            .ok_or_else(|| BundleError::NoManifest(dir.to_owned()))?;
        let manifest = Manifest::parse(&list)?;
        let mut files = BTreeMap::new();
        for (name, expected) in &manifest.files {
            let file = File::load(&mut folder, name, expected)?;
            files.insert(name.clone(), file);
        }
        if !files.contains_key(INDEX) {
            return Err(BundleError::Missing(INDEX.into()));
        }
        files.insert(MANIFEST.into(), File::new(MANIFEST, list));
        let version = manifest.version;
        Ok(Self { version, files })
    }

    /// The hash by which people compare apps.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    fn find(&self, path: &str) -> Option<&File> {
        let name = path.strip_prefix('/')?;
        self.files.get(if name.is_empty() { INDEX } else { name })
    }
}
