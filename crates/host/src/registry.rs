//! Which analyzers there are, and in what order they run.

use crate::config::{
    AnalyzerConfig, Config, ConfigFault, Faults, OWN_KEYS, Place, check_codes, check_settings,
};
use crate::found::Found;
use crate::order::{self, OrderFault};
use crate::plugins::{self, PluginAnalyzer, PluginConfig, PluginError, rules};
use postil_core::{Analyzer, Example, Manifest, Rule};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
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
    let found = Found::look(config, disabled_too, &mut faults);
    let ignore = ignored(config);
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
                plugin.ignore.clone_from(&ignore);
                let transport = if plugin.command.is_none() { "dylib" } else { "process" };
                let state = match found.resolve(&mut plugin, &settings.place) {
                    Ok(()) => plugins::open(&plugin),
                    Err(fault) => {
                        faults.push(*fault);
                        continue;
                    }
                };
                faults.extend(wrong_settings(id, &settings, &plugin, &state));
                (transport, state.map(shared))
            }
        };
        entries.push(Entry { id: id.to_owned(), transport, enabled: settings.enabled, state });
    }
    faults.extend(shared_prefixes(&entries, config));
    faults.extend(unknown_codes(&entries, config));
    if disabled_too {
        entries.extend(found.unnamed(config));
        entries.sort_by(|a, b| a.id.cmp(&b.id));
    }
    if faults.is_empty() { Ok(entries) } else { Err(Faults::new(config.origin.clone(), faults)) }
}

/// A plugin as one of the analyzers.
pub(crate) fn shared(plugin: PluginAnalyzer) -> Arc<dyn Analyzer> {
    Arc::new(plugin)
}

/// The `ignore` of `postil.artifacts`, which holds for the rules of plugins, too.
fn ignored(config: &Config) -> Vec<String> {
    let settings = config.analyzers.get("postil.artifacts").map(|artifacts| &artifacts.settings);
    let list = settings.and_then(|settings| settings.get("ignore")).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What the plugin's own schema has against its settings. A plugin that refused them is asked for
/// its schema with its defaults, so that each fault is shown where it stands.
fn wrong_settings(
    id: &str,
    config: &AnalyzerConfig,
    plugin: &PluginConfig,
    state: &Result<PluginAnalyzer, PluginError>,
) -> Vec<ConfigFault> {
    let check = |manifest: &Manifest| {
        check_settings(id, &config.settings, &manifest.settings, &config.places, &OWN_KEYS)
    };
    match state {
        Ok(opened) => check(opened.manifest()),
        Err(error) if error.code() == "E0051" && !config.settings.is_empty() => {
            let bare =
                PluginConfig { settings: Value::Object(Default::default()), ..plugin.clone() };
            plugins::open(&bare).map_or_else(|_| Vec::new(), |opened| check(opened.manifest()))
        }
        Err(_) => Vec::new(),
    }
}

/// Plugins whose rules have the prefix of another one's.
fn shared_prefixes(entries: &[Entry], config: &Config) -> Vec<ConfigFault> {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for entry in entries.iter().filter(|entry| entry.enabled && entry.transport != "built in") {
        let Ok(analyzer) = &entry.state else { continue };
        let Some(prefix) = rules::prefix(analyzer.manifest()) else { continue };
        if let Some(first) = owners.get(prefix) {
            let place = config.analyzers.get(&entry.id).map(|analyzer| analyzer.place.clone());
            faults.push(ConfigFault {
                code: "E0055",
                message: format!("`{first}` and `{}` both have rules of {prefix}", entry.id),
                place: place.unwrap_or_default(),
                label: "the same codes as another one".into(),
                help: Some(
                    "disable one of them; codes of two plugins could not be told apart".into(),
                ),
            });
        } else {
            owners.insert(prefix.to_owned(), &entry.id);
        }
    }
    faults
}

/// The rules of the configured plugins that load, with the plugins' ids.
pub fn plugin_rules(config: &Config) -> Vec<(String, Rule)> {
    let plugins = config.analyzers.values().filter(|analyzer| analyzer.enabled);
    let found = Found::look(config, false, &mut Vec::new());
    let mut all = Vec::new();
    for (analyzer, mut plugin) in plugins.filter_map(|one| Some((one, one.plugin.clone()?))) {
        plugin.settings = Value::Object(analyzer.settings.clone());
        if found.resolve(&mut plugin, &Place::Nowhere).is_err() {
            continue;
        }
        if let Ok(opened) = plugins::open(&plugin) {
            let manifest = opened.manifest();
            let rules = manifest.rules.iter();
            all.extend(rules.map(|rule| (plugin.id.clone(), with_examples(rule, manifest))));
        }
    }
    all
}

/// The rule with the examples of the manifest that it finds something in at the end of its page.
fn with_examples(rule: &Rule, manifest: &Manifest) -> Rule {
    let mut rule = rule.clone();
    let code = Some(rule.code.as_str());
    let own = |example: &&Example| example.notes.iter().any(|note| note.label.as_deref() == code);
    let examples: Vec<&Example> = manifest.examples.iter().filter(own).collect();
    for example in examples {
        if rule.explanation.trim().is_empty() {
            rule.explanation.clone_from(&rule.summary);
        }
        let quoted = example.text.trim_end().replace('\n', "\n> ");
        rule.explanation.push_str(&format!("\n\n> {quoted}\n"));
        for note in example.notes.iter().filter(|note| note.label.as_deref() == Some(&*rule.code)) {
            rule.explanation.push_str(&format!("\nFinds “{}”.", note.words));
        }
    }
    rule
}

/// Codes in the settings that no rule has.
fn unknown_codes(entries: &[Entry], config: &Config) -> Vec<ConfigFault> {
    let opened = |id: &String| entries.iter().any(|entry| entry.id == *id && entry.state.is_ok());
    let mut plugins = config.analyzers.iter().filter(|(_, analyzer)| analyzer.plugin.is_some());
    let complete = plugins.all(|(id, _)| opened(id));
    let manifests: Vec<&Manifest> = entries
        .iter()
        .filter_map(|entry| entry.state.as_ref().ok())
        .map(|analyzer| analyzer.manifest())
        .collect();
    check_codes(config, &manifests, complete)
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
