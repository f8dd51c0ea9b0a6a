//! Files of a file system. On Unix they are their owner's alone: a copied database tells its size and when it was used,
//! and a copied key file can be guessed at. What an earlier version left open to others is closed at the next opening
//! ([`Folder::close_to_others`]).

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Folder, MOVED};

/// How the names of the vault's own files begin, and of the folders of damaged ones.
const OWN: [&str; 2] = ["vault.", "damaged"];

impl Folder {
    pub(crate) fn new(dir: &Path) -> Self {
        Self(dir.to_owned())
    }

    /// Makes the folder itself.
    pub(crate) fn make(&self) -> io::Result<()> {
        make_folder(&self.0)
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
        make_file(&self.path(name)).map(drop)
    }

    /// Makes the empty file of a new database. SQLite gives its log the same mode.
    pub(crate) fn make_database(&self, name: &str) -> io::Result<()> {
        self.mark(name)
    }

    /// Writes a file so that after a cut either the old or the new one is there, whole.
    pub(crate) fn write_whole(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let temporary = self.path(&format!("{name}.new"));
        // One that a cut left: a new file takes nothing over from it.
        match fs::remove_file(&temporary) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = make_file(&temporary)?;
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

    /// Moves a database with its log into a new folder `damaged-N`, beside a copy of the key file, and leaves a mark
    /// that names it. The database goes last, so that a cut in between leaves either the old place or the new one
    /// complete enough to try again.
    pub(crate) fn move_aside(&self, key: &str, log: &str, database: &str) -> io::Result<PathBuf> {
        let name = (1..)
            .map(|n| format!("damaged-{n}"))
            .find(|name| !self.exists(name))
            .unwrap_or_else(|| "damaged".to_owned());
        let place = self.path(&name);
        make_folder(&place)?;
        let mut copy = make_file(&place.join(key))?;
        copy.write_all(&self.read(key)?)?;
        copy.sync_all()?;
        self.write_whole(MOVED, name.as_bytes())?;
        for name in [log, database] {
            if self.exists(name) {
                fs::rename(self.path(name), place.join(name))?;
            }
        }
        Self::new(&place).sync()?;
        Ok(place)
    }

    /// Takes every right of others from the vault's own files; from the folder only where nothing else lies in it.
    /// Links are left alone.
    #[cfg(unix)]
    pub(crate) fn close_to_others(&self) -> io::Result<()> {
        let (mut own, mut others) = (Vec::new(), false);
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            match OWN.iter().any(|start| name.starts_with(start)) {
                true => own.push(entry),
                false => others = true,
            }
        }
        for entry in own {
            let kind = entry.file_type()?;
            if kind.is_dir() {
                Self(entry.path()).close_to_others()?;
            } else if kind.is_file() {
                close(&entry.path())?;
            }
        }
        match others {
            true => Ok(()),
            false => close(&self.0),
        }
    }

    /// Elsewhere folders of a user are the user's.
    #[cfg(not(unix))]
    pub(crate) fn close_to_others(&self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(unix)]
fn close(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::symlink_metadata(path)?.permissions().mode();
    match mode & 0o077 {
        0 => Ok(()),
        _ => fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700)),
    }
}

/// Opens a file for writing, emptied. A new one is its owner's alone.
fn make_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a folder, and those that it lies in; new ones are their owner's alone.
fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
