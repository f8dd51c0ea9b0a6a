//! The vault's files are their owner's alone, those of an earlier version too.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use wayside_vault::{OpenError, Vault};

use crate::support::{Folder, PIN, add, create, rng};

/// The rights of everything under a folder, and of itself as "".
fn modes(dir: &Path) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        let mode = |path: &Path| fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777;
        let name = |path: &Path| path.strip_prefix(dir).unwrap().display().to_string();
        found.insert(name(&folder), mode(&folder));
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => drop(found.insert(name(&path), mode(&path))),
            }
        }
    }
    found
}

fn check(dir: &Path, names: &[&str]) {
    let modes = modes(dir);
    for name in names {
        assert!(modes.contains_key(*name), "{name} is not in {modes:?}");
    }
    for (name, mode) in modes {
        let expected = if dir.join(&name).is_dir() {
            0o700
        } else {
            0o600
        };
        assert_eq!(mode, expected, "{name:?}");
    }
}

fn open_to_all(dir: &Path) {
    for name in modes(dir).keys() {
        let path = dir.join(name);
        let mode = if path.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
}

#[test]
fn every_file_and_folder_is_for_its_owner_only() {
    let outer = Folder::temporary();
    let dir = outer.path().join("new/vault");
    let mut vault = create(&dir, 1);
    // While it is open, the log is there as well.
    vault.run(&add("c1", "AB-7K2M")).unwrap();
    check(&dir, &["vault.key", "vault.db", "vault.db-wal"]);
    check(&outer.path().join("new"), &[]);
    vault
        .change_pin(PIN, "some other words", None, &mut rng(3))
        .unwrap();
    drop(vault);
    check(&dir, &["vault.key", "vault.db"]);
}

#[test]
fn what_an_earlier_version_left_open_is_closed_at_the_next_opening() {
    let dir = Folder::temporary();
    let mut vault = create(dir.path(), 1);
    vault.run(&add("c1", "AB-7K2M")).unwrap();
    vault.note_damage();
    drop(vault);
    let mut bytes = dir.read("vault.db");
    bytes[1_000] ^= 1;
    let whole = dir.read("vault.db");
    dir.write("vault.db", &bytes);
    open_to_all(dir.path());
    let open = || Vault::open(dir.path(), PIN, None, &mut rng(2));
    assert!(matches!(open(), Err(OpenError::Damaged { .. })));
    check(
        dir.path(),
        &["damaged-1/vault.key", "damaged-1/vault.db", "vault.moved"],
    );
    dir.write("vault.db", &whole);
    dir.write("vault.key.kept-1", b"old");
    open_to_all(dir.path());
    drop(open().unwrap());
    check(
        dir.path(),
        &["damaged-1/vault.db", "vault.key.kept-1", "vault.db"],
    );
}

#[test]
fn what_is_not_the_vaults_keeps_its_rights() {
    let dir = Folder::temporary();
    drop(create(dir.path(), 1));
    let other = Folder::temporary();
    other.write("other", b"somebody else's");
    dir.write("notes.txt", b"a file of the folder's owner");
    symlink(other.path().join("other"), dir.path().join("vault.link")).unwrap();
    open_to_all(dir.path());
    open_to_all(other.path());
    drop(Vault::open(dir.path(), PIN, None, &mut rng(2)).unwrap());
    let modes = modes(dir.path());
    assert_eq!((modes[""], modes["notes.txt"]), (0o755, 0o644));
    assert_eq!((modes["vault.db"], modes["vault.key"]), (0o600, 0o600));
    let linked = fs::metadata(other.path().join("other")).unwrap();
    assert_eq!(linked.permissions().mode() & 0o777, 0o644);
}
