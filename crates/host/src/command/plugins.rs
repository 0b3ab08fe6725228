//! `postil plugins`.

use super::terminal::{print, read_config, refuse};
use super::{Configured, Exit};
use crate::registry::{self, Entry};
use serde_json::json;

/// Every analyzer that the configuration names, and why one is not loaded.
pub(super) fn list(configured: &Configured, as_json: bool) -> Exit {
    let config = match read_config(configured) {
        Ok(config) => config,
        Err(faults) => return refuse(&faults),
    };
    let entries = match registry::open(&config, true) {
        Ok(entries) => entries,
        Err(faults) => return refuse(&faults),
    };
    let failed = entries.iter().any(|entry| entry.enabled && entry.state.is_err());
    let mut out = String::new();
    for entry in &entries {
        if as_json {
            out.push_str(&format!("{}\n", describe_json(entry)));
        } else {
            out.push_str(&describe(entry));
        }
    }
    let printed = print(&out);
    if failed { Exit::Failed } else { printed }
}

fn state(entry: &Entry) -> &'static str {
    match (&entry.state, entry.enabled) {
        (Err(_), _) => "not loaded",
        (_, true) => "enabled",
        (_, false) => "disabled",
    }
}

fn describe(entry: &Entry) -> String {
    let mut out = match &entry.state {
        Ok(analyzer) => {
            let manifest = analyzer.manifest();
            let needs: Vec<String> = manifest
                .requires
                .iter()
                .map(|need| format!("{}{}", need.layer, if need.optional { "?" } else { "" }))
                .collect();
            let mut out = format!(
                "{} {}  ({}, {})\n  {}\n",
                entry.id,
                manifest.version,
                entry.transport,
                state(entry),
                manifest.summary
            );
            if !needs.is_empty() {
                out.push_str(&format!("  reads  {}\n", needs.join(", ")));
            }
            if !manifest.provides.is_empty() {
                out.push_str(&format!("  writes {}\n", manifest.provides.join(", ")));
            }
            out
        }
        Err(error) => {
            let mut out = format!("{}  ({}, {})\n", entry.id, entry.transport, state(entry));
            out.push_str(&format!("  error[{}]: {error}\n", error.code()));
            out.push_str(&format!("  help: {}\n", error.help()));
            out
        }
    };
    out.push('\n');
    out
}

fn describe_json(entry: &Entry) -> serde_json::Value {
    let mut out = json!({
        "id": entry.id,
        "transport": entry.transport,
        "state": state(entry),
    });
    match &entry.state {
        Ok(analyzer) => {
            let manifest = analyzer.manifest();
            out["version"] = json!(manifest.version);
            out["summary"] = json!(manifest.summary);
            out["requires"] = json!(manifest.requires);
            out["provides"] = json!(manifest.provides);
            out["settings"] = manifest.settings.clone();
        }
        Err(error) => {
            out["error"] = json!({"code": error.code(), "message": error.to_string()});
        }
    }
    out
}
