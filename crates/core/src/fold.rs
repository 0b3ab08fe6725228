//! Case-folded word hashes, computed once a token and shared by every table.

use serde::{Deserialize, Serialize};

/// Hash of a word without regard to case and to the shape of its apostrophe.
///
/// 32-bit FNV-1a over the folded UTF-8 bytes. Two words with one fold need not be equal: tables
/// compare the words as well ([`same_folded`]).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct Fold(pub u32);

impl Fold {
    /// The fold of the same word with an ending in small ASCII letters behind it.
    #[inline]
    #[must_use]
    pub fn then(self, ending: &str) -> Self {
        Self(ending.bytes().fold(self.0, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME)))
    }
}

const OFFSET: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// The fold of one word.
#[inline]
pub fn fold(word: &str) -> Fold {
    let mut hash = OFFSET;
    for &byte in word.as_bytes() {
        if byte >= 0x80 {
            return fold_wide(word);
        }
        hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME);
    }
    Fold(hash)
}

#[cold]
fn fold_wide(word: &str) -> Fold {
    let mut hash = OFFSET;
    let mut bytes = [0; 4];
    for char in folded(word) {
        for &byte in char.encode_utf8(&mut bytes).as_bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(PRIME);
        }
    }
    Fold(hash)
}

/// The fold of several words in a row.
#[inline]
pub fn fold_phrase(words: impl IntoIterator<Item = Fold>) -> Fold {
    let mut words = words.into_iter();
    let first = words.next().unwrap_or_default();
    words.fold(first, |sum, word| Fold((sum.0.rotate_left(7) ^ word.0).wrapping_mul(PRIME)))
}

/// Whether two words are equal but for case and the shape of an apostrophe.
#[inline]
pub fn same_folded(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    folded(a).eq(folded(b))
}

fn folded(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().flat_map(char::to_lowercase).map(|c| match c {
        '\u{2019}' | '\u{2018}' | '\u{2bc}' => '\'',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_apostrophes_do_not_matter() {
        assert_eq!(fold("ÉTAT"), fold("état"));
        assert_eq!(fold("Don’t"), fold("don't"));
        assert!(same_folded("Don’t", "DON'T"));
        assert_ne!(fold("Kiev"), fold("Kyiv"));
    }

    #[test]
    fn an_ending_goes_on_where_the_word_ended() {
        assert_eq!(fold("Countr").then("y"), fold("country"));
        assert_eq!(fold("É").then("s"), fold("ÉS"));
    }

    #[test]
    fn a_phrase_depends_on_the_order_of_its_words() {
        let (a, b) = (fold("prime"), fold("minister"));
        assert_ne!(fold_phrase([a, b]), fold_phrase([b, a]));
        assert_eq!(fold_phrase([a]), a);
    }
}
