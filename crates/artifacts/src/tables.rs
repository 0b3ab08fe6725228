//! The crate's word tables other than those of names, compiled from `data/`.

use postil_lexicon::Lexicon;
use std::sync::LazyLock;

/// Declares a table under the name of its file.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident, $file:literal) => {
        $(#[$doc])*
        pub static $name: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/", $file, ".table")))
        });
    };
}

table!(
    /// Phrases copied word by word from other languages.
    CALQUES,
    "calques"
);
table!(
    /// Phrases in which a word is taken for its look-alike.
    FALSE_FRIENDS,
    "false_friends"
);
table!(
    /// Fixed expressions with a synonym that does not fit.
    TORTURED,
    "tortured"
);
table!(
    /// Expressions that translators render in several ways.
    RENDERINGS,
    "renderings"
);
table!(
    /// Words that British and American papers write differently.
    SPELLING,
    "spelling"
);
table!(
    /// Words that may stand twice in a row, and capitalised words that may not.
    REPETITION,
    "repetition"
);
table!(
    /// Verbs and nouns that the rules of word order look for.
    CLAUSE,
    "clause"
);
table!(
    /// Months, units and words of clock times.
    MEASURES,
    "measures"
);
table!(
    /// Words of web pages: buttons, menus, calls to subscribe.
    FURNITURE,
    "furniture"
);
table!(
    /// Function words with their weights in the verdict on a document.
    STYLE,
    "style"
);
table!(
    /// How often each rule reports on native and on translated news.
    RATES,
    "rates_by_rule"
);
table!(
    /// What a kind of finding adds to the verdict, and the verdict's scale.
    EVIDENCE,
    "evidence"
);
