//! The verdict on a document: translated or not, from which language, and where it changes.
//!
//! Two kinds of evidence are added as log-odds. The rates of function words and marks give a
//! statistical score (`data/style.tsv`), calibrated by the text's length; findings that point to
//! a translation or a rewriting add what `data/evidence.tsv` says, each further one of them half
//! as much, so that ten calques do not count as ten independent witnesses.
//!
//! The score means “translated, or of foreign origin”: human and machine translations are hardly
//! told apart by it.

use crate::context::Context;
use crate::tables::{EVIDENCE, STYLE};
use postil_core::{Artifact, Fold, Level, Sentence, Span, TokenKind, fold};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::sync::LazyLock;

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
    let (mut whole, mut counts) = (Counts::default(), Counts::default());
    let mut windows: Vec<Window> = Vec::new();
    for sentences in context.sentences.chunks(WINDOW) {
        counts.clear();
        sentences.iter().for_each(|sentence| counts.add(context, *sentence));
        whole.join(&counts);
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { continue };
        if segmented && sentences.len() == WINDOW {
            let score = (counts.words >= FEWEST_WORDS).then(|| counts.log_odds());
            windows.push(Window { span: first.span.join(last.span), score });
        }
    }
    let score = whole.log_odds() + evidence(findings);
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
        segments: segments(&windows, findings, probability),
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

/// The rows of `data/style.tsv`, by the folds of their one or two words.
struct Style {
    singles: FxHashMap<Fold, usize>,
    pairs: FxHashMap<(Fold, Fold), usize>,
    weights: Vec<f64>,
    number: Fold,
    start: Fold,
    scale: Scale,
}

/// How a sum of weights becomes log-odds: `data/evidence.tsv`.
struct Scale {
    base: f64,
    shift: f64,
    by_score: f64,
    by_score_and_length: f64,
    by_length: f64,
}

static ROWS: LazyLock<Style> = LazyLock::new(|| {
    let mut style = Style {
        singles: FxHashMap::default(),
        pairs: FxHashMap::default(),
        weights: Vec::new(),
        number: fold("<n>"),
        start: fold("<s>"),
        scale: Scale {
            base: constant("base"),
            shift: constant("calibration-base"),
            by_score: constant("calibration-score"),
            by_score_and_length: constant("calibration-score-length"),
            by_length: constant("calibration-length"),
        },
    };
    for entry in STYLE.entries() {
        let row = entry.value as usize;
        if style.weights.len() <= row {
            style.weights.resize(row + 1, 0.0);
        }
        style.weights[row] = entry.text.parse().unwrap_or(0.0);
        match entry.key.split_once(' ') {
            None => style.singles.insert(fold(entry.key), row),
            Some((first, second)) => style.pairs.insert((fold(first), fold(second)), row),
        };
    }
    style
});

/// How often each row of the style table occurs.
#[derive(Default)]
struct Counts {
    rows: Vec<u32>,
    tokens: usize,
    words: usize,
}

impl Counts {
    fn clear(&mut self) {
        self.rows.fill(0);
        (self.tokens, self.words) = (0, 0);
    }

    fn join(&mut self, other: &Self) {
        self.rows.resize(other.rows.len(), 0);
        self.rows.iter_mut().zip(&other.rows).for_each(|(sum, count)| *sum += count);
        self.tokens += other.tokens;
        self.words += other.words;
    }

    fn add(&mut self, context: &Context<'_>, sentence: Sentence) {
        let style = &*ROWS;
        self.rows.resize(style.weights.len(), 0);
        let mut before = Some(style.start);
        for token in &context.tokens[context.token_range(sentence.span)] {
            self.tokens += 1;
            self.words += usize::from(token.kind == TokenKind::Word);
            let word = if token.kind == TokenKind::Number { style.number } else { token.fold };
            let single = style.singles.get(&word);
            if let Some(&row) = single {
                self.rows[row] += 1;
                if let Some(&pair) = before.and_then(|before| style.pairs.get(&(before, word))) {
                    self.rows[pair] += 1;
                }
            }
            before = single.map(|_| word);
        }
    }

    /// The calibrated log-odds of the rates.
    fn log_odds(&self) -> f64 {
        if self.tokens == 0 {
            return 0.0;
        }
        let style = &*ROWS;
        let scale = &style.scale;
        let rate = 1000.0 / self.tokens as f64;
        let score: f64 = scale.base
            + self
                .rows
                .iter()
                .zip(&style.weights)
                .filter(|(count, _)| **count > 0)
                .map(|(count, weight)| weight * (f64::from(*count) * rate).sqrt())
                .sum::<f64>();
        let length = ((self.tokens.max(30)) as f64 / 250.0).ln();
        scale.shift
            + scale.by_score * score
            + scale.by_score_and_length * score * length
            + scale.by_length * length
    }
}

/// A number of `data/evidence.tsv`; 0 for one that is not there.
fn constant(name: &str) -> f64 {
    EVIDENCE.lookup(name).and_then(|entry| entry.text.parse().ok()).unwrap_or(0.0)
}

/// What the findings add: the weights of their categories times their confidences, the strongest
/// in full, each further one half of the one before.
fn evidence(findings: &[Artifact]) -> f64 {
    let mut weights: Vec<f64> =
        findings.iter().map(weight).filter(|weight| *weight > 0.0).collect();
    weights.sort_by(|a, b| b.total_cmp(a));
    let mut share = 1.0;
    let mut sum = 0.0;
    for weight in weights.iter().take(12) {
        sum += share * weight;
        share *= 0.5;
    }
    sum
}

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
fn segments(windows: &[Window], findings: &[Artifact], whole: f64) -> Vec<(Span, f64)> {
    let mut found: Vec<(Span, f64)> = Vec::new();
    let mut joined = false;
    for Window { span, score } in windows {
        let from = findings.partition_point(|finding| finding.span.start() < span.start());
        let to = findings.partition_point(|finding| finding.span.start() < span.end());
        let inside = findings.get(from..to).unwrap_or_default();
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
        let one = evidence(&[finding(&["de"])]);
        let two = evidence(&[finding(&["de"]), finding(&["de"])]);
        let many = evidence(&vec![finding(&["de"]); 50]);
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
    }

    #[test]
    fn the_tables_hold_what_the_code_reads() {
        for name in ["base", "calibration-base", "calibration-score"] {
            assert!(constant(name) != 0.0, "{name}");
        }
        assert!(ROWS.weights.len() > 100);
        assert!(EVIDENCE.lookup("calque/warning-pointed").is_some());
    }
}
