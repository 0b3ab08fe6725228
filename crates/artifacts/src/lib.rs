//! Traces of translation, paraphrase and scraping in news text, and the spelling traditions of
//! names.
//!
//! The crate reads the language layers of a document and writes the layer `artifact`: findings,
//! each of one rule, on the words at fault, with the languages that they point to. From the
//! findings and from the rates of function words it judges whether the document is translated;
//! across a story it compares names and quotations.
//!
//! Key decisions:
//! * One rule is one file below `src/rules`, and the page at the file's head is what `postil
//!   explain` prints; the build script collects the pages. Rules know nothing of each other; what
//!   several need is computed once, in [`context::Context`].
//! * Precision before recall: every table of phrases was counted against news written in English,
//!   and what occurs there went out. A style that has good reasons (`Zelenskiy` is Reuters
//!   spelling) is no finding or a note.
//! * The verdict says “translated”, not “machine-translated”: function words tell apart foreign
//!   origin well and the kind of translator hardly. The rejected alternative, a large model of
//!   words, learns topics: its figures fall when both classes tell the same stories.
#![forbid(unsafe_code)]

pub mod context;
mod explain;
pub mod figures;
pub mod furniture;
pub mod landmarks;
pub mod marks;
pub mod names;
mod phrase_slots;
pub mod phrases;
pub mod rates;
pub mod rule;
pub mod rules;
pub mod score;
mod settings;
mod tables;

pub use explain::explain;
pub use rule::{Findings, Rule, RuleInfo};
pub use settings::Settings;

use context::Context;
use postil_core::{
    Analyzer, AnalyzerError, Artifact, Document, Manifest, Notes, Story, StoryNotes,
};
use serde_json::{Map, Value, json};

/// Id of the analyzer.
pub const ID: &str = "postil.artifacts";

/// Every rule, sorted by code.
pub fn rules() -> Vec<Box<dyn Rule>> {
    rules::rules()
}

/// The analyzer of translation, paraphrase and scraping traces.
pub struct Artifacts {
    manifest: Manifest,
    settings: Settings,
    rules: Vec<Box<dyn Rule>>,
}

impl Artifacts {
    /// The analyzer with these settings.
    pub fn new(settings: Settings) -> Self {
        let all = rules();
        let manifest = Manifest::new(
            ID,
            env!("CARGO_PKG_VERSION"),
            "finds traces of translation, paraphrase and scraping, and compares names",
        )
        .requires(&["zone", "sentence", "token", "entity", "quote"])
        .uses(&["story"])
        .provides(&["artifact"])
        .rules(all.iter().map(|rule| described(rule.info())).collect())
        .settings(schemars::schema_for!(Settings).to_value())
        .collates();
        let rules = all.into_iter().filter(|rule| settings.reports(rule.info().code)).collect();
        Self { manifest, settings, rules }
    }
}

impl Default for Artifacts {
    fn default() -> Self {
        Self::new(Settings::default())
    }
}

/// A rule as the manifest lists it.
fn described(info: &RuleInfo) -> postil_core::Rule {
    postil_core::Rule {
        code: info.code.to_owned(),
        category: Some(info.category),
        level: info.level,
        summary: info.summary.to_owned(),
        explanation: explain(info.code).unwrap_or_default().to_owned(),
    }
}

impl Analyzer for Artifacts {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn analyze(&self, document: &Document, notes: &mut Notes<'_>) -> Result<(), AnalyzerError> {
        let context = Context::new(document);
        let mut findings = Findings::new(&self.settings);
        for rule in &self.rules {
            rule.check(&context, &mut findings);
        }
        let findings = findings.finish();
        notes.result(score::judge(&context, &findings).to_json());
        notes.fill(findings);
        Ok(())
    }

    fn collate(&self, story: &Story, notes: &mut StoryNotes<'_>) -> Result<(), AnalyzerError> {
        let spellings = names::Names::of(story);
        let mut found = names::across(&spellings);
        found.extend(rules::stories::retranslation::across(story));
        let findings: Vec<Value> = found
            .iter()
            .filter(|(_, finding)| self.settings.lets_through(finding))
            .map(|(document, finding)| record(document, finding))
            .collect();
        let mut result = match names::variants(&spellings) {
            Value::Object(result) => result,
            names => Map::from_iter([("names".to_owned(), names)]),
        };
        result.insert("findings".to_owned(), Value::Array(findings));
        notes.result(Value::Object(result));
        Ok(())
    }
}

/// A finding across a story, in the form of the story's results.
fn record(document: &str, finding: &Artifact) -> Value {
    let mut record = json!({
        "document": document,
        "start": finding.span.start(),
        "end": finding.span.end(),
        "label": finding.code,
        "score": f64::from(finding.score),
        "category": finding.category.name(),
        "level": finding.level.name(),
        "message": finding.message,
        "points_to": finding.points_to,
        "related": finding.related,
    });
    if let (Some(record), Some(suggestion)) = (record.as_object_mut(), &finding.suggestion) {
        record.insert("suggestion".to_owned(), Value::String(suggestion.clone()));
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::document;

    #[test]
    fn codes_are_sorted_and_stand_once() {
        let rules = rules();
        let codes: Vec<&str> = rules.iter().map(|rule| rule.info().code).collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    }

    #[test]
    fn a_document_gets_findings_and_a_verdict() {
        let document = document("a", "The presidents telephoned with each other on Thursday.");
        let analyzer = Artifacts::default();
        let mut notes = Notes::new(&document, analyzer.manifest());
        analyzer.analyze(&document, &mut notes).unwrap();
        let batch = notes.finish().unwrap();
        assert_eq!(batch.layers().get::<Artifact>().len(), 1);
        let result = batch.result().unwrap();
        assert_eq!(result["translated"]["verdict"], "uncertain");
        assert_eq!(result["source_language"][0]["language"], "de");
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_read(text in "([A-Za-z]{1,8}|[0-9.,:]{1,8}|[\"“”„«» \n]{1,3}|é|💩|\r\n){0,60}") {
            let document = document("a", &text);
            let analyzer = Artifacts::default();
            let mut notes = Notes::new(&document, analyzer.manifest());
            analyzer.analyze(&document, &mut notes).unwrap();
            proptest::prop_assert!(notes.finish().is_ok());
        }
    }
}
