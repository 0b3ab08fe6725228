//! Documents with layers, by hand.

mod findings;
mod ground;
mod mentions;
mod speech;
mod whole;

pub use whole::article;

use crate::text::at;
use postil_core::{
    Annotation, Artifact, Document, Entity, Layer, Quote, Record, Sentence, Span, Stance, Token,
    Tone, Zone,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Id of the maker of all layers that are given by hand.
const BY: &str = "test";

/// Builds a document from its text and the words that its notes stand on.
///
/// Words are looked for from the end of the note of the same kind before, so notes are given in
/// text order and a word that stands twice is found twice.
///
/// ```
/// # use postil_testkit::document;
/// let document = document("“We won’t go,” Kallas said on Monday.")
///     .id("a")
///     .meta("date", "2024-05-06")
///     .lines("content")
///     .sentences()
///     .words()
///     .entity("Kallas", "PER")
///     .quote("We won’t go,", "direct")
///     .speaker("Kallas")
///     .cue("said")
///     .annotation("acme.day", "Monday", |note| note.label("weekday").attr("number", 1))
///     .build();
/// assert_eq!(&*document.quotes()[0].speaker.as_ref().unwrap().name, "Kallas");
/// ```
#[derive(Debug)]
pub struct DocumentBuilder {
    document: Document,
    zones: Vec<Zone>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    entities: Vec<Entity>,
    quotes: Vec<Quote>,
    tones: Vec<Tone>,
    stances: Vec<Stance>,
    artifacts: Vec<Artifact>,
    others: BTreeMap<String, Vec<Annotation>>,
    /// Layers that are there even without a note.
    present: BTreeSet<String>,
}

/// Starts a document with the id `test`.
#[track_caller]
pub fn document(text: &str) -> DocumentBuilder {
    DocumentBuilder {
        document: empty("test", text),
        zones: Vec::new(),
        sentences: Vec::new(),
        tokens: Vec::new(),
        entities: Vec::new(),
        quotes: Vec::new(),
        tones: Vec::new(),
        stances: Vec::new(),
        artifacts: Vec::new(),
        others: BTreeMap::new(),
        present: BTreeSet::new(),
    }
}

#[track_caller]
fn empty(id: &str, text: &str) -> Document {
    Document::new(id, text).unwrap_or_else(|error| panic!("`{id}`: {error}"))
}

impl DocumentBuilder {
    /// Sets the document's id.
    #[must_use]
    #[track_caller]
    pub fn id(mut self, id: &str) -> Self {
        let mut document = empty(id, self.document.text());
        document.meta = std::mem::take(&mut self.document.meta);
        self.document = document;
        self
    }

    /// Sets a value of the document's meta, such as `date`.
    #[must_use]
    pub fn meta(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.document.meta.0.insert(key.to_owned(), value.into());
        self
    }

    /// Makes the layer be there even if no note is given. A layer that was not given at all is
    /// missing, which is something else to an analyzer.
    #[must_use]
    pub fn empty(mut self, layer: &str) -> Self {
        self.present.insert(layer.to_owned());
        self
    }

    /// The document, each layer in text order.
    pub fn build(mut self) -> Document {
        let present = &self.present;
        let document = &mut self.document;
        give(document, self.zones, present);
        give(document, self.sentences, present);
        give(document, self.tokens, present);
        give(document, self.entities, present);
        give(document, self.quotes, present);
        give(document, self.tones, present);
        give(document, self.stances, present);
        give(document, self.artifacts, present);
        for name in present {
            if !postil_core::Layers::BUILT_IN.contains(&name.as_str()) {
                self.others.entry(name.clone()).or_default();
            }
        }
        for (name, mut notes) in self.others {
            notes.sort_by_key(|note| (note.span.start(), note.span.end()));
            document.give_other(name, Layer::new(notes, BY.into()));
        }
        self.document
    }

    fn text(&self) -> &str {
        self.document.text()
    }

    /// The next place of the words, after the last note of the same kind.
    #[track_caller]
    fn find<T: Record>(&self, words: &str, before: &[T]) -> Span {
        self.find_from(words, before.last().map_or(0, |note| note.span().end()))
    }

    #[track_caller]
    fn find_from(&self, words: &str, from: usize) -> Span {
        let rest = self.text().get(from..).unwrap_or_default();
        match rest.find(words) {
            Some(place) => at(self.text(), from + place, from + place + words.len()),
            None => panic!("{words:?} does not stand in {rest:?}"),
        }
    }
}

fn give<T: Record>(document: &mut Document, mut notes: Vec<T>, present: &BTreeSet<String>) {
    if !notes.is_empty() || present.contains(T::LAYER) {
        notes.sort_by_key(|note| (note.span().start(), note.span().end()));
        document.give(Layer::new(notes, BY.into()));
    }
}

/// The value of that name in a closed list.
#[track_caller]
fn named<T>(what: &str, name: &str, value: Option<T>, allowed: &str) -> T {
    value.unwrap_or_else(|| panic!("{what} {name:?} is not one of {allowed}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_may_be_missing_or_empty() {
        let document = document("Nothing.").empty("quote").empty("acme.x").build();
        assert!(document.has::<Quote>() && document.layers().has("acme.x"));
        assert!(!document.has::<Sentence>());
    }

    #[test]
    fn id_and_meta_do_not_depend_on_their_order() {
        let document = document("a").meta("date", "2024-01-02").id("x").build();
        assert_eq!((document.id(), document.meta.text("date")), ("x", Some("2024-01-02")));
    }

    #[test]
    #[should_panic(expected = "does not stand in")]
    fn words_that_are_not_there_are_told() {
        let _ = document("Nothing.").sentence("Something.");
    }
}
