//! `config.toml`: found, read, checked, and turned into what a run needs.

mod check;
mod codes;
mod fault;
mod find;
mod plugin_table;
mod read;
mod schema;
mod set;
mod value;

pub use check::check_settings;
pub(crate) use check::nearest;
pub(crate) use codes::check_codes;
pub use fault::{ConfigFault, Faults, Origin, Place};
pub use find::{BUILT_IN, locate};
pub use read::{OWN_KEYS, read};
pub use schema::schema;
pub use set::set;
pub use value::to_json;

use crate::plugins::{Isolation, PluginConfig};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What to do when a document or an analyzer fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnError {
    /// Name it and go on.
    #[default]
    Continue,
    /// End the run after the first failure.
    Stop,
}

/// The effective configuration of a run.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Worker threads; 0: one a core.
    pub jobs: usize,
    /// What to do when something fails.
    pub on_error: OnError,
    /// One entry an analyzer, by id. Built-in analyzers without an entry run with defaults.
    pub analyzers: BTreeMap<String, AnalyzerConfig>,
    /// Folders that hold plugins, and where each is named.
    pub plugin_folders: Vec<(PathBuf, Place)>,
    /// Where the configuration was written down.
    pub origin: Origin,
}

/// The configuration of one analyzer.
#[derive(Clone, Debug)]
pub struct AnalyzerConfig {
    /// Whether it runs.
    pub enabled: bool,
    /// Its own settings.
    pub settings: Map<String, Value>,
    /// Where each setting was written: position in the origin, or the text of a `--set`.
    pub places: BTreeMap<String, Place>,
    /// How it is loaded, if it is a plugin.
    pub plugin: Option<PluginConfig>,
    /// Where its table was written.
    pub place: Place,
}

impl Default for AnalyzerConfig {
    fn default() -> Self {
        Self {
            enabled: true,
            settings: Map::new(),
            places: BTreeMap::new(),
            plugin: None,
            place: Place::Nowhere,
        }
    }
}

impl Config {
    /// The folder that relative paths of plugins start from.
    pub fn folder(&self) -> PathBuf {
        match &self.origin.path {
            Some(path) => path.parent().map(PathBuf::from).unwrap_or_default(),
            None => PathBuf::from("."),
        }
    }

    /// Whether an enabled plugin runs in this process.
    pub fn runs_in_process(&self) -> bool {
        self.analyzers.values().filter(|analyzer| analyzer.enabled).any(|analyzer| {
            let plugin = analyzer.plugin.as_ref();
            plugin.is_some_and(|plugin| {
                plugin.isolation == Isolation::InProcess && plugin.command.is_none()
            })
        })
    }

    /// What the run record's hash is made of: the effective configuration without the number of
    /// threads, which changes no output.
    pub fn fingerprint(&self) -> String {
        let mut effective = self.effective();
        if let Some(run) = effective.get_mut("run").and_then(Value::as_object_mut) {
            run.remove("jobs");
        }
        effective.to_string()
    }

    /// The effective configuration as JSON: what `config show` prints.
    pub fn effective(&self) -> Value {
        let analyzers: Map<String, Value> = self
            .analyzers
            .iter()
            .map(|(id, analyzer)| {
                let mut table = analyzer.settings.clone();
                table.insert("enabled".into(), analyzer.enabled.into());
                if let Some(plugin) = &analyzer.plugin {
                    plugin_table::describe_plugin(plugin, &mut table);
                }
                (id.clone(), Value::Object(table))
            })
            .collect();
        let on_error = match self.on_error {
            OnError::Continue => "continue",
            OnError::Stop => "stop",
        };
        let mut effective = serde_json::json!({
            "run": {"jobs": self.jobs, "on-error": on_error},
            "analyzers": analyzers,
        });
        if !self.plugin_folders.is_empty() {
            let folders =
                self.plugin_folders.iter().map(|(folder, _)| folder.display().to_string());
            effective["plugins"] = serde_json::json!({"folders": folders.collect::<Vec<_>>()});
        }
        effective
    }
}
