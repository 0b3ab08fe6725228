//! Sentences, as places to which a link can lead.

use postil_core::{Document, Record, Sentence, Span};

/// The sentences of a document, told apart by whether an element can be put around them.
#[derive(Default)]
pub(super) struct Sentences {
    /// In text order; none is empty, none overlaps another.
    pub(super) whole: Vec<(Span, u32)>,
    /// The rest, which a given layer may have.
    pub(super) others: Vec<(Span, u32)>,
}

impl Sentences {
    pub(super) fn of(document: &Document) -> Self {
        let mut sentences = Self::default();
        let Some(layer) = Sentence::column(document.layers()) else { return sentences };
        let all = layer.items.iter().enumerate();
        let mut all: Vec<(Span, u32)> =
            all.map(|(position, item)| (item.span, layer.id(position))).collect();
        all.sort_by_key(|(span, id)| (span.start(), span.end(), *id));
        let mut reach = 0;
        for (span, id) in all {
            if span.is_empty() || span.start() < reach {
                sentences.others.push((span, id));
            } else {
                reach = span.end();
                sentences.whole.push((span, id));
            }
        }
        sentences
    }

    /// Where the sentence that holds byte `at` starts.
    pub(super) fn start_around(&self, at: usize) -> Option<usize> {
        let next = self.whole.partition_point(|(span, _)| span.end() <= at);
        let (span, _) = self.whole.get(next)?;
        (span.start() <= at).then_some(span.start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::Layer;

    #[test]
    fn a_place_leads_to_the_sentence_around_it() {
        let mut document = Document::new("d", "One. Two. Three.").unwrap();
        let span = |start, end| Sentence { span: document.span(start, end).unwrap() };
        let layer = Layer::new(vec![span(0, 4), span(5, 9), span(7, 16)], "x".into());
        document.give(layer);
        let sentences = Sentences::of(&document);
        assert_eq!(sentences.whole.len(), 2);
        assert_eq!(sentences.others.len(), 1);
        assert_eq!(sentences.start_around(0), Some(0));
        assert_eq!(sentences.start_around(4), None);
        assert_eq!(sentences.start_around(8), Some(5));
        assert_eq!(sentences.start_around(12), None);
    }
}
