//! Takes accepted findings out of documents and stories.

use super::key::{Key, Keys, Remark};
use super::{Baseline, Found};
use postil_core::{Analyzer, Artifact, Document, Layer, Manifest, Record, Span, Story};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whose result holds the findings across a story.
const ARTIFACTS: &str = "postil.artifacts";

impl Baseline {
    /// Takes what is accepted out of an analysed document: of the artifact layer, and of the
    /// layers of each analyzer with rules of its own.
    pub(in crate::run) fn apply(
        &self,
        document: &mut Document,
        analyzers: &[Arc<dyn Analyzer>],
    ) -> Found {
        let mut found = Found::default();
        let mut keys = Keys::of(document);
        let mut stays = |rule: &str, span: Span| self.settle(keys.next(rule, span), &mut found);
        let artifacts: Vec<bool> =
            document.artifacts().iter().map(|one| stays(&one.code, one.span)).collect();
        let mut others: Vec<(&str, Vec<bool>)> = Vec::new();
        for manifest in analyzers.iter().map(|analyzer| analyzer.manifest()) {
            for layer in manifest.provides.iter().filter(|_| !manifest.rules.is_empty()) {
                let notes = document.annotations(layer).iter();
                let stay = notes.map(|note| match finding(manifest, note.label.as_deref()) {
                    Some(rule) => stays(rule, note.span),
                    None => true,
                });
                others.push((layer.as_str(), stay.collect()));
            }
        }
        if artifacts.contains(&false)
            && let Some(layer) = Artifact::column(document.layers())
        {
            let layer = without(layer, &artifacts);
            document.give(layer);
        }
        for (name, stay) in others.into_iter().filter(|(_, stay)| stay.contains(&false)) {
            if let Some(layer) = document.layers().others().get(name) {
                let layer = without(layer, &stay);
                document.give_other(name, layer);
            }
        }
        found
    }

    /// Takes what is accepted out of the findings across a story.
    pub(in crate::run) fn apply_to_story(&self, story: &mut Story) -> Found {
        let mut found = Found::default();
        let Some(result) = story.results().get(ARTIFACTS) else { return found };
        let findings =
            result.get("findings").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let mut keys: BTreeMap<&str, Keys<'_>> = BTreeMap::new();
        let mut stay: Vec<bool> = Vec::with_capacity(findings.len());
        for one in findings {
            stay.push(match place(story, one) {
                Some((document, rule, span)) => {
                    let keys = keys.entry(document.id()).or_insert_with(|| Keys::of(document));
                    self.settle(keys.next(rule, span), &mut found)
                }
                None => true,
            });
        }
        if stay.contains(&false) {
            let mut result = result.clone();
            if let Some(Value::Array(findings)) = result.get_mut("findings") {
                let mut stay = stay.into_iter();
                findings.retain(|_| stay.next().unwrap_or(true));
            }
            story.absorb(ARTIFACTS, Some(result), None);
        }
        found
    }

    /// Counts a finding and says whether it stays.
    fn settle(&self, (key, mut remark): (Key, Remark), found: &mut Found) -> bool {
        let accepted = self.accepted.as_ref().and_then(|accepted| accepted.get(&key));
        let stays = accepted.is_none();
        found.silenced += usize::from(!stays);
        if self.target.is_some() {
            if let Some(accepted) = accepted {
                remark.why.clone_from(&accepted.why);
            }
            found.add(key, remark);
        }
        stays
    }
}

/// The rule of a note that is a finding: its label is the code of one.
fn finding<'m>(manifest: &'m Manifest, label: Option<&str>) -> Option<&'m str> {
    let rule = manifest.rules.iter().find(|rule| Some(rule.code.as_str()) == label)?;
    Some(rule.code.as_str())
}

/// What a finding across a story is about.
fn place<'s>(story: &'s Story, finding: &'s Value) -> Option<(&'s Document, &'s str, Span)> {
    let text = |key: &str| finding.get(key).and_then(Value::as_str);
    let offset = |key: &str| usize::try_from(finding.get(key)?.as_u64()?).ok();
    let document = story.document(text("document")?)?;
    let span = document.span(offset("start")?, offset("end")?).ok()?;
    Some((document, text("label")?, span))
}

/// The notes of a layer that stay, under the ids that they had.
fn without<T: Clone>(layer: &Layer<T>, stay: &[bool]) -> Layer<T> {
    let staying = || stay.iter().enumerate().filter(|(_, stays)| **stays).map(|(at, _)| at);
    Layer {
        items: staying().filter_map(|at| layer.items.get(at).cloned()).collect(),
        by: layer.by.clone(),
        ids: Some(staying().map(|at| layer.id(at)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postil_core::{Annotation, Category, Level, Rule};
    use postil_testkit::{article, span};

    struct Ruled(Manifest);

    impl Analyzer for Ruled {
        fn manifest(&self) -> &Manifest {
            &self.0
        }

        fn analyze(
            &self,
            _: &Document,
            _: &mut postil_core::Notes<'_>,
        ) -> Result<(), postil_core::AnalyzerError> {
            Ok(())
        }
    }

    /// A document with a finding on each of the words, in both kinds of layers.
    fn document(text: &str, words: &[&str]) -> Document {
        let mut document = article("a", text, &[]);
        let findings = words.iter().map(|words| Artifact {
            span: span(text, words),
            code: "PST402".into(),
            category: Category::DoubledWord,
            level: Level::Warning,
            message: String::new(),
            points_to: Vec::new(),
            suggestion: None,
            related: Vec::new(),
            score: 0.9,
        });
        let notes = words.iter().map(|words| Annotation::new(span(text, words)).label("ACME1"));
        let layer = Layer::new(findings.collect(), "postil.artifacts".into());
        let other = Layer::new(notes.collect(), "acme".into());
        document.give::<Artifact>(layer);
        document.give_other("acme", other);
        document
    }

    fn analyzers() -> Vec<Arc<dyn Analyzer>> {
        let rule = Rule {
            code: "ACME1".into(),
            category: None,
            level: Level::Note,
            summary: String::new(),
            explanation: String::new(),
        };
        let manifest = Manifest::new("acme", "0", "").provides(&["acme"]).rules(vec![rule]);
        vec![Arc::new(Ruled(manifest))]
    }

    #[test]
    fn what_was_accepted_is_silent_and_the_rest_is_not() {
        let writing = Baseline { accepted: None, target: Some("unused".into()) };
        let mut before = document("Go to to the sea.", &["to to"]);
        let accepted = writing.apply(&mut before, &analyzers());
        assert_eq!((accepted.silenced, accepted.entries.len()), (0, 2));
        assert_eq!(before.artifacts().len(), 1);

        let reading = Baseline { accepted: Some(accepted.entries), target: None };
        let mut after = document("The the rain. Go to to the sea.", &["The the", "to to"]);
        let found = reading.apply(&mut after, &analyzers());
        assert_eq!((found.silenced, found.entries.len()), (2, 0));
        assert_eq!(after.slice(after.artifacts()[0].span), "The the");
        assert_eq!(after.artifacts().len(), 1);
        assert_eq!(after.annotations("acme").len(), 1);
        assert_eq!(after.layers().others()["acme"].ids, Some(vec![0]));
    }

    #[test]
    fn notes_that_are_no_findings_stay() {
        let mut document = document("Go to to the sea.", &[]);
        let note = Annotation::new(document.span(0, 2).unwrap()).label("verb");
        document.give_other("acme", Layer::new(vec![note], "acme".into()));
        let writing = Baseline { accepted: None, target: Some("unused".into()) };
        assert!(writing.apply(&mut document, &analyzers()).entries.is_empty());
        assert_eq!(document.annotations("acme").len(), 1);
    }
}
