//! Right and wrong PINs, damage, hostile costs.

use super::*;
#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use rand::SeedableRng;
use rand::rngs::StdRng;

const SECRET: [u8; 32] = [7; 32];

fn file(secret: Option<&[u8; 32]>) -> (DatabaseKey, Vec<u8>) {
    new_key("2468", secret, KdfCost::TEST, &mut StdRng::seed_from_u64(1)).unwrap()
}

/// The file with its checksum made good again, as somebody would who wrote it on purpose.
fn resealed(mut file: Vec<u8>) -> Vec<u8> {
    file.truncate(CHECK);
    let check = Sha256::digest(&file);
    file.extend(check.iter().take(8));
    file
}

#[test]
fn the_right_pin_opens_and_the_wrong_one_is_named() {
    let (key, file) = file(Some(&SECRET));
    assert_eq!(unwrap(&file, "2468", Some(&SECRET)).unwrap(), key);
    assert_eq!(
        unwrap(&file, "2469", Some(&SECRET)).unwrap_err(),
        KeyError::WrongPin
    );
    assert_eq!(
        unwrap(&file, "2468", Some(&[8; 32])).unwrap_err(),
        KeyError::WrongPin
    );
    assert_eq!(
        unwrap(&file, "2468", None).unwrap_err(),
        KeyError::NoPlatformSecret
    );
}

#[test]
fn every_truncation_and_every_flipped_bit_is_damage_and_not_a_wrong_pin() {
    let (_, file) = file(None);
    for length in 0..file.len() {
        assert_eq!(
            unwrap(&file[..length], "2468", None).unwrap_err(),
            KeyError::Damaged
        );
    }
    for byte in 0..file.len() {
        let mut flipped = file.clone();
        flipped[byte] ^= 1;
        let error = unwrap(&flipped, "2468", None).unwrap_err();
        assert!(
            matches!(error, KeyError::Damaged | KeyError::Newer),
            "byte {byte}"
        );
    }
}

#[test]
fn a_hostile_file_cannot_ask_for_more_than_256_mib() {
    let (_, file) = file(None);
    for memory in [u32::MAX, MAX_MEMORY_KIB + 1] {
        let mut hostile = file.clone();
        hostile[6..10].copy_from_slice(&memory.to_le_bytes());
        assert_eq!(
            unwrap(&resealed(hostile), "2468", None).unwrap_err(),
            KeyError::Damaged
        );
    }
    let mut patient = file.clone();
    patient[10..14].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(
        unwrap(&resealed(patient), "2468", None).unwrap_err(),
        KeyError::Damaged
    );
    let mut wide = file;
    wide[14] = 255;
    assert_eq!(
        unwrap(&resealed(wide), "2468", None).unwrap_err(),
        KeyError::Damaged
    );
}

#[test]
fn a_cheaper_cost_written_into_the_file_does_not_open_it() {
    let cost = KdfCost {
        memory_kib: 16,
        ..KdfCost::TEST
    };
    let (_, mut file) = new_key("2468", None, cost, &mut StdRng::seed_from_u64(2)).unwrap();
    file[6..10].copy_from_slice(&8u32.to_le_bytes());
    assert_eq!(
        unwrap(&resealed(file), "2468", None).unwrap_err(),
        KeyError::WrongPin
    );
}

#[test]
fn a_newer_layout_is_told_apart() {
    let (_, mut file) = file(None);
    file[4] = 2;
    assert_eq!(unwrap(&file, "2468", None).unwrap_err(), KeyError::Newer);
}

#[test]
fn a_pin_that_was_stretched_beforehand_makes_and_opens_the_same_file() {
    let (_, plain) = file(None);
    let there = stretch(&plain).unwrap();
    // Used where everything fits: a wrong result opens nothing, and only once.
    there.keep("2468", Zeroizing::new([0; 32]));
    assert_eq!(unwrap(&plain, "2468", None), Err(KeyError::WrongPin));
    assert!(unwrap(&plain, "2468", None).is_ok());
    there.keep("2468", there.run("2468").unwrap());
    assert!(unwrap(&plain, "2468", None).is_ok());
    // Left alone where the PIN, the salt or the cost is another, or where it was forgotten.
    let other_salt = Stretch {
        salt: [9; 16],
        ..there
    };
    for (pin, other) in [("2469", there), ("2468", other_salt)] {
        other.keep(pin, Zeroizing::new([0; 32]));
        assert!(unwrap(&plain, "2468", None).is_ok());
        assert_eq!(READY.with_borrow(Vec::len), 1);
        Stretch::forget();
        assert_eq!(READY.with_borrow(Vec::len), 0);
    }
    there.keep("2468", Zeroizing::new([0; 32]));
    Stretch::forget();
    assert!(unwrap(&plain, "2468", None).is_ok());
    // A new file takes its salt.
    other_salt.keep("2468", other_salt.run("2468").unwrap());
    let (key, made) = file(None);
    assert_eq!(stretch(&made).unwrap(), other_salt);
    assert_eq!(READY.with_borrow(Vec::len), 0);
    assert_eq!(unwrap(&made, "2468", None).unwrap(), key);
    // But not one for another PIN.
    other_salt.keep("2469", Zeroizing::new([0; 32]));
    assert_ne!(stretch(&file(None).1).unwrap().salt, other_salt.salt);
    Stretch::forget();
}

#[test]
fn two_pins_that_were_stretched_beforehand_are_used_in_turn_even_if_they_are_the_same() {
    let (key, plain) = file(None);
    let there = stretch(&plain).unwrap();
    for new in ["1357", "2468"] {
        let fresh = Stretch {
            salt: [9; 16],
            ..there
        };
        there.keep("2468", there.run("2468").unwrap());
        fresh.keep(new, fresh.run(new).unwrap());
        assert_eq!(unwrap(&plain, "2468", None).unwrap(), key);
        let rng = &mut StdRng::seed_from_u64(3);
        let changed = wrap(&key, new, None, KdfCost::TEST, rng).unwrap();
        assert_eq!(stretch(&changed).unwrap(), fresh, "{new}");
        assert_eq!(READY.with_borrow(Vec::len), 0);
        assert_eq!(unwrap(&changed, new, None).unwrap(), key);
    }
}

#[test]
fn a_passphrase_in_another_unicode_form_opens_the_same_file() {
    let forms = ["ch\u{ec}a kh\u{f3}a", "chi\u{300}a kho\u{301}a"];
    for one in forms {
        for other in forms {
            let rng = &mut StdRng::seed_from_u64(4);
            let (key, file) = new_key(one, None, KdfCost::TEST, rng).unwrap();
            assert_eq!(unwrap(&file, other, None).unwrap(), key);
        }
    }
}

#[test]
fn a_cost_out_of_bounds_is_refused_before_anything_is_allocated() {
    let cost = KdfCost {
        memory_kib: MAX_MEMORY_KIB + 1,
        ..KdfCost::TEST
    };
    let salt = [1; 16];
    assert!(Stretch { salt, cost }.run("2468").is_none());
}
