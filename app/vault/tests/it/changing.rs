//! Another PIN: the old one opens until the new one does, whatever happens in between, and nothing but the key file is
//! touched.

#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use wayside_vault::{KdfCost, Keystore, OpenError, Vault};

use crate::support::{Device, Folder, Hardware, PIN, WRONG, add, id, rng};

const NEW: &str = "chi\u{300}a kho\u{301}a so\u{302}ng";
/// The same, as another keyboard writes it.
const NEW_COMPOSED: &str = "ch\u{ec}a kh\u{f3}a s\u{f4}ng";

fn change(vault: &Vault, old: &str, new: &str) -> Result<(), OpenError> {
    vault.change_pin(old, new, None, &mut rng(3))
}

fn opens(dir: &Folder, pin: &str) -> bool {
    match Vault::open(dir.path(), pin, None, &mut rng(50)) {
        Ok(_) => true,
        Err(OpenError::WrongPin) => false,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn the_pin_changes_without_the_database_and_in_any_unicode_form() {
    let mut device = Device::new(1);
    device.run(add("c1", "AB-7K2M"));
    let Device { vault, dir, .. } = device.reopen();
    // A browser lets nobody read a file that is open.
    drop(vault);
    let before = dir.read("vault.db");
    let mut vault = Vault::open(dir.path(), PIN, None, &mut rng(3)).unwrap();
    change(&vault, PIN, NEW).unwrap();
    // What is open stays open.
    assert_eq!(vault.case_file(&id("c1")).unwrap().label(), "AB-7K2M");
    drop(vault);
    assert_eq!(dir.read("vault.db"), before);
    assert!(!opens(&dir, PIN));
    assert!(opens(&dir, NEW) && opens(&dir, NEW_COMPOSED));
}

#[test]
fn a_wrong_old_pin_changes_nothing() {
    let Device { vault, dir, .. } = Device::new(2);
    let before = dir.read("vault.key");
    for wrong in [WRONG, "", NEW] {
        assert_eq!(change(&vault, wrong, NEW), Err(OpenError::WrongPin));
    }
    assert_eq!(dir.read("vault.key"), before);
    drop(vault);
    assert!(opens(&dir, PIN) && !opens(&dir, NEW));
}

#[test]
fn a_keystore_stays_in() {
    let dir = Folder::temporary();
    let hardware = Hardware(Some(5));
    let phone: Option<&dyn Keystore> = Some(&hardware);
    let vault = Vault::create(dir.path(), PIN, phone, KdfCost::TEST, &mut rng(1)).unwrap();
    vault.change_pin(PIN, NEW, phone, &mut rng(2)).unwrap();
    assert_eq!(vault.needs_keystore(), Ok(true));
    drop(vault);
    let open = |pin, keystore: Option<&dyn Keystore>| {
        Vault::open(dir.path(), pin, keystore, &mut rng(3)).map(drop)
    };
    assert_eq!(open(NEW, None), Err(OpenError::NoKeystore));
    assert_eq!(
        open(NEW, Some(&Hardware(Some(6)))),
        Err(OpenError::WrongPin)
    );
    assert_eq!(open(PIN, phone), Err(OpenError::WrongPin));
    assert_eq!(open(NEW, phone), Ok(()));
}

/// The other slots belong to nobody, or to somebody whose PIN this one does not know.
#[test]
fn a_change_touches_one_slot_only() {
    let Device { vault, dir, .. } = Device::new(6);
    let before = dir.read("vault.key");
    change(&vault, PIN, NEW).unwrap();
    let after = dir.read("vault.key");
    assert_eq!(before[..17], after[..17]);
    let slots = |file: &[u8]| -> Vec<Vec<u8>> { file[17..].chunks(72).map(Vec::from).collect() };
    let (before, after) = (slots(&before), slots(&after));
    let touched = (0..4).filter(|slot| before[*slot] != after[*slot]).count();
    assert_eq!(touched, 1);
    drop(vault);
}

#[test]
fn another_cost_makes_the_file_anew_for_the_same_pin_and_key() {
    let Device { vault, dir, .. } = Device::new(7);
    drop(vault);
    let before = dir.read("vault.key");
    let change = |pin| Vault::change_cost(dir.path(), pin, KdfCost::TEST, &mut rng(8));
    assert_eq!(change(WRONG), Err(OpenError::WrongPin));
    assert_eq!(dir.read("vault.key"), before);
    change(PIN).unwrap();
    assert_ne!(dir.read("vault.key")[..16], before[..16]);
    assert!(opens(&dir, PIN) && !opens(&dir, WRONG));
}

#[test]
fn a_damaged_key_file_is_named_and_not_written_over() {
    let Device { vault, dir, .. } = Device::new(3);
    let whole = dir.read("vault.key");
    for length in [0, 1, whole.len() - 1] {
        dir.write("vault.key", &whole[..length]);
        assert_eq!(change(&vault, PIN, NEW), Err(OpenError::KeyFileDamaged));
        assert_eq!(dir.read("vault.key"), &whole[..length]);
    }
    dir.remove("vault.key");
    assert_eq!(change(&vault, PIN, NEW), Err(OpenError::KeyFileDamaged));
    assert!(!dir.has("vault.key"));
}

/// The key file, the successor that was being written, and what opens then.
#[cfg(not(target_family = "wasm"))]
type Left<'a> = (&'a [u8], Option<&'a [u8]>, &'a str);

/// What a kill leaves at each step of the writing. In a browser the steps are others: `files/web.rs` has that table.
#[cfg(not(target_family = "wasm"))]
#[test]
fn whatever_a_kill_leaves_behind_one_of_the_two_opens_and_can_be_changed_again() {
    let Device { vault, dir, .. } = Device::new(4);
    let old = dir.read("vault.key");
    change(&vault, PIN, NEW).unwrap();
    let new = dir.read("vault.key");
    drop(vault);
    let cuts = (0..=new.len()).step_by(10).chain([new.len()]);
    let mut states: Vec<Left> = cuts.map(|cut| (&old[..], Some(&new[..cut]), PIN)).collect();
    states.extend([(&old[..], None, PIN), (&new[..], None, NEW)]);
    for (key, next, opens_with) in states {
        dir.write("vault.key", key);
        match next {
            Some(bytes) => dir.write("vault.key.new", bytes),
            None if dir.has("vault.key.new") => dir.remove("vault.key.new"),
            None => {}
        }
        for pin in [PIN, NEW] {
            assert_eq!(opens(&dir, pin), pin == opens_with);
        }
        let vault = Vault::open(dir.path(), opens_with, None, &mut rng(5)).unwrap();
        change(&vault, opens_with, WRONG).unwrap();
        drop(vault);
        assert!(opens(&dir, WRONG) && !opens(&dir, opens_with));
        assert!(!dir.has("vault.key.new"));
    }
}

/// A disk that is full, and a place that can't be written to.
#[cfg(target_os = "linux")]
#[test]
fn a_writing_that_fails_leaves_the_old_pin() {
    let Device { vault, dir, .. } = Device::new(5);
    let before = dir.read("vault.key");
    let next = dir.path().join("vault.key.new");
    // What lies in the way can't be taken away: no other file is written through it either.
    std::fs::create_dir(&next).unwrap();
    assert!(change(&vault, PIN, NEW).is_err());
    assert_eq!(dir.read("vault.key"), before);
    std::fs::remove_dir(&next).unwrap();
    change(&vault, PIN, NEW).unwrap();
    drop(vault);
    assert!(opens(&dir, NEW) && !opens(&dir, PIN));
}
