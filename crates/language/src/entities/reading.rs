//! A document laid out for the finder: units of scanning, words, and which capitals count.
//!
//! A unit is a sentence or, where a zone has none, a line. A capital is *strong* when neither
//! the beginning of a unit nor of a quotation, nor a title-case or all-capital line explains it.

use super::tables;
use super::word::Word;
use crate::ground::Ground;
use postil_core::{Fold, Token, TokenKind, ZoneKind};
use postil_lexicon::Lexicon;
use rustc_hash::{FxHashMap, FxHashSet};

/// Bytes of a word that headlines give a capital, whatever its class.
const LONGER: usize = 4;

/// A stretch of tokens that is scanned as one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub from: usize,
    pub to: usize,
    /// Capitals say nothing here: a title-case headline, a line in capitals, page furniture.
    pub shouted: bool,
}

/// The document as the finder sees it.
pub(super) struct Reading<'g> {
    pub text: &'g str,
    pub tokens: &'g [Token],
    pub words: Vec<Word>,
    pub units: Vec<Unit>,
    /// Words that occur in small letters, of those that occur with a capital too (and a few more).
    small: FxHashSet<Fold>,
    /// How often a word has a strong capital.
    strong: FxHashMap<Fold, u32>,
}

impl<'g> Reading<'g> {
    /// Lays the document out; one pass over the tokens.
    pub fn new(ground: &Ground<'g>) -> Self {
        let words: Vec<Word> =
            ground.tokens.iter().map(|token| Word::of(ground.text, token)).collect();
        let mut reading = Self {
            text: ground.text,
            tokens: ground.tokens,
            words,
            units: Vec::new(),
            small: FxHashSet::default(),
            strong: FxHashMap::default(),
        };
        reading.cut(ground);
        reading.note_small();
        for at in 0..reading.units.len() {
            reading.weigh_capitals(at);
        }
        reading
    }

    /// Notes which capitalized words occur in small letters too. Most small words have no such
    /// twin; a bit for each fold of a capitalized word, taken modulo, tells so without a look-up.
    fn note_small(&mut self) {
        let place = |fold: Fold| (fold.0 as usize / 64 % 64, fold.0 % 64);
        let mut twins = [0_u64; 64];
        for (token, word) in self.tokens.iter().zip(&self.words) {
            let (row, bit) = place(token.fold);
            twins[row] |= u64::from(word.capital) << bit;
        }
        for (token, word) in self.tokens.iter().zip(&self.words) {
            let (row, bit) = place(token.fold);
            if token.kind == TokenKind::Word && !word.capital && twins[row] >> bit & 1 == 1 {
                self.small.insert(token.fold);
            }
        }
    }

    fn cut(&mut self, ground: &Ground<'_>) {
        let mut done = 0;
        for sentence in ground.sentences {
            let range = ground.token_range(sentence.span);
            if range.start < done {
                continue;
            }
            self.cut_lines(ground, done, range.start);
            self.push_unit(ground, range.start, range.end);
            done = range.end;
        }
        self.cut_lines(ground, done, self.tokens.len());
    }

    /// Tokens outside sentences, line by line.
    fn cut_lines(&mut self, ground: &Ground<'_>, from: usize, to: usize) {
        let mut start = from;
        for at in from + 1..to {
            let gap = self
                .text
                .get(self.tokens[at - 1].span.end()..self.tokens[at].span.start())
                .unwrap_or_default();
            if gap.contains('\n') {
                self.push_unit(ground, start, at);
                start = at;
            }
        }
        self.push_unit(ground, start, to);
    }

    fn push_unit(&mut self, ground: &Ground<'_>, from: usize, to: usize) {
        if from >= to {
            return;
        }
        let at = self.tokens[from].span.start();
        let zone = ground.zones.partition_point(|zone| zone.span.start() <= at).checked_sub(1);
        let furniture = zone
            .and_then(|zone| ground.zones.get(zone))
            .is_some_and(|zone| zone.kind == ZoneKind::Boilerplate);
        let shouted = furniture || self.is_shouted(from, to);
        self.units.push(Unit { from, to, shouted });
    }

    /// Whether ordinary words have capitals: two of them, and four for each longer word in small
    /// letters, after the first word; or three quarters of all words are in capitals. Names are
    /// not counted: many names in a short sentence do not make it a headline.
    fn is_shouted(&self, from: usize, to: usize) -> bool {
        let (mut all, mut upper, mut ordinary, mut small) = (0, 0, 0, 0);
        for at in from..to {
            if self.tokens[at].kind != TokenKind::Word {
                continue;
            }
            let word = self.words[at];
            all += 1;
            upper += usize::from(word.upper);
            if all > 1 && self.tokens[at].span.len() >= LONGER {
                ordinary += usize::from(word.capital && word.common != 0);
                small += usize::from(!word.capital);
            }
        }
        (ordinary >= 2 && ordinary >= 4 * small) || (all >= 3 && upper * 4 >= all * 3)
    }

    fn weigh_capitals(&mut self, unit: usize) {
        let Unit { from, to, shouted } = self.units[unit];
        let mut explained = true;
        for at in from..to {
            match self.tokens[at].kind {
                TokenKind::Word => {
                    // The capital of al-Assad is never owed to the sentence.
                    let inner =
                        self.words[at].capital && !self.word(at).starts_with(char::is_uppercase);
                    if self.words[at].capital && (!explained || inner) && !shouted {
                        self.words[at].strong = true;
                        *self.strong.entry(self.tokens[at].fold).or_default() += 1;
                    }
                    explained = false;
                }
                TokenKind::Mark | TokenKind::Symbol => explained |= self.opens(at),
                TokenKind::Number => {}
            }
        }
    }

    /// Whether a capital after this mark may be owed to the mark.
    fn opens(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "\"" | "“"
                | "„"
                | "«"
                | "‘"
                | "'"
                | "``"
                | "''"
                | ":"
                | ";"
                | "--"
                | "–"
                | "—"
                | "•"
                | "*"
                | "|"
                | "…"
                | "..."
                | "!"
                | "?"
                | "."
        )
    }

    /// The word at a position; empty behind the end.
    #[inline]
    pub fn word(&self, at: usize) -> &'g str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Whether the word at a position is this one, in whatever case.
    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// What is known of the word at a position.
    #[inline]
    pub fn shape(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// The hash of the word at a position.
    #[inline]
    pub fn fold(&self, at: usize) -> Fold {
        self.tokens.get(at).map_or(Fold::default(), |token| token.fold)
    }

    /// Whether the token is a word, in whatever case.
    #[inline]
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether nothing stands between a token and the one before.
    #[inline]
    pub fn glued(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|b| self.tokens.get(b)), self.tokens.get(at)) {
            (Some(before), Some(token)) => before.span.end() == token.span.start(),
            _ => false,
        }
    }

    /// Whether the hyphen at a position joins two words without white space.
    #[inline]
    pub fn joins(&self, at: usize) -> bool {
        self.word(at) == "-" && self.glued(at) && self.glued(at + 1) && self.is_word(at + 1)
    }

    /// The longest key of a table that begins at `at` and ends by `end`.
    #[inline]
    pub fn longest(&self, table: &Lexicon, at: usize, end: usize) -> Option<postil_lexicon::Match> {
        table.longest(self.text, self.tokens.get(at..end)?)
    }

    /// The class of a word in the table of contexts, 0 if it has none.
    pub fn context(&self, at: usize) -> u32 {
        match self.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Word => {
                tables::CONTEXTS.value(token.fold, token.span.of(self.text)).unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// Whether the word occurs in small letters somewhere.
    pub fn occurs_small(&self, at: usize) -> bool {
        self.small.contains(&self.fold(at))
    }

    /// How often the word has a strong capital in the document.
    pub fn strong_capitals(&self, at: usize) -> u32 {
        self.strong.get(&self.fold(at)).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::testing::Page;

    /// The words whose capital is strong.
    fn strong(text: &str) -> Vec<String> {
        let page = Page::new(text);
        let ground = page.ground();
        let reading = super::Reading::new(&ground);
        (0..reading.tokens.len())
            .filter(|at| reading.shape(*at).strong)
            .map(|at| reading.word(at).to_owned())
            .collect()
    }

    #[test]
    fn a_capital_at_a_beginning_is_weak() {
        assert_eq!(
            strong("Talks with Moscow began. “Peace is near,” said Putin."),
            ["Moscow", "Putin"]
        );
    }

    #[test]
    fn capitals_of_headlines_are_weak() {
        assert!(strong("Putin Call With Biden Is Prelude to Security Talks").is_empty());
        assert!(strong("WASHINGTON WARNS MOSCOW").is_empty());
        assert_eq!(strong("Putin happy with results of the call with Biden"), ["Biden"]);
        assert_eq!(
            strong("Russia’s President Vladimir Putin spoke."),
            ["President", "Vladimir", "Putin"]
        );
    }
}
