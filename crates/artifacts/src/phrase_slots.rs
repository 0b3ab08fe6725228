//! Where the index of phrases is looked at for one word, for two and for three; the build script,
//! which makes the index, includes this file.

use postil_core::Fold;

/// Slots for first words.
const FIRSTS: usize = 1 << 14;
/// Slots for keys of one word or two.
const KEYS: usize = 1 << 16;
/// Slots for the first three words of the other keys.
const STARTS: usize = 1 << 16;
/// Bytes of the index: which tables have a key that begins with such a word; which have such a
/// key of one word or two; which have a longer one that begins with such three words. A bit a
/// table.
pub const INDEX: usize = FIRSTS + KEYS + STARTS;

/// The place of a first word.
#[inline]
pub fn first(word: Fold) -> usize {
    word.0 as usize % FIRSTS
}

/// The place of a key of one word or two. Other bits of the fold decide on it than on the place
/// of a first word, so that few words share both.
#[inline]
pub fn key(words: Fold) -> usize {
    FIRSTS + (words.0 >> 16) as usize
}

/// The place of the three words that a longer key begins with.
#[inline]
pub fn start(words: Fold) -> usize {
    FIRSTS + KEYS + (words.0 >> 16) as usize
}
