//! Which analyzers there are, and in what order they run.

use crate::config::{Config, ConfigFault, Faults, OWN_KEYS, check_settings};
use crate::order::{self, OrderFault};
use crate::plugins::{self, PluginError};
use postil_core::{Analyzer, Manifest};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// An analyzer that is part of the program.
pub struct BuiltIn {
    /// Its id.
    pub id: &'static str,
    build: fn(Value) -> Result<Arc<dyn Analyzer>, serde_json::Error>,
}

/// Every built-in analyzer.
pub const BUILT_INS: [BuiltIn; 5] = [
    BuiltIn {
        id: "postil.artifacts",
        build: |settings| {
            let settings = serde_json::from_value(settings)?;
            Ok(Arc::new(postil_artifacts::Artifacts::new(settings)))
        },
    },
    BuiltIn {
        id: "postil.language",
        build: |_| Ok(Arc::new(postil_language::Language::default())),
    },
    BuiltIn {
        id: "postil.stance",
        build: |settings| {
            let settings = serde_json::from_value(settings)?;
            Ok(Arc::new(postil_stance::StanceAnalyzer::new(settings)))
        },
    },
    BuiltIn {
        id: "postil.stories",
        build: |settings| {
            let settings = serde_json::from_value(settings)?;
            Ok(Arc::new(postil_stories::StoriesAnalyzer::new(settings)))
        },
    },
    BuiltIn {
        id: "postil.summary",
        build: |settings| {
            let settings = serde_json::from_value(settings)?;
            Ok(Arc::new(postil_summary::SummaryAnalyzer::new(settings)))
        },
    },
];

/// Ids of the built-in analyzers.
pub fn built_in_ids() -> Vec<&'static str> {
    BUILT_INS.iter().map(|built_in| built_in.id).collect()
}

/// A built-in analyzer with its default settings, for its manifest.
pub fn built_in(id: &str) -> Option<Arc<dyn Analyzer>> {
    let found = BUILT_INS.iter().find(|built_in| built_in.id == id)?;
    (found.build)(Value::Object(Default::default())).ok()
}

/// An analyzer that the configuration names, and what became of it.
pub struct Entry {
    /// Its id.
    pub id: String,
    /// `built in`, `dylib` or `process`.
    pub transport: &'static str,
    /// Whether the configuration enables it.
    pub enabled: bool,
    /// The analyzer, or why there is none.
    pub state: Result<Arc<dyn Analyzer>, PluginError>,
}

/// Opens every analyzer that is enabled (or all of them, to list them).
pub fn open(config: &Config, disabled_too: bool) -> Result<Vec<Entry>, Faults> {
    let mut faults: Vec<ConfigFault> = Vec::new();
    let mut entries = Vec::new();
    let mut ids: BTreeSet<&str> = built_in_ids().into_iter().collect();
    ids.extend(config.analyzers.keys().map(String::as_str));
    for id in ids {
        let settings = config.analyzers.get(id).cloned().unwrap_or_default();
        if !settings.enabled && !disabled_too {
            continue;
        }
        let (transport, state) = match &settings.plugin {
            None => {
                let Some(found) = BUILT_INS.iter().find(|built_in| built_in.id == id) else {
                    continue;
                };
                let schema = built_in(id).map(|a| a.manifest().settings.clone());
                let schema = schema.unwrap_or_default();
                let wrong =
                    check_settings(id, &settings.settings, &schema, &settings.places, &OWN_KEYS);
                if !wrong.is_empty() {
                    faults.extend(wrong);
                    continue;
                }
                match (found.build)(Value::Object(settings.settings.clone())) {
                    Ok(analyzer) => ("built in", Ok(analyzer)),
                    Err(error) => {
                        faults.push(settings_fault(id, &error.to_string(), &settings.place));
                        continue;
                    }
                }
            }
            Some(plugin) => {
                let mut plugin = plugin.clone();
                plugin.settings = Value::Object(settings.settings.clone());
                let transport = if plugin.source.is_some() { "dylib" } else { "process" };
                let state = plugins::open(&plugin).map(|opened| {
                    let analyzer: Arc<dyn Analyzer> = Arc::new(opened);
                    analyzer
                });
                if let Ok(analyzer) = &state {
                    let schema = &analyzer.manifest().settings;
                    faults.extend(check_settings(
                        id,
                        &settings.settings,
                        schema,
                        &settings.places,
                        &OWN_KEYS,
                    ));
                }
                (transport, state)
            }
        };
        entries.push(Entry { id: id.to_owned(), transport, enabled: settings.enabled, state });
    }
    if faults.is_empty() { Ok(entries) } else { Err(Faults::new(config.origin.clone(), faults)) }
}

fn settings_fault(id: &str, message: &str, place: &crate::config::Place) -> ConfigFault {
    ConfigFault {
        code: "E0013",
        message: format!("`{id}`: {message}"),
        place: place.clone(),
        label: "in this table".into(),
        help: None,
    }
}

/// The analyzers of a run, in the order in which they run.
pub fn arrange(
    analyzers: Vec<Arc<dyn Analyzer>>,
    only: Option<&[String]>,
) -> Result<Vec<Arc<dyn Analyzer>>, Vec<OrderFault>> {
    let manifests: Vec<&Manifest> = analyzers.iter().map(|a| a.manifest()).collect();
    let order = order::arrange(&manifests, only)?;
    Ok(order.into_iter().map(|position| analyzers[position].clone()).collect())
}
