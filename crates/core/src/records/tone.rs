//! How positive or negative a sentence is.

use super::{column, named};
use crate::{Annotation, Record, RecordError, Span, json::Attributes};
use serde::{Deserialize, Serialize};

named! {
    /// Which way an evaluation goes.
    Polarity {
        /// Against.
        Negative = "negative",
        /// Neither.
        Neutral = "neutral",
        /// For.
        Positive = "positive",
    }
}

/// The tone of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tone {
    /// The sentence.
    pub span: Span,
    /// −1 to 1.
    pub value: f32,
}

impl Tone {
    /// A value of at most this size, either way, is neutral.
    pub const NEUTRAL: f32 = 0.125;

    /// The value as a class.
    pub fn polarity(&self) -> Polarity {
        if self.value > Self::NEUTRAL {
            Polarity::Positive
        } else if self.value < -Self::NEUTRAL {
            Polarity::Negative
        } else {
            Polarity::Neutral
        }
    }
}

impl Record for Tone {
    const LAYER: &'static str = "tone";
    column!(tones);

    fn span(&self) -> Span {
        self.span
    }

    fn label(&self) -> Option<&str> {
        Some(self.polarity().name())
    }

    fn attributes(&self, out: &mut Attributes<'_>) {
        out.number("value", self.value);
    }

    fn from_annotation(a: &Annotation, _text: &str) -> Result<Self, RecordError> {
        let value = a.attrs.get("value").and_then(serde_json::Value::as_f64).ok_or(
            RecordError::Attribute { attribute: "value", expected: "a number from -1 to 1" },
        )?;
        Ok(Self { span: a.span, value: value as f32 })
    }
}
