//! A text with its layers.

use crate::{
    Annotation, Artifact, Batch, Entity, Layer, Layers, OffsetIndex, Quote, Record, Sentence, Span,
    SpanError, Stance, Token, Tone, Zone,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What is known of a document besides its text.
///
/// The keys `date` (ISO 8601), `source`, `title`, `story` and `language` are understood; others
/// are carried through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Meta(pub Map<String, Value>);

impl Meta {
    /// The string under `key`.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.as_str()
    }

    /// Sets `key` unless it is there already.
    pub fn suggest(&mut self, key: &str, value: impl Into<Value>) {
        self.0.entry(key).or_insert_with(|| value.into());
    }
}

/// Why a text cannot be a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Offsets are 32 bits wide.
    #[error("the text has {0} bytes; a document may have at most 4,294,967,295")]
    TooLong(usize),
    /// A stored note does not fit the text.
    #[error("layer `{layer}`: {error}")]
    Span {
        /// The layer.
        layer: String,
        /// What is wrong.
        error: SpanError,
    },
}

/// An immutable UTF-8 text, what is known about it, and the notes on it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Document {
    id: String,
    text: String,
    /// What is known of the document besides its text.
    pub meta: Meta,
    layers: Layers,
    /// What each analyzer says of the document as a whole, by the analyzer's id.
    results: BTreeMap<String, Value>,
    #[serde(skip)]
    index: OnceLock<OffsetIndex>,
}

/// The stored form of a document, whose spans are yet to be checked.
#[derive(Deserialize)]
struct Stored {
    id: String,
    text: String,
    meta: Meta,
    layers: Layers,
    results: BTreeMap<String, Value>,
}

impl TryFrom<Stored> for Document {
    type Error = DocumentError;

    fn try_from(stored: Stored) -> Result<Self, DocumentError> {
        Self::restored(stored.id, stored.text, stored.meta, stored.layers, stored.results)
    }
}

impl Document {
    /// A document with its layers, whose spans are checked here.
    pub(crate) fn restored(
        id: impl Into<String>,
        text: impl Into<String>,
        meta: Meta,
        layers: Layers,
        results: BTreeMap<String, Value>,
    ) -> Result<Self, DocumentError> {
        let document = Self { meta, layers, results, ..Self::new(id, text)? };
        let mut fault = None;
        document.layers.visit_spans(&mut |layer, span| {
            if fault.is_none()
                && let Err(error) = Span::new(&document.text, span.start(), span.end())
            {
                fault = Some(DocumentError::Span { layer: layer.to_owned(), error });
            }
        });
        fault.map_or(Ok(document), Err)
    }

    /// A document without notes. Fails only for texts of 4 GiB and more.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Result<Self, DocumentError> {
        let text = text.into();
        if text.len() > u32::MAX as usize {
            return Err(DocumentError::TooLong(text.len()));
        }
        Ok(Self {
            id: id.into(),
            text,
            meta: Meta::default(),
            layers: Layers::default(),
            results: BTreeMap::new(),
            index: OnceLock::new(),
        })
    }

    /// The document's name, unique in a run.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span `start..end` of this text, in bytes.
    #[inline]
    pub fn span(&self, start: usize, end: usize) -> Result<Span, SpanError> {
        Span::new(&self.text, start, end)
    }

    /// The text under a span.
    #[inline]
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// All layers.
    pub fn layers(&self) -> &Layers {
        &self.layers
    }

    /// The notes of one built-in kind, in text order; empty if the layer is not there.
    pub fn layer<T: Record>(&self) -> &[T] {
        self.layers.get::<T>()
    }

    /// Whether the built-in layer is there, even if empty.
    pub fn has<T: Record>(&self) -> bool {
        T::column(&self.layers).is_some()
    }

    /// The notes of a layer without a struct of its own.
    pub fn annotations(&self, layer: &str) -> &[Annotation] {
        self.layers.others.get(layer).map_or(&[], |layer| &layer.items)
    }

    /// Zones, in text order.
    pub fn zones(&self) -> &[Zone] {
        self.layer()
    }

    /// Sentences, in text order.
    pub fn sentences(&self) -> &[Sentence] {
        self.layer()
    }

    /// Tokens, in text order.
    pub fn tokens(&self) -> &[Token] {
        self.layer()
    }

    /// Mentions of entities, in text order.
    pub fn entities(&self) -> &[Entity] {
        self.layer()
    }

    /// Quotations and reported speech, in text order.
    pub fn quotes(&self) -> &[Quote] {
        self.layer()
    }

    /// The tone of each sentence.
    pub fn tones(&self) -> &[Tone] {
        self.layer()
    }

    /// Stances towards mentions.
    pub fn stances(&self) -> &[Stance] {
        self.layer()
    }

    /// Artifact findings.
    pub fn artifacts(&self) -> &[Artifact] {
        self.layer()
    }

    /// The notes of one kind that start inside `span`.
    pub fn within<T: Record>(&self, span: Span) -> &[T] {
        within(self.layer::<T>(), span)
    }

    /// What analyzers say of the document as a whole.
    pub fn results(&self) -> &BTreeMap<String, Value> {
        &self.results
    }

    /// Gives the document a layer that came with it; analyzers will not make it again.
    pub fn give<T: Record>(&mut self, layer: Layer<T>) {
        *T::column_mut(&mut self.layers) = Some(layer);
    }

    /// Gives the document a generic layer that came with it.
    pub fn give_other(&mut self, name: impl Into<String>, layer: Layer<Annotation>) {
        self.layers.others.insert(name.into(), layer);
    }

    /// Takes over what an analyzer wrote. A layer that is there already stays as it is.
    pub fn absorb(&mut self, batch: Batch) {
        if let Some(result) = batch.result {
            self.results.insert(batch.by.to_string(), result);
        }
        self.layers.complete(batch.completed);
        self.layers.absorb(batch.layers);
    }

    /// Drops every layer and every result but those that are named.
    pub fn retain(&mut self, layers: &[&str], results: &[&str]) {
        self.layers.retain(layers);
        self.results.retain(|id, _| results.contains(&id.as_str()));
    }

    /// The index for other offset units, built at the first call.
    pub fn offset_index(&self) -> &OffsetIndex {
        self.index.get_or_init(|| OffsetIndex::new(&self.text))
    }
}

/// The records of a sorted column that start inside `span`.
pub(crate) fn within<T: Record>(items: &[T], span: Span) -> &[T] {
    let from = items.partition_point(|item| item.span().start() < span.start());
    let length = items[from..].partition_point(|item| item.span().start() < span.end());
    &items[from..from + length]
}
