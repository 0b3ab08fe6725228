//! `postil plugins list`.

use crate::command::terminal::{print, read_config, refuse};
use crate::command::{Configured, Exit, NameFormat};
use crate::config::Config;
use crate::plugins::{self, PluginConfig};
use crate::registry::{self, Entry};
use clap::Args;
use postil_core::Manifest;
use postil_formats::write::terminal::clean;
use postil_plugin::abi::ABI;
use serde_json::{Value, json};

/// What `plugins list` takes.
#[derive(Args)]
pub(super) struct ListArguments {
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: NameFormat,
    #[command(flatten)]
    configured: Configured,
}

/// Every analyzer that the configuration names, and why one is not loaded.
pub(super) fn run(arguments: &ListArguments) -> Exit {
    let config = match read_config(&arguments.configured) {
        Ok(config) => config,
        Err(faults) => return refuse(&faults),
    };
    plugins::supervise(&config);
    let entries = match registry::open(&config, true) {
        Ok(entries) => entries,
        Err(faults) => return refuse(&faults),
    };
    let failed = entries.iter().any(|entry| entry.enabled && entry.state.is_err());
    let mut out = String::new();
    for entry in &entries {
        let plugin = plugin(&config, entry);
        match arguments.format {
            NameFormat::Json => out.push_str(&format!("{}\n", describe_json(entry, plugin))),
            NameFormat::Text => out.push_str(&describe(entry, plugin)),
        }
    }
    let printed = print(&out);
    if failed { Exit::Failed } else { printed }
}

/// How the entry is configured, if it is a plugin.
fn plugin<'a>(config: &'a Config, entry: &Entry) -> Option<&'a PluginConfig> {
    config.analyzers.get(&entry.id)?.plugin.as_ref()
}

fn is_built_in(entry: &Entry) -> bool {
    entry.transport == "built in"
}

fn state(entry: &Entry) -> &'static str {
    match (&entry.state, entry.enabled) {
        (Err(_), true) => "not loaded",
        (Err(_), false) => "disabled, not loaded",
        (Ok(_), true) => "enabled",
        (Ok(_), false) => "disabled",
    }
}

fn describe(entry: &Entry, plugin: Option<&PluginConfig>) -> String {
    let mut out = match &entry.state {
        Ok(analyzer) => {
            let manifest = analyzer.manifest();
            let abi = if is_built_in(entry) { String::new() } else { format!("ABI {ABI}, ") };
            format!(
                "{} {}  ({}, {abi}{})\n  {}\n",
                entry.id,
                manifest.version,
                entry.transport,
                state(entry),
                manifest.summary
            )
        }
        Err(_) => format!("{}  ({}, {})\n", entry.id, entry.transport, state(entry)),
    };
    if let Some((plugin, from)) = plugin.and_then(|plugin| Some((plugin, origin(plugin)?))) {
        let pinned = if plugin.sha256.is_some() { ", pinned" } else { "" };
        out.push_str(&format!("  from   {from}{pinned}\n"));
    }
    match &entry.state {
        Ok(analyzer) => out.push_str(&work(analyzer.manifest())),
        Err(error) => {
            out.push_str(&format!("  error[{}]: {error}\n", error.code()));
            if !error.help().is_empty() {
                out.push_str(&format!("  help: {}\n", error.help()));
            }
        }
    }
    out.push('\n');
    out
}

/// Where a plugin comes from, as the user wrote it.
fn origin(plugin: &PluginConfig) -> Option<String> {
    match (&plugin.source, &plugin.command) {
        (Some(path), _) => Some(path.display().to_string()),
        (None, Some(command)) => Some(command.join(" ")),
        (None, None) => None,
    }
}

/// What it reads, writes and knows.
fn work(manifest: &Manifest) -> String {
    let mut out = String::new();
    let needs: Vec<String> = manifest
        .requires
        .iter()
        .map(|need| format!("{}{}", need.layer, if need.optional { "?" } else { "" }))
        .collect();
    if !needs.is_empty() {
        out.push_str(&format!("  reads  {}\n", needs.join(", ")));
    }
    if !manifest.provides.is_empty() {
        out.push_str(&format!("  writes {}\n", manifest.provides.join(", ")));
    }
    match manifest.rules.as_slice() {
        [] => {}
        [only] => out.push_str(&format!("  rules  1 ({})\n", only.code)),
        [first, .., last] => {
            let count = manifest.rules.len();
            out.push_str(&format!("  rules  {count} ({} … {})\n", first.code, last.code));
        }
    }
    for example in &manifest.examples {
        out.push_str(&format!("  e.g.   {}\n", clean(example.text.trim())));
        if example.notes.is_empty() {
            out.push_str("         (nothing)\n");
        }
        for note in &example.notes {
            let label = note.label.as_deref().map_or(String::new(), |it| format!("{it} "));
            let words = clean(&note.words);
            out.push_str(&format!("         {} {label}“{words}”\n", note.layer));
        }
    }
    out
}

fn describe_json(entry: &Entry, plugin: Option<&PluginConfig>) -> Value {
    let mut out = json!({
        "id": entry.id,
        "transport": entry.transport,
        "state": state(entry),
    });
    if let Some(plugin) = plugin {
        if let Some(from) = origin(plugin) {
            out["from"] = json!(from);
        }
        out["pinned"] = json!(plugin.sha256.is_some());
    }
    match &entry.state {
        Ok(analyzer) => {
            let manifest = analyzer.manifest();
            if !is_built_in(entry) {
                out["abi"] = json!(ABI);
            }
            let rules: Vec<&str> = manifest.rules.iter().map(|rule| &*rule.code).collect();
            out["version"] = json!(manifest.version);
            out["summary"] = json!(manifest.summary);
            out["requires"] = json!(manifest.requires);
            out["provides"] = json!(manifest.provides);
            out["rules"] = json!(rules);
            if !manifest.examples.is_empty() {
                out["examples"] = json!(manifest.examples);
            }
            out["settings"] = manifest.settings.clone();
        }
        Err(error) => {
            out["error"] = json!({"code": error.code(), "message": error.to_string()});
        }
    }
    out
}
