//! The rows of the transliteration table.

use crate::names::language::Lang;
use crate::names::tables::TRANSLITERATION;
use std::sync::LazyLock;

/// One row: what is written for some letters in some place of a word.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The Cyrillic letters.
    pub letters: Vec<char>,
    /// Holds at the start of a word.
    pub at_start: bool,
    /// Holds after a vowel.
    pub after_vowel: bool,
    /// Holds at the end of a word.
    pub at_end: bool,
    /// Holds before a vowel.
    pub before_vowel: bool,
    /// What is written: the alternatives, the usual one first. Empty ones leave no trace.
    pub outputs: Vec<Vec<char>>,
}

impl Row {
    fn new(pattern: &str, outputs: &str) -> Self {
        let output = |text: &str| if text == "-" { Vec::new() } else { text.chars().collect() };
        Self {
            letters: pattern.trim_matches(['^', '+', '$', '~']).chars().collect(),
            at_start: pattern.starts_with('^'),
            after_vowel: pattern.starts_with('+'),
            at_end: pattern.ends_with('$'),
            before_vowel: pattern.ends_with('~'),
            outputs: outputs.split('|').map(output).collect(),
        }
    }

    /// How many conditions it sets.
    pub fn conditions(&self) -> usize {
        usize::from(self.at_start)
            + usize::from(self.after_vowel)
            + usize::from(self.at_end)
            + usize::from(self.before_vowel)
    }

    /// Whether the row holds for `word` at `at`.
    pub fn holds(&self, word: &[char], at: usize) -> bool {
        let end = at + self.letters.len();
        word.get(at..end).is_some_and(|letters| letters == self.letters)
            && (!self.at_start || at == 0)
            && (!self.after_vowel || at > 0 && is_vowel(word[at - 1]))
            && (!self.at_end || end == word.len())
            && (!self.before_vowel || word.get(end).is_some_and(|next| is_vowel(*next)))
    }
}

/// Whether a lower-case Cyrillic letter is a vowel.
pub(crate) fn is_vowel(letter: char) -> bool {
    matches!(letter, 'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'ї' | 'є')
}

/// A row as the table has it.
pub(crate) struct Stated {
    /// The name of its tradition.
    pub tradition: &'static str,
    /// The language that it is limited to.
    pub language: Option<Lang>,
    /// The row.
    pub row: Row,
}

/// All rows of the table, by tradition.
fn all() -> &'static [Stated] {
    static ALL: LazyLock<Vec<Stated>> = LazyLock::new(|| {
        let mut all: Vec<Stated> = TRANSLITERATION
            .entries()
            .filter_map(|entry| {
                let mut words = entry.key.split(' ');
                let (tradition, second) = (words.next()?, words.next()?);
                let (language, pattern) = match words.next() {
                    Some(pattern) => (Some(Lang::from_code(second)?), pattern),
                    None => (None, second),
                };
                Some(Stated { tradition, language, row: Row::new(pattern, entry.text) })
            })
            .collect();
        all.sort_by_key(|stated| stated.tradition);
        all
    });
    &ALL
}

/// The rows that the table has under the name of a tradition.
pub(crate) fn stated(tradition: &str) -> &'static [Stated] {
    let from = all().partition_point(|stated| stated.tradition < tradition);
    let count = all()[from..].partition_point(|stated| stated.tradition == tradition);
    &all()[from..from + count]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::convention::{SHARED, tradition_index};

    #[test]
    fn every_row_belongs_to_a_tradition_and_writes_something_or_says_that_it_does_not() {
        assert_eq!(all().len(), TRANSLITERATION.entries().count());
        for Stated { tradition, row, .. } in all() {
            let known = *tradition == SHARED || tradition_index(tradition).is_some();
            assert!(known && !stated(tradition).is_empty(), "{tradition}");
            assert!(!row.letters.is_empty() && !row.outputs.is_empty(), "{row:?}");
        }
        for entry in TRANSLITERATION.entries() {
            assert!(!entry.text.is_empty(), "{}", entry.key);
        }
        assert!(stated("").is_empty());
    }

    #[test]
    fn a_row_holds_where_its_conditions_do() {
        let word: Vec<char> = "чае".chars().collect();
        assert!(Row::new("+е$", "ye").holds(&word, 2));
        assert!(!Row::new("^е", "ye").holds(&word, 2));
        assert!(Row::new("а~", "a").holds(&word, 1));
        assert!(!Row::new("ае", "aye").holds(&word, 2));
    }
}
