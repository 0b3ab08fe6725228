//! Traces of translation, paraphrase and scraping.

use super::{column, named};
use crate::{Annotation, Level, Record, RecordError, Span, SpanError, json::Attributes};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;

named! {
    /// What kind of trace a finding is: the closed list of the record form.
    Category {
        /// A name spelt by another language's transliteration.
        NameTransliteration = "name-transliteration",
        /// One name in several accepted spellings.
        NameVariant = "name-variant",
        /// A slip in a name.
        NameMisspelling = "name-misspelling",
        /// A place under another language's name.
        PlaceName = "place-name",
        /// A title as another language orders or names it.
        TitleRendering = "title-rendering",
        /// White space on the wrong side of a quote mark.
        QuoteSpacing = "quote-spacing",
        /// Quote marks of several styles, or of another language.
        QuoteStyle = "quote-style",
        /// Dates, clock times and numbers as another place writes them.
        Format = "format",
        /// A place where one hand gives way to another.
        Seam = "seam",
        /// A phrase copied word by word from another language.
        Calque = "calque",
        /// A word taken for its look-alike.
        FalseFriend = "false-friend",
        /// Words in another language's order.
        WordOrder = "word-order",
        /// A word said twice.
        DoubledWord = "doubled-word",
        /// A synonym that does not fit, as rewriting tools leave.
        ParaphraseSlip = "paraphrase-slip",
        /// Page furniture inside the text.
        ScrapeResidue = "scrape-residue",
        /// A line that stands twice.
        Duplicate = "duplicate",
        /// One quotation worded in two ways.
        RetranslatedQuote = "retranslated-quote",
        /// One expression rendered in two ways.
        InconsistentRendering = "inconsistent-rendering",
    }
}

/// A passage elsewhere that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Id of the document.
    pub document: String,
    /// Where in it. Against a text of which only the id is known here, a span that came in was
    /// checked for its order alone.
    #[serde(flatten)]
    pub span: Span,
}

/// One finding: what, why, and how sure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Artifact {
    /// The words at fault, as tight as can be.
    pub span: Span,
    /// Code of the rule, such as `PST101`.
    pub code: Cow<'static, str>,
    /// Kind of trace.
    pub category: Category,
    /// How much it matters.
    pub level: Level,
    /// What was found and why it is thought so, in one sentence.
    pub message: String,
    /// ISO 639-1 codes of the languages that the finding points to.
    pub points_to: Vec<Cow<'static, str>>,
    /// What an English-language editor would write.
    pub suggestion: Option<String>,
    /// Passages that the finding is also about.
    pub related: Vec<Related>,
    /// Confidence, 0 to 1.
    pub score: f32,
}

impl Record for Artifact {
    const LAYER: &'static str = "artifact";
    column!(artifacts);

    fn span(&self) -> Span {
        self.span
    }

    fn label(&self) -> Option<&str> {
        Some(&self.code)
    }

    fn score(&self) -> Option<f32> {
        Some(self.score)
    }

    fn attributes(&self, out: &mut Attributes<'_>) {
        out.text("category", self.category.name());
        out.text("level", self.level.name());
        out.text("message", &self.message);
        out.texts("points_to", &self.points_to);
        if let Some(suggestion) = &self.suggestion {
            out.text("suggestion", suggestion);
        }
        if !self.related.is_empty() {
            out.objects("related", &self.related, |object, related| {
                object.text("document", &related.document);
                object.span(related.span);
            });
        }
    }

    fn from_annotation(a: &Annotation, _text: &str) -> Result<Self, RecordError> {
        let category =
            a.text("category").and_then(Category::from_name).ok_or(RecordError::Attribute {
                attribute: "category",
                expected: "one of the categories",
            })?;
        let level = match a.text("level") {
            Some("warning") => Level::Warning,
            _ => Level::Note,
        };
        let list = |key| a.attrs.get(key).and_then(Value::as_array).into_iter().flatten();
        let mut related = Vec::new();
        for item in list("related") {
            related.push(related_of(item)?);
        }
        Ok(Self {
            span: a.span,
            code: a.label.clone().unwrap_or_default().into(),
            category,
            level,
            message: a.text("message").unwrap_or_default().into(),
            points_to: list("points_to")
                .filter_map(Value::as_str)
                .map(|language| language.to_owned().into())
                .collect(),
            suggestion: a.text("suggestion").map(Into::into),
            related,
            score: a.score.unwrap_or(1.0),
        })
    }
}

/// A passage elsewhere. The text that it points into is not at hand, so that only what holds in
/// any text is checked.
fn related_of(item: &Value) -> Result<Related, RecordError> {
    const ATTRIBUTE: &str = "related";
    let document = item.get("document").and_then(Value::as_str).unwrap_or_default();
    let expected = "a list of objects with the whole numbers start and end";
    let wrong = RecordError::Attribute { attribute: ATTRIBUTE, expected };
    // A struct can be read from a list, too.
    let span = Span::deserialize(item).ok().filter(|_| item.is_object()).ok_or(wrong)?;
    let (start, end) = (span.start(), span.end());
    if start > end {
        let error = SpanError::Reversed { start, end };
        return Err(RecordError::Span { attribute: ATTRIBUTE, error });
    }
    Ok(Related { document: document.into(), span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(related: Value) -> Result<Vec<Related>, RecordError> {
        let text = "Kyiv";
        let note = Annotation::new(Span::new(text, 0, 4).unwrap())
            .label("PST201")
            .attr("category", "name-variant")
            .attr("related", json!([related]));
        Artifact::from_annotation(&note, text).map(|artifact| artifact.related)
    }

    #[test]
    fn a_passage_elsewhere_may_lie_behind_the_end_of_this_text() {
        let related = read(json!({"document": "b", "start": 900, "end": 904})).unwrap();
        assert_eq!(related[0].document, "b");
        assert_eq!(related[0].span.range(), 900..904);
        // Its characters are of other widths than those of this text.
        assert!(read(json!({"document": "b", "start": 1, "end": 1})).is_ok());
    }

    #[test]
    fn a_passage_elsewhere_has_a_start_and_an_end_in_this_order() {
        let reversed = read(json!({"document": "b", "start": 9, "end": 4}));
        assert!(matches!(reversed, Err(RecordError::Span { attribute: "related", .. })));
        for wrong in [
            json!({"document": "b"}),
            json!({"document": "b", "start": -1, "end": 4}),
            json!({"document": "b", "start": 0, "end": 4_294_967_296_u64}),
            json!([0, 4]),
            json!("b"),
            Value::Null,
        ] {
            let read = read(wrong.clone());
            assert!(matches!(read, Err(RecordError::Attribute { .. })), "{wrong}: {read:?}");
        }
    }
}
