//! What a rule is, and where it writes.

use crate::context::Context;
use crate::settings::Settings;
use postil_core::{Artifact, Category, Level, Span};

/// One rule: a kind of trace that it looks for in a document.
///
/// Its file begins with the page that `postil explain` prints.
pub trait Rule: Send + Sync {
    /// What the rule is.
    fn info(&self) -> &'static RuleInfo;

    /// Reads the document and adds what it finds, in any order.
    fn check(&self, context: &Context<'_>, findings: &mut Findings<'_>);
}

/// What a rule says of itself.
#[derive(Debug)]
pub struct RuleInfo {
    /// Stable code, such as `PST201`.
    pub code: &'static str,
    /// Short name, such as `quote-spacing`.
    pub name: &'static str,
    /// The kind of its findings.
    pub category: Category,
    /// The usual level of its findings.
    pub level: Level,
    /// One line: what it finds.
    pub summary: &'static str,
}

impl RuleInfo {
    /// A finding of this rule, with the rule's code, category and level and with nothing in
    /// `points_to`, `suggestion` and `related`. `score` is a confidence from 0 to 1.
    pub fn finding(&'static self, span: Span, score: f32, message: String) -> Artifact {
        Artifact {
            span,
            code: self.code.into(),
            category: self.category,
            level: self.level,
            message,
            points_to: Vec::new(),
            suggestion: None,
            related: Vec::new(),
            score,
        }
    }
}

/// The findings on one document, as far as the settings let them through.
pub struct Findings<'s> {
    settings: &'s Settings,
    items: Vec<Artifact>,
}

impl<'s> Findings<'s> {
    /// An empty set.
    pub fn new(settings: &'s Settings) -> Self {
        Self { settings, items: Vec::new() }
    }

    /// Adds a finding, unless the settings silence it.
    pub fn add(&mut self, finding: Artifact) {
        if self.settings.lets_through(&finding) {
            self.items.push(finding);
        }
    }

    /// All findings in order of (start, end, code), without exact repeats: of findings of one
    /// rule on one span, the surest stays.
    pub fn finish(self) -> Vec<Artifact> {
        let mut items = self.items;
        items.sort_by(|a, b| {
            (a.span, &a.code).cmp(&(b.span, &b.code)).then(b.score.total_cmp(&a.score))
        });
        items.dedup_by(|later, first| later.span == first.span && later.code == first.code);
        items
    }
}

/// For the sentence pairs at the bottom of each rule's file.
#[cfg(test)]
pub mod testing {
    use super::{Findings, Rule};
    use crate::context::Context;
    use crate::settings::Settings;
    use postil_core::{Artifact, Document};

    /// A document with the layers that the language analyzer makes.
    pub fn document(id: &str, text: &str) -> Document {
        let document = postil_testkit::document(text).id(id).build();
        postil_testkit::read(document, &[&postil_language::Language::default()])
    }

    /// What one rule finds in a text.
    pub fn findings(rule: &dyn Rule, text: &str) -> Vec<Artifact> {
        let document = document("test", text);
        let settings = Settings::default();
        let mut findings = Findings::new(&settings);
        rule.check(&Context::new(&document), &mut findings);
        findings.finish()
    }

    /// The words under what one rule finds.
    pub fn found(rule: &dyn Rule, text: &str) -> Vec<String> {
        findings(rule, text).iter().map(|finding| finding.span.of(text).to_owned()).collect()
    }

    /// Fails unless the rule finds exactly these words.
    #[track_caller]
    pub fn finds(rule: &dyn Rule, text: &str, words: &[&str]) {
        assert_eq!(found(rule, text), words, "in {text:?}");
    }

    /// Fails if the rule finds anything.
    #[track_caller]
    pub fn silent(rule: &dyn Rule, text: &str) {
        finds(rule, text, &[]);
    }
}
