//! The JSON Schema of `config.toml`.

use serde_json::{Map, Value, json};

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
            "plugins": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "folders": {"type": "array", "items": {"type": "string"},
                        "description": "Folders with libraries that tables may name by id alone."},
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
