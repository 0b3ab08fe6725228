//! Several documents on one run of events, and what links them.

use crate::{Document, EntityKind, Span};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// A span of one document of a story. `document` is the document's id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Id of the document.
    pub document: String,
    /// Where in it.
    #[serde(flatten)]
    pub span: Span,
}

/// One person, body or place under all the names that the story's documents use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryEntity {
    /// Id within the story.
    pub id: String,
    /// The name by which it is called.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// Where it is mentioned.
    pub mentions: Vec<Place>,
    /// Why mentions under other spellings were joined, a line for each join.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<String>,
}

/// How much of a passage came over unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReuseRelation {
    /// The same words.
    Verbatim,
    /// A few words differ.
    Near,
    /// The same statement in other words.
    Paraphrase,
}

/// A passage that stands in several documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reuse {
    /// How alike the passages are.
    pub relation: ReuseRelation,
    /// The passages, in the order of the story's documents.
    pub spans: Vec<Place>,
}

/// How the versions of one quotation differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteRelation {
    /// The same words.
    Same,
    /// Small changes, as an editor makes.
    Reworded,
    /// The same content in other words: the quotation went through another language or a
    /// rewriter.
    Retranslated,
}

/// One utterance of one speaker, as the documents word it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuoteGroup {
    /// Who says it.
    pub speaker: String,
    /// How the versions differ.
    pub relation: QuoteRelation,
    /// The versions, in the order of the story's documents.
    pub versions: Vec<Place>,
}

/// Something that happened, or is to happen, on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoryEvent {
    /// ISO 8601 date.
    pub date: String,
    /// What happened, in words of a source.
    pub label: String,
    /// Ids of the documents that tell of it.
    pub documents: Vec<String>,
}

/// What links the documents of a story; the form of `results."postil.stories"`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StoryLayers {
    /// Persons, bodies and places across the documents.
    pub entities: Vec<StoryEntity>,
    /// Passages that stand in several documents.
    pub reuse: Vec<Reuse>,
    /// Quotations in all their wordings.
    pub quotes: Vec<QuoteGroup>,
    /// What happened when.
    pub events: Vec<StoryEvent>,
}

/// A group of documents on one run of events.
#[derive(Debug, Clone)]
pub struct Story {
    id: String,
    documents: Vec<Document>,
    layers: StoryLayers,
    results: BTreeMap<String, Value>,
}

impl Story {
    /// A story of documents that carry all their layers, in input order.
    pub fn new(id: impl Into<String>, documents: Vec<Document>) -> Self {
        Self { id: id.into(), documents, layers: StoryLayers::default(), results: BTreeMap::new() }
    }

    /// The story's name, unique in a run.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The documents, in input order.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The document of that id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id() == id)
    }

    /// What links the documents; empty before the analyzer that makes it has run.
    pub fn layers(&self) -> &StoryLayers {
        &self.layers
    }

    /// What analyzers say of the story, by the analyzer's id.
    pub fn results(&self) -> &BTreeMap<String, Value> {
        &self.results
    }

    /// Takes over what an analyzer wrote (see [`crate::StoryNotes::finish`]).
    pub fn absorb(&mut self, by: &str, result: Option<Value>, layers: Option<StoryLayers>) {
        if let Some(layers) = layers {
            self.layers = layers;
        }
        if let Some(result) = result {
            self.results.insert(by.to_owned(), result);
        }
    }
}
