//! How likely a word is as a name, by its letters.

use crate::names::convention::Lang;
use crate::names::tables::{OTHER, SURNAMES};
use std::sync::LazyLock;

/// A trigram model of letters, interpolated with its bigrams and single letters.
///
/// Each order's estimate leans on the next lower one with a weight of two observations
/// (Jelinek-Mercer smoothing with Dirichlet weights); single letters lean on a uniform one.
pub(crate) struct LetterModel {
    alphabet: Vec<char>,
    single: Vec<u32>,
    pairs: Vec<u16>,
    triples: Vec<u16>,
    pair_totals: Vec<u32>,
    triple_totals: Vec<u32>,
    total: u32,
}

/// A letter as the model counts it: see [`LetterModel::letter`].
pub(crate) type Letter = u8;

/// Before a word's first letter.
pub(crate) const START: Letter = 0;
/// After its last one.
pub(crate) const END: Letter = 1;
/// A letter that no name of the model has.
const UNKNOWN: Letter = 2;
const FIRST: usize = 3;
const SIZE: usize = 80;
const LEAN: f32 = 2.0;

impl LetterModel {
    fn new(words: &[Vec<char>]) -> Self {
        let mut alphabet: Vec<char> = words.iter().flatten().copied().collect();
        alphabet.sort_unstable();
        alphabet.dedup();
        alphabet.truncate(SIZE - FIRST);
        let mut model = Self {
            alphabet,
            single: vec![0; SIZE],
            pairs: vec![0; SIZE * SIZE],
            triples: vec![0; SIZE * SIZE * SIZE],
            pair_totals: vec![0; SIZE],
            triple_totals: vec![0; SIZE * SIZE],
            total: 0,
        };
        for word in words {
            let (mut before, mut last) = (None, START);
            let letters: Vec<Letter> = word.iter().map(|c| model.letter(*c)).collect();
            for next in letters.into_iter().chain([END]) {
                model.count(before, last, next);
                before = Some(last);
                last = next;
            }
        }
        model
    }

    fn count(&mut self, before: Option<Letter>, last: Letter, next: Letter) {
        let (last, next) = (last as usize, next as usize);
        self.single[next] += 1;
        self.total += 1;
        self.pairs[last * SIZE + next] = self.pairs[last * SIZE + next].saturating_add(1);
        self.pair_totals[last] += 1;
        if let Some(before) = before {
            let context = before as usize * SIZE + last;
            let cell = &mut self.triples[context * SIZE + next];
            *cell = cell.saturating_add(1);
            self.triple_totals[context] += 1;
        }
    }

    /// The number of a lower-case letter in this model.
    pub fn letter(&self, letter: char) -> Letter {
        self.alphabet.binary_search(&letter).map_or(UNKNOWN, |at| (at + FIRST) as Letter)
    }

    /// Natural logarithm of the probability of `next` after `before` and `last`.
    pub fn log_p(&self, before: Option<Letter>, last: Letter, next: Letter) -> f32 {
        let (last, next) = (last as usize, next as usize);
        let mut p = (self.single[next] as f32 + 0.2) / (self.total as f32 + 8.0);
        let count = f32::from(self.pairs[last * SIZE + next]);
        p = (count + LEAN * p) / (self.pair_totals[last] as f32 + LEAN);
        if let Some(before) = before {
            let context = before as usize * SIZE + last;
            let count = f32::from(self.triples[context * SIZE + next]);
            p = (count + LEAN * p) / (self.triple_totals[context] as f32 + LEAN);
        }
        p.ln()
    }

    /// Natural logarithm of the probability of a whole word in lower case.
    pub fn log_word(&self, word: &[char]) -> f32 {
        let (mut before, mut last, mut sum) = (None, START, 0.0);
        for next in word.iter().map(|c| self.letter(*c)).chain([END]) {
            sum += self.log_p(before, last, next);
            before = Some(last);
            last = next;
        }
        sum
    }
}

/// The model of surnames of a language: of Russian ones, or of Ukrainian ones.
pub(crate) fn of_surnames(language: Lang) -> &'static LetterModel {
    static RUSSIAN: LazyLock<LetterModel> = LazyLock::new(|| surnames(1));
    static UKRAINIAN: LazyLock<LetterModel> = LazyLock::new(|| surnames(2));
    if language == Lang::Uk { &UKRAINIAN } else { &RUSSIAN }
}

/// The model of names and words that no transliteration stands behind, in Latin letters.
pub(crate) fn of_others() -> &'static LetterModel {
    static OTHERS: LazyLock<LetterModel> = LazyLock::new(|| {
        let mut words: Vec<Vec<char>> =
            OTHER.entries().map(|entry| super::transliterate::lower(entry.key)).collect();
        words.sort();
        LetterModel::new(&words)
    });
    &OTHERS
}

/// How likely a word in Latin letters is as a name, for words of one length or nearly so:
/// logarithm of its probability, with what an average letter costs given back.
pub(crate) fn likelihood(word: &str) -> f32 {
    const LETTER: f32 = 2.5;
    let letters = super::transliterate::lower(word);
    of_others().log_word(&letters) + LETTER * letters.len() as f32
}

fn surnames(class: u32) -> LetterModel {
    let mut words = Vec::new();
    for entry in SURNAMES.entries().filter(|entry| entry.value == class) {
        let word = super::transliterate::lower(entry.key);
        words.extend(feminine(&word));
        words.push(word);
    }
    words.sort();
    LetterModel::new(&words)
}

/// The feminine form of a surname in lower case that has one.
pub(crate) fn feminine(word: &[char]) -> Option<Vec<char>> {
    let (&[before, last], stem) = (word.last_chunk::<2>()?, word.get(..word.len() - 2)?);
    match (before, last) {
        ('о' | 'е' | 'ё' | 'ї' | 'є', 'в') | ('и' | 'ы', 'н') => {
            Some(word.iter().copied().chain(['а']).collect())
        }
        ('и', 'й') if stem.ends_with(&['с', 'к']) || stem.ends_with(&['ц', 'к']) => {
            Some(stem.iter().copied().chain(['а', 'я']).collect())
        }
        ('и', 'й') if stem.ends_with(&['ь', 'к']) => {
            Some(stem.iter().copied().chain(['а']).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
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
    fn women_bear_other_endings() {
        assert_eq!(feminine(&chars("павлов")), Some(chars("павлова")));
        assert_eq!(feminine(&chars("островский")), Some(chars("островская")));
        assert_eq!(feminine(&chars("бондаренко")), None);
        assert_eq!(feminine(&chars("й")), None);
    }
}
