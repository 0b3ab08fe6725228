//! `postil config`.

use super::terminal::{print, read_config, refuse};
use super::{Configured, Exit, analyze};
use crate::{config, registry};
use serde_json::Value;

/// Prints the effective configuration as TOML.
pub(super) fn show(configured: &Configured) -> Exit {
    let config = match read_config(configured) {
        Ok(config) => config,
        Err(faults) => return refuse(&faults),
    };
    let origin = match &config.origin.path {
        Some(path) => path.display().to_string(),
        None => "the built-in configuration".to_owned(),
    };
    let mut out = format!("# from {origin}\n");
    let mut effective = config.effective();
    for id in registry::built_in_ids() {
        let schema = registry::built_in(id).map(|a| a.manifest().settings.clone());
        with_defaults(&mut effective["analyzers"][id], &schema.unwrap_or_default());
    }
    let table = |out: &mut String, name: &str, table: &Value| {
        out.push_str(&format!("\n[{name}]\n"));
        for (key, value) in table.as_object().into_iter().flatten() {
            // JSON scalars and lists of scalars are TOML, too.
            out.push_str(&format!("{key} = {value}\n"));
        }
    };
    table(&mut out, "run", &effective["run"]);
    if effective["plugins"].is_object() {
        table(&mut out, "plugins", &effective["plugins"]);
    }
    for (id, settings) in effective["analyzers"].as_object().into_iter().flatten() {
        table(&mut out, &format!("analyzers.\"{id}\""), settings);
    }
    print(&out)
}

/// Adds the defaults of settings that are not set.
fn with_defaults(settings: &mut Value, schema: &Value) {
    if settings.is_null() {
        *settings = serde_json::json!({"enabled": true});
    }
    for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten()
    {
        if let (Some(default), true) = (property.get("default"), settings.get(key).is_none()) {
            // A setting of 32 bits would show its rounding.
            settings[key] = match default.as_f64().filter(|_| default.is_f64()) {
                Some(number) => ((number * 1e4).round() / 1e4).into(),
                None => default.clone(),
            };
        }
    }
}

/// Checks the configuration, every analyzer's settings, and that the order works out.
pub(super) fn check(configured: &Configured) -> Exit {
    let config = match read_config(configured) {
        Ok(config) => config,
        Err(faults) => return refuse(&faults),
    };
    match analyze::prepare(&config, None) {
        Ok((analyzers, failed)) => {
            if failed {
                return Exit::Usage;
            }
            let ids: Vec<&str> = analyzers.iter().map(|a| a.manifest().id.as_str()).collect();
            print(&format!("ok: {} run in this order\n", ids.join(", ")))
        }
        Err(exit) => exit,
    }
}

/// Prints the JSON Schema of a configuration.
pub(super) fn schema() -> Exit {
    let schemas: Vec<(&str, Value)> = registry::built_in_ids()
        .into_iter()
        .map(|id| {
            let schema = registry::built_in(id).map(|a| a.manifest().settings.clone());
            (id, schema.unwrap_or_default())
        })
        .collect();
    let schema = config::schema(&schemas);
    print(&format!("{}\n", serde_json::to_string_pretty(&schema).unwrap_or_default()))
}
