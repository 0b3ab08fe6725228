//! A tradition's rules read backwards, from Latin letters to Cyrillic ones.

use crate::names::convention::{Convention, Lang, TraditionIndex, traditions};
use crate::names::letters::{self, Letter, LetterModel};
use crate::names::row::{Row, is_vowel};
use std::sync::{LazyLock, OnceLock};

/// What a spelling costs that is not the usual one of its row, a step down the row.
const RARE: f32 = 0.7;

/// What kind of letter a name ends with so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Vowel,
    Consonant,
    /// A sign, which has no sound of its own; also for the name without letters.
    Sign,
}

impl Kind {
    fn of(letter: char) -> Self {
        match letter {
            'ь' | 'ъ' | '\'' => Self::Sign,
            letter if is_vowel(letter) => Self::Vowel,
            _ => Self::Consonant,
        }
    }
}

/// Some letters of a name: a range of [`Reversal::spelt`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letters {
    from: u16,
    to: u16,
    /// The kind of the last one.
    pub kind: Kind,
}

/// One alternative of a row, read backwards.
pub(crate) struct Entry {
    /// The first letter of what is written; none for letters that leave no trace.
    first: Option<char>,
    /// What is written.
    pub output: &'static [char],
    /// What the spelling costs, in logarithms.
    pub cost: f32,
    /// The Cyrillic letters.
    pub letters: Letters,
    /// The row.
    pub row: &'static Row,
}

/// A tradition's rules for names of one language, read backwards.
pub(crate) struct Reversal {
    /// The same rules read forwards.
    pub convention: &'static Convention,
    /// How likely letters are in such names.
    pub model: &'static LetterModel,
    /// By first letter of what is written.
    entries: Vec<Entry>,
    /// How many entries come before those of each ASCII letter.
    ascii: Vec<usize>,
    /// Single letters that leave no trace, such as a soft sign.
    pub silent: Vec<Letters>,
    /// All letters of all entries, with their numbers in the model.
    spelt: Vec<(char, Letter)>,
}

impl Reversal {
    /// The rules of a tradition for names of `language`, turned round at the first call.
    pub fn of(tradition: TraditionIndex, language: Lang) -> Option<&'static Self> {
        static ALL: LazyLock<Vec<OnceLock<Reversal>>> = LazyLock::new(|| {
            let count = traditions().len() * Lang::ALL.len();
            std::iter::repeat_with(OnceLock::new).take(count).collect()
        });
        let slot = ALL.get(tradition * Lang::ALL.len() + language as usize)?;
        if let Some(found) = slot.get() {
            return Some(found);
        }
        let convention = Convention::of(tradition, language)?;
        Some(slot.get_or_init(|| Self::build(convention, language)))
    }

    fn build(convention: &'static Convention, language: Lang) -> Self {
        let model = letters::of_surnames(language);
        let alphabet: Vec<char> = language.alphabet().chars().collect();
        let mut entries: Vec<Entry> = Vec::new();
        let mut spelt: Vec<(char, Letter)> = Vec::new();
        for &row in convention.rows() {
            let Some(last) = row.letters.last() else { continue };
            if !row.letters.iter().all(|letter| alphabet.contains(letter)) {
                continue;
            }
            let from = spelt.len() as u16;
            spelt.extend(row.letters.iter().map(|letter| (*letter, model.letter(*letter))));
            let letters = Letters { from, to: spelt.len() as u16, kind: Kind::of(*last) };
            for (rank, output) in row.outputs.iter().enumerate() {
                let first = output.first().map(|letter| convention.compared(*letter));
                let cost = RARE * rank as f32;
                entries.push(Entry { first, output, cost, letters, row });
            }
        }
        entries.sort_by_key(|entry| entry.first);
        let before = |letter: u8| entries.partition_point(|e| e.first < Some(char::from(letter)));
        let ascii = (0..=128).map(before).collect();
        let silent = entries
            .iter()
            .take_while(|entry| entry.first.is_none())
            .filter(|entry| entry.row.letters.len() == 1)
            .map(|entry| entry.letters)
            .collect();
        Self { convention, model, entries, ascii, silent, spelt }
    }

    /// What may be written with `letter` first.
    #[inline]
    pub fn entries(&self, letter: char) -> &[Entry] {
        let letter = self.convention.compared(letter);
        let at = letter as usize;
        match (self.ascii.get(at), self.ascii.get(at + 1)) {
            (Some(from), Some(to)) => &self.entries[*from..*to],
            _ => {
                let from = self.entries.partition_point(|entry| entry.first < Some(letter));
                let rest = &self.entries[from..];
                &rest[..rest.partition_point(|entry| entry.first == Some(letter))]
            }
        }
    }

    /// The letters, with their numbers in the model.
    #[inline]
    pub fn spelt(&self, letters: Letters) -> &[(char, Letter)] {
        &self.spelt[usize::from(letters.from)..usize::from(letters.to)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::convention::tradition_index;

    #[test]
    fn every_row_is_found_by_what_it_writes() {
        for tradition in ["de", "es", "cs"] {
            let tradition = tradition_index(tradition).unwrap();
            let reversal = Reversal::of(tradition, Lang::Ru).unwrap();
            let written = |entry: &&Entry| !entry.output.is_empty();
            for entry in reversal.entries.iter().filter(written) {
                let found = reversal.entries(entry.output[0]);
                assert!(found.iter().any(|other| std::ptr::eq(other, entry)), "{:?}", entry.row);
            }
            assert!(reversal.entries('я').is_empty() && reversal.entries('\u{80}').is_empty());
            assert!(!reversal.silent.is_empty());
        }
    }

    #[test]
    fn letters_have_kinds() {
        assert_eq!(Kind::of('я'), Kind::Vowel);
        assert_eq!(Kind::of('й'), Kind::Consonant);
        assert_eq!(Kind::of('ь'), Kind::Sign);
    }
}
