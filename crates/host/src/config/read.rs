//! From the text of `config.toml` to a checked [`Config`].

use super::check::{check_settings, nearest, unknown_key};
use super::fault::Place;
use super::plugin_table::PLUGIN_KEYS;
use super::{AnalyzerConfig, Config, ConfigFault, Faults, OnError, Origin, to_json};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Keys of an analyzer's table that are the host's, for any analyzer.
pub const OWN_KEYS: [&str; 1] = ["enabled"];

/// Reads a configuration; `built_in` are the ids of the built-in analyzers. All faults at once.
pub fn read(origin: Origin, built_in: &[&str]) -> Result<Config, Faults> {
    let text = origin.text.clone();
    let (root, errors) = DeTable::parse_recoverable(&text);
    let mut reader = Reading {
        faults: errors
            .iter()
            .map(|error| ConfigFault {
                code: "E0010",
                message: format!("the configuration is no TOML: {}", error.message()),
                place: error.span().map_or(Place::Nowhere, Place::File),
                label: "here".into(),
                help: None,
            })
            .collect(),
        folder: origin.path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned(),
    };
    if !reader.faults.is_empty() {
        return Err(Faults::new(origin, reader.faults));
    }
    let mut config = Config::default();
    // A table may rely on the folders, wherever they are named.
    for (_, value) in root.get_ref().iter().filter(|(key, _)| key.get_ref() == "plugins") {
        reader.folders(value, &mut config);
    }
    for (key, value) in root.get_ref().iter() {
        match key.get_ref().as_ref() {
            "run" => reader.run(value, &mut config),
            "plugins" => {}
            "analyzers" => {
                for (id, value) in reader.table(value, "analyzers").into_iter().flatten() {
                    reader.analyzer(id, value, built_in, &mut config);
                }
            }
            other => {
                let known = ["run", "plugins", "analyzers"];
                let place = Place::File(key.span());
                reader.faults.push(unknown_key(other, "the configuration", &known, place));
            }
        }
    }
    config.origin = origin;
    if !reader.faults.is_empty() {
        // The run will not begin: say what is wrong with the analyzers' settings, too.
        for (id, analyzer) in &config.analyzers {
            if let Some(known) = crate::registry::built_in(id) {
                let (schema, places) = (&known.manifest().settings, &analyzer.places);
                let faults = check_settings(id, &analyzer.settings, schema, places, &OWN_KEYS);
                reader.faults.extend(faults);
            }
        }
    }
    if reader.faults.is_empty() {
        Ok(config)
    } else {
        Err(Faults::new(config.origin, reader.faults))
    }
}

/// A configuration on its way from text, with what is wrong with it so far.
pub(super) struct Reading {
    pub(super) faults: Vec<ConfigFault>,
    pub(super) folder: std::path::PathBuf,
}

impl Reading {
    pub(super) fn wrong(&mut self, span: std::ops::Range<usize>, what: &str, should: &str) {
        self.faults.push(ConfigFault {
            code: "E0013",
            message: format!("`{what}` should be {should}"),
            place: Place::File(span),
            label: format!("should be {should}"),
            help: None,
        });
    }

    fn table<'v, 'i>(
        &mut self,
        value: &'v Spanned<DeValue<'i>>,
        what: &str,
    ) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong(value.span(), what, "a table");
        }
        table
    }

    fn run(&mut self, value: &Spanned<DeValue<'_>>, config: &mut Config) {
        for (key, value) in self.table(value, "run").into_iter().flatten() {
            let json = to_json(value.get_ref());
            match key.get_ref().as_ref() {
                "jobs" => match json.as_u64().filter(|jobs| *jobs <= 1024) {
                    Some(jobs) => config.jobs = jobs as usize,
                    None => self.wrong(value.span(), "run.jobs", "a whole number from 0 to 1024"),
                },
                "on-error" => match json.as_str() {
                    Some("continue") => config.on_error = OnError::Continue,
                    Some("stop") => config.on_error = OnError::Stop,
                    _ => self.wrong(value.span(), "run.on-error", "\"continue\" or \"stop\""),
                },
                other => {
                    let place = Place::File(key.span());
                    let known = ["jobs", "on-error"];
                    self.faults.push(unknown_key(other, "[run]", &known, place));
                }
            }
        }
    }

    fn folders(&mut self, value: &Spanned<DeValue<'_>>, config: &mut Config) {
        for (key, value) in self.table(value, "plugins").into_iter().flatten() {
            if key.get_ref() != "folders" {
                let place = Place::File(key.span());
                self.faults.push(unknown_key(key.get_ref(), "[plugins]", &["folders"], place));
                continue;
            }
            let Some(items) = value.get_ref().as_array() else {
                self.wrong(value.span(), "plugins.folders", "a list of folders");
                continue;
            };
            for item in items.iter() {
                match item.get_ref().as_str() {
                    Some(path) => {
                        let folder = self.folder.join(path);
                        config.plugin_folders.push((folder, Place::File(item.span())));
                    }
                    None => self.wrong(item.span(), "plugins.folders", "a list of folders"),
                }
            }
        }
    }

    fn analyzer(
        &mut self,
        id: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        built_in: &[&str],
        config: &mut Config,
    ) {
        let name = id.get_ref().to_string();
        let place = Place::File(id.span());
        let Some(table) = self.table(value, &name) else { return };
        let own = built_in.contains(&name.as_str());
        let is_plugin = (!own && name != "postil" && !config.plugin_folders.is_empty())
            || table.iter().any(|(key, _)| matches!(key.get_ref().as_ref(), "source" | "command"));
        if !is_plugin && !own {
            let help = match nearest(&name, built_in) {
                // `[analyzers.postil.stance]` is a table `stance` in a table `postil`.
                _ if name == "postil" => {
                    "an id holds a dot: quote it, as in [analyzers.\"postil.stance\"]".to_owned()
                }
                Some(near) => format!("did you mean `{near}`?"),
                None => "a plugin's table has a `source` (a library) or a `command`".to_owned(),
            };
            self.faults.push(ConfigFault {
                code: "E0012",
                message: format!("there is no analyzer `{name}`"),
                place,
                label: "unknown analyzer".into(),
                help: Some(help),
            });
            return;
        }
        let mut analyzer = AnalyzerConfig { place, ..AnalyzerConfig::default() };
        let mut own: BTreeMap<String, (Value, std::ops::Range<usize>)> = BTreeMap::new();
        for (key, value) in table.iter() {
            let key_name = key.get_ref().to_string();
            let json = to_json(value.get_ref());
            if key_name == "enabled" {
                match json.as_bool() {
                    Some(enabled) => analyzer.enabled = enabled,
                    None => self.wrong(value.span(), &format!("{name}.enabled"), "true or false"),
                }
            } else if is_plugin && PLUGIN_KEYS.contains(&key_name.as_str()) {
                own.insert(key_name, (json, value.span()));
            } else {
                analyzer.places.insert(key_name.clone(), Place::File(key.span()));
                analyzer.settings.insert(key_name, json);
            }
        }
        if is_plugin {
            analyzer.plugin = self.plugin(&name, own, id.span());
        }
        config.analyzers.insert(name, analyzer);
    }
}
