//! The tables of names, compiled from `data/`.

use postil_lexicon::Lexicon;
use std::sync::LazyLock;

/// Declares a table under the name of its file.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident, $file:literal) => {
        $(#[$doc])*
        pub(crate) static $name: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/", $file, ".table")))
        });
    };
}

table!(
    /// From Cyrillic letters to Latin ones, for each tradition.
    TRANSLITERATION,
    "names_transliteration"
);
table!(
    /// The traditions and what they are for.
    TRADITIONS,
    "names_traditions"
);
table!(
    /// Surnames in Cyrillic.
    SURNAMES,
    "names_surnames"
);
table!(
    /// Given names in Cyrillic.
    GIVEN,
    "names_given"
);
table!(
    /// Those given names in Latin spellings.
    GIVEN_LATIN,
    "names_given_latin"
);
table!(
    /// Names and words that are no transliteration.
    OTHER,
    "names_other"
);
table!(
    /// Established spellings of single names.
    ESTABLISHED,
    "names_established"
);
table!(
    /// Endings of surnames in Cyrillic.
    ENDINGS,
    "names_endings"
);
table!(
    /// Those endings as the traditions spell them.
    LATIN_ENDINGS,
    "names_latin_endings"
);
table!(
    /// Letter groups that point away from English.
    SIGNS,
    "names_signs"
);
table!(
    /// Countries and peoples that write Cyrillic.
    COUNTRIES,
    "names_countries"
);
table!(
    /// Places under other languages' names.
    PLACES,
    "names_places"
);
table!(
    /// Titles as other languages name them.
    TITLES,
    "names_titles"
);
table!(
    /// Letter groups and their sounds.
    SOUNDS,
    "names_sounds"
);
table!(
    /// Words that stand before a person's name.
    OFFICES,
    "names_offices"
);
table!(
    /// Bodies with a secretary-general, and words of parties and unions.
    BODIES,
    "names_bodies"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_opens_and_holds_something() {
        let tables = [
            &TRANSLITERATION,
            &TRADITIONS,
            &SURNAMES,
            &GIVEN,
            &GIVEN_LATIN,
            &OTHER,
            &ESTABLISHED,
            &ENDINGS,
            &LATIN_ENDINGS,
            &SIGNS,
            &COUNTRIES,
            &PLACES,
            &TITLES,
            &BODIES,
            &SOUNDS,
            &OFFICES,
        ];
        for table in tables {
            assert!(table.entries().count() > 10);
        }
    }
}
