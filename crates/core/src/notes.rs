//! Where an analyzer writes what it found.

use crate::layer::each_record;
use crate::{Annotation, Document, Layer, Layers, Manifest, Record, Span, Story, StoryLayers};
use serde_json::Value;
use std::panic::Location;
use std::sync::Arc;

/// A note that does not hold, and the line that wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{analyzer} wrote note {number} of layer `{layer}` wrongly at {at}: {fault}")]
pub struct NoteError {
    /// Id of the analyzer at fault.
    pub analyzer: String,
    /// The layer that it wrote to.
    pub layer: String,
    /// Number of the note in that layer, from 0, in the order of writing.
    pub number: usize,
    /// File, line and column of the call.
    pub at: String,
    /// What is wrong.
    pub fault: String,
}

/// What one analyzer writes about one document.
///
/// Each note is checked where it is written. The first mistake is kept with the line of code
/// that made it, and the whole batch is refused when the analyzer is done: half of an answer
/// would look like a whole one.
pub struct Notes<'d> {
    document: &'d Document,
    manifest: &'d Manifest,
    layers: Layers,
    completed: Layers,
    result: Option<Value>,
    fault: Option<NoteError>,
    by: Arc<str>,
}

/// A checked set of notes, ready to be merged into its document.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    pub(crate) by: Arc<str>,
    pub(crate) layers: Layers,
    pub(crate) completed: Layers,
    pub(crate) result: Option<Value>,
}

impl Batch {
    /// The notes, by layer.
    pub fn layers(&self) -> &Layers {
        &self.layers
    }

    /// What the analyzer says of the document as a whole.
    pub fn result(&self) -> Option<&Value> {
        self.result.as_ref()
    }
}

impl<'d> Notes<'d> {
    /// An empty set of notes by the analyzer of `manifest` on `document`.
    pub fn new(document: &'d Document, manifest: &'d Manifest) -> Self {
        Self {
            document,
            manifest,
            layers: Layers::default(),
            completed: Layers::default(),
            result: None,
            fault: None,
            by: manifest.id.as_str().into(),
        }
    }

    /// Whether this layer is still to be made: declared by the analyzer, and not given with the
    /// document.
    pub fn wants<T: Record>(&self) -> bool {
        self.declares(T::LAYER) && !self.document.has::<T>()
    }

    fn declares(&self, layer: &str) -> bool {
        self.manifest.provides.iter().any(|name| name == layer)
    }

    /// Writes one note.
    #[track_caller]
    pub fn push<T: Record>(&mut self, note: T) {
        let at = Location::caller();
        self.open::<T>(at);
        let number = self.layers.get::<T>().len();
        self.check(&note, number, at);
        if let Some(layer) = T::column_mut(&mut self.layers) {
            layer.items.push(note);
        }
    }

    /// Writes all notes of one layer; an empty vector makes an empty layer.
    #[track_caller]
    pub fn fill<T: Record>(&mut self, notes: Vec<T>) {
        let at = Location::caller();
        self.open::<T>(at);
        let before = self.layers.get::<T>().len();
        for (number, note) in notes.iter().enumerate() {
            self.check(note, before + number, at);
        }
        if let Some(layer) = T::column_mut(&mut self.layers) {
            if layer.items.is_empty() {
                layer.items = notes;
            } else {
                layer.items.extend(notes);
            }
        }
    }

    /// Fills in what the notes of a given layer lack. They stay where they are: the notes must
    /// be as many as came with the document, with the same spans and labels.
    #[track_caller]
    pub fn complete<T: Record>(&mut self, notes: Vec<T>) {
        let at = Location::caller();
        let given = self.document.layer::<T>();
        let same = given.len() == notes.len()
            && given
                .iter()
                .zip(&notes)
                .all(|(a, b)| a.span() == b.span() && a.label() == b.label());
        if !same {
            let fault = "a given layer is completed with other notes than came with it";
            self.blame(T::LAYER, 0, at, fault.into());
        }
        for (number, note) in notes.iter().enumerate() {
            self.check(note, number, at);
        }
        *T::column_mut(&mut self.completed) = Some(Layer::new(notes, self.by.clone()));
    }

    /// Writes one generic note to a layer that has no struct of its own.
    #[track_caller]
    pub fn annotate(&mut self, layer: &str, note: Annotation) {
        let at = Location::caller();
        let number = self.layers.others.get(layer).map_or(0, |layer| layer.items.len());
        if !self.declares(layer) {
            self.blame(layer, number, at, "the manifest does not provide this layer".into());
        } else if Layers::BUILT_IN.contains(&layer) {
            self.blame(layer, number, at, "a built-in layer wants its own type of note".into());
        }
        self.check_span(layer, note.span, number, at);
        if let Some(score) = note.score
            && !score.is_finite()
        {
            self.blame(layer, number, at, format!("the score {score} is not a finite number"));
        }
        let by = &self.by;
        self.layers
            .others
            .entry(layer.to_owned())
            .or_insert_with(|| Layer::new(Vec::new(), by.clone()))
            .items
            .push(note);
    }

    /// Writes all notes of one generic layer, as [`Self::annotate`] does note by note.
    #[track_caller]
    pub fn annotate_all(&mut self, layer: &str, notes: Vec<Annotation>) {
        let at = Location::caller();
        let before = self.layers.others.get(layer).map_or(0, |layer| layer.items.len());
        if !self.declares(layer) {
            self.blame(layer, before, at, "the manifest does not provide this layer".into());
        } else if Layers::BUILT_IN.contains(&layer) {
            self.blame(layer, before, at, "a built-in layer wants its own type of note".into());
        }
        for (number, note) in notes.iter().enumerate() {
            self.check_span(layer, note.span, before + number, at);
            if let Some(score) = note.score
                && !score.is_finite()
            {
                let fault = format!("the score {score} is not a finite number");
                self.blame(layer, before + number, at, fault);
            }
        }
        let by = &self.by;
        let held = self
            .layers
            .others
            .entry(layer.to_owned())
            .or_insert_with(|| Layer::new(Vec::new(), by.clone()));
        if held.items.is_empty() {
            held.items = notes;
        } else {
            held.items.extend(notes);
        }
    }

    /// Takes over a batch by the same analyzer on the same document, whose notes were checked
    /// when it was made; their spans are looked at once more. A layer that was written before
    /// stays as it is.
    #[track_caller]
    pub fn adopt(&mut self, batch: Batch) {
        let at = Location::caller();
        let text = self.document.text();
        let mut stray = None;
        batch.layers.visit_spans(&mut |layer, span| {
            if stray.is_none() && !span.fits(text) {
                stray = Some(layer.to_owned());
            }
        });
        if let Some(layer) = stray {
            self.blame(&layer, 0, at, "the batch is about another text".into());
        }
        self.layers.absorb(batch.layers);
        self.completed.absorb(batch.completed);
        if batch.result.is_some() {
            self.result = batch.result;
        }
    }

    /// Says something of the document as a whole.
    pub fn result(&mut self, value: Value) {
        self.result = Some(value);
    }

    /// Ends the writing: notes in order of (start, end), or the first mistake. Every layer that
    /// the manifest provides, and that did not come with the document, is then there, even
    /// without a note.
    pub fn finish(mut self) -> Result<Batch, NoteError> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        fn sort<T: Record>(layers: &mut Layers) {
            if let Some(layer) = T::column_mut(layers) {
                layer.items.sort_by_key(|note| (note.span().start(), note.span().end()));
            }
        }
        each_record!(sort(&mut self.layers));
        fn open<T: Record>(layers: &mut Layers, name: &str, by: &Arc<str>) {
            if name == T::LAYER {
                T::column_mut(layers).get_or_insert_with(|| Layer::new(Vec::new(), by.clone()));
            }
        }
        for name in &self.manifest.provides {
            if self.document.layers().has(name) {
                continue;
            }
            each_record!(open(&mut self.layers, name, &self.by));
            if !Layers::BUILT_IN.contains(&name.as_str()) {
                let empty = || Layer::new(Vec::new(), self.by.clone());
                self.layers.others.entry(name.clone()).or_insert_with(empty);
            }
        }
        for layer in self.layers.others.values_mut() {
            layer.items.sort_by_key(|note| (note.span.start(), note.span.end()));
        }
        let Self { by, layers, completed, result, .. } = self;
        Ok(Batch { by, layers, completed, result })
    }

    fn open<T: Record>(&mut self, at: &'static Location<'static>) {
        if !self.declares(T::LAYER) {
            self.blame(T::LAYER, 0, at, "the manifest does not provide this layer".into());
        }
        if T::column(&self.layers).is_none() {
            *T::column_mut(&mut self.layers) = Some(Layer::new(Vec::new(), self.by.clone()));
        }
    }

    fn check<T: Record>(&mut self, note: &T, number: usize, at: &'static Location<'static>) {
        note.spans(&mut |span| self.check_span(T::LAYER, span, number, at));
        if let Some(score) = note.score()
            && !score.is_finite()
        {
            self.blame(T::LAYER, number, at, format!("the score {score} is not a finite number"));
        }
    }

    #[inline]
    fn check_span(
        &mut self,
        layer: &str,
        span: Span,
        number: usize,
        at: &'static Location<'static>,
    ) {
        if let Err(error) = self.document.span(span.start(), span.end()) {
            self.blame(layer, number, at, error.to_string());
        }
    }

    #[cold]
    fn blame(&mut self, layer: &str, number: usize, at: &'static Location<'static>, fault: String) {
        if self.fault.is_none() {
            self.fault = Some(NoteError {
                analyzer: self.manifest.id.clone(),
                layer: layer.to_owned(),
                number,
                at: at.to_string(),
                fault,
            });
        }
    }
}

/// What one analyzer writes about one story.
pub struct StoryNotes<'s> {
    story: &'s Story,
    result: Option<Value>,
    layers: Option<StoryLayers>,
}

impl<'s> StoryNotes<'s> {
    /// An empty set of notes on `story`.
    pub fn new(story: &'s Story) -> Self {
        Self { story, result: None, layers: None }
    }

    /// The story that is written about.
    pub fn story(&self) -> &'s Story {
        self.story
    }

    /// Says something of the story as a whole.
    pub fn result(&mut self, value: Value) {
        self.result = Some(value);
    }

    /// Writes the typed layers of the story: entities, reuse, quotes, events.
    pub fn layers(&mut self, layers: StoryLayers) {
        self.layers = Some(layers);
    }

    /// Ends the writing: (result, typed layers).
    pub fn finish(self) -> (Option<Value>, Option<StoryLayers>) {
        (self.result, self.layers)
    }
}
