//! One field of a kind: its shape, whether it is needed, how two edits of it meet, and what lists read from it.
//!
//! | meets | the same record again, or two people apart |
//! |---|---|
//! | once | set when the record is made, or filled later; another value is a correction |
//! | register | may be set anew while the record is open; apart, both values are kept until a person chooses |
//! | set | a list: what anybody put in is in |
//! | each | a map whose values are registers |
//! | log | a map to which entries are added, and in which none is changed |
//! | letters | a Text that merges letter by letter |
//! | never | read on the way in and used up; neither written nor kept |

use std::ops::RangeInclusive;

use serde_json::Value as Json;

use super::fields::Read;
use super::value::Value;

/// One field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name, in files and documents.
    pub name: &'static str,
    /// One sentence: what it means. The code book prints it.
    pub says: &'static str,
    /// What it can hold.
    pub shape: &'static Shape,
    /// A record without it is refused.
    pub needed: bool,
    /// How two edits of it meet.
    pub meets: Meets,
    /// What lists read from it.
    pub role: Role,
    /// Written as `null` where it is absent.
    pub always: bool,
    /// Has to be this field's value or later, with the words that say so.
    pub not_before: Option<(&'static str, &'static str)>,
}

/// How two edits of a field meet; the table of the module says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the table of the module describes them")]
pub enum Meets {
    Once,
    Register,
    Set,
    Each,
    Log,
    Letters,
    Never,
}

/// What lists read from a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    None,
    /// The time at which it happened: its day in a timeline.
    When,
    /// The time of a meeting with the client, which orders the list of clients.
    Met,
    /// The day on which it is due.
    Due,
    /// The day on which what was due was done.
    Done,
    /// Its absence says that the record is open; with it the record is finished.
    Closes,
    /// What stands for the record in a list.
    Title,
    /// Who made it.
    By,
}

/// What a field can hold.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text of at most so many characters.
    Text(usize),
    /// A whole number in a range, in a unit.
    Number {
        /// The range.
        range: (i64, i64),
        /// What is counted, for the code book and for errors.
        unit: &'static str,
    },
    /// A text that is read by a rule.
    Word(Word),
    /// Values of one shape.
    List(&'static Shape),
    /// Values of one shape by keyword.
    Map {
        /// What is wrong with a name that is no keyword, to be read after it.
        names: &'static str,
        /// What each holds.
        values: &'static Shape,
    },
    /// Named numbers, and no others.
    Group(&'static [(&'static str, Shape)]),
    /// A shape with JSON of its own.
    Own(Own),
}

/// A text that is read by a rule.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// What it is called in the code book: keyword, date, time, id, text.
    pub kind: &'static str,
    /// What would be right, to be read after "expected".
    pub expected: &'static str,
    /// The known words, where there is a list of them.
    pub ids: &'static [&'static str],
    /// Reads it strictly and answers its canonical form.
    pub read: fn(&str) -> Option<Value>,
}

/// A shape with JSON of its own.
#[derive(Clone, Copy, Debug)]
pub struct Own {
    /// Reads JSON strictly; the first argument is the path of the field.
    pub read: fn(&str, Json) -> Read<Value>,
    /// The canonical JSON.
    pub write: fn(&Value) -> Json,
}

impl Field {
    /// A field that need not be there.
    #[must_use]
    pub const fn new(name: &'static str, says: &'static str, shape: &'static Shape) -> Self {
        Self {
            name,
            // No code book is written in a browser, where each kilobyte has to be fetched.
            says: if cfg!(target_family = "wasm") {
                ""
            } else {
                says
            },
            shape,
            needed: false,
            meets: Meets::Once,
            role: Role::None,
            always: false,
            not_before: None,
        }
    }

    /// A record without it is refused.
    #[must_use]
    pub const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    /// How two edits of it meet.
    #[must_use]
    pub const fn meets(mut self, meets: Meets) -> Self {
        self.meets = meets;
        self
    }

    /// What lists read from it.
    #[must_use]
    pub const fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// Written as `null` where it is absent.
    #[must_use]
    pub const fn always(mut self) -> Self {
        self.always = true;
        self
    }

    /// Has to be at the same time as another field, or later.
    #[must_use]
    pub const fn not_before(mut self, other: &'static str, what: &'static str) -> Self {
        self.not_before = Some((other, what));
        self
    }
}

impl Shape {
    /// A number without a unit.
    #[must_use]
    pub const fn number(range: RangeInclusive<i64>) -> Self {
        Self::Number {
            range: (*range.start(), *range.end()),
            unit: "",
        }
    }

    /// What it is called in the code book.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number { .. } => "number",
            Self::Word(word) => word.kind,
            Self::List(_) | Self::Map { .. } | Self::Group(_) | Self::Own(_) => "list",
        }
    }
}
