//! A document as compact bytes, for documents that wait outside memory.
//!
//! The form is private to one version of this crate: nothing but [`Document::unpack`] reads it.
//! It is postcard; what holds JSON values of any shape goes into it as JSON text, since postcard
//! does not say of itself what comes next.

use crate::{
    Annotation, Artifact, Document, DocumentError, Entity, Layer, Layers, Quote, Sentence, Stance,
    Token, Tone, Zone,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why bytes are no packed document.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    /// They are not of the form.
    #[error("not a packed document: {0}")]
    Form(#[from] postcard::Error),
    /// A part that is JSON cannot be read.
    #[error("not a packed document: {0}")]
    Json(#[from] serde_json::Error),
    /// The notes do not fit the text.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

/// The layers that postcard can hold; the rest stand in [`Packed::json`].
#[derive(Serialize)]
struct Columns<'a> {
    zones: &'a Option<Layer<Zone>>,
    sentences: &'a Option<Layer<Sentence>>,
    tokens: &'a Option<Layer<Token>>,
    entities: &'a Option<Layer<Entity>>,
    quotes: &'a Option<Layer<Quote>>,
    tones: &'a Option<Layer<Tone>>,
    stances: &'a Option<Layer<Stance>>,
}

/// The same to read; fields in the same order.
#[derive(Deserialize)]
struct OwnColumns {
    zones: Option<Layer<Zone>>,
    sentences: Option<Layer<Sentence>>,
    tokens: Option<Layer<Token>>,
    entities: Option<Layer<Entity>>,
    quotes: Option<Layer<Quote>>,
    tones: Option<Layer<Tone>>,
    stances: Option<Layer<Stance>>,
}

#[derive(Serialize)]
struct Packed<'a> {
    id: &'a str,
    text: &'a str,
    columns: Columns<'a>,
    meta: String,
    results: String,
    artifacts: String,
    others: String,
}

#[derive(Deserialize)]
struct OwnPacked<'a> {
    id: &'a str,
    text: &'a str,
    columns: OwnColumns,
    meta: &'a str,
    results: &'a str,
    artifacts: &'a str,
    others: &'a str,
}

impl Document {
    /// The document as bytes, for [`Document::unpack`] of the same version.
    pub fn pack(&self) -> Result<Vec<u8>, UnpackError> {
        let layers = self.layers();
        let packed = Packed {
            id: self.id(),
            text: self.text(),
            columns: Columns {
                zones: &layers.zones,
                sentences: &layers.sentences,
                tokens: &layers.tokens,
                entities: &layers.entities,
                quotes: &layers.quotes,
                tones: &layers.tones,
                stances: &layers.stances,
            },
            meta: serde_json::to_string(&self.meta)?,
            results: serde_json::to_string(self.results())?,
            artifacts: serde_json::to_string(&layers.artifacts)?,
            others: serde_json::to_string(&layers.others)?,
        };
        Ok(postcard::to_stdvec(&packed)?)
    }

    /// The document that was packed. Its spans are checked against its text once more.
    pub fn unpack(bytes: &[u8]) -> Result<Self, UnpackError> {
        let packed: OwnPacked<'_> = postcard::from_bytes(bytes)?;
        let artifacts: Option<Layer<Artifact>> = serde_json::from_str(packed.artifacts)?;
        let others: BTreeMap<String, Layer<Annotation>> = serde_json::from_str(packed.others)?;
        let columns = packed.columns;
        let layers = Layers {
            zones: columns.zones,
            sentences: columns.sentences,
            tokens: columns.tokens,
            entities: columns.entities,
            quotes: columns.quotes,
            tones: columns.tones,
            stances: columns.stances,
            artifacts,
            others,
        };
        let meta = serde_json::from_str(packed.meta)?;
        let results = serde_json::from_str(packed.results)?;
        Ok(Self::restored(packed.id, packed.text, meta, layers, results)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Category, Level, Related, Span, Tag, TokenKind, fold};
    use serde_json::json;

    fn sample() -> Document {
        let mut document = Document::new("a", "Ünlü 💩 spoke.").unwrap();
        let span = document.span(0, 6).unwrap();
        document.meta.suggest("date", "2022-01-09");
        document.meta.suggest("numbers", json!([1, -2, 0.5, {"deep": null}]));
        let token = Token { span, fold: fold("Ünlü"), kind: TokenKind::Word, tag: Tag::Propn };
        document.give(Layer { items: vec![token], by: "test".into(), ids: Some(vec![7]) });
        let elsewhere = Related { document: "b".into(), span: Span::new("xy", 0, 2).unwrap() };
        let finding = Artifact {
            span,
            code: "PST101".into(),
            category: Category::ALL[0],
            level: Level::Note,
            message: "why".into(),
            points_to: vec!["de".into()],
            suggestion: None,
            related: vec![elsewhere],
            score: 0.5,
        };
        document.give(Layer::new(vec![finding], "test".into()));
        let mut note = Annotation::new(span).label("x").attr("n", 1.5);
        note.score = Some(0.5);
        document.give_other("acme.note", Layer::new(vec![note], "acme".into()));
        document
    }

    #[test]
    fn a_document_comes_back_as_it_was() {
        let document = sample();
        let back = Document::unpack(&document.pack().unwrap()).unwrap();
        assert_eq!((back.id(), back.text()), (document.id(), document.text()));
        assert_eq!(back.meta, document.meta);
        assert_eq!(back.layers(), document.layers());
        assert_eq!(back.results(), document.results());
    }

    #[test]
    fn cut_or_changed_bytes_are_refused_or_read_but_never_panic() {
        let bytes = sample().pack().unwrap();
        for length in 0..bytes.len() {
            assert!(Document::unpack(&bytes[..length]).is_err(), "{length}");
        }
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            let _ = Document::unpack(&changed);
        }
    }
}
