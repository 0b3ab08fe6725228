//! What a user can set.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which model judges the stance towards a target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// Word lists and a small linear model; needs no model file.
    #[default]
    Fast,
}

/// Settings of `postil.stance`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Which model judges the stance towards a target.
    pub model: Engine,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_fast_and_a_wrong_key_is_an_error() {
        let settings: Settings = serde_json::from_str("{}").unwrap();
        assert_eq!(settings.model, Engine::Fast);
        assert!(serde_json::from_str::<Settings>(r#"{"model":"fast"}"#).is_ok());
        assert!(serde_json::from_str::<Settings>(r#"{"modell":"fast"}"#).is_err());
    }
}
