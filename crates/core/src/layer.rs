//! Typed columns of notes.

use crate::{
    Annotation, Artifact, Entity, Quote, Sentence, Span, Stance, Token, Tone, Zone,
    json::Attributes,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One kind of note, stored as a plain struct.
pub trait Record: Clone + Send + Sync + 'static {
    /// Name of the layer that these notes form.
    const LAYER: &'static str;

    /// Where the note stands.
    fn span(&self) -> Span;

    /// Its label, if the layer has labels.
    fn label(&self) -> Option<&str> {
        None
    }

    /// How sure its maker is, 0 to 1.
    fn score(&self) -> Option<f32> {
        None
    }

    /// Writes the attributes of the record form.
    fn attributes(&self, _out: &mut Attributes<'_>) {}

    /// Shows every span of this document that the note holds, its own first.
    fn spans(&self, visit: &mut dyn FnMut(Span)) {
        visit(self.span());
    }

    /// Reads the record form, as it comes in with a document or from a plugin.
    fn from_annotation(annotation: &Annotation, text: &str) -> Result<Self, RecordError>;

    /// The column of this kind of note.
    fn column(layers: &Layers) -> &Option<Layer<Self>>;

    /// The column of this kind of note, to fill.
    fn column_mut(layers: &mut Layers) -> &mut Option<Layer<Self>>;
}

/// Why an annotation is not a record of its layer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// The label is missing or not one of the layer's.
    #[error("{} {}", match label {
        Some(label) => format!("label `{label}` is not one of"),
        None => "there is no label; it should be one of".to_owned(),
    }, allowed.trim_end())]
    Label {
        /// What was there.
        label: Option<String>,
        /// What may be there.
        allowed: &'static str,
    },
    /// An attribute is missing or of another type.
    #[error("attribute `{attribute}` should be {expected}")]
    Attribute {
        /// Its name.
        attribute: &'static str,
        /// What was expected.
        expected: &'static str,
    },
    /// A span inside the attributes is none of the text.
    #[error("attribute `{attribute}`: {error}")]
    Span {
        /// Its name.
        attribute: &'static str,
        /// What is wrong with it.
        error: crate::SpanError,
    },
}

/// A column of notes of one kind, in order of (start, end).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layer<T> {
    /// The notes.
    pub items: Vec<T>,
    /// Id of the analyzer that made them.
    pub by: Arc<str>,
    /// The ids that the notes came with; `None` when they are their positions.
    pub ids: Option<Vec<u32>>,
}

impl<T> Layer<T> {
    /// A layer made by `by`, whose ids are positions.
    pub fn new(items: Vec<T>, by: Arc<str>) -> Self {
        Self { items, by, ids: None }
    }

    /// The id of the note at `position`.
    pub fn id(&self, position: usize) -> u32 {
        self.ids.as_ref().map_or(position as u32, |ids| ids[position])
    }
}

/// All layers of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layers {
    pub(crate) zones: Option<Layer<Zone>>,
    pub(crate) sentences: Option<Layer<Sentence>>,
    pub(crate) tokens: Option<Layer<Token>>,
    pub(crate) entities: Option<Layer<Entity>>,
    pub(crate) quotes: Option<Layer<Quote>>,
    pub(crate) tones: Option<Layer<Tone>>,
    pub(crate) stances: Option<Layer<Stance>>,
    pub(crate) artifacts: Option<Layer<Artifact>>,
    /// Layers without a struct of their own, by name.
    pub(crate) others: BTreeMap<String, Layer<Annotation>>,
}

/// Calls `$visit::<T>($args)` for each built-in kind of note.
macro_rules! each_record {
    ($visit:ident ( $($args:tt)* )) => {{
        $visit::<$crate::Zone>($($args)*);
        $visit::<$crate::Sentence>($($args)*);
        $visit::<$crate::Token>($($args)*);
        $visit::<$crate::Entity>($($args)*);
        $visit::<$crate::Quote>($($args)*);
        $visit::<$crate::Tone>($($args)*);
        $visit::<$crate::Stance>($($args)*);
        $visit::<$crate::Artifact>($($args)*);
    }};
}
pub(crate) use each_record;

impl Layers {
    /// Names of the built-in layers.
    pub const BUILT_IN: [&'static str; 8] = [
        Artifact::LAYER,
        Entity::LAYER,
        Quote::LAYER,
        Sentence::LAYER,
        Stance::LAYER,
        Token::LAYER,
        Tone::LAYER,
        Zone::LAYER,
    ];

    /// The notes of one built-in kind; empty if the layer is not there.
    pub fn get<T: Record>(&self) -> &[T] {
        T::column(self).as_ref().map_or(&[], |layer| &layer.items)
    }

    /// Whether the layer of that name is there, even if empty.
    pub fn has(&self, name: &str) -> bool {
        let mut found = self.others.contains_key(name);
        fn look<T: Record>(layers: &Layers, name: &str, found: &mut bool) {
            *found |= T::LAYER == name && T::column(layers).is_some();
        }
        each_record!(look(self, name, &mut found));
        found
    }

    /// Layers without a struct of their own, in order of their names.
    pub fn others(&self) -> &BTreeMap<String, Layer<Annotation>> {
        &self.others
    }

    /// Drops every layer but those that are named.
    pub(crate) fn retain(&mut self, names: &[&str]) {
        fn drop_other<T: Record>(layers: &mut Layers, names: &[&str]) {
            if !names.contains(&T::LAYER) {
                *T::column_mut(layers) = None;
            }
        }
        each_record!(drop_other(self, names));
        self.others.retain(|name, _| names.contains(&name.as_str()));
    }

    /// Takes over every layer of `from` that is not there yet.
    pub(crate) fn absorb(&mut self, mut from: Self) {
        fn take<T: Record>(to: &mut Layers, from: &mut Layers) {
            if T::column(to).is_none() {
                *T::column_mut(to) = T::column_mut(from).take();
            }
        }
        each_record!(take(self, &mut from));
        for (name, layer) in from.others {
            self.others.entry(name).or_insert(layer);
        }
    }

    /// Takes over the notes of layers that are there, which keep their ids and their maker.
    pub(crate) fn complete(&mut self, mut from: Self) {
        fn take<T: Record>(to: &mut Layers, from: &mut Layers) {
            if let (Some(to), Some(from)) = (T::column_mut(to), T::column_mut(from).take())
                && to.items.len() == from.items.len()
            {
                to.items = from.items;
            }
        }
        each_record!(take(self, &mut from));
    }

    /// Shows every span that any note holds, with its layer's name.
    pub(crate) fn visit_spans(&self, visit: &mut dyn FnMut(&str, Span)) {
        fn all<T: Record>(layers: &Layers, visit: &mut dyn FnMut(&str, Span)) {
            for item in layers.get::<T>() {
                item.spans(&mut |span| visit(T::LAYER, span));
            }
        }
        each_record!(all(self, visit));
        for (name, layer) in &self.others {
            for item in &layer.items {
                visit(name, item.span);
            }
        }
    }
}
