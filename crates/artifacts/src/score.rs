//! The verdict on a document: translated or not, from which language, and where it changes.
//!
//! Two kinds of evidence are added as log-odds. The rates of function words and marks give a
//! statistical score (`data/style.tsv`), calibrated by the text's length; findings that point to
//! a translation or a rewriting add what `data/evidence.tsv` says, each further one of them half
//! as much, so that ten calques do not count as ten independent witnesses.
//!
//! The score means “translated, or of foreign origin”: human and machine translations are hardly
//! told apart by it.

mod rates;

use crate::context::Context;
use crate::tables::EVIDENCE;
use postil_core::{Artifact, Level, Span};
use rates::Counts;
use serde_json::{Value, json};

/// From this probability a document is called translated.
pub const TRANSLATED: f64 = 0.9;
/// Up to this probability a document is called native.
pub const NATIVE: f64 = 0.2;
/// Documents of fewer words stay uncertain.
pub const FEWEST_WORDS: usize = 60;
/// Sentences of a window in which the probability is measured again.
const WINDOW: usize = 5;
/// How far a window's probability has to lie from the document's to be reported.
const DEPARTURE: f64 = 0.4;
/// Languages that are reported at most.
const LANGUAGES: usize = 5;

/// What is said of a document as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Probability that the document is translated, both classes taken as equally likely.
    pub probability: f64,
    /// The same as log-odds.
    pub score: f64,
    /// `translated`, `native` or `uncertain`.
    pub verdict: &'static str,
    /// Languages that findings point to, with probabilities, the likeliest first.
    pub source_language: Vec<(String, f64)>,
    /// Passages whose probability is far from the document's.
    pub segments: Vec<(Span, f64)>,
}

impl Verdict {
    /// The verdict in the form of the document's results.
    pub fn to_json(&self) -> Value {
        let languages: Vec<Value> = self
            .source_language
            .iter()
            .map(|(language, p)| json!({"language": language, "probability": p}))
            .collect();
        let segments: Vec<Value> = self
            .segments
            .iter()
            .map(|(span, p)| json!({"start": span.start(), "end": span.end(), "probability": p}))
            .collect();
        json!({
            "translated": {
                "probability": self.probability,
                "score": self.score,
                "verdict": self.verdict,
            },
            "source_language": languages,
            "segments": segments,
        })
    }
}

/// Judges a document from its words and its findings.
pub fn judge(context: &Context<'_>, findings: &[Artifact]) -> Verdict {
    let segmented = context.sentences.len() >= 2 * WINDOW;
    let (mut whole, mut counts) = (Counts::new(), Counts::new());
    let mut windows: Vec<Window> = Vec::new();
    let ranges = context.sentence_tokens().chunks(WINDOW);
    for (sentences, ranges) in context.sentences.chunks(WINDOW).zip(ranges) {
        for range in ranges {
            counts.add(&context.tokens[range.clone()]);
        }
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { continue };
        if segmented && sentences.len() == WINDOW {
            let score = (counts.words >= FEWEST_WORDS).then(|| counts.log_odds());
            windows.push(Window { span: first.span.join(last.span), score });
        }
        whole.take(&mut counts);
    }
    let weights: Vec<f64> = findings.iter().map(weight).collect();
    let score = whole.log_odds() + evidence(&weights);
    let probability = logistic(score);
    let verdict = if whole.words < FEWEST_WORDS {
        "uncertain"
    } else if probability >= TRANSLATED {
        "translated"
    } else if probability <= NATIVE {
        "native"
    } else {
        "uncertain"
    };
    Verdict {
        probability,
        score,
        verdict,
        source_language: source_language(findings),
        segments: segments(&windows, findings, &weights, probability),
    }
}

/// A few sentences in a row.
struct Window {
    span: Span,
    /// The log-odds of the words; `None` where they are too few.
    score: Option<f64>,
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// What findings of these weights add: the strongest in full, each further one half of the one
/// before.
fn evidence(weights: &[f64]) -> f64 {
    let mut weights: Vec<f64> = weights.iter().copied().filter(|weight| *weight > 0.0).collect();
    weights.sort_by(|a, b| b.total_cmp(a));
    let mut share = 1.0;
    let mut sum = 0.0;
    for weight in weights.iter().take(12) {
        sum += share * weight;
        share *= 0.5;
    }
    sum
}

/// The weight of a finding's category times its confidence.
fn weight(finding: &Artifact) -> f64 {
    let name = finding.category.name();
    let level = if finding.level == Level::Warning { "warning" } else { "note" };
    let pointed = if finding.points_to.is_empty() { "" } else { "-pointed" };
    // One line a category, with the level and whether the finding names languages.
    let weight = EVIDENCE
        .lookup(&format!("{name}/{level}{pointed}"))
        .and_then(|entry| entry.text.parse::<f64>().ok());
    weight.unwrap_or(0.0) * f64::from(finding.score)
}

/// The languages that findings point to. A finding's weight goes to its languages by their rank,
/// 1, 1/2, 1/3 …; half a finding is left over for languages that nothing points to.
fn source_language(findings: &[Artifact]) -> Vec<(String, f64)> {
    let mut weights: Vec<(String, f64)> = Vec::new();
    for finding in findings {
        let level = if finding.level == Level::Warning { 1.0 } else { 0.4 };
        let ranks: f64 = (1..=finding.points_to.len()).map(|rank| 1.0 / rank as f64).sum();
        for (rank, language) in finding.points_to.iter().enumerate() {
            let share = level * f64::from(finding.score) / ((rank + 1) as f64 * ranks);
            match weights.iter_mut().find(|(known, _)| known == language) {
                Some((_, weight)) => *weight += share,
                None => weights.push((language.to_string(), share)),
            }
        }
    }
    let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    weights.truncate(LANGUAGES);
    weights.iter_mut().for_each(|(_, weight)| *weight /= sum + 0.5);
    weights
}

/// Windows whose probability is far from the document's, neighbours joined.
fn segments(
    windows: &[Window],
    findings: &[Artifact],
    weights: &[f64],
    whole: f64,
) -> Vec<(Span, f64)> {
    let mut found: Vec<(Span, f64)> = Vec::new();
    let mut joined = false;
    for Window { span, score } in windows {
        let from = findings.partition_point(|finding| finding.span.start() < span.start());
        let to = findings.partition_point(|finding| finding.span.start() < span.end());
        let inside = weights.get(from..to).unwrap_or_default();
        let probability = score.map_or(whole, |score| logistic(score + evidence(inside)));
        let departs = (probability - whole).abs() >= DEPARTURE;
        match found.last_mut() {
            Some((before, other))
                if departs && joined && (*other > whole) == (probability > whole) =>
            {
                *before = before.join(*span);
                *other = (*other + probability) / 2.0;
            }
            _ if departs => found.push((*span, probability)),
            _ => {}
        }
        joined = departs;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::document;
    use postil_core::Category;

    fn finding(languages: &[&'static str]) -> Artifact {
        let document = document("a", "word");
        Artifact {
            span: document.span(0, 4).unwrap(),
            code: "PST301".into(),
            category: Category::Calque,
            level: Level::Warning,
            message: String::new(),
            points_to: languages.iter().map(|&code| code.into()).collect(),
            suggestion: None,
            related: Vec::new(),
            score: 0.8,
        }
    }

    #[test]
    fn findings_raise_the_score_by_less_and_less() {
        let weight = weight(&finding(&["de"]));
        let (one, two, many) =
            (evidence(&[weight]), evidence(&[weight; 2]), evidence(&[weight; 50]));
        assert!(0.0 < one && one < two && two < many && many < 2.0 * one);
    }

    #[test]
    fn languages_come_from_findings_alone() {
        assert!(source_language(&[]).is_empty());
        let found = source_language(&[finding(&["de", "nl"]), finding(&["nl"]), finding(&["nl"])]);
        assert_eq!(found[0].0, "nl");
        assert!(found.iter().map(|(_, p)| p).sum::<f64>() < 1.0);
    }

    #[test]
    fn short_texts_stay_uncertain() {
        let document = document("a", "The talks went on.");
        let verdict = judge(&Context::new(&document), &[]);
        assert_eq!(verdict.verdict, "uncertain");
        assert!(verdict.score.is_finite());
        assert!(verdict.segments.is_empty());
    }

    #[test]
    fn an_empty_document_has_even_odds() {
        let document = document("a", "");
        assert_eq!(judge(&Context::new(&document), &[]).probability, 0.5);
        assert!(EVIDENCE.lookup("calque/warning-pointed").is_some());
    }
}
