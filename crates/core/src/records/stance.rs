//! Who holds what view of whom.

use super::annotation::span_of;
use super::{column, named};
use crate::{Annotation, Polarity, Record, RecordError, Span, json::Attributes};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

named! {
    /// How a view comes to the reader.
    Via {
        /// In the article's own words.
        Narration = "narration",
        /// In quote marks.
        Quote = "quote",
        /// In a reported clause.
        Indirect = "indirect",
    }
}

/// Words that speak for a stance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The words.
    pub span: Span,
    /// How much they weigh; negative against the target.
    pub weight: f32,
}

/// The view that a sentence takes of one mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stance {
    /// The mention of the target.
    pub span: Span,
    /// The view.
    pub polarity: Polarity,
    /// Id of the target's entity.
    pub target: Arc<str>,
    /// Id of the entity that holds the view, or `author`.
    pub holder: Arc<str>,
    /// Who reports whom, outermost first; the holder is not in it.
    pub chain: Vec<Arc<str>>,
    /// How the view comes to the reader.
    pub via: Via,
    /// Probabilities of negative, neutral, positive; their sum is 1.
    pub p: [f32; 3],
    /// The words that speak for it.
    pub evidence: Vec<Evidence>,
}

impl Record for Stance {
    const LAYER: &'static str = "stance";
    column!(stances);

    fn span(&self) -> Span {
        self.span
    }

    fn label(&self) -> Option<&str> {
        Some(self.polarity.name())
    }

    fn score(&self) -> Option<f32> {
        Some(self.p[self.polarity as usize])
    }

    fn attributes(&self, out: &mut Attributes<'_>) {
        out.text("target", &self.target);
        out.text("holder", &self.holder);
        out.texts("chain", &self.chain);
        out.text("via", self.via.name());
        out.object("p", |object| {
            for (polarity, p) in Polarity::ALL.iter().zip(self.p) {
                object.number(polarity.name(), p);
            }
        });
        out.objects("evidence", &self.evidence, |object, evidence| {
            object.span(evidence.span);
            object.number("weight", evidence.weight);
        });
    }

    fn spans(&self, visit: &mut dyn FnMut(Span)) {
        visit(self.span);
        self.evidence.iter().for_each(|evidence| visit(evidence.span));
    }

    fn from_annotation(a: &Annotation, text: &str) -> Result<Self, RecordError> {
        let polarity = a.labelled(Polarity::from_name, Polarity::ALLOWED)?;
        let list = |key| a.attrs.get(key).and_then(Value::as_array).into_iter().flatten();
        let mut evidence = Vec::new();
        for item in list("evidence") {
            if let Some(span) = span_of(item, "evidence", text)? {
                let weight = item.get("weight").and_then(Value::as_f64).unwrap_or(0.0) as f32;
                evidence.push(Evidence { span, weight });
            }
        }
        let mut p = [0.0; 3];
        p[polarity as usize] = a.score.unwrap_or(1.0);
        if let Some(given) = a.attrs.get("p") {
            for (slot, polarity) in p.iter_mut().zip(Polarity::ALL) {
                *slot = given.get(polarity.name()).and_then(Value::as_f64).unwrap_or(0.0) as f32;
            }
        }
        Ok(Self {
            span: a.span,
            polarity,
            target: a.text("target").unwrap_or_default().into(),
            holder: a.text("holder").unwrap_or("author").into(),
            chain: list("chain").filter_map(Value::as_str).map(Arc::from).collect(),
            via: a.text("via").and_then(Via::from_name).unwrap_or(Via::Narration),
            p,
            evidence,
        })
    }
}
