use wayside_domain::passphrase::LEAST_PIN as LEAST;

use super::*;

fn pin(choosing: &mut Choosing, digits: &str) -> Option<String> {
    for digit in digits.bytes() {
        choosing.press(Key::Digit(digit - b'0'));
    }
    choosing.go_on()
}

fn password(choosing: &mut Choosing, text: &str) -> Option<String> {
    choosing.write(text.to_owned());
    choosing.go_on()
}

#[test]
fn pin_typed_twice_is_taken() {
    let mut choosing = Choosing::new(LEAST);
    assert_eq!(pin(&mut choosing, "314159"), None);
    assert!(choosing.again());
    assert_eq!(pin(&mut choosing, "314159"), Some("314159".to_owned()));
}

#[test]
fn second_pin_that_differs_starts_over() {
    let mut choosing = Choosing::new(LEAST);
    pin(&mut choosing, "314159");
    assert_eq!(pin(&mut choosing, "314158"), None);
    assert_eq!(choosing.fault, Some(Fault::Differs));
    assert!(!choosing.again());
    assert_eq!(pin(&mut choosing, "271828"), None);
    assert_eq!(choosing.fault, None);
    assert_eq!(pin(&mut choosing, "271828"), Some("271828".to_owned()));
}

#[test]
fn short_pin_is_refused_and_stays_typed() {
    let mut choosing = Choosing::new(LEAST);
    assert_eq!(pin(&mut choosing, "31415"), None);
    assert_eq!(choosing.fault, Some(Fault::TooShort));
    choosing.press(Key::Digit(9));
    assert_eq!(choosing.fault, None);
    assert_eq!(choosing.go_on(), None);
    assert!(choosing.again());
}

#[test]
fn password_is_taken_as_it_was_typed() {
    let check = |text: &str| {
        let mut choosing = Choosing::new(12);
        assert_eq!(password(&mut choosing, text), None, "{text:?}");
        assert!(choosing.again(), "{text:?}");
        assert_eq!(
            password(&mut choosing, text).as_deref(),
            Some(text),
            "{text:?}"
        );
    };
    check("141421356237");
    check("sông ghế mưa chìa khóa");
    check("  river chair rain  ");
    check("UPPER lower 1234");
    check("mưa mưa mưa mưa 🌧");
}

#[test]
fn characters_are_counted_and_not_bytes() {
    let mut choosing = Choosing::new(12);
    assert_eq!(password(&mut choosing, "ướưởưỡướưởư"), None);
    assert_eq!(choosing.typed.count(), 11);
    assert_eq!(choosing.fault, Some(Fault::TooShort));
    assert!(!choosing.again());
    assert_eq!(
        choosing.typed.round(),
        0,
        "what is too short stays in its field"
    );
}

#[test]
fn password_with_another_letter_case_or_space_differs() {
    for other in ["River chair rain", "river chair rain ", "river  chair rain"] {
        let mut choosing = Choosing::new(12);
        password(&mut choosing, "river chair rain");
        assert_eq!(password(&mut choosing, other), None, "{other:?}");
        assert_eq!(choosing.fault, Some(Fault::Differs));
        assert!(!choosing.again());
    }
}

#[test]
fn the_second_time_may_come_from_another_keyboard() {
    let mut choosing = Choosing::new(12);
    let first = password(&mut choosing, "s\u{f4}ng gh\u{1ebf} m\u{1b0}a");
    assert!(first.is_none() && choosing.again());
    let again = password(&mut choosing, "so\u{302}ng ghe\u{302}\u{301} mu\u{31b}a");
    assert!(again.is_some());
}

#[test]
fn spaces_at_the_ends_make_no_password_longer() {
    let mut choosing = Choosing::new(12);
    password(&mut choosing, "   river chai   ");
    assert_eq!(choosing.fault, Some(Fault::TooShort));
}

fn changed(changing: &mut Changing, text: &str) -> Option<(String, String)> {
    changing.write(text.to_owned());
    changing.go_on()
}

fn both(old: &str, new: &str) -> Option<(String, String)> {
    Some((old.to_owned(), new.to_owned()))
}

#[test]
fn changing_takes_the_old_one_once_and_the_new_one_twice() {
    let mut changing = Changing::new(10);
    assert_eq!(changing.go_on(), None);
    assert!(!changing.choosing());
    assert_eq!(changed(&mut changing, "the old one"), None);
    assert!(changing.choosing() && changing.field().count() == 0);
    assert_eq!(changed(&mut changing, "too short"), None);
    assert_eq!(changing.choosing.fault, Some(Fault::TooShort));
    assert_eq!(changed(&mut changing, "the new one"), None);
    assert!(changing.choosing.again());
    assert_eq!(changed(&mut changing, "another one"), None);
    assert_eq!(changing.choosing.fault, Some(Fault::Differs));
    assert_eq!(changed(&mut changing, "the new one"), None);
    let done = changed(&mut changing, "the new one");
    assert_eq!(done, both("the old one", "the new one"));
}

#[test]
fn a_wrong_old_one_is_typed_again_and_the_new_one_is_kept() {
    let mut changing = Changing::new(6);
    for digits in ["111111", "222222", "222222"] {
        for digit in digits.bytes() {
            changing.press(Key::Digit(digit - b'0'));
        }
        changing.go_on();
    }
    changing.refused(true);
    assert!(!changing.choosing());
    assert_eq!(changed(&mut changing, "333333"), both("333333", "222222"));
    changing.refused(false);
    assert_eq!(changed(&mut changing, "333333"), None);
    assert!(changing.choosing());
}

#[test]
fn nothing_is_left_behind_and_the_field_is_a_new_one_after_each_step() {
    let mut choosing = Choosing::new(12);
    password(&mut choosing, "river chair rain");
    assert_eq!((choosing.typed.count(), choosing.typed.round()), (0, 1));
    assert!(password(&mut choosing, "river chair rain").is_some());
    assert_eq!((choosing.typed.count(), choosing.typed.round()), (0, 2));
    assert!(!choosing.again());
    let mut typed = Typed::default();
    typed.write("river chair rain".into());
    assert_eq!(typed.take(), "river chair rain");
    assert_eq!((typed.count(), typed.round()), (0, 1));
}

#[test]
fn keypad_takes_no_thirteenth_digit_and_erases_one() {
    let mut typed = Typed::default();
    (0..20).for_each(|n| typed.press(Key::Digit(n % 10)));
    assert_eq!(typed.count(), MOST);
    typed.press(Key::Erase);
    assert_eq!(typed.take(), "01234567890");
}

#[test]
fn keyboard_digits_and_backspace_work_and_nothing_else_does() {
    let typed = |text: &str| Key::of_keyboard(&Pressed::Character(text.to_owned()));
    assert_eq!(typed("7"), Some(Key::Digit(7)));
    assert_eq!(Key::of_keyboard(&Pressed::Backspace), Some(Key::Erase));
    for other in ["a", "77", "", "٣"] {
        assert_eq!(typed(other), None, "{other}");
    }
    for other in [Pressed::Enter, Pressed::F1] {
        assert_eq!(Key::of_keyboard(&other), None, "{other}");
    }
}

#[test]
fn what_was_typed_is_not_in_debug_output() {
    let mut typed = Typed::default();
    typed.write("90210".into());
    assert_eq!(format!("{typed:?}"), "Typed(5 characters)");
}
