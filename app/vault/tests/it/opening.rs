//! Opening: what is wrong is told apart, and nothing is ever deleted.

#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use rusqlite::Connection;
use wayside_vault::{KdfCost, OpenError, Vault};

#[cfg(not(target_family = "wasm"))]
use crate::support::snapshot;
use crate::support::{Device, Folder, Hardware, PIN, WRONG, add, create, id, rng};

fn open(dir: &std::path::Path) -> Result<Vault, OpenError> {
    Vault::open(dir, PIN, None, &mut rng(50))
}

#[test]
fn a_vault_opens_again_with_its_pin_and_not_with_another() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    let mut device = device.reopen();
    assert_eq!(
        device.vault.case_file(&id("c1")).unwrap().label(),
        "AB-7K2M"
    );
    let dir = device.dir;
    drop(device.vault);
    assert_eq!(
        Vault::open(dir.path(), WRONG, None, &mut rng(2)).unwrap_err(),
        OpenError::WrongPin
    );
    assert!(open(dir.path()).is_ok());
}

#[test]
fn a_keystore_takes_part_where_there_is_one() {
    let dir = Folder::temporary();
    let phone = Hardware(Some(5));
    drop(Vault::create(dir.path(), PIN, Some(&phone), KdfCost::TEST, &mut rng(1)).unwrap());
    assert_eq!(open(dir.path()).unwrap_err(), OpenError::NoKeystore);
    let with = |phone: Hardware| Vault::open(dir.path(), PIN, Some(&phone), &mut rng(1)).map(drop);
    assert_eq!(with(Hardware(None)), Err(OpenError::NoKeystore));
    assert_eq!(with(Hardware(Some(6))), Err(OpenError::WrongPin));
    assert_eq!(with(phone), Ok(()));
}

/// A keystore that does not answer makes no vault that would open without it.
#[test]
fn a_keystore_that_fails_makes_no_vault() {
    let dir = Folder::temporary();
    let failing = Hardware(None);
    let made = Vault::create(dir.path(), PIN, Some(&failing), KdfCost::TEST, &mut rng(1));
    assert_eq!(made.unwrap_err(), OpenError::NoKeystore);
    assert!(!Vault::exists(dir.path()));
}

#[test]
fn an_empty_folder_holds_no_vault_and_a_vault_is_never_overwritten() {
    let dir = Folder::temporary();
    assert_eq!(open(dir.path()).unwrap_err(), OpenError::Missing);
    assert!(!Vault::exists(dir.path()));
    drop(create(dir.path(), 1));
    assert!(Vault::exists(dir.path()));
    let again = Vault::create(dir.path(), PIN, None, KdfCost::TEST, &mut rng(2));
    assert_eq!(again.unwrap_err(), OpenError::Exists);
}

/// In a browser the pool as a whole is open in one worker only, which is asked for by two tabs in `tests/browser`.
#[cfg(not(target_family = "wasm"))]
#[test]
fn a_vault_is_open_in_one_place_only() {
    let device = Device::new(1);
    assert_eq!(open(device.dir.path()).unwrap_err(), OpenError::InUse);
}

#[test]
fn a_key_file_of_another_size_is_named_and_nothing_moves() {
    let device = Device::new(1);
    let dir = device.dir;
    drop(device.vault);
    let whole = dir.read("vault.key");
    for length in [0, 1, whole.len() / 2, whole.len() - 1] {
        dir.write("vault.key", &whole[..length]);
        assert_eq!(open(dir.path()).unwrap_err(), OpenError::KeyFileDamaged);
    }
    dir.write("vault.key", &[&whole[..], b"\0"].concat());
    assert_eq!(open(dir.path()).unwrap_err(), OpenError::KeyFileDamaged);
    dir.remove("vault.key");
    assert_eq!(open(dir.path()).unwrap_err(), OpenError::KeyFileDamaged);
    dir.write("vault.key", &whole);
    assert!(open(dir.path()).is_ok());
}

/// It could be told by a checksum only, and a checksum would say that this is a key file.
#[test]
fn damage_inside_a_key_file_looks_like_a_wrong_pin_and_nothing_moves() {
    let device = Device::new(1);
    let dir = device.dir;
    drop(device.vault);
    let whole = dir.read("vault.key");
    let database = dir.read("vault.db");
    let flipped: Vec<u8> = whole.iter().map(|byte| byte ^ 0xf8).collect();
    dir.write("vault.key", &flipped);
    for _ in 0..2 {
        assert_eq!(open(dir.path()).unwrap_err(), OpenError::WrongPin);
    }
    assert_eq!(dir.read("vault.key"), flipped);
    assert_eq!(dir.read("vault.db"), database);
    dir.write("vault.key", &whole);
    assert!(open(dir.path()).is_ok());
}

#[test]
fn flipped_bytes_move_the_database_aside_whole_with_its_key_file() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    let dir = device.dir;
    drop(device.vault);
    let mut bytes = dir.read("vault.db");
    for byte in &mut bytes[200..240] {
        *byte ^= 0x55;
    }
    dir.write("vault.db", &bytes);
    let key = dir.read("vault.key");

    let Err(OpenError::Damaged { moved_to }) = open(dir.path()) else {
        panic!("a damaged database opened");
    };
    assert_eq!(moved_to, dir.path().join("damaged-1"));
    assert_eq!(dir.read("damaged-1/vault.db"), bytes);
    assert_eq!(dir.read("damaged-1/vault.key"), key);
    assert_eq!(
        open(dir.path()).unwrap_err(),
        OpenError::Damaged { moved_to }
    );

    // A new vault can be made here; the old key file is kept as well.
    drop(create(dir.path(), 2));
    assert!(open(dir.path()).is_ok());
    assert_eq!(dir.read("vault.key.kept-1"), key);
    assert!(dir.has("damaged-1/vault.db"));
}

#[test]
fn an_emptied_database_is_damage_and_not_a_new_vault() {
    let device = Device::new(1);
    let dir = device.dir;
    drop(device.vault);
    dir.write("vault.db", b"");
    assert!(matches!(open(dir.path()), Err(OpenError::Damaged { .. })));
}

#[test]
fn damage_that_is_met_later_is_checked_at_the_next_opening() {
    let mut device = Device::new(1);
    for n in 0..40 {
        device.run(add(&format!("c{n}"), &format!("AB-{n}")));
    }
    let dir = device.dir;
    drop(device.vault);
    let mut bytes = dir.read("vault.db");
    // Every page but the first ones, which opening reads.
    let from = bytes.len() / 2;
    for page in bytes[from..].chunks_mut(4096) {
        page[100] ^= 1;
    }
    dir.write("vault.db", &bytes);
    match open(dir.path()) {
        Ok(vault) => {
            assert!(!vault.verify().unwrap().is_empty());
            drop(vault);
            // What can be read still is: it opens, and says what it is.
            assert!(open(dir.path()).is_ok() && Vault::is_damaged(dir.path()));
        }
        Err(error) => assert!(matches!(error, OpenError::Damaged { .. })),
    }
}

#[test]
fn a_database_of_a_newer_app_is_refused_and_not_touched() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    let dir = device.dir;
    drop(device.vault);
    // A newer app is this one with a higher number: only the vault knows the key, so the number is set through it.
    wayside_vault_newer(&dir);
    let before: Vec<_> = ["vault.db", "vault.key"].map(|name| dir.read(name)).into();
    assert_eq!(open(dir.path()).unwrap_err(), OpenError::Newer);
    assert_eq!(open(dir.path()).unwrap_err(), OpenError::Newer);
    let after: Vec<_> = ["vault.db", "vault.key"].map(|name| dir.read(name)).into();
    assert_eq!(before, after);
}

/// Raises `user_version` in a vault whose key is found in the way that a newer app would: by unwrapping the key file.
fn wayside_vault_newer(dir: &Folder) {
    let key = unwrap_key(&dir.read("vault.key"));
    let connection = Connection::open(dir.path().join("vault.db")).unwrap();
    connection
        .execute_batch(&format!(
            "PRAGMA key = \"x'{key}'\"; PRAGMA locking_mode = EXCLUSIVE; PRAGMA user_version = 99;"
        ))
        .unwrap();
}

/// The documented layout of the key file, read independently of the crate.
fn unwrap_key(file: &[u8]) -> String {
    use chacha20poly1305::aead::{Aead, KeyInit, Payload};
    use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
    let params = argon2::Params::new(8, 1, 1, Some(32)).unwrap();
    let argon = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut stretched = [0; 32];
    argon
        .hash_password_into(PIN.as_bytes(), &file[..16], &mut stretched)
        .unwrap();
    let opened = (0..4u8).find_map(|slot| {
        let mut key = [0; 32];
        let label = [&b"wayside vault slot"[..], &[slot]].concat();
        hkdf::Hkdf::<sha2::Sha256>::new(None, &stretched)
            .expand(&label, &mut key)
            .unwrap();
        let bytes = &file[17 + 72 * usize::from(slot)..][..72];
        let nonce: [u8; 24] = bytes[..24].try_into().unwrap();
        let payload = Payload {
            msg: &bytes[24..],
            aad: &file[..17],
        };
        XChaCha20Poly1305::new(&Key::from(key))
            .decrypt(&XNonce::from(nonce), payload)
            .ok()
    });
    let key = opened.unwrap();
    data_encoding::HEXLOWER.encode(&key)
}

/// In a browser `in_browser` looks, at the files themselves.
#[cfg(not(target_family = "wasm"))]
#[test]
fn no_file_of_the_folder_holds_plaintext() {
    let mut device = Device::new(1);
    device.run(add("c1", "PLAINLY-VISIBLE"));
    let copy = snapshot(&device.dir);
    drop(device.vault);
    for dir in [copy, device.dir] {
        for name in dir.names() {
            let bytes = dir.read(&name);
            for needle in [&b"PLAINLY"[..], b"SQLite format", b"profile/code"] {
                assert!(!bytes.windows(needle.len()).any(|window| window == needle));
            }
        }
    }
}
