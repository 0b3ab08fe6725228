//! What a user may set for this analyzer.

use crate::rates;
use postil_core::{Artifact, Level};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of `postil.artifacts`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Settings {
    /// Codes of rules that are not to report, such as `PST204`; a beginning such as `PST2` stands
    /// for all codes that begin so.
    pub ignore: Vec<String>,
    /// Codes of rules that are off by default and are to report; beginnings as in `ignore`.
    pub also: Vec<String>,
    /// Whether findings of the level `note` are left out.
    pub warnings_only: bool,
    /// Findings of a lower confidence than this, from 0 to 1, are left out.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub min_confidence: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { ignore: Vec::new(), also: Vec::new(), warnings_only: false, min_confidence: 0.3 }
    }
}

impl Settings {
    /// Whether the rule of that code may report.
    pub fn reports(&self, code: &str) -> bool {
        !named(&self.ignore, code) && (rates::is_on(code) || named(&self.also, code))
    }

    /// Whether a finding is reported, be it of one document or across a story.
    pub fn lets_through(&self, finding: &Artifact) -> bool {
        finding.score >= self.min_confidence
            && !(self.warnings_only && finding.level == Level::Note)
            && self.reports(&finding.code)
    }
}

/// Whether a list names a code, or a beginning of it.
fn named(list: &[String], code: &str) -> bool {
    list.iter().map(|entry| entry.trim()).any(|entry| entry.len() >= 4 && code.starts_with(entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_or_its_beginning_silences_rules() {
        let settings: Settings = serde_json::from_str(r#"{"ignore":["PST204","PST1"]}"#).unwrap();
        assert!(!settings.reports("PST204"));
        assert!(!settings.reports("PST101"));
        assert!(settings.reports("PST201"));
        assert_eq!(settings.min_confidence, Settings::default().min_confidence);
    }

    #[test]
    fn a_list_names_codes_and_their_beginnings() {
        let list = [" PST204 ".to_owned(), "PST1".to_owned(), "PST".to_owned()];
        assert!(named(&list, "PST204"));
        assert!(named(&list, "PST101"));
        assert!(!named(&list, "PST205"));
    }

    #[test]
    fn notes_and_faint_findings_may_be_left_out() {
        let document = postil_core::Document::new("a", "word").unwrap();
        let mut finding = Artifact {
            span: document.span(0, 4).unwrap(),
            code: "PST103".into(),
            category: postil_core::Category::NameVariant,
            level: Level::Note,
            message: String::new(),
            points_to: Vec::new(),
            suggestion: None,
            related: Vec::new(),
            score: 0.6,
        };
        let settings = Settings { warnings_only: true, ..Settings::default() };
        assert!(Settings::default().lets_through(&finding));
        assert!(!settings.lets_through(&finding));
        finding.level = Level::Warning;
        assert!(settings.lets_through(&finding));
        finding.score = 0.1;
        assert!(!settings.lets_through(&finding));
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        assert!(serde_json::from_str::<Settings>(r#"{"ignroe":[]}"#).is_err());
        assert!(serde_json::from_str::<Settings>(r#"{"warnings_only":true}"#).is_err());
        assert!(serde_json::from_str::<Settings>(r#"{"warnings-only":true}"#).is_ok());
    }
}
