//! A document as matching reads it: the sentences of its content with their words.

use crate::words::{Word, words};
use postil_core::{Document, Place, Span, Zone, ZoneKind};
use std::ops::Range;

/// A sentence of the article itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Where it stands.
    pub span: Span,
    /// Its words, as positions in [`Reading::words`].
    pub words: Range<usize>,
    /// Number of its line; sentences of one paragraph share it.
    pub paragraph: usize,
}

/// A document's content, without headlines, captions, boilerplate and repeated zones.
#[derive(Clone, Debug)]
pub struct Reading<'d> {
    /// The document.
    pub document: &'d Document,
    /// All its words, those outside the content too; none in an outline.
    pub words: Vec<Word>,
    /// The sentences of its content.
    pub sentences: Vec<Told>,
}

impl<'d> Reading<'d> {
    /// Reads a document that carries zones, sentences and tokens. Without any zone all of the
    /// text counts as content.
    pub fn new(document: &'d Document) -> Self {
        Self::build(document, words(document), usize::MAX)
    }

    /// The first `most` sentences of the content alone, without their words: for who looks at
    /// few of them.
    pub fn outline(document: &'d Document, most: usize) -> Self {
        Self::build(document, Vec::new(), most)
    }

    fn build(document: &'d Document, words: Vec<Word>, most: usize) -> Self {
        let zones = document.zones();
        let text = document.text().as_bytes();
        let mut sentences = Vec::with_capacity(document.sentences().len().min(most));
        let (mut paragraph, mut line_from, mut zone_at, mut word_at) = (0, 0, 0, 0);
        for sentence in document.sentences() {
            if sentences.len() >= most {
                break;
            }
            let span = sentence.span;
            let gap = text.get(line_from..span.start()).unwrap_or_default();
            paragraph += usize::from(gap.contains(&b'\n'));
            line_from = line_from.max(span.end());
            if !zones.is_empty() && !in_content(zones, &mut zone_at, span) {
                continue;
            }
            while words.get(word_at).is_some_and(|word| word.span.start() < span.start()) {
                word_at += 1;
            }
            let from = word_at;
            while words.get(word_at).is_some_and(|word| word.span.start() < span.end()) {
                word_at += 1;
            }
            sentences.push(Told { span, words: from..word_at, paragraph });
        }
        Self { document, words, sentences }
    }

    /// The words of a sentence.
    pub fn words_of(&self, told: &Told) -> &[Word] {
        self.words.get(told.words.clone()).unwrap_or_default()
    }

    /// The text under a span.
    pub fn text(&self, span: Span) -> &'d str {
        span.of(self.document.text())
    }

    /// The span as a place of a story.
    pub fn place(&self, span: Span) -> Place {
        Place { document: self.document.id().to_owned(), span }
    }

    /// Position of the content sentence that holds the byte `at`.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let next = self.sentences.partition_point(|told| told.span.start() <= at);
        let last = next.checked_sub(1)?;
        self.sentences.get(last).filter(|told| at < told.span.end()).map(|_| last)
    }
}

/// Whether the sentence stands in the article's own text. `at` only moves forward.
fn in_content(zones: &[Zone], at: &mut usize, span: Span) -> bool {
    while zones.get(*at).is_some_and(|zone| zone.span.end() <= span.start()) {
        *at += 1;
    }
    zones.get(*at).is_some_and(|zone| {
        zone.span.start() <= span.start()
            && zone.kind == ZoneKind::Content
            && zone.repeats.is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_testkit::article;

    #[test]
    fn sentences_have_their_words_and_paragraphs() {
        let document = article("a", "One came here. Two left.\nThree stayed.", &[]);
        let reading = Reading::new(&document);
        let paragraphs: Vec<usize> = reading.sentences.iter().map(|told| told.paragraph).collect();
        assert_eq!(paragraphs, [0, 0, 1]);
        assert_eq!(reading.words_of(&reading.sentences[1]).len(), 2);
        assert_eq!(reading.sentence_at(16), Some(1));
        assert_eq!(reading.sentence_at(14), None);
    }

    #[test]
    fn a_document_without_notes_has_nothing_to_read() {
        let document = postil_core::Document::new("a", "One came.").unwrap();
        assert!(Reading::new(&document).sentences.is_empty());
    }
}
