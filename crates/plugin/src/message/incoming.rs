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

/// One layer of a message.
pub(super) struct Incoming<'a> {
    pub(super) name: &'a str,
    pub(super) by: Option<&'a str>,
    labels: Vec<&'a str>,
    notes: Vector<'a, tables::NoteRef<'a>>,
    pub(super) ids: Option<Vec<u32>>,
}

impl<'a> Incoming<'a> {
    pub(super) fn open(layer: tables::LayerRef<'a>) -> Result<Self, MessageError> {
        let name = layer.name()?;
        let fault = |fault: String| MessageError::Layer { layer: name.to_owned(), fault };
        let mut labels = Vec::new();
        if let Some(given) = layer.labels()? {
            labels.reserve(given.len());
            for label in given.iter() {
                let label = label?;
                if label.len() > LONGEST_LABEL {
                    return Err(fault(format!("a label is longer than {LONGEST_LABEL} bytes")));
                }
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

    pub(super) fn len(&self) -> usize {
        self.notes.len()
    }

    /// Shows each note to `visit`, checked against `text`. One annotation is used for all of them,
    /// so that notes without attributes cost no allocation here.
    pub(super) fn each(
        &self,
        text: &str,
        arena: &mut Arena<'a>,
        mut visit: impl FnMut(&Annotation) -> Result<(), String>,
    ) -> Result<(), MessageError> {
        let Ok(nowhere) = Span::new(text, 0, 0) else { return Ok(()) };
        let mut annotation = Annotation::new(nowhere);
        for (number, note) in self.notes.iter().enumerate() {
            self.fill(&mut annotation, note, text, arena)
                .and_then(|()| visit(&annotation))
                .map_err(|fault| MessageError::Note {
                    layer: self.name.to_owned(),
                    number,
                    fault,
                })?;
        }
        Ok(())
    }

    fn fill(
        &self,
        annotation: &mut Annotation,
        note: tables::NoteRef<'a>,
        text: &str,
        arena: &mut Arena<'a>,
    ) -> Result<(), String> {
        annotation.span = Span::new(text, note.start() as usize, note.end() as usize)
            .map_err(|error| error.to_string())?;
        let label = match note.label() {
            NO_LABEL => None,
            place => Some(*self.labels.get(place as usize).ok_or_else(|| {
                format!("label {place} of a table of {} labels", self.labels.len())
            })?),
        };
        match (&mut annotation.label, label) {
            (Some(held), Some(label)) => {
                held.clear();
                held.push_str(label);
            }
            (held, label) => *held = label.map(str::to_owned),
        }
        let score = note.score();
        if score.is_infinite() {
            return Err(format!("the score {score} is not a finite number"));
        }
        annotation.score = (!score.is_nan()).then_some(score);
        let attributes = arena.slice(note.attributes_start(), note.attributes_length())?;
        if attributes.is_empty() {
            annotation.attrs.clear();
        } else {
            annotation.attrs = serde_json::from_str(attributes)
                .map_err(|error| format!("the attributes are no JSON object: {error}"))?;
        }
        Ok(())
    }
}
