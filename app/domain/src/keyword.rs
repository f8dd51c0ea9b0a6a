//! Keywords: short stable ids that stand for a meaning, such as `needle-exchange`.
//!
//! A keyword that this version does not know is refused where a person or a file brings it in ([`keywords!`] `parse`)
//! and kept, as it was written, where a stored document holds it (`read`): an older app must not destroy what a newer
//! one wrote. So every keyword type is its known variants and `Unknown(String)`.

use crate::limits;

/// Whether a text has the shape of a keyword: lower-case letters, digits and single inner hyphens.
#[must_use]
pub fn is_keyword(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= limits::KEYWORD
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Defines an open keyword type: the named variants and `Unknown`.
macro_rules! keywords {
    ($(#[$meta:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $id:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$note])* $variant,)+
            /// A word of a newer version, kept as it was written.
            Unknown(String),
        }

        impl $name {
            /// Every known keyword, in the order in which screens list them.
            pub const KNOWN: &'static [$name] = &[$($name::$variant),+];
            /// The ids of [`Self::KNOWN`].
            pub const IDS: &'static [&'static str] = &[$($id),+];

            /// The shape of a field that holds one.
            pub const SHAPE: $crate::record::Shape = $crate::record::Shape::Word($crate::record::Word {
                kind: "keyword",
                expected: "",
                ids: Self::IDS,
                read: |text| {
                    let known = Self::parse(text)?;
                    Some($crate::record::Value::Text(known.id().to_owned()))
                },
            });

            /// The stable id.
            #[must_use]
            pub fn id(&self) -> &str {
                match self {
                    $(Self::$variant => $id,)+
                    Self::Unknown(text) => text,
                }
            }

            /// Reads a known keyword; `None` for any other word.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text {
                    $($id => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// Reads what a document holds; an unknown word is kept.
            #[must_use]
            pub fn read(text: &str) -> Self {
                Self::parse(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.id())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::read(&text)
            }
        }

        impl $crate::record::value::Part for $name {
            fn say(&self) -> Option<$crate::record::Value> {
                Some($crate::record::Value::Text(self.id().to_owned()))
            }
            fn hear(value: Option<&$crate::record::Value>) -> Option<Self> {
                let text = value.and_then($crate::record::Value::text);
                Some(Self::read(&text.unwrap_or_default()))
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> String {
                word.id().to_owned()
            }
        }
    };
}
pub(crate) use keywords;

#[cfg(test)]
mod tests {
    use super::is_keyword;

    #[test]
    fn a_keyword_is_lower_case_with_single_inner_hyphens() {
        for good in ["a", "needles-out", "dtp-3", "0"] {
            assert!(is_keyword(good), "{good}");
        }
        for bad in [
            "",
            "-a",
            "a-",
            "a--b",
            "A",
            "a_b",
            "a b",
            "é",
            &"a".repeat(41),
        ] {
            assert!(!is_keyword(bad), "{bad}");
        }
    }
}
