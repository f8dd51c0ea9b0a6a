//! A PIN on a keypad: digits only, 6 to 12, never shown.
//!
//! | stage (set-up) | go on with | next |
//! |---|---|---|
//! | first | fewer than 6 digits | first, "too short" |
//! | first | 6 to 12 digits | again |
//! | again | the same digits | done |
//! | again | other digits | first, "not the same", all forgotten |

/// The fewest digits.
pub const LEAST: usize = 6;
/// The most digits.
pub const MOST: usize = 12;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Adds a digit.
    Digit(u8),
    /// Takes the last digit back.
    Erase,
}

impl Key {
    /// The key for a key of a keyboard.
    pub fn of_keyboard(name: &str) -> Option<Key> {
        match name.as_bytes() {
            [digit @ b'0'..=b'9'] => Some(Key::Digit(digit - b'0')),
            _ if name == "Backspace" => Some(Key::Erase),
            _ => None,
        }
    }
}

/// Digits typed so far.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Digits(String);

impl std::fmt::Debug for Digits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Digits({} digits)", self.0.len())
    }
}

impl Digits {
    /// Presses one key.
    pub fn press(&mut self, key: Key) {
        match key {
            Key::Digit(digit) if self.0.len() < MOST && digit < 10 => {
                self.0.push(char::from(b'0' + digit))
            }
            Key::Digit(_) => {}
            Key::Erase => {
                self.0.pop();
            }
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether they can be a PIN.
    pub fn enough(&self) -> bool {
        self.0.len() >= LEAST
    }

    /// The digits, for the vault.
    pub fn pin(&self) -> String {
        self.0.clone()
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// What is wrong with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Fewer than [`LEAST`] digits.
    TooShort,
    /// The second time was not the same.
    Differs,
}

/// Choosing a PIN: twice the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choosing {
    /// What is being typed.
    pub digits: Digits,
    /// What was typed the first time.
    pub first: Option<Digits>,
    /// What is wrong.
    pub fault: Option<Fault>,
}

impl Choosing {
    /// Presses one key.
    pub fn press(&mut self, key: Key) {
        self.fault = None;
        self.digits.press(key);
    }

    /// Goes on; the PIN when it was typed twice.
    pub fn go_on(&mut self) -> Option<String> {
        if !self.digits.enough() {
            self.fault = Some(Fault::TooShort);
            return None;
        }
        let typed = std::mem::take(&mut self.digits);
        match self.first.take() {
            None => {
                self.first = Some(typed);
                None
            }
            Some(first) if first == typed => Some(typed.pin()),
            Some(_) => {
                self.fault = Some(Fault::Differs);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_in(choosing: &mut Choosing, digits: &str) -> Option<String> {
        for digit in digits.bytes() {
            choosing.press(Key::Digit(digit - b'0'));
        }
        choosing.go_on()
    }

    #[test]
    fn pin_typed_twice_is_taken() {
        let mut choosing = Choosing::default();
        assert_eq!(type_in(&mut choosing, "314159"), None);
        assert!(choosing.first.is_some());
        assert_eq!(type_in(&mut choosing, "314159"), Some("314159".to_owned()));
    }

    #[test]
    fn second_pin_that_differs_starts_over() {
        let mut choosing = Choosing::default();
        type_in(&mut choosing, "314159");
        assert_eq!(type_in(&mut choosing, "314158"), None);
        assert_eq!(choosing.fault, Some(Fault::Differs));
        assert_eq!(choosing.first, None);
        assert_eq!(type_in(&mut choosing, "271828"), None);
        assert_eq!(type_in(&mut choosing, "271828"), Some("271828".to_owned()));
    }

    #[test]
    fn short_pin_is_refused_and_stays_typed() {
        let mut choosing = Choosing::default();
        assert_eq!(type_in(&mut choosing, "31415"), None);
        assert_eq!(choosing.fault, Some(Fault::TooShort));
        choosing.press(Key::Digit(9));
        assert_eq!(choosing.fault, None);
        assert_eq!(choosing.go_on(), None);
        assert_eq!(choosing.fault, None);
    }

    #[test]
    fn keypad_takes_no_thirteenth_digit_and_erases_one() {
        let mut digits = Digits::default();
        (0..20).for_each(|n| digits.press(Key::Digit(n % 10)));
        assert_eq!(digits.count(), MOST);
        digits.press(Key::Erase);
        assert_eq!(digits.pin(), "01234567890");
    }

    #[test]
    fn keyboard_digits_and_backspace_work_and_nothing_else_does() {
        assert_eq!(Key::of_keyboard("7"), Some(Key::Digit(7)));
        assert_eq!(Key::of_keyboard("Backspace"), Some(Key::Erase));
        for other in ["a", "Enter", "F1", "", "٣"] {
            assert_eq!(Key::of_keyboard(other), None, "{other}");
        }
    }

    #[test]
    fn digits_are_not_in_debug_output() {
        let mut digits = Digits::default();
        "90210"
            .bytes()
            .for_each(|digit| digits.press(Key::Digit(digit - b'0')));
        assert_eq!(format!("{digits:?}"), "Digits(5 digits)");
    }
}
