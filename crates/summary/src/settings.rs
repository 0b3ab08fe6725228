//! What a user can set.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settings of `postil.summary`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Most words of a document's summary.
    pub words: usize,
    /// Most words of a story's brief.
    pub brief_words: usize,
    /// More than 0: a document's summary has that many sentences and no word budget.
    pub sentences: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { words: 100, brief_words: 150, sentences: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_with_hyphens() {
        let settings: Settings = serde_json::from_str(r#"{"brief-words":250}"#).unwrap();
        assert_eq!((settings.words, settings.brief_words, settings.sentences), (100, 250, 0));
        assert!(serde_json::from_str::<Settings>(r#"{"brief_words":250}"#).is_err());
    }
}
