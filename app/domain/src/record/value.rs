//! What a record says, without a Rust type: names and values. The walkers (`walk`, `meet`, `version`, and the vault's
//! document layout) work on this, so that a kind needs none of its own. `Part` carries a Rust field over and back.
//!
//! Reading back is lenient, since a document may hold what a newer app wrote: a value that a field can't read is
//! absent, an unknown word is kept. Strictness is `walk`'s, where a file or a command comes in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::time::{Date, Timestamp};

/// One value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A text, a keyword, a date, an id.
    Text(String),
    /// A whole number.
    Number(i64),
    /// An instant. Two offsets of one instant are equal.
    Time(Timestamp),
    /// Values in their order.
    List(Vec<Value>),
    /// Values by name.
    Map(BTreeMap<String, Value>),
}

/// What one record says: its fields by name. Absent fields are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said(pub BTreeMap<String, Value>);

impl Said {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Sets a field, or takes it out. Blank texts, empty lists and empty maps say nothing.
    pub fn put(&mut self, name: &str, value: Option<Value>) {
        match value.filter(Value::says_something) {
            Some(value) => self.0.insert(name.to_owned(), value),
            None => self.0.remove(name),
        };
    }
}

impl Value {
    /// False for blank texts, empty lists and empty maps: they count as absent.
    #[must_use]
    pub fn says_something(&self) -> bool {
        match self {
            Self::Text(text) => !text.trim().is_empty(),
            Self::List(list) => !list.is_empty(),
            Self::Map(map) => !map.is_empty(),
            Self::Number(_) | Self::Time(_) => true,
        }
    }

    /// A text; a time as it is written.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Time(time) => Some(time.to_string()),
            _ => None,
        }
    }

    /// The map.
    #[must_use]
    pub fn map(&self) -> Option<&BTreeMap<String, Value>> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }
}

/// A field of a Rust type that can be said and read back.
pub trait Part: Sized {
    /// The value; `None` where there is none.
    fn say(&self) -> Option<Value>;
    /// Reads a value leniently; `None` where the record makes no sense without it.
    fn hear(value: Option<&Value>) -> Option<Self>;
}

impl<T: Part> Part for Option<T> {
    fn say(&self) -> Option<Value> {
        self.as_ref().and_then(T::say)
    }
    fn hear(value: Option<&Value>) -> Option<Self> {
        Some(value.and_then(|value| T::hear(Some(value))))
    }
}

impl Part for String {
    fn say(&self) -> Option<Value> {
        Some(Value::Text(self.clone()))
    }
    fn hear(value: Option<&Value>) -> Option<Self> {
        Some(value.and_then(Value::text).unwrap_or_default())
    }
}

impl<T: Part> Part for Vec<T> {
    fn say(&self) -> Option<Value> {
        Some(Value::List(self.iter().filter_map(T::say).collect()))
    }
    fn hear(value: Option<&Value>) -> Option<Self> {
        Some(match value {
            Some(Value::List(list)) => list.iter().filter_map(|one| T::hear(Some(one))).collect(),
            _ => Self::new(),
        })
    }
}

impl<T: Part> Part for BTreeMap<String, T> {
    fn say(&self) -> Option<Value> {
        let said = self
            .iter()
            .filter_map(|(name, part)| Some((name.clone(), part.say()?)));
        Some(Value::Map(said.collect()))
    }
    fn hear(value: Option<&Value>) -> Option<Self> {
        let map = value.and_then(Value::map).into_iter().flatten();
        Some(
            map.filter_map(|(name, value)| Some((name.clone(), T::hear(Some(value))?)))
                .collect(),
        )
    }
}

impl Part for Timestamp {
    fn say(&self) -> Option<Value> {
        Some(Value::Time(*self))
    }
    fn hear(value: Option<&Value>) -> Option<Self> {
        match value? {
            Value::Time(time) => Some(*time),
            Value::Text(text) => Self::parse(text).ok(),
            _ => None,
        }
    }
}

/// Parts that are written as text.
macro_rules! text_part {
    ($name:ty, $read:expr) => {
        impl $crate::record::value::Part for $name {
            fn say(&self) -> Option<$crate::record::value::Value> {
                Some($crate::record::value::Value::Text(self.to_string()))
            }
            fn hear(value: Option<&$crate::record::value::Value>) -> Option<Self> {
                let read: fn(&str) -> Option<Self> = $read;
                read(&value?.text()?)
            }
        }
    };
}
pub(crate) use text_part;

text_part!(Date, |text| Self::parse(text).ok());
text_part!(Id, |text| Self::parse(text).ok());

/// Parts that are whole numbers.
macro_rules! number_part {
    ($($name:ty)+) => {$(
        impl Part for $name {
            fn say(&self) -> Option<Value> {
                Some(Value::Number(i64::from(*self)))
            }
            fn hear(value: Option<&Value>) -> Option<Self> {
                match value? {
                    Value::Number(number) => Self::try_from(*number).ok(),
                    _ => None,
                }
            }
        }
    )+};
}
number_part!(u8 u32 i32);
