//! Layers on their way into a message.

use super::labels::Labels;
use super::mentions::Written;
use super::{LARGEST, MessageError, NO_LABEL, each_record, tables};
use planus::{Builder, Offset};
use postil_core::{Annotation, Layer, Layers, Offsets, Record, Span, json::Attributes};

/// One layer in the form of the message, before it is written.
pub(super) struct Column<'a> {
    name: &'a str,
    by: Option<&'a str>,
    labels: Labels<'a>,
    notes: Vec<tables::Note>,
    ids: Option<&'a [u32]>,
}

impl<'a> Column<'a> {
    fn new(name: &'a str, length: usize) -> Self {
        Self { name, by: None, labels: Labels::new(), notes: Vec::with_capacity(length), ids: None }
    }

    fn of_records<T: Record>(layer: &'a Layer<T>, arena: &mut Vec<u8>) -> Self {
        let mut column = Self::new(T::LAYER, layer.items.len());
        let mut written = Written::new();
        for note in &layer.items {
            let from = arena.len();
            if let Some(place) = written.find(note) {
                arena.extend_from_within(place);
            } else {
                arena.push(b'{');
                note.attributes(&mut Attributes::new(arena, Offsets::BYTES));
                if arena.len() == from + 1 {
                    arena.truncate(from);
                } else {
                    arena.push(b'}');
                    written.keep(note, from..arena.len());
                }
            }
            column.push(note.span(), note.label(), note.score(), from, arena.len());
        }
        column
    }

    fn of_annotations(
        name: &'a str,
        layer: &'a Layer<Annotation>,
        arena: &mut Vec<u8>,
    ) -> Result<Self, MessageError> {
        let mut column = Self::new(name, layer.items.len());
        for note in &layer.items {
            let from = arena.len();
            if !note.attrs.is_empty() {
                serde_json::to_writer(&mut *arena, &note.attrs)
                    .map_err(MessageError::json("attributes"))?;
            }
            column.push(note.span, note.label.as_deref(), note.score, from, arena.len());
        }
        Ok(column)
    }

    /// Offsets past 4 GiB are cut off here and the message refused in [`fits`].
    fn push(
        &mut self,
        span: Span,
        label: Option<&'a str>,
        score: Option<f32>,
        from: usize,
        to: usize,
    ) {
        let label = label.map_or(NO_LABEL, |label| self.labels.place(label));
        self.notes.push(tables::Note {
            start: span.start() as u32,
            end: span.end() as u32,
            label,
            score: score.unwrap_or(f32::NAN),
            attributes_start: from as u32,
            attributes_length: (to - from) as u32,
        });
    }

    fn size(&self) -> usize {
        self.notes.len() * 24
            + self.ids.map_or(0, |ids| ids.len() * 4)
            + self.labels.texts().iter().map(|label| label.len() + 16).sum::<usize>()
            + self.name.len()
            + 64
    }
}

/// The layers of one document or answer, with their arena.
#[derive(Default)]
pub(super) struct Columns<'a> {
    columns: Vec<Column<'a>>,
    arena: Vec<u8>,
}

impl<'a> Columns<'a> {
    /// Takes over the layer of that name, if it is there and was not taken before. `origin`: also
    /// who made it and the ids that its notes came with.
    pub(super) fn take(
        &mut self,
        layers: &'a Layers,
        name: &str,
        origin: bool,
    ) -> Result<(), MessageError> {
        if self.columns.iter().any(|column| column.name == name) {
            return Ok(());
        }
        if let Some((name, layer)) = layers.others().get_key_value(name) {
            let mut column = Column::of_annotations(name, layer, &mut self.arena)?;
            if origin {
                column.by = Some(&layer.by);
                column.ids = layer.ids.as_deref();
            }
            self.columns.push(column);
            return Ok(());
        }
        fn typed<'a, T: Record>(
            columns: &mut Columns<'a>,
            layers: &'a Layers,
            name: &str,
            origin: bool,
        ) {
            if T::LAYER != name {
                return;
            }
            if let Some(layer) = T::column(layers) {
                let mut column = Column::of_records(layer, &mut columns.arena);
                if origin {
                    column.by = Some(&layer.by);
                    column.ids = layer.ids.as_deref();
                }
                columns.columns.push(column);
            }
        }
        each_record!(typed(self, layers, name, origin));
        Ok(())
    }

    /// Bytes that the layers will take, about.
    pub(super) fn size(&self) -> usize {
        self.arena.len() + self.columns.iter().map(Column::size).sum::<usize>()
    }

    /// Writes arena and layers. [`fits`] comes first.
    #[allow(clippy::type_complexity)]
    pub(super) fn write(
        &self,
        builder: &mut Builder,
    ) -> Result<(Option<Offset<str>>, Vec<Offset<tables::Layer>>), MessageError> {
        let arena = std::str::from_utf8(&self.arena)
            .map_err(|error| MessageError::Unreadable(error.to_string()))?;
        let arena = (!arena.is_empty()).then(|| builder.create_string(arena));
        let mut layers = Vec::with_capacity(self.columns.len());
        for column in &self.columns {
            layers.push(tables::Layer::create(
                builder,
                column.name,
                column.by,
                column.labels.texts(),
                column.notes.as_slice(),
                column.ids,
            ));
        }
        Ok((arena, layers))
    }
}

/// Refuses what would overflow the form's offsets.
pub(super) fn fits(size: usize) -> Result<(), MessageError> {
    if size > LARGEST { Err(MessageError::TooLarge(size)) } else { Ok(()) }
}
