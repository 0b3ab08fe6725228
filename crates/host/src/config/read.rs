//! From the text of `config.toml` to a checked [`Config`].

use super::check::{check_settings, nearest, unknown_key};
use super::fault::Place;
use super::{AnalyzerConfig, Config, ConfigFault, Faults, OnError, Origin, to_json};
use crate::plugins::{Isolation, PluginConfig};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Keys of an analyzer's table that are the host's, for any analyzer.
pub const OWN_KEYS: [&str; 1] = ["enabled"];
/// Keys of a plugin's table that are the host's.
const PLUGIN_KEYS: [&str; 7] =
    ["source", "command", "isolation", "timeout", "memory", "max-output", "sha256"];

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
    for (key, value) in root.get_ref().iter() {
        match key.get_ref().as_ref() {
            "run" => reader.run(value, &mut config),
            "analyzers" => {
                for (id, value) in reader.table(value, "analyzers").into_iter().flatten() {
                    reader.analyzer(id, value, built_in, &mut config);
                }
            }
            other => {
                let known = ["run", "analyzers"];
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

struct Reading {
    faults: Vec<ConfigFault>,
    folder: std::path::PathBuf,
}

impl Reading {
    fn wrong(&mut self, span: std::ops::Range<usize>, what: &str, should: &str) {
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
        let is_plugin =
            table.iter().any(|(key, _)| matches!(key.get_ref().as_ref(), "source" | "command"));
        if !is_plugin && !built_in.contains(&name.as_str()) {
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

    fn plugin(
        &mut self,
        id: &str,
        mut own: BTreeMap<String, (Value, std::ops::Range<usize>)>,
        table: std::ops::Range<usize>,
    ) -> Option<PluginConfig> {
        let before = self.faults.len();
        let mut plugin = PluginConfig::new(id);
        let mut take = |key: &str| own.remove(key);
        if let Some((value, span)) = take("source") {
            match value.as_str() {
                Some(path) => plugin.source = Some(self.folder.join(path)),
                None => self.wrong(span, &format!("{id}.source"), "the path of a library"),
            }
        }
        if let Some((value, span)) = take("command") {
            let words: Option<Vec<String>> = value.as_array().and_then(|items| {
                items.iter().map(|item| item.as_str().map(str::to_owned)).collect()
            });
            match words.filter(|words| !words.is_empty()) {
                Some(words) => plugin.command = Some(words),
                None => self.wrong(span, &format!("{id}.command"), "a list of strings"),
            }
        }
        if let Some((value, span)) = take("isolation") {
            match value.as_str() {
                Some("process") => plugin.isolation = Isolation::Process,
                Some("in-process") => plugin.isolation = Isolation::InProcess,
                _ => {
                    let should = "\"process\" or \"in-process\"";
                    self.wrong(span, &format!("{id}.isolation"), should);
                }
            }
        }
        if let Some((value, span)) = take("timeout") {
            match value.as_str().and_then(duration) {
                Some(timeout) => plugin.timeout = timeout,
                None => self.wrong(span, &format!("{id}.timeout"), "a time such as \"10s\""),
            }
        }
        if let Some((value, span)) = take("memory") {
            match size(&value) {
                Some(bytes) => plugin.memory = Some(bytes),
                None => self.wrong(span, &format!("{id}.memory"), "a size such as \"512MiB\""),
            }
        }
        if let Some((value, span)) = take("max-output") {
            match size(&value) {
                Some(bytes) => plugin.max_output = bytes,
                None => self.wrong(span, &format!("{id}.max-output"), "a size such as \"8MiB\""),
            }
        }
        if let Some((value, span)) = take("sha256") {
            let hex = |text: &&str| text.len() == 64 && text.chars().all(|c| c.is_ascii_hexdigit());
            match value.as_str().filter(hex) {
                Some(text) => plugin.sha256 = Some(text.to_lowercase()),
                None => self.wrong(span, &format!("{id}.sha256"), "64 hexadecimal digits"),
            }
        }
        if plugin.source.is_some() && plugin.command.is_some() {
            self.faults.push(ConfigFault {
                code: "E0019",
                message: format!("`{id}` has both a `source` and a `command`"),
                place: Place::File(table),
                label: "one of the two".into(),
                help: Some("`source` loads a library, `command` starts a program".into()),
            });
        }
        (self.faults.len() == before).then_some(plugin)
    }
}

/// Overrides one setting: `ID.KEY=VALUE`, the prefix `postil.` may be left out.
pub fn set(config: &mut Config, argument: &str, built_in: &[&str]) -> Result<(), Box<ConfigFault>> {
    let fault = |range: std::ops::Range<usize>, message: String, help: String| {
        Box::new(ConfigFault {
            code: "E0018",
            message,
            place: Place::Argument(argument.to_owned(), range),
            label: "here".into(),
            help: Some(help),
        })
    };
    let shape = "write it as ID.KEY=VALUE, such as summary.words=80";
    let Some((path, value)) = argument.split_once('=') else {
        return Err(fault(0..argument.len(), "--set wants a value".into(), shape.into()));
    };
    let Some((id, key)) = path.rsplit_once('.') else {
        return Err(fault(0..path.len(), format!("`{path}` names no key"), shape.into()));
    };
    let json = parse_value(value);
    if id == "run" || path == "run" {
        return set_run(config, key, &json).ok_or_else(|| {
            fault(
                0..argument.len(),
                format!("`{path}` cannot be `{value}`"),
                "run.jobs is a whole number; run.on-error is continue or stop".into(),
            )
        });
    }
    let mut known: Vec<&str> = built_in.to_vec();
    known.extend(config.analyzers.keys().map(String::as_str));
    known.sort_unstable();
    known.dedup();
    let full = format!("postil.{id}");
    let id = if known.contains(&id) {
        id.to_owned()
    } else if known.contains(&full.as_str()) {
        full
    } else {
        let help = match nearest(id, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", known.join(", ")),
        };
        return Err(fault(0..id.len(), format!("there is no analyzer `{id}`"), help));
    };
    let analyzer = config.analyzers.entry(id).or_default();
    if key == "enabled" {
        let Some(enabled) = json.as_bool() else {
            return Err(fault(
                0..argument.len(),
                "`enabled` is true or false".into(),
                shape.into(),
            ));
        };
        analyzer.enabled = enabled;
    } else {
        analyzer.settings.insert(key.to_owned(), json);
        let place = Place::Argument(argument.to_owned(), 0..argument.len());
        analyzer.places.insert(key.to_owned(), place);
    }
    Ok(())
}

fn set_run(config: &mut Config, key: &str, value: &Value) -> Option<()> {
    match (key, value) {
        ("jobs", value) => config.jobs = value.as_u64().filter(|jobs| *jobs <= 1024)? as usize,
        ("on-error", Value::String(text)) if text == "continue" => {
            config.on_error = OnError::Continue;
        }
        ("on-error", Value::String(text)) if text == "stop" => config.on_error = OnError::Stop,
        _ => return None,
    }
    Some(())
}

/// A value of the command line: TOML where it is TOML, else a bare string.
fn parse_value(text: &str) -> Value {
    match DeValue::parse(text) {
        Ok(value) => to_json(value.get_ref()),
        Err(_) => Value::String(text.to_owned()),
    }
}

/// `10s`, `500ms`, `2m`.
fn duration(text: &str) -> Option<Duration> {
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(split);
    let number: f64 = number.parse().ok()?;
    let seconds = match unit.trim() {
        "ms" => number / 1000.0,
        "s" => number,
        "m" | "min" => number * 60.0,
        _ => return None,
    };
    Duration::try_from_secs_f64(seconds).ok().filter(|time| !time.is_zero())
}

/// A number of bytes, or `512MiB`, `64MB`, `1GiB`.
fn size(value: &Value) -> Option<u64> {
    if let Some(bytes) = value.as_u64() {
        return Some(bytes);
    }
    let text = value.as_str()?;
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let factor: u64 = match unit.trim() {
        "" | "B" => 1,
        "kB" | "KB" => 1000,
        "KiB" => 1 << 10,
        "MB" => 1_000_000,
        "MiB" => 1 << 20,
        "GB" => 1_000_000_000,
        "GiB" => 1 << 30,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

/// Adds the host's keys of a plugin to its table, for showing.
pub(super) fn describe_plugin(plugin: &PluginConfig, table: &mut Map<String, Value>) {
    if let Some(source) = &plugin.source {
        table.insert("source".into(), source.display().to_string().into());
    }
    if let Some(command) = &plugin.command {
        table.insert("command".into(), json!(command));
    }
    let isolation = match plugin.isolation {
        Isolation::Process => "process",
        Isolation::InProcess => "in-process",
    };
    table.insert("isolation".into(), isolation.into());
    table.insert("timeout".into(), format!("{}ms", plugin.timeout.as_millis()).into());
    table.insert("max-output".into(), plugin.max_output.into());
    if let Some(memory) = plugin.memory {
        table.insert("memory".into(), memory.into());
    }
    if let Some(sha256) = &plugin.sha256 {
        table.insert("sha256".into(), sha256.as_str().into());
    }
}

/// The JSON Schema of a whole configuration, for editors; `settings` are the schemas of the
/// built-in analyzers' settings by id.
pub fn schema(settings: &[(&str, Value)]) -> Value {
    let mut analyzers = Map::new();
    for (id, schema) in settings {
        let mut schema = schema.clone();
        if !schema.is_object() {
            schema = json!({"type": "object", "additionalProperties": false});
        }
        if let Some(map) = schema.as_object_mut() {
            map.remove("$schema");
            let properties = map.entry("properties").or_insert_with(|| json!({}));
            properties["enabled"] =
                json!({"type": "boolean", "default": true, "description": "Whether it runs."});
        }
        analyzers.insert((*id).to_owned(), schema);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Postil's config.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "run": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "jobs": {"type": "integer", "minimum": 0, "maximum": 1024, "default": 0,
                        "description": "Worker threads; 0: one a core."},
                    "on-error": {"enum": ["continue", "stop"], "default": "continue",
                        "description": "What to do when a document or an analyzer fails."},
                },
            },
            "analyzers": {
                "type": "object",
                "properties": analyzers,
                "additionalProperties": {
                    "type": "object",
                    "description": "A plugin. Keys that are not named here are its own settings.",
                    "properties": {
                        "enabled": {"type": "boolean", "default": true},
                        "source": {"type": "string", "description": "A library: .so, .dylib or .dll."},
                        "command": {"type": "array", "items": {"type": "string"}, "minItems": 1,
                            "description": "A program that speaks the plugin protocol."},
                        "isolation": {"enum": ["process", "in-process"], "default": "process"},
                        "timeout": {"type": "string", "default": "10s"},
                        "memory": {"type": ["string", "integer"]},
                        "max-output": {"type": ["string", "integer"]},
                        "sha256": {"type": "string", "pattern": "^[0-9a-fA-F]{64}$"},
                    },
                },
            },
        },
    })
}
