//! A file under a temporary name, until it is whole.
//!
//! It is always a new one, for its owner only: whatever else has the name is unlinked first (a stale file of our own;
//! or a link that somebody put there, which is never followed), and if it comes back in between, the file is not
//! opened.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Result};
use std::path::Path;

/// Makes the file and opens it for writing.
pub fn create(path: &Path) -> Result<File> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::io::Write;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    /// What lies under the temporary name, made by `lay`, is not written to, and the file has its own mode.
    fn check(lay: impl Fn(&Path, &Path)) {
        let folder = tempfile::tempdir().unwrap();
        let (part, other) = (folder.path().join(".x.part"), folder.path().join("other"));
        std::fs::write(&other, "other").unwrap();
        std::fs::set_permissions(&other, PermissionsExt::from_mode(0o644)).unwrap();
        lay(&part, &other);
        create(&part).unwrap().write_all(b"mine").unwrap();
        let meta = part.symlink_metadata().unwrap();
        assert!(meta.is_file());
        assert_eq!((meta.mode() & 0o777, meta.nlink()), (0o600, 1));
        assert_eq!(std::fs::read(&part).unwrap(), b"mine");
        assert_eq!(std::fs::read(&other).unwrap(), b"other");
    }

    #[test]
    fn a_file_under_a_temporary_name_takes_over_nothing() {
        check(|_, _| {});
        check(|part, other| assert!(std::fs::copy(other, part).is_ok()));
        check(|part, other| symlink(other, part).unwrap());
        check(|part, _| symlink("nowhere", part).unwrap());
        check(|part, other| std::fs::hard_link(other, part).unwrap());
    }

    #[test]
    fn a_folder_in_the_way_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let part = folder.path().join(".x.part");
        std::fs::create_dir(&part).unwrap();
        std::fs::write(part.join("kept"), "kept").unwrap();
        assert!(create(&part).is_err());
        assert!(part.join("kept").exists());
    }
}
