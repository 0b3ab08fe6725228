//! The sentence around quotations, each of which counts as one word of it.
//!
//! A sentence splitter cuts inside quotations of several sentences; for finding the speaker, all
//! that such a quotation touches is one sentence: its host.

use super::cues::Cue;
use super::pairing::Stretch;
use super::words::{self, Role, Word};
use crate::Ground;
use postil_core::{Entity, Sentence, Span, Tag, Token, TokenKind, same_folded};
use std::ops::Range;

/// Tokens and quotations of one host at most; what is longer is cut. Only tables and garbage have
/// sentences of this length.
const ITEMS: usize = 2000;

/// A token or a quotation of a host.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Position of the token in the ground, or of the stretch in its paragraph.
    pub at: usize,
    pub word: Word,
    /// Position of the entity mention that the token belongs to.
    pub entity: Option<u32>,
    /// Whether a single reporting word is the token.
    pub cue: bool,
}

/// One sentence, read as a row of items.
pub(super) struct Host<'a> {
    pub ground: Ground<'a>,
    pub entities: &'a [Entity],
    pub stretches: &'a [Stretch],
    pub items: Vec<Item>,
    pub cues: Vec<Cue>,
    /// Verbs of the class `stand`, apart from the others, so that no quotation goes by them.
    pub stands: Vec<Cue>,
}

/// Positions of tokens, and of stretches, that make one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    pub tokens: Range<usize>,
    pub stretches: Range<usize>,
}

impl Extent {
    /// Whether nothing in it can be speech: no quotation, no reporting word, no colon at its end.
    /// Most sentences of narration are so, and need not be read.
    pub fn is_silent(&self, ground: &Ground<'_>) -> bool {
        let tokens = ground.tokens.get(self.tokens.clone()).unwrap_or_default();
        self.stretches.is_empty()
            && tokens.len() <= ITEMS
            && tokens.last().is_some_and(|last| ground.word(last) != ":")
            && !(0..tokens.len()).any(|at| words::cue(ground.text, &tokens[at..]).is_some())
    }
}

/// Joins the sentences of a paragraph that its quotations join.
pub(super) fn extents(
    ground: &Ground<'_>,
    sentences: &[Sentence],
    stretches: &[Stretch],
) -> Vec<Extent> {
    let mut out = Vec::with_capacity(sentences.len());
    let mut quoted = 0;
    let mut at = 0;
    while let Some(sentence) = sentences.get(at) {
        let start = sentence.span.start();
        let mut end = sentence.span.end();
        let first = quoted;
        at += 1;
        loop {
            while let Some(stretch) = stretches.get(quoted)
                && stretch.open < end
            {
                end = end.max(stretch.close);
                quoted += 1;
            }
            let Some(next) = sentences.get(at) else { break };
            let behind_quote =
                quoted > first && stretches.get(quoted - 1).is_some_and(|s| s.close >= end);
            if next.span.start() < end
                || behind_quote && next.span.of(ground.text).starts_with(char::is_lowercase)
            {
                end = end.max(next.span.end());
                at += 1;
            } else {
                break;
            }
        }
        let from = ground.tokens.partition_point(|token| token.span.start() < start);
        let to = from
            + ground
                .tokens
                .get(from..)
                .unwrap_or_default()
                .partition_point(|token| token.span.start() < end);
        out.push(Extent { tokens: from..to, stretches: first..quoted });
    }
    out
}

impl<'a> Host<'a> {
    /// An empty host, to be filled with one extent after the other.
    pub fn new(ground: Ground<'a>, entities: &'a [Entity], stretches: &'a [Stretch]) -> Self {
        let (items, cues, stands) = (Vec::new(), Vec::new(), Vec::new());
        Self { ground, entities, stretches, items, cues, stands }
    }

    /// Reads items from the front of `extent` and takes them off; false when none was left.
    ///
    /// Most sentences of narration have neither quotation nor reporting word; they end up with
    /// no cues, and nobody looks at them again.
    pub fn fill(&mut self, extent: &mut Extent) -> bool {
        self.items.clear();
        self.cues.clear();
        self.stands.clear();
        let text = self.ground.text;
        let tokens = self.ground.tokens;
        let first = tokens.get(extent.tokens.start).map_or(0, |token| token.span.start());
        self.items.reserve(extent.tokens.len().min(ITEMS) + 1);
        let mut mention = self.entities.partition_point(|e| e.span.end() <= first);
        while self.items.len() < ITEMS {
            let token =
                if extent.tokens.is_empty() { None } else { tokens.get(extent.tokens.start) };
            if let Some(stretch) = self.stretches.get(extent.stretches.start)
                && !extent.stretches.is_empty()
                && token.is_none_or(|token| token.span.start() >= stretch.open)
            {
                self.items.push(Item {
                    at: extent.stretches.start,
                    word: Word::Quotation,
                    entity: None,
                    cue: false,
                });
                extent.stretches.start += 1;
                while extent.tokens.start < extent.tokens.end
                    && tokens
                        .get(extent.tokens.start)
                        .is_some_and(|token| token.span.start() < stretch.close)
                {
                    extent.tokens.start += 1;
                }
                continue;
            }
            let Some(token) = token else { break };
            while self.entities.get(mention).is_some_and(|e| e.span.end() <= token.span.start()) {
                mention += 1;
            }
            let entity = self
                .entities
                .get(mention)
                .filter(|e| e.span.start() <= token.span.start())
                .map(|_| mention as u32);
            let word = if matches!(token.kind, TokenKind::Word) {
                words::word(text, token)
            } else {
                Word::Other
            };
            self.items.push(Item { at: extent.tokens.start, word, entity, cue: false });
            extent.tokens.start += 1;
        }
        !self.items.is_empty()
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// The token at item `at`; `None` for a quotation and outside.
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        let item = self.items.get(at)?;
        if item.word == Word::Quotation { None } else { self.ground.tokens.get(item.at) }
    }

    /// The stretch at item `at`.
    pub fn stretch(&self, at: usize) -> Option<&'a Stretch> {
        let item = self.items.get(at)?;
        if item.word == Word::Quotation { self.stretches.get(item.at) } else { None }
    }

    /// The class of item `at`.
    pub fn word(&self, at: usize) -> Word {
        self.items.get(at).map_or(Word::Edge, |item| item.word)
    }

    /// The part of speech at `at`; `None` for a quotation and outside.
    pub fn pos(&self, at: usize) -> Option<Tag> {
        self.token(at).map(|token| token.tag)
    }

    /// The text of the token at `at`; empty for a quotation and outside.
    pub fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| self.ground.word(token))
    }

    /// Whether the token at `at` is this word, without regard to case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        same_folded(self.text(at), word)
    }

    /// The mark at `at`; empty for anything else.
    pub fn mark(&self, at: usize) -> &'a str {
        match self.token(at) {
            Some(token) if matches!(token.kind, TokenKind::Mark) => self.ground.word(token),
            _ => "",
        }
    }

    /// Whether a comma stands at `at`.
    pub fn is_comma(&self, at: usize) -> bool {
        self.mark(at) == ","
    }

    /// Whether a dash that separates stands at `at`.
    pub fn is_dash(&self, at: usize) -> bool {
        match self.mark(at) {
            "—" | "–" | "--" => true,
            "-" => self.spaced(at),
            _ => false,
        }
    }

    /// Whether white space stands before item `at`.
    pub fn spaced(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.token(before)), self.token(at)) {
            (Some(before), Some(token)) => before.span.end() < token.span.start(),
            _ => true,
        }
    }

    /// Whether the token at `at` is made of letters.
    pub fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Word))
    }

    /// Whether a number stands at `at`.
    pub fn is_number(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Number))
    }

    /// Whether a single reporting word stands at `at`.
    pub fn is_cue(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.cue)
    }

    /// Whether a quotation stands at `at`.
    pub fn is_quote(&self, at: usize) -> bool {
        self.word(at) == Word::Quotation
    }

    /// Whether an item between the two positions is a quotation.
    pub fn has_quote(&self, from: usize, to: usize) -> bool {
        self.items
            .get(from..to.min(self.len()))
            .is_some_and(|items| items.iter().any(|item| item.word == Word::Quotation))
    }

    /// The speaker noun at `at`.
    pub fn role(&self, at: usize) -> Option<Role> {
        words::role(self.ground.text, self.token(at)?)
    }

    /// Whether the token at `at` can stand inside a noun phrase.
    pub fn is_nominal(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        match token.kind {
            TokenKind::Mark => self.ground.word(token) == "-" && !self.spaced(at),
            TokenKind::Symbol => self.ground.word(token) == "&",
            TokenKind::Word | TokenKind::Number => {
                matches!(self.word(at), Word::Other | Word::Honorific | Word::Qualifier)
            }
        }
    }

    /// Whether a possessive ending stands at `at`: `'s`, or the bare apostrophe of a plural.
    pub fn is_possessive(&self, at: usize) -> bool {
        at > 0
            && !self.spaced(at)
            && (self.is(at, "'s") || matches!(self.text(at), "'" | "’") && self.is_word(at - 1))
    }

    /// The mention that ends at `at`: (its first item, the entity).
    pub fn entity_ending(&self, at: usize) -> Option<(usize, u32)> {
        let entity = self.items.get(at)?.entity?;
        if self.items.get(at + 1).is_some_and(|next| next.entity == Some(entity)) {
            return None;
        }
        let mut first = at;
        while first > 0 && self.items.get(first - 1).is_some_and(|i| i.entity == Some(entity)) {
            first -= 1;
        }
        Some((first, entity))
    }

    /// The mention that begins at `at`: (the item behind its last, the entity).
    pub fn entity_starting(&self, at: usize) -> Option<(usize, u32)> {
        let entity = self.items.get(at)?.entity?;
        if at > 0 && self.items.get(at - 1).is_some_and(|i| i.entity == Some(entity)) {
            return None;
        }
        let mut behind = at + 1;
        while self.items.get(behind).is_some_and(|item| item.entity == Some(entity)) {
            behind += 1;
        }
        Some((behind, entity))
    }

    /// The span from the first to the last of the items `from..to`, which are tokens.
    pub fn span(&self, from: usize, to: usize) -> Option<Span> {
        let first = self.token(from)?.span;
        Some(first.join(self.token(to.checked_sub(1)?)?.span))
    }
}
