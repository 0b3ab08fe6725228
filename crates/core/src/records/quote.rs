//! Quotations and reported speech.

use super::annotation::span_of;
use super::{column, named};
use crate::{Annotation, Record, RecordError, Span, json::Attributes};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

named! {
    /// How speech is reported.
    QuoteKind {
        /// Whole clauses or sentences in quote marks.
        Direct = "direct",
        /// Some words in quote marks inside a reporting sentence.
        Mixed = "mixed",
        /// A reported clause without quote marks.
        Indirect = "indirect",
    }
}

/// The words of the text that name a speaker, and whom they mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The words at the cue: `he`, `Kallas`, `the official`.
    pub span: Span,
    /// Id of the entity that they mean, where known.
    pub entity: Option<Arc<str>>,
    /// Its canonical name, else the words themselves.
    pub name: Arc<str>,
}

/// The words that report: `said`, `according to`.
pub type Cue = Span;

/// A stretch of reported speech.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// What is said, without its quote marks.
    pub span: Span,
    /// How it is reported.
    pub kind: QuoteKind,
    /// Whether the quotation's closing mark was found (true for reported clauses).
    pub closed: bool,
    /// Who says it, where found.
    pub speaker: Option<Speaker>,
    /// The reporting words, where found.
    pub cue: Option<Cue>,
    /// How sure the attribution is, 0 to 1.
    pub score: Option<f32>,
}

impl Record for Quote {
    const LAYER: &'static str = "quote";
    column!(quotes);

    fn span(&self) -> Span {
        self.span
    }

    fn label(&self) -> Option<&str> {
        Some(self.kind.name())
    }

    fn score(&self) -> Option<f32> {
        self.score
    }

    fn attributes(&self, out: &mut Attributes<'_>) {
        out.flag("closed", self.closed);
        match &self.speaker {
            None => out.null("speaker"),
            Some(speaker) => out.object("speaker", |object| {
                object.span(speaker.span);
                if let Some(entity) = &speaker.entity {
                    object.text("entity", entity);
                }
                object.text("name", &speaker.name);
            }),
        }
        match self.cue {
            None => out.null("cue"),
            Some(cue) => out.object("cue", |object| object.span(cue)),
        }
    }

    fn spans(&self, visit: &mut dyn FnMut(Span)) {
        visit(self.span);
        if let Some(speaker) = &self.speaker {
            visit(speaker.span);
        }
        if let Some(cue) = self.cue {
            visit(cue);
        }
    }

    fn from_annotation(a: &Annotation, text: &str) -> Result<Self, RecordError> {
        let null = Value::Null;
        let speaker = a.attrs.get("speaker").unwrap_or(&null);
        let words = span_of(speaker, "speaker", text)?;
        let named = |key| speaker.get(key).and_then(Value::as_str).map(Arc::<str>::from);
        Ok(Self {
            span: a.span,
            kind: a.labelled(QuoteKind::from_name, QuoteKind::ALLOWED)?,
            closed: a.attrs.get("closed").and_then(Value::as_bool).unwrap_or(true),
            speaker: words.map(|span| Speaker {
                span,
                entity: named("entity"),
                name: named("name").unwrap_or_else(|| span.of(text).into()),
            }),
            cue: span_of(a.attrs.get("cue").unwrap_or(&null), "cue", text)?,
            score: a.score,
        })
    }
}
