//! Documents with layers, by hand.

use postil_core::{
    Annotation, Document, Entity, EntityKind, Layer, Quote, QuoteKind, Record, Sentence, Span, Tag,
    Token, TokenKind, Zone, ZoneKind, fold,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Id of the maker of all layers that are given by hand.
const BY: &str = "test";

/// Builds a document from its text and the words that its notes stand on.
///
/// Words are looked for from the end of the note of the same kind before, so notes are given in
/// text order and a word that stands twice is found twice.
#[derive(Debug)]
pub struct DocumentBuilder {
    document: Document,
    zones: Vec<Zone>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    entities: Vec<Entity>,
    quotes: Vec<Quote>,
    others: BTreeMap<String, Vec<Annotation>>,
}

/// Starts a document with the id `test`.
pub fn document(text: &str) -> DocumentBuilder {
    DocumentBuilder {
        document: Document::new("test", text).expect("a text of less than 4 GiB"),
        zones: Vec::new(),
        sentences: Vec::new(),
        tokens: Vec::new(),
        entities: Vec::new(),
        quotes: Vec::new(),
        others: BTreeMap::new(),
    }
}

impl DocumentBuilder {
    /// Sets the document's id.
    #[must_use]
    pub fn id(mut self, id: &str) -> Self {
        let meta = std::mem::take(&mut self.document.meta);
        self.document = Document::new(id, self.document.text()).expect("it was a document before");
        self.document.meta = meta;
        self
    }

    /// Sets a string of the document's meta.
    #[must_use]
    pub fn meta(mut self, key: &str, value: &str) -> Self {
        self.document.meta.suggest(key, value);
        self
    }

    /// Adds a zone of a kind such as `headline`.
    #[must_use]
    #[track_caller]
    pub fn zone(mut self, words: &str, kind: &str) -> Self {
        let span = self.find(words, &self.zones);
        let kind = ZoneKind::from_name(kind)
            .unwrap_or_else(|| panic!("zone kind {kind:?} is not one of {}", ZoneKind::ALLOWED));
        self.zones.push(Zone { span, kind, repeats: None, score: None });
        self
    }

    /// Adds a sentence.
    #[must_use]
    #[track_caller]
    pub fn sentence(mut self, words: &str) -> Self {
        let span = self.find(words, &self.sentences);
        self.sentences.push(Sentence { span });
        self
    }

    /// Adds a token with a part of speech such as `NOUN`.
    #[must_use]
    #[track_caller]
    pub fn token(mut self, word: &str, tag: &str) -> Self {
        let span = self.find(word, &self.tokens);
        let tag = Tag::from_name(tag)
            .unwrap_or_else(|| panic!("tag {tag:?} is not one of {}", Tag::ALLOWED));
        let kind = match (word.chars().next(), tag) {
            (Some(c), _) if c.is_ascii_digit() => TokenKind::Number,
            (_, Tag::Punct) => TokenKind::Mark,
            (_, Tag::Sym) => TokenKind::Symbol,
            _ => TokenKind::Word,
        };
        self.tokens.push(Token { span, fold: fold(word), kind, tag });
        self
    }

    /// Adds a mention of a kind such as `PER`. Mentions with the same words are one entity.
    #[must_use]
    #[track_caller]
    pub fn entity(mut self, words: &str, kind: &str) -> Self {
        let span = self.find(words, &self.entities);
        let kind = EntityKind::from_name(kind).unwrap_or_else(|| {
            panic!("entity kind {kind:?} is not one of {}", EntityKind::ALLOWED)
        });
        let known = self.entities.iter().find(|other| &*other.name == words);
        let (entity, name) = match known {
            Some(other) => (other.entity.clone(), other.name.clone()),
            None => {
                let mut names: Vec<&str> = self.entities.iter().map(|other| &*other.name).collect();
                names.sort_unstable();
                names.dedup();
                (Arc::from(format!("e{}", names.len() + 1)), Arc::from(words))
            }
        };
        self.entities.push(Entity { span, kind, entity, name, score: None });
        self
    }

    /// Adds a quotation without a speaker, of a kind such as `direct`.
    #[must_use]
    #[track_caller]
    pub fn quote(mut self, words: &str, kind: &str) -> Self {
        let span = self.find(words, &self.quotes);
        let kind = QuoteKind::from_name(kind)
            .unwrap_or_else(|| panic!("quote kind {kind:?} is not one of {}", QuoteKind::ALLOWED));
        self.quotes.push(Quote { span, kind, closed: true, speaker: None, cue: None, score: None });
        self
    }

    /// Adds a note with a label to a layer that has no struct of its own.
    #[must_use]
    #[track_caller]
    pub fn note(mut self, layer: &str, words: &str, label: &str) -> Self {
        let from =
            self.others.get(layer).and_then(|notes| notes.last()).map_or(0, |note| note.span.end());
        let span = self.find_from(words, from);
        self.others.entry(layer.to_owned()).or_default().push(Annotation::new(span).label(label));
        self
    }

    /// The document. A kind of note that was not given is not there.
    pub fn build(mut self) -> Document {
        fn give<T: Record>(document: &mut Document, notes: Vec<T>) {
            if !notes.is_empty() {
                document.give(Layer::new(notes, BY.into()));
            }
        }
        give(&mut self.document, self.zones);
        give(&mut self.document, self.sentences);
        give(&mut self.document, self.tokens);
        give(&mut self.document, self.entities);
        give(&mut self.document, self.quotes);
        for (name, notes) in self.others {
            self.document.give_other(name, Layer::new(notes, BY.into()));
        }
        self.document
    }

    #[track_caller]
    fn find<T: Record>(&self, words: &str, before: &[T]) -> Span {
        self.find_from(words, before.last().map_or(0, |note| note.span().end()))
    }

    #[track_caller]
    fn find_from(&self, words: &str, from: usize) -> Span {
        let text = self.document.text();
        let rest = text.get(from..).unwrap_or_default();
        let at = rest.find(words).unwrap_or_else(|| panic!("{words:?} does not stand in {rest:?}"));
        self.document
            .span(from + at, from + at + words.len())
            .unwrap_or_else(|error| panic!("{words:?}: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_with_the_same_words_are_one_entity() {
        let document = document("Kallas met Scholz. Kallas left.")
            .entity("Kallas", "PER")
            .entity("Scholz", "PER")
            .entity("Kallas", "PER")
            .id("a")
            .build();
        let ids: Vec<&str> = document.entities().iter().map(|entity| &*entity.entity).collect();
        assert_eq!(ids, ["e1", "e2", "e1"]);
        assert_eq!(document.entities()[2].span.start(), 19);
        assert_eq!(document.id(), "a");
        assert!(!document.has::<Sentence>());
    }

    #[test]
    #[should_panic(expected = "does not stand in")]
    fn words_that_are_not_there_are_told() {
        let _ = document("Nothing.").sentence("Something.");
    }
}
