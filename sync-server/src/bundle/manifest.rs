//! `bundle.json`: the app's files by name, and the version that follows from them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::BundleError;
use super::file::sha256;

pub(super) const MANIFEST: &str = "bundle.json";

/// Contains the version, so it is no part of it. Its own hash is in the list.
const NOT_IN_VERSION: &str = "sw.js";

const MAX_NAME: usize = 100;

#[derive(Deserialize)]
pub(super) struct Manifest {
    pub(super) version: String,
    pub(super) files: BTreeMap<String, Expected>,
}

/// What a file has to be.
#[derive(Deserialize)]
pub(super) struct Expected {
    pub(super) sha256: String,
    pub(super) bytes: u64,
}

impl Manifest {
    /// Names are plain and the version is that of the list; the files themselves are still to be read.
    pub(super) fn parse(json: &[u8]) -> Result<Self, BundleError> {
        let manifest: Self = serde_json::from_slice(json).map_err(|_| BundleError::Unreadable)?;
        if let Some(name) = manifest.files.keys().find(|name| !is_plain(name)) {
            return Err(BundleError::Name(name.clone()));
        }
        if manifest.computed_version() != manifest.version {
            return Err(BundleError::Version);
        }
        Ok(manifest)
    }

    /// The SHA-256 of what `sha256sum` prints for these files, sorted by name.
    fn computed_version(&self) -> String {
        let lines = self
            .files
            .iter()
            .filter(|(name, _)| *name != NOT_IN_VERSION);
        let lines = lines.map(|(name, expected)| format!("{}  {name}\n", expected.sha256));
        sha256(lines.collect::<String>().as_bytes())
    }
}

/// Of one folder on every system, and the same in a URL.
fn is_plain(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !name.is_empty() && name.len() <= MAX_NAME && !name.starts_with('.') && name.bytes().all(fits)
}
