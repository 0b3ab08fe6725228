//! A note of a layer that has no struct of its own.

use crate::{RecordError, Span};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A generic note: what plugins write, and the form in which annotations come in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Where it stands.
    pub span: Span,
    /// Its label.
    pub label: Option<String>,
    /// How sure its maker is.
    pub score: Option<f32>,
    /// Anything else.
    pub attrs: Map<String, Value>,
}

impl Annotation {
    /// A bare note.
    pub fn new(span: Span) -> Self {
        Self { span, label: None, score: None, attrs: Map::new() }
    }

    /// With a label.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// With a score.
    #[must_use]
    pub fn score(mut self, score: f32) -> Self {
        self.score = Some(score);
        self
    }

    /// With an attribute.
    #[must_use]
    pub fn attr(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.attrs.insert(key.into(), value.into());
        self
    }

    /// The string attribute of that name.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.attrs.get(key)?.as_str()
    }

    /// The label as a value of a closed list.
    pub(crate) fn labelled<T>(
        &self,
        from_name: impl Fn(&str) -> Option<T>,
        allowed: &'static str,
    ) -> Result<T, RecordError> {
        self.label
            .as_deref()
            .and_then(from_name)
            .ok_or_else(|| RecordError::Label { label: self.label.clone(), allowed })
    }
}

/// The span under `key` of a JSON object: an object with `start` and `end`. `None` if absent.
pub(crate) fn span_of(
    value: &Value,
    attribute: &'static str,
    text: &str,
) -> Result<Option<Span>, RecordError> {
    if value.is_null() {
        return Ok(None);
    }
    let offset = |key| value.get(key).and_then(Value::as_u64).map(|n| n as usize);
    let (Some(start), Some(end)) = (offset("start"), offset("end")) else {
        return Err(RecordError::Attribute {
            attribute,
            expected: "an object with the whole numbers start and end",
        });
    };
    Span::new(text, start, end).map(Some).map_err(|error| RecordError::Span { attribute, error })
}
