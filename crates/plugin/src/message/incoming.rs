//! Layers as they come out of a message, note by note.

use super::{LONGEST_LABEL, MessageError, NO_LABEL, tables};
use planus::Vector;
use postil_core::{Annotation, Span};

/// The arena of a message, and how much of it may still be read.
pub(super) struct Arena<'a> {
    text: &'a str,
    /// Attributes do not share bytes, so all of them together are no longer than the arena. This
    /// bounds what a message can make its reader parse.
    left: usize,
}

impl<'a> Arena<'a> {
    pub(super) fn new(text: Option<&'a str>) -> Self {
        let text = text.unwrap_or_default();
        Self { text, left: text.len() }
    }

    fn slice(&mut self, start: u32, length: u32) -> Result<&'a str, String> {
        if length == 0 {
            return Ok("");
        }
        let (start, length) = (start as usize, length as usize);
        self.left = self
            .left
            .checked_sub(length)
            .ok_or("the attributes of all notes are longer than the arena")?;
        start.checked_add(length).and_then(|end| self.text.get(start..end)).ok_or_else(|| {
            format!(
                "the attributes {start}+{length} lie outside the arena, which has {} bytes, \
                     or cut a character",
                self.text.len()
            )
        })
    }
}

/// A note whose span, label and score hold. Its attributes are yet to be read.
pub(super) struct Given<'a> {
    pub(super) span: Span,
    /// The label and its place in the layer's table.
    pub(super) label: Option<(usize, &'a str)>,
    pub(super) score: Option<f32>,
    /// A JSON object, or nothing.
    pub(super) attributes: &'a str,
}

impl Given<'_> {
    /// The note in the generic form.
    pub(super) fn annotation(&self) -> Result<Annotation, String> {
        let mut annotation = Annotation::new(self.span);
        annotation.label = self.label.map(|(_, label)| label.to_owned());
        annotation.score = self.score;
        if !self.attributes.is_empty() {
            annotation.attrs = serde_json::from_str(self.attributes)
                .map_err(|error| format!("the attributes are no JSON object: {error}"))?;
        }
        Ok(annotation)
    }
}

/// One layer of a message.
pub(super) struct Incoming<'a> {
    pub(super) name: &'a str,
    pub(super) by: Option<&'a str>,
    pub(super) labels: Vec<&'a str>,
    notes: Vector<'a, tables::NoteRef<'a>>,
    pub(super) ids: Option<Vec<u32>>,
}

impl<'a> Incoming<'a> {
    /// Opens a layer of a message of `size` bytes.
    pub(super) fn open(layer: tables::LayerRef<'a>, size: usize) -> Result<Self, MessageError> {
        let name = layer.name()?;
        let fault = |fault: String| MessageError::Layer { layer: name.to_owned(), fault };
        let mut labels = Vec::new();
        if let Some(given) = layer.labels()? {
            labels.reserve(given.len());
            // A short message can name one long label a million times; reading it each time
            // would take longer than the message's length allows for.
            let mut left = size;
            for label in given.iter() {
                let label = label?;
                if label.len() > LONGEST_LABEL {
                    return Err(fault(format!("a label is longer than {LONGEST_LABEL} bytes")));
                }
                left = left
                    .checked_sub(label.len())
                    .ok_or_else(|| fault("its labels are longer than the message".to_owned()))?;
                labels.push(label);
            }
        }
        let notes = layer.notes()?;
        let ids: Option<Vec<u32>> = layer.ids()?.map(|ids| ids.iter().collect());
        if let Some(ids) = &ids
            && ids.len() != notes.len()
        {
            return Err(fault(format!("{} notes have {} ids", notes.len(), ids.len())));
        }
        Ok(Self { name, by: layer.by()?, labels, notes, ids })
    }

    /// Builds something of each note, whose span, label and score are checked before.
    pub(super) fn build<T>(
        &self,
        text: &str,
        arena: &mut Arena<'a>,
        mut build: impl FnMut(Given<'a>) -> Result<T, String>,
    ) -> Result<Vec<T>, MessageError> {
        let mut items = Vec::with_capacity(self.notes.len());
        for (number, note) in self.notes.iter().enumerate() {
            let item = self.given(note, text, arena).and_then(&mut build).map_err(|fault| {
                MessageError::Note { layer: self.name.to_owned(), number, fault }
            })?;
            items.push(item);
        }
        Ok(items)
    }

    #[inline]
    fn given(
        &self,
        note: tables::NoteRef<'a>,
        text: &str,
        arena: &mut Arena<'a>,
    ) -> Result<Given<'a>, String> {
        let span = Span::new(text, note.start() as usize, note.end() as usize)
            .map_err(|error| error.to_string())?;
        let label = match note.label() {
            NO_LABEL => None,
            place => {
                let place = place as usize;
                let label = self.labels.get(place).ok_or_else(|| {
                    format!("label {place} of a table of {} labels", self.labels.len())
                })?;
                Some((place, *label))
            }
        };
        let score = note.score();
        if score.is_infinite() {
            return Err(format!("the score {score} is not a finite number"));
        }
        let score = (!score.is_nan()).then_some(score);
        let attributes = arena.slice(note.attributes_start(), note.attributes_length())?;
        Ok(Given { span, label, score, attributes })
    }
}
