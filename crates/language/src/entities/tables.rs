//! The word tables of the entity finder and the classes of their rows.

use postil_lexicon::Lexicon;
use std::sync::LazyLock;

/// Declares a table that was compiled from `data/NAME.tsv`.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident = $file:literal) => {
        $(#[$doc])*
        pub(super) static $name: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/", $file, ".table")))
        });
    };
}

table!(
    /// Names of places; the text is the place's usual name where that is another one.
    PLACES = "place_names"
);
table!(
    /// Nationalities, religions and other groups; the text is the adjective that stands for all.
    GROUPS = "name_groups"
);
table!(
    /// Names of bodies; the text is the name that ties several forms together.
    BODIES = "org_names"
);
table!(
    /// Words that make a name one of a body, a place or an event.
    HEADS = "org_heads"
);
table!(
    /// Forms of address, offices and occupations.
    TITLES = "title_roles"
);
table!(
    /// Given names, and family names that stand first.
    GIVEN = "person_given"
);
table!(
    /// Small words inside and at the end of persons' names.
    PARTICLES = "person_particles"
);
table!(
    /// Ordinary words that may begin a sentence.
    COMMON = "name_common_words"
);
table!(
    /// Endings of surnames and of names of places.
    ENDINGS = "name_endings"
);
table!(
    /// Words beside a name that tell what it names.
    CONTEXTS = "name_contexts"
);

/// The text of rows whose word is a family name as well.
pub(super) const ALSO_SURNAME: &str = "surname";

/// Classes of [`PLACES`].
pub(super) mod place {
    pub(crate) const COUNTRY: u32 = 1;
    pub(crate) const CITY: u32 = 2;
    pub(crate) const REGION: u32 = 3;
    pub(crate) const COMPASS: u32 = 5;
    pub(crate) const SHARED: u32 = 6;
    pub(crate) const WEAK: u32 = 7;
}

/// The class of [`GROUPS`] and [`BODIES`] for names that are ordinary words as well.
pub(super) const WEAK: u32 = 2;

/// Classes of [`HEADS`].
pub(super) mod head {
    pub(crate) const LEAD: u8 = 1;
    pub(crate) const BOTH: u8 = 3;
    pub(crate) const LEGAL: u8 = 4;
    pub(crate) const PLACE_TAIL: u8 = 5;
    pub(crate) const PLACE_LEAD: u8 = 6;
    pub(crate) const PLACE_OF: u8 = 7;
    pub(crate) const EVENT: u8 = 8;
    pub(crate) const EVENT_LEAD: u8 = 9;
}

/// Classes of [`TITLES`]; all others are roles.
pub(super) mod title {
    pub(crate) const HONORIFIC: u32 = 1;
    pub(crate) const OFFICE: u32 = 2;
}

/// Classes of [`GIVEN`].
pub(super) mod given {
    pub(crate) const CLEAR: u8 = 1;
    pub(crate) const SHARED: u8 = 2;
}

/// Classes of [`PARTICLES`].
pub(super) mod particle {
    pub(crate) const BEFORE: u32 = 2;
    pub(crate) const SUFFIX: u32 = 3;
}

/// Classes of [`COMMON`].
pub(super) mod common {
    pub(crate) const FUNCTION: u8 = 1;
    pub(crate) const WORD: u8 = 2;
    pub(crate) const CALENDAR: u8 = 3;
    pub(crate) const THING: u8 = 4;
}

/// Classes of [`ENDINGS`].
pub(super) mod ending {
    pub(crate) const SURNAME: u32 = 1;
    pub(crate) const PLACE: u32 = 2;
}

/// Classes of [`CONTEXTS`].
pub(super) mod context {
    pub(crate) const SPEECH: u32 = 1;
    pub(crate) const HUMAN: u32 = 2;
    pub(crate) const CIRCLE: u32 = 3;
    pub(crate) const INSIDE: u32 = 4;
    pub(crate) const TOWARDS: u32 = 5;
    pub(crate) const DIRECTION: u32 = 6;
    pub(crate) const PLACE: u32 = 7;
    pub(crate) const BODY: u32 = 8;
    pub(crate) const STAFF: u32 = 9;
    pub(crate) const DATE: u32 = 10;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first classes of every table, as its file numbers them.
    #[test]
    fn classes_are_those_of_the_files() {
        let value = |table: &Lexicon, key: &str| table.lookup(key).map(|entry| entry.value);
        assert_eq!(value(&PLACES, "France"), Some(place::COUNTRY));
        assert_eq!(value(&PLACES, "Moscow"), Some(place::CITY));
        assert_eq!(value(&PLACES, "West"), Some(place::COMPASS));
        assert_eq!(value(&PLACES, "Jordan"), Some(place::SHARED));
        assert_eq!(value(&PLACES, "Nice"), Some(place::WEAK));
        assert_eq!(value(&GROUPS, "Polish"), Some(WEAK));
        assert_eq!(value(&BODIES, "Apple"), Some(WEAK));
        assert_eq!(value(&HEADS, "University"), Some(u32::from(head::BOTH)));
        assert_eq!(value(&HEADS, "Gulf"), Some(u32::from(head::PLACE_OF)));
        assert_eq!(value(&HEADS, "Hurricane"), Some(u32::from(head::EVENT_LEAD)));
        assert_eq!(value(&TITLES, "Mr."), Some(title::HONORIFIC));
        assert_eq!(value(&TITLES, "Prime Minister"), Some(title::OFFICE));
        assert_eq!(value(&TITLES, "spokesman"), Some(title::OFFICE));
        assert_eq!(value(&TITLES, "economist"), Some(3));
        assert_eq!(value(&GIVEN, "Vladimir"), Some(u32::from(given::CLEAR)));
        assert_eq!(value(&GIVEN, "Rose"), Some(u32::from(given::SHARED)));
        assert_eq!(value(&PARTICLES, "von der"), Some(particle::BEFORE));
        assert_eq!(value(&PARTICLES, "Jr."), Some(particle::SUFFIX));
        assert_eq!(value(&COMMON, "the"), Some(u32::from(common::FUNCTION)));
        assert_eq!(value(&COMMON, "Friday"), Some(u32::from(common::CALENDAR)));
        assert_eq!(value(&COMMON, "covid"), Some(u32::from(common::THING)));
        assert_eq!(value(&ENDINGS, "enko"), Some(ending::SURNAME));
        assert_eq!(value(&CONTEXTS, "said"), Some(context::SPEECH));
        assert_eq!(value(&CONTEXTS, "officials"), Some(context::STAFF));
        assert_eq!(value(&CONTEXTS, "since"), Some(context::DATE));
    }
}
