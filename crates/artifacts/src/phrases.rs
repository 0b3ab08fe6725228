//! One walk over the tokens for all tables of phrases.
//!
//! Each table alone would cost a look-up a token. An index of the words that any phrase begins
//! with, up to three, lets most tokens pass after one load or a few; the build script makes it
//! from the tables themselves.

use crate::context::Context;
use crate::names::{PLACES, TITLES, capitalised};
use crate::phrase_slots as slots;
use crate::tables;
use postil_core::{Tag, Token, TokenKind, fold_phrase};
use postil_lexicon::{Entry, Lexicon};

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
    /// Titles as other languages name them.
    Title,
    /// Places under other languages' names.
    Place,
}

impl Table {
    /// In the order of the build script's list.
    const ALL: [Self; 7] = [
        Self::Calque,
        Self::FalseFriend,
        Self::Tortured,
        Self::Rendering,
        Self::Spelling,
        Self::Title,
        Self::Place,
    ];

    fn lexicon(self) -> &'static Lexicon {
        match self {
            Self::Calque => &tables::CALQUES,
            Self::FalseFriend => &tables::FALSE_FRIENDS,
            Self::Tortured => &tables::TORTURED,
            Self::Rendering => &tables::RENDERINGS,
            Self::Spelling => &tables::SPELLING,
            Self::Title => &TITLES,
            Self::Place => &PLACES,
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

static INDEX: &[u8; slots::INDEX] = include_bytes!(concat!(env!("OUT_DIR"), "/phrases.index"));

/// The tables that may have a phrase at the first of these tokens, a bit for each.
#[inline]
fn tables_at(tokens: &[Token]) -> u8 {
    let Some(first) = tokens.first() else { return 0 };
    let tables = INDEX[slots::first(first.fold)];
    if tables == 0 {
        return 0;
    }
    let mut phrases = INDEX[slots::key(first.fold)];
    if let Some(second) = tokens.get(1) {
        let two = fold_phrase([first.fold, second.fold]);
        phrases |= INDEX[slots::key(two)];
        if let Some(third) = tokens.get(2) {
            phrases |= INDEX[slots::start(fold_phrase([two, third.fold]))];
        }
    }
    tables & phrases
}

/// Every phrase in the tokens, by position and then by table. Inside one table phrases do not
/// overlap. A phrase that is broken over two lines is none.
pub fn scan(text: &str, tokens: &[Token]) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut free = [0_usize; Table::ALL.len()];
    for (first, token) in tokens.iter().enumerate() {
        let rest = &tokens[first..];
        let mut tables = tables_at(rest);
        while tables != 0 {
            let number = tables.trailing_zeros() as usize;
            tables &= tables - 1;
            let (table, free) = (Table::ALL[number], &mut free[number]);
            if first < *free {
                continue;
            }
            let Some(found) = table.lexicon().longest(text, rest) else { continue };
            let Some(last) = rest.get(found.tokens - 1) else { continue };
            let broken = text
                .as_bytes()
                .get(token.span.start()..last.span.end())
                .is_none_or(|bytes| bytes.contains(&b'\n'));
            if !broken {
                hits.push(Hit { table, first, tokens: found.tokens, entry: found.entry });
                *free = first + found.tokens;
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

    /// What English would say, as the table writes it.
    pub fn better(self) -> Option<&'t str> {
        (!self.better.is_empty()).then_some(self.better)
    }

    /// What English would say, with the capitals of the words that it is to replace.
    pub fn better_for(self, words: &str) -> Option<String> {
        self.better().map(|better| with_capitals_of(words, better))
    }

    /// Whether a condition stands in the table.
    pub fn wants(self, condition: &str) -> bool {
        self.conditions.split(' ').any(|word| word == condition)
    }
}

/// A replacement with the capitals of the words that it replaces: all of them, those of a title,
/// or that of the first word. A replacement with capitals of its own, such as a name, keeps them.
pub fn with_capitals_of(words: &str, better: &str) -> String {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let has_lower = words.chars().any(char::is_lowercase);
    let own = better.contains(char::is_uppercase);
    if !words.starts_with(char::is_uppercase) || better.starts_with(char::is_uppercase) {
        return better.to_owned();
    }
    if !has_lower && words.contains(' ') {
        return better.to_uppercase();
    }
    // Short words stay small in titles.
    let long = |word: &&str| word.chars().count() > 3;
    let title = words.split([' ', '-']).filter(capital).count() > 1
        && words.split([' ', '-']).filter(long).all(|word| capital(&word));
    if !title || own {
        return capitalised(better);
    }
    let mut cased = String::with_capacity(better.len());
    for (at, word) in better.split_inclusive([' ', '-']).enumerate() {
        if at == 0 || long(&word.trim_end_matches([' ', '-'])) {
            cased.push_str(&capitalised(word));
        } else {
            cased.push_str(word);
        }
    }
    cased
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
    fn the_index_knows_every_phrase() {
        for (number, table) in Table::ALL.into_iter().enumerate() {
            for entry in table.lexicon().entries() {
                let token = |word| Token {
                    span: postil_core::Span::of_slice(entry.key, word).unwrap(),
                    fold: postil_core::fold(word),
                    kind: TokenKind::Word,
                    tag: Tag::X,
                };
                let tokens: Vec<Token> = entry.key.split(' ').map(token).collect();
                assert!(tables_at(&tokens) & (1 << number) != 0, "{table:?}: {}", entry.key);
            }
        }
    }

    #[test]
    fn replacements_take_the_capitals_of_the_text() {
        assert_eq!(with_capitals_of("complete - scale", "full-scale"), "full-scale");
        assert_eq!(with_capitals_of("Press Clerk", "press secretary"), "Press Secretary");
        assert_eq!(with_capitals_of("In written form", "in writing"), "In writing");
        assert_eq!(with_capitals_of("WHITE HOME", "White House"), "White House");
        assert_eq!(
            with_capitals_of("SAFETY ENSURES", "security guarantees"),
            "SECURITY GUARANTEES"
        );
        assert_eq!(with_capitals_of("Head of Kingdom", "head of state"), "Head of State");
        assert_eq!(with_capitals_of("white home", "White House"), "White House");
        assert_eq!(with_capitals_of("General Secretary", "secretary-general"), "Secretary-General");
        assert_eq!(with_capitals_of("", ""), "");
    }

    #[test]
    fn tables_write_their_suggestions_as_english_does() {
        let tables = [Table::Calque, Table::FalseFriend, Table::Tortured, Table::Rendering];
        for entry in tables.iter().flat_map(|table| table.lexicon().entries()) {
            let better = Notice::new(entry.text).better().unwrap_or_default();
            for apart in [" - ", " ,", " '", " n't"] {
                assert!(!better.contains(apart), "{}: {better}", entry.key);
            }
        }
    }

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
