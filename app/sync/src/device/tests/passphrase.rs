//! What opens a vault: long enough wherever it is chosen, the same in every Unicode form, and changed only by who knows
//! it.

use std::sync::Arc;

use wayside_seam::{Problem, Reply, Request, VaultState};
use wayside_vault::KdfCost;

use super::world::{Hardware, One, PIN, WRONG, founder};
use crate::engine::Pace;
use crate::service::home::Home;

const DECOMPOSED: &str = "chi\u{300}a kho\u{301}a so\u{302}ng";
const COMPOSED: &str = "ch\u{ec}a kh\u{f3}a s\u{f4}ng";

/// Each request that makes a vault with this secret.
fn making(pin: &str) -> [Request; 3] {
    let pin = pin.to_owned();
    [
        Request::NewTeam {
            pin: pin.clone(),
            name: "T".into(),
            relay: "https://r.example".into(),
            label: "desk".into(),
        },
        Request::Practise { pin: pin.clone() },
        Request::JoinRequest {
            pin,
            label: "phone".into(),
        },
    ]
}

fn change(old: &str, new: &str) -> Request {
    Request::ChangePin {
        old: old.into(),
        new: new.into(),
    }
}

fn unlock(pin: &str) -> Request {
    Request::Unlock { pin: pin.into() }
}

/// A device whose keystore takes part.
fn with_keystore(seed: u64) -> One {
    let mut one = One::new(seed);
    let dir = one.dir.path().join("vault");
    one.home = Home::new(dir, KdfCost::TEST, Some(Arc::new(Hardware)), Pace::LIVELY);
    one
}

#[test]
fn a_new_secret_is_long_enough_wherever_it_is_chosen() {
    let without = [
        "",
        "123456789",
        "123456789          ",
        "     12345678     ",
        "\u{3000}123456789\u{a0}",
        // Nine letters in seventeen code points.
        "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e",
        // Nine letters in 36 bytes.
        "🌧🌧🌧🌧🌧🌧🌧🌧🌧",
    ];
    let with = ["", "12345", "12345 ", " 1234 "];
    let check = |make: fn(u64) -> One, least: u32, short: &[&str], enough: &str| {
        for pin in short {
            let mut one = make(1);
            for request in making(pin) {
                let refused = one.ask(request).unwrap_err();
                assert_eq!(refused, Problem::PinTooShort { least }, "{pin:?}");
            }
            let state = one.ask(Request::State).unwrap();
            assert!(matches!(state, Reply::State(VaultState::New)), "{pin:?}");
        }
        for (seed, request) in making(enough).into_iter().enumerate() {
            let mut one = make(seed as u64);
            one.ask(request).unwrap();
            for pin in short {
                let refused = one.ask(change(enough, pin)).unwrap_err();
                assert_eq!(refused, Problem::PinTooShort { least }, "{pin:?}");
            }
            one.ask(Request::Lock).unwrap();
            one.ask(unlock(enough)).unwrap();
        }
    };
    check(One::new, 10, &without, "1234567890");
    check(with_keystore, 6, &with, "123456");
}

#[test]
fn the_same_passphrase_in_another_unicode_form_opens_the_vault() {
    let forms = [DECOMPOSED, COMPOSED];
    assert_ne!(DECOMPOSED, COMPOSED);
    for made in forms {
        for typed in forms {
            let mut one = One::new(2);
            one.ask(Request::Practise { pin: made.into() }).unwrap();
            one.ask(Request::Lock).unwrap();
            one.ask(unlock(typed)).unwrap();
            one.ask(change(typed, PIN)).unwrap();
        }
    }
}

#[test]
fn a_changed_secret_opens_and_the_old_one_does_not() {
    let check = |mut one: One, old: &str, new: &str| {
        one.ask(change(old, new)).unwrap();
        // It stays open.
        assert_ne!(one.ask(Request::SyncState).err(), Some(Problem::Locked));
        one.ask(Request::Lock).unwrap();
        assert_eq!(one.ask(unlock(old)).unwrap_err(), Problem::WrongPin);
        one.ask(unlock(new)).unwrap();
    };
    check(founder(3), PIN, DECOMPOSED);
    let mut waiting = One::new(4);
    let request = Request::JoinRequest {
        pin: PIN.into(),
        label: "phone".into(),
    };
    waiting.ask(request).unwrap();
    check(waiting, PIN, WRONG);
    let mut phone = with_keystore(5);
    phone
        .ask(Request::Practise {
            pin: "246813".into(),
        })
        .unwrap();
    check(phone, "246813", "135792");
}

#[test]
fn the_keystore_takes_part_after_a_change_as_before() {
    let mut phone = with_keystore(6);
    phone
        .ask(Request::Practise {
            pin: "246813".into(),
        })
        .unwrap();
    phone.ask(change("246813", PIN)).unwrap();
    let dir = phone.dir.path().join("vault");
    phone.home = Home::new(dir, KdfCost::TEST, None, Pace::LIVELY);
    assert_eq!(phone.ask(unlock(PIN)).unwrap_err(), Problem::NoKeystore);
}

/// The keystore did not work when the vault was made, and does by now.
#[test]
fn a_vault_without_a_keystore_never_takes_a_short_secret() {
    let mut phone = One::new(9);
    phone.ask(Request::Practise { pin: PIN.into() }).unwrap();
    let dir = phone.dir.path().join("vault");
    phone.home = Home::new(dir, KdfCost::TEST, Some(Arc::new(Hardware)), Pace::LIVELY);
    phone.ask(unlock(PIN)).unwrap();
    assert_eq!(
        phone.ask(change(PIN, "246813")).unwrap_err(),
        Problem::PinTooShort { least: 10 }
    );
    phone.ask(change(PIN, WRONG)).unwrap();
    phone.ask(Request::Lock).unwrap();
    phone.ask(unlock(WRONG)).unwrap();
}

#[test]
fn a_wrong_old_secret_changes_nothing() {
    let mut desk = founder(7);
    for wrong in [WRONG, "", &PIN.to_uppercase()] {
        let refused = desk.ask(change(wrong, DECOMPOSED)).unwrap_err();
        assert_eq!(refused, Problem::WrongPin);
    }
    desk.ask(Request::Lock).unwrap();
    // Who does not know it does not even open the vault; who does opens it first.
    assert_eq!(
        desk.ask(change(PIN, DECOMPOSED)).unwrap_err(),
        Problem::Locked
    );
    assert_eq!(desk.ask(unlock(DECOMPOSED)).unwrap_err(), Problem::WrongPin);
    desk.ask(unlock(PIN)).unwrap();
    let nothing = One::new(8).ask(change(PIN, WRONG)).unwrap_err();
    assert_eq!(nothing, Problem::NoVault);
}
