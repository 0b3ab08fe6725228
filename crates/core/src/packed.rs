//! A document as compact bytes, for documents that wait outside memory.
//!
//! The form is private to one version of this crate: nothing but [`Document::unpack`] reads it.
//! It is postcard; what holds JSON values of any shape goes into it as JSON text, since postcard
//! does not say of itself what comes next. Tokens are most of a document: they stand at the end,
//! in records of a fixed size.

use crate::{
    Annotation, Artifact, Document, DocumentError, Entity, Fold, Layer, Layers, Quote, Sentence,
    Span, Stance, Tag, Token, TokenKind, Tone, Zone,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why bytes are no packed document.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    /// They are not of the form.
    #[error("not a packed document: {0}")]
    Form(#[from] postcard::Error),
    /// A token is none.
    #[error("not a packed document: a token cannot be read")]
    Token,
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
    /// The layer without its notes, and how many they are.
    tokens: Option<(Layer<Token>, usize)>,
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
    tokens: Option<(Layer<Token>, usize)>,
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
                tokens: layers.tokens.as_ref().map(|layer| {
                    let (by, ids) = (layer.by.clone(), layer.ids.clone());
                    (Layer { items: Vec::new(), by, ids }, layer.items.len())
                }),
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
        let tokens = self.tokens();
        let room = self.text().len() * 2 + tokens.len() * TOKEN_BYTES;
        let mut bytes = postcard::to_extend(&packed, Vec::with_capacity(room))?;
        tokens.iter().for_each(|token| bytes.extend_from_slice(&record(token)));
        Ok(bytes)
    }

    /// The document that was packed. Its spans are checked against its text once more.
    pub fn unpack(bytes: &[u8]) -> Result<Self, UnpackError> {
        let (mut packed, rest): (OwnPacked<'_>, &[u8]) = postcard::take_from_bytes(bytes)?;
        if let Some((layer, count)) = &mut packed.columns.tokens {
            let (records, []) = rest.as_chunks() else { return Err(UnpackError::Token) };
            let ids = layer.ids.as_ref().map_or(*count, Vec::len);
            if records.len() != *count || ids != *count {
                return Err(UnpackError::Token);
            }
            let tokens = records.iter().map(|record| token(packed.text, record));
            layer.items = tokens.collect::<Option<_>>().ok_or(UnpackError::Token)?;
        }
        let artifacts: Option<Layer<Artifact>> = serde_json::from_str(packed.artifacts)?;
        let others: BTreeMap<String, Layer<Annotation>> = serde_json::from_str(packed.others)?;
        let columns = packed.columns;
        let layers = Layers {
            zones: columns.zones,
            sentences: columns.sentences,
            tokens: columns.tokens.map(|(layer, _)| layer),
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

/// Bytes of a token: start, end and fold (u32 each), kind and tag.
const TOKEN_BYTES: usize = 14;

fn record(token: &Token) -> [u8; TOKEN_BYTES] {
    let mut record = [0; TOKEN_BYTES];
    record[..4].copy_from_slice(&(token.span.start() as u32).to_le_bytes());
    record[4..8].copy_from_slice(&(token.span.end() as u32).to_le_bytes());
    record[8..12].copy_from_slice(&token.fold.0.to_le_bytes());
    record[12] = token.kind as u8;
    record[13] = token.tag as u8;
    record
}

fn token(text: &str, record: &[u8; TOKEN_BYTES]) -> Option<Token> {
    let ([start, end, fold], [kind, tag]) = record.as_chunks::<4>() else { return None };
    let number = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes);
    Some(Token {
        span: Span::new(text, number(start) as usize, number(end) as usize).ok()?,
        fold: Fold(number(fold)),
        kind: *TokenKind::ALL.get(*kind as usize)?,
        tag: *Tag::ALL.get(*tag as usize)?,
    })
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
