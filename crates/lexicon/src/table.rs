//! Looking words up in a compiled table.

use crate::build::{ENTRY_BYTES, HEADER_BYTES, NUMBER, PREFIX, tag};
use postil_core::{Fold, Token, fold, fold_phrase, same_folded};

/// A compiled table, read where it lies. The default is the empty table.
#[derive(Clone, Copy, Default)]
pub struct Lexicon {
    slots: &'static [u8],
    entries: &'static [u8],
    blob: &'static str,
}

/// What a table says of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as the table spells it.
    pub key: &'static str,
    /// Its number, or the number of its class.
    pub value: u32,
    /// Its text; empty where the table has none.
    pub text: &'static str,
}

/// The longest key that begins at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// How many tokens the key covers.
    pub tokens: usize,
    /// What the table says of it.
    pub entry: Entry,
}

impl Lexicon {
    /// A table from the block that [`compile`](crate::compile) made.
    ///
    /// # Panics
    /// If the block is none: the program was built wrongly. Use it in a `static` or `const`
    /// position so that the compiler or the first test finds out.
    pub const fn new(block: &'static [u8]) -> Self {
        assert!(block.len() >= HEADER_BYTES, "not a table");
        assert!(block[0] == b'P' && block[1] == b'L' && block[2] == b'X' && block[3] == b'2');
        let slots = u32_at(block, 4) as usize;
        let entries = u32_at(block, 8) as usize;
        let (_, rest) = block.split_at(HEADER_BYTES);
        let (slots, rest) = rest.split_at(slots * 4);
        let (entries, blob) = rest.split_at(entries * ENTRY_BYTES);
        let Ok(blob) = std::str::from_utf8(blob) else {
            panic!("the keys of a table are not UTF-8");
        };
        Self { slots, entries, blob }
    }

    /// What the table says of one word, given with its fold.
    #[inline]
    pub fn get(&self, hash: Fold, word: &str) -> Option<Entry> {
        self.find(hash, 1, |key| same_folded(key, word)).map(|(entry, _)| entry)
    }

    /// What the table says of a word, or of words separated by single spaces.
    pub fn lookup(&self, key: &str) -> Option<Entry> {
        let words = key.split(' ').count();
        let hash = fold_phrase(key.split(' ').map(fold));
        self.find(hash, words as u8, |other| same_folded(other, key)).map(|(entry, _)| entry)
    }

    /// The longest key that begins with `tokens[0]`.
    #[inline]
    pub fn longest(&self, text: &str, tokens: &[Token]) -> Option<Match> {
        let first = tokens.first()?;
        if !self.may_hold(first.fold) {
            return None;
        }
        self.longest_from(text, tokens, first)
    }

    /// Whether any key, or the first word of any key, may have this fold; almost never true in
    /// vain, and false for most words of a text.
    #[inline]
    fn may_hold(&self, hash: Fold) -> bool {
        let Some(mask) = self.mask() else { return false };
        let mut slot = hash.0 as usize & mask;
        loop {
            let entry = u32_at(self.slots, slot * 4);
            if entry == 0 {
                return false;
            }
            if entry & !NUMBER == tag(hash.0) {
                return true;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn longest_from(&self, text: &str, tokens: &[Token], first: &Token) -> Option<Match> {
        let word = first.span.of(text);
        let most = self
            .find(first.fold, PREFIX, |key| same_folded(key, word))
            .map_or(1, |(_, longest)| longest as usize)
            .min(tokens.len());
        for count in (2..=most).rev() {
            let hash = fold_phrase(tokens[..count].iter().map(|token| token.fold));
            let equal = |key: &str| {
                let mut words = key.split(' ');
                tokens[..count]
                    .iter()
                    .all(|token| words.next().is_some_and(|w| same_folded(w, token.span.of(text))))
            };
            if let Some((entry, _)) = self.find(hash, count as u8, equal) {
                return Some(Match { tokens: count, entry });
            }
        }
        self.get(first.fold, word).map(|entry| Match { tokens: 1, entry })
    }

    /// Every key with its entry, in no order that means anything but always the same.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        self.entries
            .chunks_exact(ENTRY_BYTES)
            .filter(|record| record[16] != PREFIX)
            .map(|record| self.entry(record))
    }

    #[inline]
    fn find(&self, hash: Fold, words: u8, equal: impl Fn(&str) -> bool) -> Option<(Entry, u8)> {
        let mask = self.mask()?;
        let mut slot = hash.0 as usize & mask;
        loop {
            let taken = u32_at(self.slots, slot * 4);
            if taken == 0 {
                return None;
            }
            if taken & !NUMBER == tag(hash.0) {
                let number = (taken & NUMBER) as usize;
                let record = &self.entries[(number - 1) * ENTRY_BYTES..number * ENTRY_BYTES];
                if u32_at(record, 0) == hash.0 && record[16] == words {
                    let entry = self.entry(record);
                    if equal(entry.key) {
                        return Some((entry, record[17]));
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    #[inline]
    fn mask(&self) -> Option<usize> {
        (self.slots.len() / 4).checked_sub(1)
    }

    #[inline]
    fn entry(&self, record: &[u8]) -> Entry {
        let at = u32_at(record, 8) as usize;
        let key = at + u16::from_le_bytes([record[12], record[13]]) as usize;
        let text = key + u16::from_le_bytes([record[14], record[15]]) as usize;
        let part = |from, to| self.blob.get(from..to).unwrap_or_default();
        Entry { key: part(at, key), value: u32_at(record, 4), text: part(key, text) }
    }
}

#[inline]
const fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile;
    use postil_core::{Span, Tag, TokenKind};

    fn table(tsv: &str) -> Lexicon {
        Lexicon::new(Vec::leak(compile(tsv).unwrap()))
    }

    fn tokens(text: &str) -> Vec<Token> {
        text.split(' ')
            .map(|word| Token {
                span: Span::of_slice(text, word).unwrap(),
                fold: fold(word),
                kind: TokenKind::Word,
                tag: Tag::X,
            })
            .collect()
    }

    #[test]
    fn the_longest_key_wins_and_a_shorter_one_is_found_when_it_breaks_off() {
        let names =
            table("#! class city = 3\n# places\nNew York\tcity\nNew York State\t7\tNY\nNew\t1\n");
        let text = "new york state";
        assert_eq!(names.longest(text, &tokens(text)).unwrap().entry.text, "NY");
        let text = "NEW YORK Times";
        let found = names.longest(text, &tokens(text)).unwrap();
        assert_eq!((found.tokens, found.entry.value), (2, 3));
        let text = "New shoes";
        assert_eq!(names.longest(text, &tokens(text)).unwrap().entry.value, 1);
        assert!(names.lookup("York").is_none());
        assert!(names.lookup("").is_none());
    }

    #[test]
    fn a_key_that_stands_twice_is_an_error_with_its_line() {
        let error = compile("a\t1\n\nA\t2\n").unwrap_err();
        assert_eq!(error.line, 3);
        let error = compile("a\tx\n").unwrap_err();
        assert!(error.message.contains("`x`"));
    }

    #[test]
    fn the_default_table_is_empty() {
        assert!(Lexicon::default().lookup("a").is_none());
        assert_eq!(Lexicon::default().entries().count(), 0);
    }

    proptest::proptest! {
        #[test]
        fn every_key_is_found_with_its_value(
            keys in proptest::collection::btree_set("[a-zé]{1,8}( [a-z]{1,4}){0,2}", 1..60)
        ) {
            let tsv: String =
                keys.iter().enumerate().map(|(n, key)| format!("{key}\t{n}\n")).collect();
            let names = table(&tsv);
            for (n, key) in keys.iter().enumerate() {
                proptest::prop_assert_eq!(names.lookup(key).unwrap().value, n as u32);
            }
        }
    }
}
