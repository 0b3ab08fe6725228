//! What a line of an article is for.

use super::{column, named};
use crate::{Annotation, Record, RecordError, Span, json::Attributes};
use serde::{Deserialize, Serialize};

named! {
    /// What a run of lines is for.
    ZoneKind {
        /// The article's own sentences.
        Content = "content",
        /// A headline, deck or crosshead.
        Headline = "headline",
        /// Who wrote it, with role and follow buttons.
        Byline = "byline",
        /// The line under a picture.
        Caption = "caption",
        /// Who took the picture or owns the text.
        Credit = "credit",
        /// Navigation, advertisement, calls to subscribe, and so on.
        Boilerplate = "boilerplate",
    }
}

/// A line, or a run of lines of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Zone {
    /// The lines, without white space at either end.
    pub span: Span,
    /// What they are for.
    pub kind: ZoneKind,
    /// Id of the earlier zone whose words this one repeats.
    pub repeats: Option<u32>,
    /// How sure the choice is, 0 to 1.
    pub score: Option<f32>,
}

impl Record for Zone {
    const LAYER: &'static str = "zone";
    column!(zones);

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
        if let Some(id) = self.repeats {
            out.integer("repeats", u64::from(id));
        }
    }

    fn from_annotation(a: &Annotation, _text: &str) -> Result<Self, RecordError> {
        let repeats = a.attrs.get("repeats").and_then(serde_json::Value::as_u64);
        Ok(Self {
            span: a.span,
            kind: a.labelled(ZoneKind::from_name, ZoneKind::ALLOWED)?,
            repeats: repeats.map(|id| id as u32),
            score: a.score,
        })
    }
}
