//! Sentences of content and headlines.

use super::column;
use crate::{Annotation, Record, RecordError, Span};
use serde::{Deserialize, Serialize};

/// A sentence, with its final mark and closing quotes and without white space at either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
}

impl Record for Sentence {
    const LAYER: &'static str = "sentence";
    column!(sentences);

    fn span(&self) -> Span {
        self.span
    }

    fn from_annotation(a: &Annotation, _text: &str) -> Result<Self, RecordError> {
        Ok(Self { span: a.span })
    }
}
