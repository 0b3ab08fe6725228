//! Where the index of phrases is looked at for one word and for two; the build script, which
//! makes the index, includes this file.

use postil_core::{Fold, fold_phrase};

/// Slots for first words.
pub const FIRSTS: usize = 1 << 14;
/// Slots for first and second words.
pub const PAIRS: usize = 1 << 16;
/// Bytes of the index: which tables have a phrase that begins with such a word; which have that
/// word as a whole key; which have a phrase that begins with such two words. A bit a table.
pub const INDEX: usize = 2 * FIRSTS + PAIRS;

/// The place of a first word.
#[inline]
pub fn first(word: Fold) -> usize {
    word.0 as usize % FIRSTS
}

/// The place of a word that is a whole key.
#[inline]
pub fn whole(word: Fold) -> usize {
    FIRSTS + first(word)
}

/// The place of a first and second word.
#[inline]
pub fn pair(word: Fold, next: Fold) -> usize {
    2 * FIRSTS + (fold_phrase([word, next]).0 >> 16) as usize
}
