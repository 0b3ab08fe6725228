//! The built-in kinds of notes, one a file, and the generic one.

mod annotation;
mod artifact;
mod entity;
mod quote;
mod sentence;
mod stance;
mod token;
mod tone;
mod zone;

pub use annotation::Annotation;
pub use artifact::{Artifact, Category, Related};
pub use entity::{Entity, EntityKind};
pub use quote::{Cue, Quote, QuoteKind, Speaker};
pub use sentence::Sentence;
pub use stance::{Evidence, Stance, Via};
pub use token::{Tag, Token, TokenKind};
pub use tone::{Polarity, Tone};
pub use zone::{Zone, ZoneKind};

/// Implements the two column accessors of [`crate::Record`] for a field of [`crate::Layers`].
macro_rules! column {
    ($field:ident) => {
        fn column(layers: &$crate::Layers) -> &Option<$crate::Layer<Self>> {
            &layers.$field
        }
        fn column_mut(layers: &mut $crate::Layers) -> &mut Option<$crate::Layer<Self>> {
            &mut layers.$field
        }
    };
}
pub(crate) use column;

/// An enum whose values have names in the record form: `name`, `from_name`, `ALLOWED`, serde.
macro_rules! named {
    ($(#[$meta:meta])* $type:ident { $($(#[$doc:meta])* $value:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        pub enum $type { $($(#[$doc])* #[serde(rename = $name)] $value),+ }

        impl $type {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];
            /// The names of all values, for messages.
            pub const ALLOWED: &'static str = concat!($($name, " "),+);

            /// The name in records.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$value => $name),+ }
            }

            /// The value of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$value),)+ _ => None }
            }
        }
    };
}
pub(crate) use named;
