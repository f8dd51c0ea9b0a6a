//! `record!`: one kind, said once. It makes the struct with its documentation, the table of its fields, and both ways
//! between them.
//!
//! A field is `name: Type => SHAPE, how, how(...);` with the builders of [`Field`](super::field::Field) as its hows.
//! Its documentation is its sentence in the code book.

macro_rules! record {
    (
        $(#[doc = $says:literal])+
        $(#[derive($derive:ident)])?
        $name:ident = $id:literal {
            $(
                $(#[doc = $field_says:literal])+
                $(#[serde($($serde:tt)*)])?
                $field:ident : $type:ty => $shape:expr $(, $how:ident $(($($arg:expr),*))? )* ;
            )+
        }
    ) => {
        $(#[doc = $says])+
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        $(#[derive($derive)])?
        pub struct $name {
            $(
                $(#[doc = $field_says])+
                $(#[serde($($serde)*)])?
                pub $field: $type,
            )+
        }

        impl $crate::record::Record for $name {
            const ID: &'static str = $id;
            const FIELDS: &'static [$crate::record::Field] = &[
                $(
                    $crate::record::Field::new(
                        stringify!($field),
                        concat!($($field_says),+),
                        &$shape,
                    )
                    $(.$how($($($arg),*)?))*
                ),+
            ];

            fn said(&self) -> $crate::record::Said {
                let mut said = $crate::record::Said::default();
                $(said.put(stringify!($field), $crate::record::value::Part::say(&self.$field));)+
                said
            }

            fn part(&self, name: &str) -> Option<$crate::record::Value> {
                use $crate::record::value::{Part, Value};
                let value = match name {
                    $(stringify!($field) => Part::say(&self.$field),)+
                    _ => None,
                };
                value.filter(Value::says_something)
            }

            fn hear(said: &$crate::record::Said) -> Option<Self> {
                Some(Self {
                    $($field: $crate::record::value::Part::hear(said.get(stringify!($field)))?,)+
                })
            }
        }
    };
}
pub(crate) use record;
