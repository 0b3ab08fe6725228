//! What an analyzer says of itself before it runs.

use crate::Category;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing; usually no mistake.
    Note,
    /// Something was most likely bent.
    Warning,
}

impl Level {
    /// The level's name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
        }
    }
}

/// A rule that an analyzer applies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Stable code, such as `PST101`.
    pub code: String,
    /// The kind of finding; `None` for rules of plugins outside the closed list.
    pub category: Option<Category>,
    /// The level of its findings.
    pub level: Level,
    /// One line: what it finds.
    pub summary: String,
    /// The page that `postil explain` prints, in Markdown.
    #[serde(default)]
    pub explanation: String,
}

/// A layer that an analyzer reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// The layer's name.
    pub layer: String,
    /// Whether the analyzer can do without it.
    #[serde(default)]
    pub optional: bool,
}

/// A text and what the analyzer finds in it: documentation that is tested. It holds with the
/// default settings, on the layers that the built-in analyzers make.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The text, as a reader would meet it.
    pub text: String,
    /// Notes that are found in it, perhaps among others. Empty: nothing is found.
    #[serde(default)]
    pub notes: Vec<ExampleNote>,
}

/// A note that an [`Example`] promises.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExampleNote {
    /// Its layer, one that the analyzer provides.
    pub layer: String,
    /// The words that it stands on, no more and no less.
    pub words: String,
    /// Its label; `None`: whatever it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl Example {
    /// A text in which nothing is found.
    pub fn new(text: &str) -> Self {
        Self { text: text.into(), notes: Vec::new() }
    }

    /// Adds a note that is found: its layer, its words and its label.
    #[must_use]
    pub fn finds(mut self, layer: &str, words: &str, label: &str) -> Self {
        let label = Some(label.to_owned());
        self.notes.push(ExampleNote { layer: layer.into(), words: words.into(), label });
        self
    }
}

/// What an analyzer is, needs and makes. The host reads it before it reads a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Stable id, such as `postil.stance`.
    pub id: String,
    /// Version of the analyzer.
    pub version: String,
    /// One line: what it does.
    #[serde(default)]
    pub summary: String,
    /// Layers that it reads.
    #[serde(default)]
    pub requires: Vec<Requirement>,
    /// Layers that it writes; nobody else may write them.
    #[serde(default)]
    pub provides: Vec<String>,
    /// Rules that it applies.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// Texts with what it finds in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// JSON Schema of its settings; `Null` when it has none.
    #[serde(default)]
    pub settings: Value,
    /// Whether it wants to see stories as well as documents.
    #[serde(default)]
    pub collates: bool,
}

impl Manifest {
    /// A manifest with an id, a version and a line that says what the analyzer does.
    pub fn new(id: &str, version: &str, summary: &str) -> Self {
        Self { id: id.into(), version: version.into(), summary: summary.into(), ..Self::default() }
    }

    /// Adds layers that it cannot do without.
    #[must_use]
    pub fn requires(mut self, layers: &[&str]) -> Self {
        self.requires.extend(
            layers.iter().map(|layer| Requirement { layer: (*layer).into(), optional: false }),
        );
        self
    }

    /// Adds layers that it uses where they are there.
    #[must_use]
    pub fn uses(mut self, layers: &[&str]) -> Self {
        self.requires.extend(
            layers.iter().map(|layer| Requirement { layer: (*layer).into(), optional: true }),
        );
        self
    }

    /// Adds layers that it writes.
    #[must_use]
    pub fn provides(mut self, layers: &[&str]) -> Self {
        self.provides.extend(layers.iter().map(|layer| (*layer).to_owned()));
        self
    }

    /// Adds the rules that it applies.
    #[must_use]
    pub fn rules(mut self, rules: Vec<Rule>) -> Self {
        self.rules = rules;
        self
    }

    /// Adds texts with what it finds in them.
    #[must_use]
    pub fn examples(mut self, examples: Vec<Example>) -> Self {
        self.examples = examples;
        self
    }

    /// Sets the JSON Schema of its settings.
    #[must_use]
    pub fn settings(mut self, schema: Value) -> Self {
        self.settings = schema;
        self
    }

    /// Says that it collates stories.
    #[must_use]
    pub fn collates(mut self) -> Self {
        self.collates = true;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn examples_come_back_and_may_be_left_out() {
        let example = Example::new("It rains.").finds("acme.wet", "rains", "wet");
        let manifest = Manifest::new("acme.wet", "1", "").examples(vec![example]);
        let told = serde_json::to_value(&manifest).unwrap();
        let note = json!({"layer": "acme.wet", "words": "rains", "label": "wet"});
        assert_eq!(told["examples"], json!([{"text": "It rains.", "notes": [note]}]));
        assert_eq!(serde_json::from_value::<Manifest>(told).unwrap(), manifest);

        let bare = json!({"id": "a", "version": "1", "examples": [{"text": "It is dry."}]});
        let bare: Manifest = serde_json::from_value(bare).unwrap();
        assert_eq!(bare.examples, [Example::new("It is dry.")]);
        let told = serde_json::to_value(Manifest::new("a", "1", "")).unwrap();
        assert!(told.get("examples").is_none());
    }
}
