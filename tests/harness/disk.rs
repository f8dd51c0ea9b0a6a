//! Folders of tests, and copies of them: an operator's backup, a phone that is put back.

use std::path::Path;

use tempfile::TempDir;

/// Where a folder lies. The files are real either way; in memory, making them durable costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    Real,
    Memory,
}

/// What Linux keeps in memory. Elsewhere the disk does.
const MEMORY: &str = "/dev/shm";

impl Disk {
    pub fn folder(self) -> TempDir {
        match self {
            Disk::Memory if Path::new(MEMORY).is_dir() => tempfile::tempdir_in(MEMORY),
            Disk::Memory | Disk::Real => tempfile::tempdir(),
        }
        .unwrap()
    }

    pub fn copy_of(self, folder: &Path) -> TempDir {
        let copy = self.folder();
        copy_files(folder, copy.path());
        copy
    }
}

/// The files of one folder become those of the other.
pub fn put_back(from: &Path, to: &Path) {
    for file in std::fs::read_dir(to).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    copy_files(from, to);
}

fn copy_files(from: &Path, to: &Path) {
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}
