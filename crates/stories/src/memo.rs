//! What the words of the latest texts mean to matching.
//!
//! A few thousand words make up most of any text, and each is read up to three times: for the
//! sketch of its document, in its story and for the brief. A small table by thread answers for
//! nearly all of them with one comparison; a word that is not there takes the place of another.

use crate::words::{Meaning, meaning};
use postil_core::Fold;

/// Words that are kept; a power of two. Together 128 KiB, which stays in a core's own cache.
const SLOTS: usize = 1 << 12;
/// Longest word that is kept, in bytes; it makes a slot 32 bytes.
const LONGEST: usize = 19;

#[derive(Clone, Copy)]
struct Slot {
    fold: Fold,
    meaning: Meaning,
    length: u8,
    text: [u8; LONGEST],
}

/// Words with their meanings, by fold and text.
pub(crate) struct Memo {
    slots: Box<[Slot]>,
    buffer: String,
}

impl Memo {
    /// Every slot holds the empty word.
    pub fn new() -> Self {
        let mut buffer = String::new();
        let fold = Fold::default();
        let meaning = meaning(fold, "", &mut buffer);
        let empty = Slot { fold, meaning, length: 0, text: [0; LONGEST] };
        Self { slots: vec![empty; SLOTS].into_boxed_slice(), buffer }
    }

    /// The meaning of the word of this fold.
    #[inline]
    pub fn of(&mut self, fold: Fold, word: &str) -> Meaning {
        let bytes = word.as_bytes();
        // `The` and `the` have one fold and are both frequent: the case parts them.
        let case = bytes.first().map_or(0, |first| u32::from(first & 0x20) << 6);
        let place = (fold.0 ^ case) as usize & (SLOTS - 1);
        let Some(slot) = self.slots.get_mut(place) else {
            return meaning(fold, word, &mut self.buffer);
        };
        if slot.fold == fold && slot.text.get(..usize::from(slot.length)) == Some(bytes) {
            return slot.meaning;
        }
        let meaning = meaning(fold, word, &mut self.buffer);
        if let Some(text) = slot.text.get_mut(..bytes.len()) {
            text.copy_from_slice(bytes);
            (slot.fold, slot.meaning, slot.length) = (fold, meaning, bytes.len() as u8);
        }
        meaning
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::fold;

    #[test]
    fn words_of_one_place_do_not_answer_for_each_other() {
        let mut memo = Memo::new();
        let mut buffer = String::new();
        let words: Vec<String> = (0..3 * SLOTS).map(|n| format!("word{n}ing")).collect();
        for word in words.iter().chain(&words) {
            let known = memo.of(fold(word), word);
            assert_eq!(known, meaning(fold(word), word, &mut buffer), "{word}");
        }
    }

    #[test]
    fn equal_folds_are_told_apart_by_their_words() {
        let mut memo = Memo::new();
        let mut buffer = String::new();
        for word in ["US", "us", "", "anticonstitutionalisation", "’s", "é"] {
            assert_eq!(memo.of(Fold(7), word), meaning(Fold(7), word, &mut buffer), "{word}");
            assert_eq!(memo.of(Fold(7), word), meaning(Fold(7), word, &mut buffer), "{word}");
        }
    }
}
