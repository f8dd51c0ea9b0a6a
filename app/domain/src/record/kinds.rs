//! The list of kinds. A new kind is a file beside this one, its `mod`, and a line here; its words are in `locales`, its
//! screen in `app/src/screens`. Files, documents, conflicts, lists, exports and the code book follow from its table.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::field::{Field, Meets, Role};
use super::value::{Said, Value};
use super::{
    Activity, Client, Contact, FollowUp, Intervention, Note, Overdose, Referral, Screening,
};

/// A Rust type of one kind; `record!` writes this.
pub trait Record: Sized {
    /// The value of the field `type`.
    const ID: &'static str;
    /// Its fields, in the order in which files have them.
    const FIELDS: &'static [Field];
    /// What it says, by name.
    fn said(&self) -> Said;
    /// One field of it.
    fn part(&self, name: &str) -> Option<Value>;
    /// Reads it back leniently; `None` where something is missing without which it makes no sense.
    fn hear(said: &Said) -> Option<Self>;
}

/// Whose a record of a kind is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs {
    /// It is the client.
    Itself,
    /// It has a client.
    Client,
    /// It may have one.
    Perhaps,
    /// It never has one.
    Nobody,
}

macro_rules! kinds {
    ($($name:ident $belongs:ident;)+) => {
        /// The type of a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[allow(missing_docs, reason = "each is documented at its type")]
        pub enum Kind { $($name,)+ }

        /// What a record says.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[allow(missing_docs, reason = "each is documented at its type")]
        pub enum Body { $($name($name),)+ }

        impl Kind {
            /// All types, in the order in which an export lists one client's records.
            pub const ALL: &'static [Kind] = &[$(Self::$name,)+];
            /// Their ids.
            pub const IDS: &'static [&'static str] = &[$(<$name as Record>::ID,)+];

            /// The value of the field `type`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => <$name as Record>::ID,)+ }
            }

            /// Its fields, in the order in which files have them.
            #[must_use]
            pub const fn fields(self) -> &'static [Field] {
                match self { $(Self::$name => <$name as Record>::FIELDS,)+ }
            }

            /// Whose it is.
            #[must_use]
            pub const fn belongs(self) -> Belongs {
                match self { $(Self::$name => Belongs::$belongs,)+ }
            }

            /// Reads what a document says of this kind.
            #[must_use]
            pub fn hear(self, said: &Said) -> Option<Body> {
                match self { $(Self::$name => $name::hear(said).map(Body::$name),)+ }
            }
        }

        impl Body {
            /// The type of the record.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$name(_) => Kind::$name,)+ }
            }

            /// What it says, by name.
            #[must_use]
            pub fn said(&self) -> Said {
                match self { $(Self::$name(body) => body.said(),)+ }
            }

            /// One field of it.
            #[must_use]
            pub fn part(&self, name: &str) -> Option<Value> {
                match self { $(Self::$name(body) => body.part(name),)+ }
            }
        }

        $(
            impl Typed for $name {
                const KIND: Kind = Kind::$name;
                fn of(body: &Body) -> Option<&Self> {
                    match body {
                        Body::$name(body) => Some(body),
                        _ => None,
                    }
                }
            }

            impl From<$name> for Body {
                fn from(body: $name) -> Self {
                    Self::$name(body)
                }
            }
        )+
    };
}

/// A Rust type that a body may be.
pub trait Typed: Record {
    /// Its kind.
    const KIND: Kind;
    /// The body, if it is of this kind.
    fn of(body: &Body) -> Option<&Self>;
}

kinds! {
    Client Itself;
    Contact Perhaps;
    Screening Client;
    Intervention Client;
    Referral Client;
    FollowUp Client;
    Note Client;
    Overdose Perhaps;
    Activity Nobody;
}

impl Kind {
    /// Reads the value of the field `type`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == text)
    }

    /// The field of this name.
    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// The field with this role.
    #[must_use]
    pub fn with(self, role: Role) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.role == role)
    }

    /// Whether the record goes on after it was made: some field may be set anew or added to.
    #[must_use]
    pub fn goes_on(self) -> bool {
        let kept =
            |field: &Field| matches!(field.meets, Meets::Once | Meets::Letters | Meets::Never);
        !self.fields().iter().all(kept)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
