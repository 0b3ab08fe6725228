//! Settings against the JSON Schema of their analyzer.
//!
//! The schemas come from typed structs (or from plugins) and use a small part of JSON Schema:
//! `type`, `properties`, `additionalProperties`, `required`, `items`, `enum`, `const`, `oneOf`,
//! `anyOf`, `minimum`, `maximum`, `$ref` into `$defs`. Anything else is let through.

use super::ConfigFault;
use super::fault::Place;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Checks the settings of one analyzer; `places` says where each was written.
pub fn check_settings(
    id: &str,
    settings: &Map<String, Value>,
    schema: &Value,
    places: &BTreeMap<String, Place>,
    own_keys: &[&str],
) -> Vec<ConfigFault> {
    let mut faults = Vec::new();
    let empty = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let open = schema.get("additionalProperties").is_some_and(|more| *more != Value::Bool(false));
    for (key, value) in settings {
        let place = places.get(key).cloned().unwrap_or_default();
        match properties.get(key) {
            Some(property) => {
                if let Some(message) = mismatch(value, property, schema) {
                    faults.push(ConfigFault {
                        code: "E0013",
                        message: format!("`{id}.{key}` {message}"),
                        place,
                        label: message,
                        help: property
                            .get("description")
                            .and_then(Value::as_str)
                            .map(|text| format!("{key}: {}", text.replace('\n', " "))),
                    });
                }
            }
            None if open => {}
            None => {
                let known: Vec<&str> =
                    properties.keys().map(String::as_str).chain(own_keys.iter().copied()).collect();
                faults.push(unknown_key(key, &format!("analyzer `{id}`"), &known, place));
            }
        }
    }
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    for key in required.filter_map(Value::as_str) {
        if !settings.contains_key(key) {
            faults.push(ConfigFault {
                code: "E0013",
                message: format!("`{id}.{key}` is missing"),
                place: Place::Nowhere,
                label: String::new(),
                help: Some(format!("set it: [analyzers.\"{id}\"] {key} = …")),
            });
        }
    }
    faults
}

/// An unknown key, with the nearest known one.
pub(super) fn unknown_key(key: &str, owner: &str, known: &[&str], place: Place) -> ConfigFault {
    let help = match nearest(key, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => format!("{owner} has no settings"),
        None => format!("{owner} knows {}", known.join(", ")),
    };
    ConfigFault {
        code: "E0011",
        message: format!("{owner} has no key `{key}`"),
        place,
        label: "unknown key".into(),
        help: Some(help),
    }
}

/// The known word that was most likely meant.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    // The prefix that all built-in analyzers share would make any two of them alike.
    let bare = |id: &str| id.strip_prefix("postil.").unwrap_or(id).to_lowercase();
    let word = bare(word);
    known
        .iter()
        .map(|candidate| (strsim::jaro_winkler(&word, &bare(candidate)), *candidate))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// Why a value does not fit its schema; `None` if it does.
fn mismatch(value: &Value, schema: &Value, root: &Value) -> Option<String> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let pointer = reference.trim_start_matches('#');
        return root.pointer(pointer).and_then(|target| mismatch(value, target, root));
    }
    let alternatives = schema.get("oneOf").or_else(|| schema.get("anyOf"));
    if let Some(alternatives) = alternatives.and_then(Value::as_array) {
        let mut reasons: Vec<String> = Vec::new();
        for alternative in alternatives {
            reasons.push(mismatch(value, alternative, root)?);
        }
        let names = choices(schema);
        return if names.is_empty() {
            reasons.into_iter().find(|reason| !reason.contains("null"))
        } else {
            Some(format!("should be {}, not {value}", any_of(&names)))
        };
    }
    if let Some(constant) = schema.get("const") {
        return (value != constant).then(|| format!("should be {constant}, not {value}"));
    }
    if let Some(names) = schema.get("enum").and_then(Value::as_array) {
        return (!names.contains(value))
            .then(|| format!("should be {}, not {value}", any_of(&choices(schema))));
    }
    let wanted: Vec<&str> = match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    if !wanted.iter().any(|name| has_type(value, name)) {
        return Some(format!("should be {}, not {value}", article(wanted[0])));
    }
    if let Some(number) = value.as_f64() {
        let bound = |key| schema.get(key).and_then(Value::as_f64);
        if let Some(least) = bound("minimum").filter(|least| number < *least) {
            return Some(format!("should be at least {least}, not {value}"));
        }
        if let Some(most) = bound("maximum").filter(|most| number > *most) {
            return Some(format!("should be at most {most}, not {value}"));
        }
    }
    if let (Some(items), Some(schema)) = (value.as_array(), schema.get("items")) {
        return items.iter().find_map(|item| mismatch(item, schema, root));
    }
    None
}

fn has_type(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => true,
    }
}

fn article(kind: &str) -> &'static str {
    match kind {
        "string" => "a string",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "a table",
        _ => "null",
    }
}

/// The constants that a schema allows.
fn choices(schema: &Value) -> Vec<String> {
    let list = |key| schema.get(key).and_then(Value::as_array).into_iter().flatten();
    list("enum")
        .chain(list("oneOf").flat_map(|one| {
            one.get("const")
                .into_iter()
                .chain(one.get("enum").and_then(Value::as_array).into_iter().flatten())
        }))
        .map(Value::to_string)
        .collect()
}

fn any_of(names: &[String]) -> String {
    match names {
        [] => "something else".into(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
