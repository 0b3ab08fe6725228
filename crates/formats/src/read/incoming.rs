//! A document as it comes in, before its annotations are checked.

use super::{ReadError, ReadErrorKind};
use postil_core::{
    Annotation, Artifact, Document, Entity, Layer, Meta, Quote, Record, Sentence, Span, Stance,
    Token, Tone, Zone,
};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document that was read: text, what is known of it, and the annotations that came with it.
#[derive(Debug, Clone, Deserialize)]
pub struct Incoming {
    /// The document's id.
    pub id: String,
    /// The file that it came from, or `-`.
    pub source: String,
    /// The line that it came from, in JSON Lines.
    pub line: Option<usize>,
    /// The whole text.
    pub text: String,
    /// What is known of it.
    pub meta: Meta,
    annotations: Vec<RawAnnotation>,
}

#[derive(Default, Deserialize)]
struct RawDocument {
    id: Option<String>,
    text: String,
    #[serde(default)]
    meta: Option<Map<String, Value>>,
    #[serde(default)]
    annotations: Option<Vec<RawAnnotation>>,
}

#[derive(Debug, Clone, Deserialize)]
struct RawAnnotation {
    layer: String,
    #[serde(default)]
    id: Option<u32>,
    start: usize,
    end: usize,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    score: Option<f32>,
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    attrs: Option<Map<String, Value>>,
}

impl Incoming {
    /// A document without annotations.
    pub fn new(id: String, source: String, text: String) -> Self {
        let meta = Meta::default();
        Self { id, source, line: None, text, meta, annotations: Vec::new() }
    }

    /// Reads one line of JSON Lines; `stem` and `line` name a document without an id.
    pub(super) fn from_json(bytes: &[u8], stem: &str, line: usize) -> Result<Self, String> {
        // A struct can be read from a list, too; a document is an object.
        let parsed = match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{') => serde_json::from_slice::<RawDocument>(bytes),
            _ => {
                serde_json::from_slice::<Map<String, Value>>(bytes).map(|_| RawDocument::default())
            }
        };
        let raw = parsed.map_err(|error| {
            // The line within the line is always 1: say the column only.
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            let message = message.replace("expected a map", "expected an object");
            match error.column() {
                0 => message,
                column => format!("{message} (column {column})"),
            }
        })?;
        let mut incoming =
            Self::new(raw.id.unwrap_or_else(|| format!("{stem}:{line}")), String::new(), raw.text);
        incoming.meta = Meta(raw.meta.unwrap_or_default());
        incoming.annotations = raw.annotations.unwrap_or_default();
        Ok(incoming)
    }

    /// The document, with every layer that came in. The second part names annotations that do
    /// not fit; their whole layer is left out and will be made anew.
    pub fn into_document(self) -> Result<(Document, Vec<ReadError>), ReadError> {
        let Self { id, source, line, text, meta, annotations } = self;
        let fail = |kind| ReadError { place: source.clone(), line, kind };
        let mut document = Document::new(id, text)
            .map_err(|error| fail(ReadErrorKind::TooLong(error.to_string())))?;
        document.meta = meta;
        let mut layers: BTreeMap<String, Vec<(usize, RawAnnotation)>> = BTreeMap::new();
        for (number, annotation) in annotations.into_iter().enumerate() {
            layers.entry(annotation.layer.clone()).or_default().push((number, annotation));
        }
        let mut faults = Vec::new();
        for (name, raw) in layers {
            let given = match name.as_str() {
                Zone::LAYER => give::<Zone>(&mut document, raw),
                Sentence::LAYER => give::<Sentence>(&mut document, raw),
                Token::LAYER => give::<Token>(&mut document, raw),
                Entity::LAYER => give::<Entity>(&mut document, raw),
                Quote::LAYER => give::<Quote>(&mut document, raw),
                Tone::LAYER => give::<Tone>(&mut document, raw),
                Stance::LAYER => give::<Stance>(&mut document, raw),
                Artifact::LAYER => give::<Artifact>(&mut document, raw),
                _ => layer(raw, document.text(), |annotation, _| Ok(annotation))
                    .map(|layer| document.give_other(name, layer)),
            };
            if let Err((number, fault)) = given {
                faults.push(fail(ReadErrorKind::Annotation { number, fault }));
            }
        }
        Ok((document, faults))
    }
}

fn give<T: Record>(
    document: &mut Document,
    raw: Vec<(usize, RawAnnotation)>,
) -> Result<(), (usize, String)> {
    let layer = layer(raw, document.text(), |annotation, text| {
        T::from_annotation(&annotation, text).map_err(|error| error.to_string())
    })?;
    document.give(layer);
    Ok(())
}

/// Reads the annotations of one layer and sorts them, ids kept where they tell notes apart.
fn layer<T>(
    raw: Vec<(usize, RawAnnotation)>,
    text: &str,
    read: impl Fn(Annotation, &str) -> Result<T, String>,
) -> Result<Layer<T>, (usize, String)> {
    let mut rows = Vec::with_capacity(raw.len());
    let mut by: Option<String> = None;
    for (number, annotation) in raw {
        let span = Span::new(text, annotation.start, annotation.end)
            .map_err(|error| (number, error.to_string()))?;
        by.get_or_insert_with(|| annotation.by.unwrap_or_else(|| "given".into()));
        let note = read(
            Annotation {
                span,
                label: annotation.label,
                score: annotation.score,
                attrs: annotation.attrs.unwrap_or_default(),
            },
            text,
        )
        .map_err(|fault| (number, fault))?;
        rows.push((span, annotation.id.unwrap_or(rows.len() as u32), note));
    }
    rows.sort_by_key(|(span, id, _)| (*span, *id));
    let mut ids: Vec<u32> = rows.iter().map(|row| row.1).collect();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.len() != ids.len() {
        ids = (0..rows.len() as u32).collect();
    }
    let by: Arc<str> = by.unwrap_or_else(|| "given".into()).into();
    let items = rows.into_iter().map(|(_, _, note)| note).collect();
    Ok(Layer { items, by, ids: Some(ids) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Incoming, String> {
        Incoming::from_json(line.as_bytes(), "stem", 7)
    }

    #[test]
    fn a_line_without_an_id_is_named_after_its_place() {
        assert_eq!(read(r#"{"text":"a"}"#).unwrap().id, "stem:7");
        assert!(read(r#"{"id":"a"}"#).unwrap_err().contains("missing field `text`"));
        assert!(read("[1]").is_err());
    }

    #[test]
    fn given_layers_are_sorted_and_keep_their_ids() {
        let line = r#"{"id":"a","text":"Joe Biden met him.","annotations":[
            {"layer":"entity","id":9,"start":4,"end":9,"label":"PER"},
            {"layer":"entity","id":4,"start":0,"end":3,"label":"PER"},
            {"layer":"mine","start":0,"end":3,"attrs":{"x":1}}]}"#;
        let (document, faults) = read(line).unwrap().into_document().unwrap();
        assert!(faults.is_empty());
        let layer = Entity::column(document.layers()).as_ref().unwrap();
        assert_eq!(layer.ids, Some(vec![4, 9]));
        assert_eq!(document.annotations("mine").len(), 1);
    }

    #[test]
    fn an_annotation_that_does_not_fit_names_itself() {
        let line = r#"{"id":"a","text":"é","annotations":[
            {"layer":"sentence","start":0,"end":1}]}"#;
        let (document, faults) = read(line).unwrap().into_document().unwrap();
        assert!(!document.has::<Sentence>());
        assert_eq!(faults[0].code(), "E0025");
        assert!(faults[0].to_string().contains("inside a character"), "{}", faults[0]);
    }
}
