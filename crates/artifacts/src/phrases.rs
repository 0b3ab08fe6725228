//! One walk over the tokens for all tables of phrases.
//!
//! Each table alone would cost a look-up a token. A bitmap of the words that any phrase begins
//! with lets most tokens pass after one load; it is built once from the tables themselves.

use crate::context::Context;
use crate::tables;
use postil_core::{Tag, Token, TokenKind, fold};
use postil_lexicon::{Entry, Lexicon};
use std::sync::LazyLock;

/// The tables that are looked up for every document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Phrases copied word by word from other languages.
    Calque,
    /// Phrases in which a word is taken for its look-alike.
    FalseFriend,
    /// Fixed expressions with a synonym that does not fit.
    Tortured,
    /// Expressions that translators render in several ways.
    Rendering,
    /// Words that British and American papers write differently.
    Spelling,
}

impl Table {
    const ALL: [Self; 5] =
        [Self::Calque, Self::FalseFriend, Self::Tortured, Self::Rendering, Self::Spelling];

    fn lexicon(self) -> &'static Lexicon {
        match self {
            Self::Calque => &tables::CALQUES,
            Self::FalseFriend => &tables::FALSE_FRIENDS,
            Self::Tortured => &tables::TORTURED,
            Self::Rendering => &tables::RENDERINGS,
            Self::Spelling => &tables::SPELLING,
        }
    }
}

/// A phrase of a table, found in a document.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// The table that has it.
    pub table: Table,
    /// Position of its first token.
    pub first: usize,
    /// How many tokens it covers.
    pub tokens: usize,
    /// What the table says of it.
    pub entry: Entry,
}

const SLOTS: usize = 1 << 14;

/// For each slot of folded hashes, the tables that have a phrase beginning with such a word.
static STARTS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut slots = vec![0_u8; SLOTS];
    for (number, table) in Table::ALL.into_iter().enumerate() {
        for entry in table.lexicon().entries() {
            let word = entry.key.split(' ').next().unwrap_or_default();
            slots[fold(word).0 as usize % SLOTS] |= 1 << number;
        }
    }
    slots
});

/// Every phrase in the tokens, by position and then by table. Inside one table phrases do not
/// overlap. A phrase that is broken over two lines is none.
pub fn scan(text: &str, tokens: &[Token]) -> Vec<Hit> {
    let starts = STARTS.as_slice();
    let mut hits = Vec::new();
    let mut free = [0_usize; Table::ALL.len()];
    for (first, token) in tokens.iter().enumerate() {
        let slot = starts.get(token.fold.0 as usize % SLOTS).copied().unwrap_or(0);
        if slot == 0 {
            continue;
        }
        for (number, table) in Table::ALL.into_iter().enumerate() {
            if slot & (1 << number) == 0 || first < free[number] {
                continue;
            }
            let Some(found) = table.lexicon().longest(text, &tokens[first..]) else { continue };
            let last = tokens[first + found.tokens - 1];
            let broken = text
                .as_bytes()
                .get(token.span.start()..last.span.end())
                .is_none_or(|bytes| bytes.contains(&b'\n'));
            if !broken {
                hits.push(Hit { table, first, tokens: found.tokens, entry: found.entry });
                free[number] = first + found.tokens;
            }
        }
    }
    hits
}

/// What the text column of a phrase table says: `languages | better English | conditions`, the
/// parts after the first optional.
#[derive(Clone, Copy, Debug)]
pub struct Notice<'t> {
    languages: &'t str,
    better: &'t str,
    conditions: &'t str,
}

impl<'t> Notice<'t> {
    /// Takes a text column apart.
    pub fn new(text: &'t str) -> Self {
        let mut parts = text.split('|').map(str::trim);
        let mut part = || parts.next().unwrap_or_default();
        Self { languages: part(), better: part(), conditions: part() }
    }

    /// ISO 639-1 codes, the likeliest first.
    pub fn languages(self) -> impl Iterator<Item = &'t str> {
        self.languages.split(' ').filter(|code| !code.is_empty())
    }

    /// What English would say.
    pub fn better(self) -> Option<&'t str> {
        (!self.better.is_empty()).then_some(self.better)
    }

    /// Whether a condition stands in the table.
    pub fn wants(self, condition: &str) -> bool {
        self.conditions.split(' ').any(|word| word == condition)
    }
}

/// Whether the conditions that a table sets for a phrase hold where it was found.
pub fn holds(context: &Context<'_>, hit: &Hit, notice: Notice<'_>) -> bool {
    let end = hit.first + hit.tokens;
    let before = hit.first.checked_sub(1).and_then(|position| context.tokens.get(position));
    if notice.wants("first") && !context.opens_sentence(hit.first) {
        return false;
    }
    if notice.wants("last") && !context.closes_clause(end - 1) {
        return false;
    }
    if notice.wants("after-name") {
        let word = before.map_or("", |token| context.word(token));
        let pronoun = ["he", "she", "they"].iter().any(|one| word.eq_ignore_ascii_case(one));
        let name = before.is_some_and(|token| token.kind == TokenKind::Word)
            && word.starts_with(char::is_uppercase);
        if !(pronoun || name) {
            return false;
        }
    }
    if notice.wants("noun-subject")
        && !before.is_some_and(|token| matches!(token.tag, Tag::Noun | Tag::Propn))
    {
        return false;
    }
    if notice.wants("bare") {
        let next = context.tokens.get(end);
        let noun = next.is_some_and(|token| {
            matches!(token.tag, Tag::Noun | Tag::Adj | Tag::Propn | Tag::Num)
                || context.word(token).starts_with(['-', '’', '\''])
        });
        if noun {
            return false;
        }
    }
    true
}

/// Whether the first and every longer word of a phrase has a capital, as in names and in titles.
pub fn is_title(context: &Context<'_>, hit: &Hit) -> bool {
    if !context.word_at(hit.first).starts_with(char::is_uppercase) {
        return false;
    }
    let words = hit.first..hit.first + hit.tokens;
    let mut capitals = 0;
    for word in words.map(|position| context.word_at(position)) {
        if word.starts_with(char::is_uppercase) {
            capitals += 1;
        } else if word.chars().count() > 3 {
            return false;
        }
    }
    capitals > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_may_lack_parts() {
        let notice = Notice::new("de nl | take place | last");
        assert_eq!(notice.languages().collect::<Vec<_>>(), ["de", "nl"]);
        assert_eq!(notice.better(), Some("take place"));
        assert!(notice.wants("last") && !notice.wants("las"));
        assert_eq!(Notice::new("").better(), None);
        assert_eq!(Notice::new("").languages().count(), 0);
    }
}
