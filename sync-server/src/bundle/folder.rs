//! Reading files of one folder, and of nowhere else, up to a number of bytes.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::BundleError;

pub(super) struct Folder {
    dir: PathBuf,
    left: u64,
}

impl Folder {
    pub(super) fn open(dir: &Path, max_bytes: u64) -> Result<Self, BundleError> {
        match dir.canonicalize() {
            Ok(real) if real.is_dir() => Ok(Self {
                dir: real,
                left: max_bytes,
            }),
            _ => Err(BundleError::NoFolder(dir.to_owned())),
        }
    }

    /// None if there is no such file. Links are followed as long as they stay in the folder.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, BundleError> {
        let failed = |error: std::io::Error| BundleError::Io(name.into(), error.kind());
        let path = match self.dir.join(name).canonicalize() {
            Ok(path) => path,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        if !path.starts_with(&self.dir) {
            return Err(BundleError::Outside(name.into()));
        }
        if !path.is_file() {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let mut file = File::open(path).map_err(failed)?.take(self.left + 1);
        let read = file.read_to_end(&mut bytes).map_err(failed)?;
        let left = self.left.checked_sub(read as u64);
        self.left = left.ok_or(BundleError::TooLarge)?;
        Ok(Some(bytes))
    }
}
