//! What opens the vault: a PIN on the keypad, digits only, 6 to 12; or, where no keystore of the machine takes part, a
//! password in a field, taken as it was typed: nothing is trimmed or folded. [`wayside_domain::passphrase`] says how
//! long it is and what counts as the same.
//!
//! | stage (set-up) | go on with | next |
//! |---|---|---|
//! | first | fewer than the least | first, "too short", what was typed stays |
//! | first | enough | again |
//! | again | fewer than the least | again, "too short" |
//! | again | the same | done, all forgotten here |
//! | again | another | first, "not the same", all forgotten |

use dioxus::html::Key as Pressed;
use wayside_domain::passphrase;

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
    /// The key for a key of a keyboard. Not by its name in text: then the names of all keys would be part of the page.
    pub fn of_keyboard(pressed: &Pressed) -> Option<Key> {
        match pressed {
            Pressed::Character(typed) => match typed.as_bytes() {
                [digit @ b'0'..=b'9'] => Some(Key::Digit(digit - b'0')),
                _ => None,
            },
            Pressed::Backspace => Some(Key::Erase),
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

    /// Whether it is as long as that.
    pub fn reaches(&self, least: u32) -> bool {
        passphrase::reaches(&self.text, least)
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
    least: u32,
}

impl Choosing {
    /// Nothing typed yet; `least` characters at least.
    pub fn new(least: u32) -> Self {
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
        if !self.typed.reaches(self.least) {
            self.fault = Some(Fault::TooShort);
            return None;
        }
        let typed = self.typed.take();
        match self.first.take() {
            None => {
                self.first = Some(typed);
                None
            }
            Some(first) if passphrase::same(&first, &typed) => Some(typed),
            Some(_) => {
                self.fault = Some(Fault::Differs);
                None
            }
        }
    }
}

/// Changing it: the one until now, then the new one twice.
///
/// | stage | go on with | next |
/// |---|---|---|
/// | old | nothing | old |
/// | old | anything | choosing, or done where a new one is chosen already |
/// | choosing | as in [`Choosing`] | choosing; done |
/// | done | the vault refuses the old one | old, "wrong"; the new one is kept |
/// | done | the vault refuses anything else | old, all forgotten |
#[derive(Clone, PartialEq)]
pub struct Changing {
    /// The old one, while it is typed.
    pub typed: Typed,
    /// The new one.
    pub choosing: Choosing,
    old: Option<String>,
    new: Option<String>,
}

impl Changing {
    /// Nothing typed yet; the new one has `least` characters at least.
    pub fn new(least: u32) -> Self {
        Self {
            typed: Typed::default(),
            choosing: Choosing::new(least),
            old: None,
            new: None,
        }
    }

    /// The new one is being chosen.
    pub fn choosing(&self) -> bool {
        self.old.is_some()
    }

    /// What is being typed.
    pub fn field(&self) -> &Typed {
        match self.old {
            Some(_) => &self.choosing.typed,
            None => &self.typed,
        }
    }

    /// Grows with each stage: the key that makes the field a new, empty one.
    pub fn round(&self) -> u32 {
        self.typed.round() + self.choosing.typed.round()
    }

    /// Presses one key of the keypad.
    pub fn press(&mut self, key: Key) {
        match self.old {
            Some(_) => self.choosing.press(key),
            None => self.typed.press(key),
        }
    }

    /// The field holds this now.
    pub fn write(&mut self, text: String) {
        match self.old {
            Some(_) => self.choosing.write(text),
            None => self.typed.write(text),
        }
    }

    /// Goes on; the old one and the new one when both are there.
    pub fn go_on(&mut self) -> Option<(String, String)> {
        if self.old.is_none() {
            if self.typed.count() == 0 {
                return None;
            }
            self.old = Some(self.typed.take());
        } else {
            self.new = self.choosing.go_on();
        }
        self.new.as_ref()?;
        Some((self.old.take()?, self.new.clone()?))
    }

    /// The vault refused. Whether it was the old one that is wrong, or something else.
    pub fn refused(&mut self, old_is_wrong: bool) {
        if !old_is_wrong {
            self.new = None;
        }
    }
}

#[cfg(test)]
mod tests;
