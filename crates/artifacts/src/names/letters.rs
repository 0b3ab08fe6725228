//! How likely a word is as a name, by its letters.

use crate::names::convention::Lang;
use crate::names::transliterate::lower;
use std::sync::LazyLock;

/// A trigram model of letters: the block that the build script makes of a list of names (see
/// `build/letter_model.rs`), taken apart.
pub(crate) struct LetterModel {
    alphabet: Vec<char>,
    /// Letters of the alphabet and the three besides.
    size: usize,
    /// For each pair of letters, where its row begins.
    index: Vec<u32>,
    /// For each row, the logarithms of the probabilities of every next letter.
    rows: Vec<f32>,
}

/// The end of a word so far, as the model counts it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// Where the row of its last two letters begins.
    row: u32,
    last: Letter,
}

impl State {
    /// Before a word's first letter, whose row is the first.
    pub const START: Self = Self { row: 0, last: START };
}

/// A letter as the model counts it: see [`LetterModel::letter`].
pub(crate) type Letter = u8;

/// Before a word's first letter.
const START: Letter = 0;
/// After its last one.
const END: Letter = 1;
/// A letter that no name of the model has.
const UNKNOWN: Letter = 2;
const FIRST: usize = 3;

impl LetterModel {
    fn read(block: &[u8]) -> Self {
        let mut words = block.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let letters = words.next().unwrap_or(0) as usize;
        let alphabet = words.by_ref().take(letters).filter_map(char::from_u32).collect();
        let size = letters + FIRST;
        let index = words.by_ref().take(size * size).map(|row| row * size as u32).collect();
        Self { alphabet, size, index, rows: words.map(f32::from_bits).collect() }
    }

    /// The number of a lower-case letter in this model.
    pub fn letter(&self, letter: char) -> Letter {
        self.alphabet.binary_search(&letter).map_or(UNKNOWN, |at| (at + FIRST) as Letter)
    }

    /// Natural logarithm of the probability of `next`, and the word's end with it.
    #[inline]
    pub fn next(&self, end: State, next: Letter) -> (f32, State) {
        let row = self.index[usize::from(end.last) * self.size + usize::from(next)];
        (self.log_p(end, next), State { row, last: next })
    }

    /// Natural logarithm of the probability that the word ends.
    #[inline]
    pub fn log_end(&self, end: State) -> f32 {
        self.log_p(end, END)
    }

    #[inline]
    fn log_p(&self, end: State, next: Letter) -> f32 {
        self.rows[end.row as usize + usize::from(next)]
    }

    /// Natural logarithm of the probability of a whole word in lower case.
    pub fn log_word(&self, word: &[char]) -> f32 {
        let (mut end, mut sum) = (State::START, 0.0);
        for letter in word {
            let (log_p, longer) = self.next(end, self.letter(*letter));
            sum += log_p;
            end = longer;
        }
        sum + self.log_end(end)
    }
}

/// Declares the model whose block the build script wrote under that name.
macro_rules! model {
    ($name:ident, $file:literal) => {
        static $name: LazyLock<LetterModel> = LazyLock::new(|| {
            LetterModel::read(include_bytes!(concat!(env!("OUT_DIR"), "/", $file, ".letters")))
        });
    };
}

model!(RUSSIAN, "russian");
model!(UKRAINIAN, "ukrainian");
model!(OTHERS, "other");

/// The model of surnames of a language: of Russian ones, or of Ukrainian ones.
pub(crate) fn of_surnames(language: Lang) -> &'static LetterModel {
    if language == Lang::Uk { &UKRAINIAN } else { &RUSSIAN }
}

/// The model of names and words that no transliteration stands behind, in Latin letters.
pub(crate) fn of_others() -> &'static LetterModel {
    &OTHERS
}

/// How likely a word in Latin letters is as a name, for words of one length or nearly so:
/// logarithm of its probability, with what an average letter costs given back.
pub(crate) fn likelihood(word: &str) -> f32 {
    const LETTER: f32 = 2.5;
    let letters = lower(word);
    of_others().log_word(&letters) + LETTER * letters.len() as f32
}

#[cfg(test)]
#[path = "../../build/letter_model.rs"]
mod training;

#[cfg(test)]
mod tests {
    use super::training::{compile, feminine};
    use super::*;

    fn chars(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn a_name_is_likelier_than_its_letters_shuffled() {
        let model = of_surnames(Lang::Ru);
        assert!(model.log_word(&chars("барсуков")) > model.log_word(&chars("квасбору")));
        assert!(model.log_word(&chars("xyz")).is_finite());
        assert!(model.log_word(&[]).is_finite());
    }

    #[test]
    fn the_probabilities_of_a_place_add_up_to_one() {
        let model = LetterModel::read(&compile(&[chars("ab"), chars("abba")]).unwrap());
        assert_eq!(model.alphabet, ['a', 'b']);
        let (a, b) = (model.letter('a'), model.letter('b'));
        let end = |letters: &[Letter]| {
            letters.iter().fold(State::START, |end, letter| model.next(end, *letter).1)
        };
        for before in [&[] as &[Letter], &[a], &[b, a], &[a, a]] {
            let sum: f32 = (0..5).map(|next| model.log_p(end(before), next).exp()).sum();
            // Single letters lean on a uniform distribution over more letters than there are.
            assert!((0.5..=1.001).contains(&sum), "{before:?} {sum}");
        }
        assert!(model.log_end(end(&[a, b])) > model.log_p(end(&[a, b]), a));
        assert_eq!(model.letter('c'), UNKNOWN);
    }

    #[test]
    fn women_bear_other_endings() {
        assert_eq!(feminine(&chars("павлов")), Some(chars("павлова")));
        assert_eq!(feminine(&chars("островский")), Some(chars("островская")));
        assert_eq!(feminine(&chars("бондаренко")), None);
        assert_eq!(feminine(&chars("й")), None);
    }
}
