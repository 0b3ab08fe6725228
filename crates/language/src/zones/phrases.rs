//! The tables of page furniture, and where their phrases stand in a line.

use postil_core::{Fold, Token};
use postil_lexicon::{Entry, Lexicon};
use std::sync::LazyLock;

static PHRASES: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/zone_phrases.table"))));
static WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_bytes!(concat!(env!("OUT_DIR"), "/zone_words.table"))));

/// The classes of `zone_phrases.tsv`, which says what each is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Button,
    Date,
    Stamp,
    Call,
    Label,
    Promo,
    Notice,
    Heading,
    By,
    Author,
    Credit,
    Picture,
    Caption,
    Agency,
    Owner,
    Copyright,
    Follow,
}

impl Class {
    /// Every class, in the order of its numbers in the table, from 1.
    const ALL: [Self; 17] = [
        Self::Button,
        Self::Date,
        Self::Stamp,
        Self::Call,
        Self::Label,
        Self::Promo,
        Self::Notice,
        Self::Heading,
        Self::By,
        Self::Author,
        Self::Credit,
        Self::Picture,
        Self::Caption,
        Self::Agency,
        Self::Owner,
        Self::Copyright,
        Self::Follow,
    ];

    fn of(entry: &Entry) -> Option<Self> {
        Self::ALL.get((entry.value as usize).checked_sub(1)?).copied()
    }
}

/// A phrase of the table in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Number of its first word in the line.
    pub at: usize,
    /// How many words it covers.
    pub count: usize,
    /// Its class.
    pub class: Class,
    /// Its third column.
    pub note: &'static str,
}

impl Hit {
    /// Number of the word behind its last.
    pub fn end(&self) -> usize {
        self.at + self.count
    }
}

/// What a single word says of the line that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Verb,
    Link,
    Role,
}

/// The phrases of a line, longest first at each place, none inside another.
pub(super) fn scan(text: &str, tokens: &[Token], out: &mut Vec<Hit>) {
    out.clear();
    let table = &*PHRASES;
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let found = table.longest(text, rest);
        let hit = found.and_then(|found| {
            let class = Class::of(&found.entry)?;
            Some(Hit { at, count: found.tokens, class, note: found.entry.text })
        });
        at += hit.map_or(1, |hit| hit.count.max(1));
        out.extend(hit);
    }
}

/// What a single word says.
pub(super) fn sign(word: &str, fold: Fold) -> Option<Sign> {
    match WORDS.value(fold, word)? {
        1 => Some(Sign::Verb),
        2 => Some(Sign::Link),
        3 => Some(Sign::Role),
        _ => None,
    }
}

/// Whether a single word means a picture.
pub(super) fn is_picture(word: &str, fold: Fold) -> bool {
    PHRASES.get(fold, word).is_some_and(|entry| entry.text == "photo")
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn every_key_is_split_as_lines_are() {
        for entry in PHRASES.entries().chain(WORDS.entries()) {
            let split: Vec<&str> =
                words(entry.key).map(|word| &entry.key[word.start..word.end]).collect();
            assert_eq!(split.join(" "), entry.key, "this key can never be found");
        }
    }

    #[test]
    fn every_entry_has_a_class() {
        for entry in PHRASES.entries() {
            assert!(Class::of(&entry).is_some(), "{}", entry.key);
        }
        for entry in WORDS.entries() {
            assert!((1..=3).contains(&entry.value), "{}", entry.key);
        }
    }

    #[test]
    fn the_numbers_of_the_classes_are_those_of_the_table() {
        let class = |key| PHRASES.lookup(key).and_then(|entry| Class::of(&entry));
        assert_eq!(class("advertisement"), Some(Class::Button));
        assert_eq!(class("april"), Some(Class::Date));
        assert_eq!(class("contributed to this report"), Some(Class::Author));
        assert_eq!(class("all rights reserved"), Some(Class::Owner));
        assert_eq!(class("follow her on"), Some(Class::Follow));
    }
}
