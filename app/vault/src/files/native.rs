//! Files of a file system.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Folder;

impl Folder {
    pub(crate) fn new(dir: &Path) -> Self {
        Self(dir.to_owned())
    }

    /// Makes the folder itself.
    pub(crate) fn make(&self) -> io::Result<()> {
        fs::create_dir_all(&self.0)
    }

    /// What SQLite calls a file of this folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    pub(crate) fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        fs::read(self.path(name))
    }

    pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.path(name))
    }

    /// Makes an empty file.
    pub(crate) fn mark(&self, name: &str) -> io::Result<()> {
        File::create(self.path(name)).map(drop)
    }

    /// Writes a file so that after a cut either the old or the new one is there, whole.
    pub(crate) fn write_whole(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let temporary = self.path(&format!("{name}.new"));
        let mut file = File::create(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&temporary, self.path(name))?;
        self.sync()
    }

    /// Makes what was renamed durable. Only Unix has, and needs, this call.
    pub(crate) fn sync(&self) -> io::Result<()> {
        if cfg!(unix) {
            File::open(&self.0)?.sync_all()
        } else {
            Ok(())
        }
    }

    /// Keeps a file under another name of its own, `NAME.kept-N`.
    pub(crate) fn keep(&self, name: &str) -> io::Result<()> {
        let kept = (1..)
            .map(|n| self.path(&format!("{name}.kept-{n}")))
            .find(|place| !place.exists());
        match kept {
            Some(place) => fs::rename(self.path(name), place),
            None => Ok(()),
        }
    }

    /// Renames are done at once: there is no half.
    pub(crate) fn half_moved(&self) -> bool {
        false
    }

    /// Moves a database with its log into a new folder `damaged-N`, beside a copy of the key file. The database goes last, so
    /// that a cut in between leaves either the old place or the new one complete enough to try again.
    pub(crate) fn move_aside(&self, key: &str, log: &str, database: &str) -> io::Result<PathBuf> {
        let place = (1..)
            .map(|n| self.path(&format!("damaged-{n}")))
            .find(|place| !place.exists())
            .unwrap_or_else(|| self.path("damaged"));
        fs::create_dir_all(&place)?;
        fs::copy(self.path(key), place.join(key))?;
        File::open(place.join(key))?.sync_all()?;
        for name in [log, database] {
            if self.exists(name) {
                fs::rename(self.path(name), place.join(name))?;
            }
        }
        Self::new(&place).sync()?;
        Ok(place)
    }
}
