//! Right and wrong PINs, the slots, damage, hostile costs, frozen bytes.

use super::*;
#[cfg(target_family = "wasm")]
use browser_test::wasm_bindgen_test as test;
use data_encoding::HEXLOWER;
use hkdf::hmac::{Hmac, Mac};
use rand::SeedableRng;
use rand::rngs::StdRng;

const PIN: &str = "2468";
const NEW: &str = "1357";

/// A keystore whose key a test knows.
struct Hardware([u8; 32]);

const PHONE: Hardware = Hardware([7; 32]);

impl Keystore for Hardware {
    fn hmac(&self, stretched: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
        let mac = Hmac::<Sha256>::new_from_slice(&self.0).unwrap();
        let answer = mac.chain_update(stretched).finalize().into_bytes();
        Some(Zeroizing::new(answer.into()))
    }
}

/// One that answers the same to everything, or nothing.
struct Broken(Option<[u8; 32]>);

impl Keystore for Broken {
    fn hmac(&self, _: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
        self.0.map(Zeroizing::new)
    }
}

fn rng(seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed)
}

fn made(seed: u64, keystore: Option<&dyn Keystore>) -> (DatabaseKey, Vec<u8>) {
    new_key(PIN, keystore, KdfCost::TEST, &mut rng(seed)).unwrap()
}

fn slot(file: &[u8], slot: u8) -> &[u8] {
    &file[place(slot)]
}

/// The slots that this PIN opens.
fn owns(file: &[u8], pin: &str) -> Vec<u8> {
    let secret = secret(&head(file).unwrap(), pin, None).unwrap();
    let owned = owned(file, &secret).unwrap();
    owned.into_iter().map(|(slot, _)| slot).collect()
}

/// A file with a second PIN, as one with a decoy will be.
fn with_second(seed: u64) -> (DatabaseKey, DatabaseKey, Vec<u8>) {
    let (first, mut file) = made(seed, None);
    let second = Zeroizing::new([9; 32]);
    let free = (owns(&file, PIN)[0] + 1) % SLOTS;
    let secret = secret(&head(&file).unwrap(), NEW, None).unwrap();
    seal(&mut file, free, &secret, &second, &mut rng(seed + 1)).unwrap();
    (first, second, file)
}

#[test]
fn the_right_pin_opens_and_another_does_not() {
    let (key, file) = made(1, None);
    assert_eq!(open(&file, PIN, None), Ok(key.clone()));
    assert_eq!(open(&file, "2469", None), Err(KeyError::WrongPin));
    // A machine that has a keystore by now opens what was made without.
    assert_eq!(open(&file, PIN, Some(&PHONE)), Ok(key));
}

#[test]
fn pin_and_keystore_are_both_needed() {
    let (key, file) = made(1, Some(&PHONE));
    assert_eq!(open(&file, PIN, Some(&PHONE)), Ok(key));
    let wrong = Err(KeyError::WrongPin);
    assert_eq!(open(&file, "2469", Some(&PHONE)), wrong);
    assert_eq!(open(&file, PIN, Some(&Hardware([8; 32]))), wrong);
    assert_eq!(open(&file, PIN, None), Err(KeyError::NoKeystore));
    let failing = Broken(None);
    assert_eq!(open(&file, PIN, Some(&failing)), Err(KeyError::NoKeystore));
    // A keystore that answers the same to every PIN.
    let constant = Broken(Some([1; 32]));
    let (_, file) = made(2, Some(&constant));
    assert!(open(&file, PIN, Some(&constant)).is_ok());
    assert_eq!(open(&file, "2469", Some(&constant)), wrong);
}

#[test]
fn a_file_of_any_other_size_is_damaged() {
    let (_, mut file) = made(1, None);
    assert_eq!(file.len(), 305);
    for length in 0..file.len() {
        let cut = &file[..length];
        assert_eq!(open(cut, PIN, None), Err(KeyError::Damaged));
        let changed = change(cut, PIN, NEW, None, &mut rng(2));
        assert_eq!(changed, Err(KeyError::Damaged));
        assert_eq!(stretch(cut), Err(KeyError::Damaged));
    }
    file.push(0);
    assert_eq!(open(&file, PIN, None), Err(KeyError::Damaged));
}

#[test]
fn a_flipped_bit_in_the_head_or_the_own_slot_never_opens() {
    let (_, file) = made(1, None);
    let own = place(owns(&file, PIN)[0]);
    for at in (0..HEAD).chain(own) {
        for bit in 0..8 {
            let mut flipped = file.clone();
            flipped[at] ^= 1 << bit;
            // Argon2id with the memory of another row takes its time: its result is wrong as well.
            let stretch = stretch(&flipped).unwrap();
            if stretch.cost != KdfCost::TEST {
                stretch.keep(PIN, Zeroizing::new([0; 32]));
            }
            let error = open(&flipped, PIN, None).unwrap_err();
            let expected = match (at == SALT, bit) {
                (true, 2) => KeyError::NoKeystore,
                _ => KeyError::WrongPin,
            };
            assert_eq!(error, expected, "byte {at}, bit {bit}");
            Stretch::forget();
        }
    }
}

#[test]
fn a_flipped_bit_elsewhere_changes_nothing() {
    let (key, file) = made(1, None);
    let own = place(owns(&file, PIN)[0]);
    for at in (HEAD..LENGTH).filter(|at| !own.contains(at)) {
        let mut flipped = file.clone();
        flipped[at] ^= 1;
        assert_eq!(open(&flipped, PIN, None), Ok(key.clone()), "byte {at}");
    }
}

#[test]
fn a_slot_opens_in_its_own_place_only() {
    let (_, file) = made(1, None);
    let own = owns(&file, PIN)[0];
    for other in (0..SLOTS).filter(|other| *other != own) {
        let mut moved = file.clone();
        moved[place(other)].copy_from_slice(slot(&file, own));
        assert_eq!(owns(&moved, PIN), [own]);
        moved[place(own)].copy_from_slice(slot(&file, other));
        assert_eq!(open(&moved, PIN, None), Err(KeyError::WrongPin));
    }
}

#[test]
fn two_pins_share_a_file_and_a_change_of_one_leaves_the_other() {
    for seed in 0..20 {
        let (first, second, file) = with_second(seed);
        assert_eq!(open(&file, PIN, None), Ok(first.clone()));
        assert_eq!(open(&file, NEW, None), Ok(second.clone()));
        let own = owns(&file, PIN)[0];
        let changed = change(&file, PIN, "8642", None, &mut rng(seed + 50)).unwrap();
        assert_eq!(changed[..HEAD], file[..HEAD]);
        for at in 0..SLOTS {
            let same = slot(&changed, at) == slot(&file, at);
            assert_eq!(same, at != own);
        }
        assert_eq!(open(&changed, "8642", None), Ok(first));
        assert_eq!(open(&changed, NEW, None), Ok(second));
        assert_eq!(open(&changed, PIN, None), Err(KeyError::WrongPin));
    }
}

#[test]
fn a_change_rewrites_every_slot_of_its_pin_also_for_the_same_pin() {
    let (key, mut file) = made(1, None);
    let head = head(&file).unwrap();
    let free = (owns(&file, PIN)[0] + 1) % SLOTS;
    let mine = secret(&head, PIN, None).unwrap();
    seal(&mut file, free, &mine, &key, &mut rng(2)).unwrap();
    let own = owns(&file, PIN);
    assert_eq!(own.len(), 2);
    for new in [NEW, PIN] {
        let changed = change(&file, PIN, new, None, &mut rng(3)).unwrap();
        assert_eq!(owns(&changed, new), own);
        assert!(own.iter().all(|at| slot(&changed, *at) != slot(&file, *at)));
    }
    let wrong = change(&file, "2469", NEW, None, &mut rng(3));
    assert_eq!(wrong, Err(KeyError::WrongPin));
}

/// Every place of the file takes (nearly) all values, in used slots and in unused ones alike, and no slot is ever seen
/// twice.
#[test]
fn used_and_unused_slots_look_the_same() {
    let files: Vec<Vec<u8>> = (0..400).map(|seed| made(seed, None).1).collect();
    let (mut used, mut unused, mut places) = (Vec::new(), Vec::new(), [0; SLOTS as usize]);
    for file in &files {
        let own = owns(file, PIN);
        assert_eq!(own.len(), 1);
        places[usize::from(own[0])] += 1;
        for at in 0..SLOTS {
            let kind = if own.contains(&at) {
                &mut used
            } else {
                &mut unused
            };
            kind.push(slot(file, at));
        }
    }
    // Any slot may be the used one.
    assert!(
        places.iter().all(|times| (60..140).contains(times)),
        "{places:?}"
    );
    let mut all: Vec<&[u8]> = used.iter().chain(&unused).copied().collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 400 * usize::from(SLOTS));
    for slots in [used, unused] {
        for at in 0..SLOT {
            // 128 is the mean; with 400 slots the mean of a place has a standard deviation of 3.7.
            let sum: usize = slots.iter().map(|slot| usize::from(slot[at])).sum();
            let mean = sum / slots.len();
            assert!((108..148).contains(&mean), "place {at}: {mean}");
        }
    }
}

#[test]
fn every_byte_of_the_head_may_have_any_value() {
    let mut seen = [[false; 256]; HEAD];
    for seed in 0..4_000 {
        let mut rng = rng(seed);
        let cost = KdfCost::TABLE[seed as usize % 4];
        let phone: &dyn Keystore = &PHONE;
        // What the PIN becomes does not matter here, only what stands in the open.
        let stretch = Stretch::new(PIN, cost, &mut rng);
        stretch.keep(PIN, Zeroizing::new([1; 32]));
        let keystore = (seed % 8 < 4).then_some(phone);
        let (_, file) = new_key(PIN, keystore, cost, &mut rng).unwrap();
        assert_eq!(super::stretch(&file), Ok(stretch));
        assert_eq!(needs_keystore(&file), Ok(keystore.is_some()));
        for (at, value) in file[..HEAD].iter().enumerate() {
            seen[at][usize::from(*value)] = true;
        }
    }
    assert!(seen.iter().flatten().all(|seen| *seen));
}

#[test]
fn a_hostile_file_cannot_ask_for_more_than_256_mib() {
    let (_, mut file) = made(1, None);
    for how in 0..=255 {
        file[SALT] = how;
        assert!(stretch(&file).unwrap().cost.memory_kib <= 256 * 1024);
    }
}

#[test]
fn a_cost_that_is_not_in_the_table_is_refused_before_anything_is_allocated() {
    let cost = KdfCost {
        memory_kib: u32::MAX,
        ..KdfCost::TEST
    };
    let salt = [1; 16];
    assert!(Stretch { salt, cost }.run(PIN).is_none());
    let made = new_key(PIN, None, cost, &mut rng(1));
    assert_eq!(made, Err(KeyError::Underivable));
}

#[test]
fn a_pin_that_was_stretched_beforehand_makes_and_opens_the_same_file() {
    let (_, plain) = made(1, None);
    let there = stretch(&plain).unwrap();
    // Used where everything fits: a wrong result opens nothing, and only once.
    there.keep(PIN, Zeroizing::new([0; 32]));
    assert_eq!(open(&plain, PIN, None), Err(KeyError::WrongPin));
    assert!(open(&plain, PIN, None).is_ok());
    there.keep(PIN, there.run(PIN).unwrap());
    assert!(open(&plain, PIN, None).is_ok());
    // Left alone where the PIN, the salt or the cost is another, or where it was forgotten.
    let other_salt = Stretch {
        salt: [9; 16],
        ..there
    };
    for (pin, other) in [("2469", there), (PIN, other_salt)] {
        other.keep(pin, Zeroizing::new([0; 32]));
        assert!(open(&plain, PIN, None).is_ok());
        assert_eq!(Stretch::kept(), 1);
        Stretch::forget();
        assert_eq!(Stretch::kept(), 0);
    }
    there.keep(PIN, Zeroizing::new([0; 32]));
    Stretch::forget();
    assert!(open(&plain, PIN, None).is_ok());
    // A new file takes its salt.
    other_salt.keep(PIN, other_salt.run(PIN).unwrap());
    let (key, file) = made(1, None);
    assert_eq!(stretch(&file).unwrap(), other_salt);
    assert_eq!(Stretch::kept(), 0);
    assert_eq!(open(&file, PIN, None).unwrap(), key);
    // But not one for another PIN.
    other_salt.keep("2469", Zeroizing::new([0; 32]));
    assert_ne!(stretch(&made(1, None).1).unwrap().salt, other_salt.salt);
    Stretch::forget();
}

#[test]
fn two_pins_that_were_stretched_beforehand_are_used_in_turn_even_if_they_are_the_same() {
    let (key, plain) = made(1, None);
    let there = stretch(&plain).unwrap();
    for new in [NEW, PIN] {
        there.keep(PIN, there.run(PIN).unwrap());
        there.keep(new, there.run(new).unwrap());
        let changed = change(&plain, PIN, new, None, &mut rng(3)).unwrap();
        assert_eq!(Stretch::kept(), 0);
        assert_eq!(open(&changed, new, None).unwrap(), key);
    }
}

#[test]
fn a_passphrase_in_another_unicode_form_opens_the_same_file() {
    let forms = ["ch\u{ec}a kh\u{f3}a", "chi\u{300}a kho\u{301}a"];
    for one in forms {
        for other in forms {
            let (key, file) = new_key(one, None, KdfCost::TEST, &mut rng(4)).unwrap();
            assert_eq!(open(&file, other, None).unwrap(), key);
        }
    }
}

/// The bytes of `name` in `tests/frozen/key.txt`.
fn frozen(name: &str) -> Vec<u8> {
    let text = include_str!("../../tests/frozen/key.txt");
    let mut lines = text.lines().filter_map(|line| line.split_once(' '));
    let (_, hex) = lines.find(|(found, _)| *found == name).unwrap();
    HEXLOWER.decode(hex.as_bytes()).unwrap()
}

#[test]
fn frozen_files_open() {
    let kinds: [(&str, Option<&dyn Keystore>); 2] = [("plain", None), ("keystore", Some(&PHONE))];
    for (name, keystore) in kinds {
        let (file, changed) = (frozen(name), frozen(&format!("{name}-changed")));
        let key = open(&file, PIN, keystore).unwrap();
        assert_eq!(key.as_slice(), frozen("key"));
        assert_eq!(open(&changed, NEW, keystore), Ok(key));
        let wrong = Err(KeyError::WrongPin);
        assert_eq!(open(&file, NEW, keystore), wrong);
        assert_eq!(open(&changed, PIN, keystore), wrong);
    }
}
