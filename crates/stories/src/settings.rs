//! What a user can set.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which documents form a story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Find the stories by the documents' names, words and dates.
    #[default]
    Auto,
    /// All documents are one story.
    All,
    /// No stories.
    None,
    /// Documents with the same `meta.story` are one story, which has that id.
    Meta,
}

/// Settings of `postil.stories`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Which documents form a story: `auto`, `all`, `none` or `meta`.
    pub group: Group,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_to_find_stories_and_unknown_keys_are_refused() {
        let settings: Settings = serde_json::from_str("{}").unwrap();
        assert_eq!(settings.group, Group::Auto);
        let settings: Settings = serde_json::from_str(r#"{"group":"meta"}"#).unwrap();
        assert_eq!(settings.group, Group::Meta);
        assert!(serde_json::from_str::<Settings>(r#"{"groups":"all"}"#).is_err());
    }
}
