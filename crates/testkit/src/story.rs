//! Stories of several documents, by hand.

use crate::text::at;
use postil_core::{
    Document, EntityKind, Place, QuoteGroup, Reuse, Story, StoryEntity, StoryEvent, StoryLayers,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Builds a story from its documents and what links them. Places are given as (id of the
/// document, words in it); the first place of the words is meant.
///
/// ```
/// # use postil_testkit::{document, story};
/// let story = story("s1")
///     .document(document("Kallas left.").id("a").build())
///     .document(document("Kaja Kallas has gone.").id("b").build())
///     .entity("Kaja Kallas", "PER", &[("a", "Kallas"), ("b", "Kaja Kallas")])
///     .reuse("paraphrase", &[("a", "Kallas left."), ("b", "Kaja Kallas has gone.")])
///     .event("2024-05-06", "Kallas left", &["a", "b"])
///     .build();
/// assert_eq!(story.layers().entities[0].mentions.len(), 2);
/// ```
#[derive(Debug)]
pub struct StoryBuilder {
    id: String,
    documents: Vec<Document>,
    layers: StoryLayers,
    results: Vec<(String, Value)>,
}

/// Starts a story.
pub fn story(id: &str) -> StoryBuilder {
    StoryBuilder {
        id: id.to_owned(),
        documents: Vec::new(),
        layers: StoryLayers::default(),
        results: Vec::new(),
    }
}

impl StoryBuilder {
    /// Adds a document.
    #[must_use]
    #[track_caller]
    pub fn document(mut self, document: Document) -> Self {
        let known = self.documents.iter().any(|other| other.id() == document.id());
        assert!(!known, "the story has the document `{}` already", document.id());
        self.documents.push(document);
        self
    }

    /// Adds an entity of a kind such as `PER`, with the id `x1`, `x2` and so on.
    #[must_use]
    #[track_caller]
    pub fn entity(mut self, name: &str, kind: &str, mentions: &[(&str, &str)]) -> Self {
        let Some(kind) = EntityKind::from_name(kind) else {
            panic!("entity kind {kind:?} is not one of {}", EntityKind::ALLOWED);
        };
        let entity = StoryEntity {
            id: format!("x{}", self.layers.entities.len() + 1),
            name: name.to_owned(),
            kind,
            mentions: self.places(mentions),
            joins: Vec::new(),
        };
        self.layers.entities.push(entity);
        self
    }

    /// Adds a passage that several documents share: `verbatim`, `near` or `paraphrase`.
    #[must_use]
    #[track_caller]
    pub fn reuse(mut self, relation: &str, spans: &[(&str, &str)]) -> Self {
        let reuse = Reuse { relation: read(relation), spans: self.places(spans) };
        self.layers.reuse.push(reuse);
        self
    }

    /// Adds the versions of one quotation: `same`, `reworded` or `retranslated`.
    #[must_use]
    #[track_caller]
    pub fn quote(mut self, speaker: &str, relation: &str, versions: &[(&str, &str)]) -> Self {
        let quote = QuoteGroup {
            speaker: speaker.to_owned(),
            relation: read(relation),
            versions: self.places(versions),
        };
        self.layers.quotes.push(quote);
        self
    }

    /// Adds an event, told by the documents of these ids.
    #[must_use]
    pub fn event(mut self, date: &str, label: &str, documents: &[&str]) -> Self {
        self.layers.events.push(StoryEvent {
            date: date.to_owned(),
            label: label.to_owned(),
            documents: documents.iter().map(|id| (*id).to_owned()).collect(),
        });
        self
    }

    /// Adds what an analyzer says of the story as a whole.
    #[must_use]
    pub fn result(mut self, by: &str, result: Value) -> Self {
        self.results.push((by.to_owned(), result));
        self
    }

    /// The story.
    pub fn build(self) -> Story {
        let mut story = Story::new(self.id, self.documents);
        story.absorb("test", None, Some(self.layers));
        for (by, result) in self.results {
            story.absorb(&by, Some(result), None);
        }
        story
    }

    #[track_caller]
    fn places(&self, places: &[(&str, &str)]) -> Vec<Place> {
        let mut found = Vec::with_capacity(places.len());
        for (id, words) in places {
            let Some(document) = self.documents.iter().find(|document| document.id() == *id) else {
                panic!("the story has no document `{id}` yet");
            };
            let Some(start) = document.text().find(words) else {
                panic!("{words:?} does not stand in the document `{id}`");
            };
            let span = at(document.text(), start, start + words.len());
            found.push(Place { document: (*id).to_owned(), span });
        }
        found
    }
}

/// The value of that name in the record form.
#[track_caller]
fn read<T: DeserializeOwned>(name: &str) -> T {
    serde_json::from_value(Value::String(name.to_owned()))
        .unwrap_or_else(|error| panic!("relation {name:?}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use postil_core::{QuoteRelation, ReuseRelation};
    use serde_json::json;

    fn start() -> StoryBuilder {
        story("s1").document(document("“Never.”").id("a").build())
    }

    #[test]
    fn every_part_may_be_given() {
        let story = start()
            .document(document("“At no time.”").id("b").build())
            .quote("Kallas", "retranslated", &[("a", "Never."), ("b", "At no time.")])
            .reuse("near", &[("a", "“")])
            .result("test.x", json!(1))
            .build();
        let layers = story.layers();
        assert_eq!(layers.quotes[0].relation, QuoteRelation::Retranslated);
        assert_eq!(layers.quotes[0].versions[1].span.start(), 3);
        assert_eq!(layers.reuse[0].relation, ReuseRelation::Near);
        assert_eq!(story.results()["test.x"], 1);
    }

    #[test]
    #[should_panic(expected = "does not stand in the document `a`")]
    fn words_that_are_not_there_are_told() {
        let _ = start().reuse("near", &[("a", "Always")]);
    }

    #[test]
    #[should_panic(expected = "unknown variant")]
    fn an_unknown_relation_is_told() {
        let _ = start().reuse("alike", &[]);
    }
}
