//! What several rules want to know of a document, computed once.

use crate::figures::{self, Figure};
use crate::furniture;
use crate::landmarks::Landmarks;
use crate::marks::{self, QuoteMark};
use crate::names::People;
use crate::phrases::{self, Hit, Table};
use postil_core::{Document, Entity, Quote, Sentence, Span, Token, TokenKind, Zone, ZoneKind};
use std::cell::OnceCell;
use std::ops::Range;

/// A document as the rules read it.
pub struct Context<'d> {
    /// The document with its layers.
    pub document: &'d Document,
    /// Its text.
    pub text: &'d str,
    /// Its zones, in text order.
    pub zones: &'d [Zone],
    /// Its sentences, in text order.
    pub sentences: &'d [Sentence],
    /// The tokens of all zones, in text order.
    pub tokens: &'d [Token],
    /// The mentions of entities, in text order.
    pub entities: &'d [Entity],
    /// Quotations and reported speech, in text order.
    pub quotes: &'d [Quote],
    /// Double quote marks and angle quotes of prose zones, in text order.
    pub marks: Vec<QuoteMark>,
    /// Where capitals, figures and marks stand.
    pub landmarks: Landmarks,
    /// Where phrases of the crate's tables stand, in text order.
    hits: Vec<Hit>,
    // What follows is read when a rule first asks for it.
    sentence_tokens: OnceCell<Vec<Range<usize>>>,
    figures: OnceCell<Vec<Figure<'d>>>,
    furniture: OnceCell<Vec<furniture::Line>>,
    people: OnceCell<People<'d>>,
}

impl<'d> Context<'d> {
    /// Reads the layers and looks the shared tables up.
    pub fn new(document: &'d Document) -> Self {
        let text = document.text();
        let mut context = Self {
            document,
            text,
            zones: document.zones(),
            sentences: document.sentences(),
            tokens: document.tokens(),
            entities: document.entities(),
            quotes: document.quotes(),
            marks: Vec::new(),
            landmarks: Landmarks::of(text, document.tokens()),
            hits: phrases::scan(text, document.tokens()),
            sentence_tokens: OnceCell::new(),
            figures: OnceCell::new(),
            furniture: OnceCell::new(),
            people: OnceCell::new(),
        };
        context.marks = marks::read(&context);
        context
    }

    /// The positions of each sentence's tokens: [`Self::token_range`] of them all in one walk.
    pub fn sentence_tokens(&self) -> &[Range<usize>] {
        self.sentence_tokens.get_or_init(|| {
            let starts_before = |offset: usize| move |token: &&Token| token.span.start() < offset;
            let mut end = 0;
            let range = |sentence: &Sentence| {
                let (start, stop) = (sentence.span.start(), sentence.span.end());
                // Sentences that overlap are nothing that our own analyzers make.
                if self.tokens[..end].last().is_some_and(|token| token.span.start() >= start) {
                    end = self.tokens.partition_point(|token| token.span.start() < start);
                }
                let from = end + self.tokens[end..].iter().take_while(starts_before(start)).count();
                end = from + self.tokens[from..].iter().take_while(starts_before(stop)).count();
                from..end
            };
            self.sentences.iter().map(range).collect()
        })
    }

    /// The figures of prose, with the words around them, in text order.
    pub fn figures(&self) -> &[Figure<'d>] {
        self.figures.get_or_init(|| figures::read(self))
    }

    /// The lines that belong to the page, or may do so, in text order.
    pub fn furniture(&self) -> &[furniture::Line] {
        self.furniture.get_or_init(|| furniture::read(self))
    }

    /// The persons of prose, their names judged.
    pub(crate) fn people(&self) -> &People<'d> {
        self.people.get_or_init(|| People::read(self))
    }

    /// The word of a token.
    #[inline]
    pub fn word(&self, token: &Token) -> &'d str {
        token.span.of(self.text)
    }

    /// The word of the token at `position`; empty outside the document.
    #[inline]
    pub fn word_at(&self, position: usize) -> &'d str {
        self.tokens.get(position).map_or("", |token| token.span.of(self.text))
    }

    /// The zone that holds the byte at `offset`.
    pub fn zone_at(&self, offset: usize) -> Option<&'d Zone> {
        let after = self.zones.partition_point(|zone| zone.span.start() <= offset);
        self.zones[..after].last().filter(|zone| offset < zone.span.end())
    }

    /// The kind of the zone that holds the byte at `offset`.
    pub fn zone_kind_at(&self, offset: usize) -> Option<ZoneKind> {
        self.zone_at(offset).map(|zone| zone.kind)
    }

    /// Whether the byte at `offset` belongs to the article's own words: content or headline.
    pub fn is_prose(&self, offset: usize) -> bool {
        matches!(self.zone_kind_at(offset), Some(ZoneKind::Content | ZoneKind::Headline))
    }

    /// Positions of the tokens that start inside `span`.
    pub fn token_range(&self, span: Span) -> Range<usize> {
        let from = self.tokens.partition_point(|token| token.span.start() < span.start());
        let to =
            from + self.tokens[from..].partition_point(|token| token.span.start() < span.end());
        from..to
    }

    /// Position of the sentence that holds the byte at `offset`.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start() <= offset);
        let position = after.checked_sub(1)?;
        (offset < self.sentences[position].span.end()).then_some(position)
    }

    /// Whether the token at `position` opens a sentence, quote marks left aside.
    pub fn opens_sentence(&self, position: usize) -> bool {
        let Some(token) = self.tokens.get(position) else { return false };
        let Some(sentence) = self.sentence_at(token.span.start()) else { return true };
        let from = self.sentences[sentence].span.start();
        self.tokens[..position]
            .iter()
            .rev()
            .take_while(|before| before.span.start() >= from)
            .all(|before| before.kind == TokenKind::Mark)
    }

    /// Whether the token at `position` is the last of its clause: a mark or nothing follows.
    pub fn closes_clause(&self, position: usize) -> bool {
        let Some(token) = self.tokens.get(position) else { return false };
        match self.tokens.get(position + 1) {
            None => true,
            Some(next) => {
                (next.kind == TokenKind::Mark && !self.word(next).starts_with(['-', '–', '/', '(']))
                    || self.breaks_between(token.span.end(), next.span.start())
            }
        }
    }

    /// Whether a line ends between two offsets.
    pub fn breaks_between(&self, from: usize, to: usize) -> bool {
        self.text.as_bytes().get(from..to).is_some_and(|gap| gap.contains(&b'\n'))
    }

    /// Whether the byte at `offset` stands inside a quotation in quote marks.
    pub fn is_quoted(&self, offset: usize) -> bool {
        let after = self.marks.partition_point(|mark| mark.span.start() <= offset);
        let Some(mark) = self.marks[..after].last().filter(|mark| mark.opens) else {
            return false;
        };
        mark.partner
            .and_then(|partner| self.marks.get(partner))
            .is_some_and(|partner| offset < partner.span.end())
    }

    /// The span of some bytes of the text.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        self.document.span(start, end).ok()
    }

    /// The phrases of one table in prose zones, in text order.
    pub fn hits(&self, table: Table) -> impl Iterator<Item = &Hit> + '_ {
        self.hits.iter().filter(move |hit| hit.table == table)
    }

    /// The span of a phrase.
    pub fn hit_span(&self, hit: &Hit) -> Option<Span> {
        let first = self.tokens.get(hit.first)?;
        let last = self.tokens.get(hit.first + hit.tokens.checked_sub(1)?)?;
        Some(first.span.join(last.span))
    }

    /// The character before `offset`.
    pub fn before(&self, offset: usize) -> Option<char> {
        self.text.get(..offset)?.chars().next_back()
    }

    /// The character at `offset`.
    pub fn after(&self, offset: usize) -> Option<char> {
        self.text.get(offset..)?.chars().next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::document;

    #[test]
    fn places_are_found_at_both_ends_of_a_text() {
        let text = "Talks began in Geneva on Monday, officials said. They will go on.";
        let document = document("a", text);
        let context = Context::new(&document);
        assert!(context.is_prose(0));
        assert!(!context.is_prose(text.len()));
        assert_eq!(context.sentence_at(0), Some(0));
        assert!(context.opens_sentence(0));
        assert!(!context.opens_sentence(1));
        assert_eq!(context.word_at(usize::MAX), "");
        assert!(!context.closes_clause(usize::MAX));
    }

    #[test]
    fn an_empty_document_has_no_places() {
        let document = document("a", "");
        let context = Context::new(&document);
        assert_eq!(context.zone_kind_at(0), None);
        assert_eq!(context.sentence_at(0), None);
        assert!(!context.is_quoted(0));
    }
}
