//! What opens the vault: a PIN on the keypad, digits only, 6 to 12; or, where no keystore of the machine takes part, a
//! password in a field, taken as it was typed: nothing is trimmed or folded, and characters are counted, not bytes.
//!
//! | stage (set-up) | go on with | next |
//! |---|---|---|
//! | first | fewer than the least | first, "too short", what was typed stays |
//! | first | enough | again |
//! | again | fewer than the least | again, "too short" |
//! | again | the same | done, all forgotten here |
//! | again | another | first, "not the same", all forgotten |

/// The fewest digits of a PIN.
pub const LEAST: usize = 6;
/// The most digits of a PIN.
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

/// What was typed so far.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Typed {
    text: String,
    round: u32,
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Typed({} characters)", self.count())
    }
}

impl Typed {
    /// Presses one key of the keypad.
    pub fn press(&mut self, key: Key) {
        match key {
            Key::Digit(digit) if self.text.len() < MOST && digit < 10 => {
                self.text.push(char::from(b'0' + digit))
            }
            Key::Digit(_) => {}
            Key::Erase => {
                self.text.pop();
            }
        }
    }

    /// The field holds this now.
    pub fn write(&mut self, text: String) {
        self.text = text;
    }

    /// How many characters there are.
    pub fn count(&self) -> usize {
        self.text.chars().count()
    }

    /// Grows each time that the typed text is forgotten. The field has it as its key, so a new, empty field replaces
    /// the old one.
    pub fn round(&self) -> u32 {
        self.round
    }

    /// Hands over what was typed, and forgets it here.
    pub fn take(&mut self) -> String {
        self.round += 1;
        std::mem::take(&mut self.text)
    }
}

/// What is wrong with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Fewer characters than needed.
    TooShort,
    /// The second time was not the same.
    Differs,
}

/// Choosing what will open the vault: twice the same.
#[derive(Clone, PartialEq)]
pub struct Choosing {
    /// What is being typed.
    pub typed: Typed,
    /// What is wrong.
    pub fault: Option<Fault>,
    first: Option<String>,
    least: usize,
}

impl Choosing {
    /// Nothing typed yet; `least` characters at least.
    pub fn new(least: usize) -> Self {
        Self {
            typed: Typed::default(),
            fault: None,
            first: None,
            least,
        }
    }

    /// It was typed once.
    pub fn again(&self) -> bool {
        self.first.is_some()
    }

    /// Presses one key of the keypad.
    pub fn press(&mut self, key: Key) {
        self.fault = None;
        self.typed.press(key);
    }

    /// The field holds this now.
    pub fn write(&mut self, text: String) {
        self.fault = None;
        self.typed.write(text);
    }

    /// Goes on; what will open the vault when it was typed twice.
    pub fn go_on(&mut self) -> Option<String> {
        self.fault = None;
        if self.typed.count() < self.least {
            self.fault = Some(Fault::TooShort);
            return None;
        }
        let typed = self.typed.take();
        match self.first.take() {
            None => {
                self.first = Some(typed);
                None
            }
            Some(first) if first == typed => Some(typed),
            Some(_) => {
                self.fault = Some(Fault::Differs);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests;
