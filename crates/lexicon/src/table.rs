//! Looking words up in a compiled table.

use crate::build::{ENTRY_BYTES, HEADER_BYTES, NUMBER, PREFIX, tag};
use postil_core::{Fold, Token, fold, fold_phrase, same_folded};

/// A compiled table, read where it lies. The default is the empty table.
#[derive(Clone, Copy, Default)]
pub struct Lexicon {
    slots: &'static [[u8; 4]],
    records: &'static [Record],
    blob: &'static str,
}

/// An entry as [`crate::build`] lays it out: fold, value and place of the key in the blob (u32
/// each), lengths of key and text (u16 each), words of the key, words of the longest key that
/// begins with it, two bytes of nothing.
type Record = [u8; ENTRY_BYTES];

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
        let (records, blob) = rest.split_at(entries * ENTRY_BYTES);
        let Ok(blob) = std::str::from_utf8(blob) else {
            panic!("the keys of a table are not UTF-8");
        };
        Self { slots: slots.as_chunks().0, records: records.as_chunks().0, blob }
    }

    /// What the table says of one word, given with its fold.
    #[inline]
    pub fn get(&self, hash: Fold, word: &str) -> Option<Entry> {
        self.announces(hash).then(|| self.word(hash, word)).flatten()
    }

    /// The number that the table has for one word, given with its fold.
    #[inline]
    pub fn value(&self, hash: Fold, word: &str) -> Option<u32> {
        let mut found = None;
        if self.announces(hash) {
            self.each(hash, |record| {
                if record[WORDS] == 1 && same_word(self.key(record), word) {
                    found = Some(u32_at(record, 4));
                }
                found.is_some()
            });
        }
        found
    }

    /// What the table says of a word, or of words separated by single spaces.
    pub fn lookup(&self, key: &str) -> Option<Entry> {
        let words = key.split(' ').count();
        let hash = fold_phrase(key.split(' ').map(fold));
        let mut found = None;
        self.each(hash, |record| {
            if usize::from(record[WORDS]) == words && same_word(self.key(record), key) {
                found = Some(self.entry(record));
            }
            found.is_some()
        });
        found
    }

    /// The longest key that begins with `tokens[0]`.
    #[inline]
    pub fn longest(&self, text: &str, tokens: &[Token]) -> Option<Match> {
        let first = tokens.first()?;
        if !self.announces(first.fold) {
            return None;
        }
        self.longest_from(text, tokens, first)
    }

    /// Whether any key, or the first word of any key, may have this fold; almost never true in
    /// vain, and false for most words of a text.
    #[inline]
    pub fn announces(&self, hash: Fold) -> bool {
        let Some(mask) = self.slots.len().checked_sub(1) else { return false };
        let mut slot = hash.0 as usize & mask;
        loop {
            let taken = u32::from_le_bytes(self.slots[slot]);
            if taken == 0 {
                return false;
            }
            if taken & !NUMBER == tag(hash.0) {
                return true;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn word(&self, hash: Fold, word: &str) -> Option<Entry> {
        let mut found = None;
        self.each(hash, |record| {
            if record[WORDS] == 1 && same_word(self.key(record), word) {
                found = Some(self.entry(record));
            }
            found.is_some()
        });
        found
    }

    fn longest_from(&self, text: &str, tokens: &[Token], first: &Token) -> Option<Match> {
        let word = first.span.of(text);
        let (mut longest, mut found) = (1, None);
        self.each(first.fold, |record| {
            match record[WORDS] {
                PREFIX if same_word(self.key(record), word) => longest = usize::from(record[17]),
                1 if same_word(self.key(record), word) => {
                    found = Some(Match { tokens: 1, entry: self.entry(record) });
                }
                _ => {}
            }
            false
        });
        let mut hash = first.fold;
        for (count, token) in (2..=longest.min(tokens.len())).zip(&tokens[1..]) {
            hash = fold_phrase([hash, token.fold]);
            self.each(hash, |record| {
                let same = usize::from(record[WORDS]) == count
                    && same_phrase(self.key(record), text, &tokens[..count]);
                if same {
                    found = Some(Match { tokens: count, entry: self.entry(record) });
                }
                same
            });
        }
        found
    }

    /// Every key with its entry, in no order that means anything but always the same.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        self.records
            .iter()
            .filter(|record| record[WORDS] != PREFIX)
            .map(|record| self.entry(record))
    }

    /// Calls `done` with each entry of this fold until it says that it has what it wants.
    #[inline]
    fn each(&self, hash: Fold, mut done: impl FnMut(&Record) -> bool) {
        let Some(mask) = self.slots.len().checked_sub(1) else { return };
        let mut slot = hash.0 as usize & mask;
        loop {
            let taken = u32::from_le_bytes(self.slots[slot]);
            if taken == 0 {
                return;
            }
            if taken & !NUMBER == tag(hash.0) {
                let record = &self.records[(taken & NUMBER) as usize - 1];
                if u32_at(record, 0) == hash.0 && done(record) {
                    return;
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    #[inline]
    fn key(&self, record: &Record) -> &'static str {
        let at = u32_at(record, 8) as usize;
        self.blob.get(at..at + u16_at(record, 12)).unwrap_or_default()
    }

    #[inline]
    fn entry(&self, record: &Record) -> Entry {
        let key = self.key(record);
        let end = u32_at(record, 8) as usize + key.len();
        let text = self.blob.get(end..end + u16_at(record, 14)).unwrap_or_default();
        Entry { key, value: u32_at(record, 4), text }
    }
}

/// Where a record says how many words its key has.
const WORDS: usize = 16;

/// Whether two words of one fold are equal. They nearly always are, and mostly to the byte.
#[inline]
fn same_word(key: &str, word: &str) -> bool {
    key == word || same_folded(key, word)
}

/// Whether the words of `key` are those of `tokens`.
fn same_phrase(key: &str, text: &str, tokens: &[Token]) -> bool {
    let mut words = key.split(' ');
    tokens.iter().all(|token| words.next().is_some_and(|word| same_word(word, token.span.of(text))))
}

#[inline]
const fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[inline]
fn u16_at(record: &Record, at: usize) -> usize {
    usize::from(u16::from_le_bytes([record[at], record[at + 1]]))
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
