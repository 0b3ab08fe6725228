//! The host's keys of a plugin's table.

use super::ConfigFault;
use super::fault::Place;
use super::read::Reading;
use crate::plugins::{Isolation, PluginConfig};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// Keys of a plugin's table that are the host's.
pub(super) const PLUGIN_KEYS: [&str; 7] =
    ["source", "command", "isolation", "timeout", "memory", "max-output", "sha256"];

impl Reading {
    /// Reads the host's keys of a plugin's table.
    pub(super) fn plugin(
        &mut self,
        id: &str,
        mut own: BTreeMap<String, (Value, std::ops::Range<usize>)>,
        table: std::ops::Range<usize>,
    ) -> Option<PluginConfig> {
        let before = self.faults.len();
        let mut plugin = PluginConfig::new(id);
        let named: Vec<(String, std::ops::Range<usize>)> =
            own.iter().map(|(key, (_, span))| (key.clone(), span.clone())).collect();
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
        for (key, span) in named {
            if let Some(why) = without_effect(&plugin, &key) {
                self.faults.push(ConfigFault {
                    code: "E0058",
                    message: format!("`{id}.{key}` has no effect {why}"),
                    place: Place::File(span),
                    label: "no effect".into(),
                    help: Some("remove it".into()),
                });
            }
        }
        (self.faults.len() == before).then_some(plugin)
    }
}

/// Where a key of a plugin's table does nothing. A limit that a user believes in and that does not
/// hold is worse than none.
fn without_effect(plugin: &PluginConfig, key: &str) -> Option<&'static str> {
    let in_process = plugin.isolation == Isolation::InProcess;
    match key {
        "sha256" if plugin.command.is_some() => Some("for a `command`; it is that of a library"),
        "isolation" if plugin.command.is_some() && in_process => {
            Some("for a `command`, which is always a process")
        }
        "memory" if plugin.command.is_none() && in_process => {
            Some("in-process: the memory is that of Postil itself")
        }
        _ => None,
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
