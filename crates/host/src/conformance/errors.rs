//! What a plugin must refuse, and how.

use super::bench::{Bench, answers, same};
use super::subject::Subject;
use super::talk::{Talk, fault};
use super::verdict::{Checked, Verdict};
use crate::config::{OWN_KEYS, check_settings};
use crate::plugins::Isolation;
use postil_core::Manifest;
use postil_plugin::message::{AnswerError, check_answer, encode_request};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What a plugin says of settings that it cannot take.
const REFUSED: &str = "E0051";

/// A key that no plugin has.
const UNKNOWN: &str = "no-such-setting";

/// A key that nobody knows: the plugin or its schema refuses it.
pub(super) fn unknown_setting(bench: &Bench) -> Checked {
    let settings = with(&bench.subject.settings, UNKNOWN, json!(true));
    if !told(bench, settings.clone())? && !caught(&bench.manifest, &settings, UNKNOWN) {
        let why = format!("neither the plugin nor its schema refuses `{UNKNOWN}`");
        return Err(Verdict::failed(why));
    }
    Ok(())
}

/// A value of another type for each setting: the schema refuses it, and the plugin takes or
/// refuses it, but survives.
pub(super) fn wrong_type(bench: &Bench) -> Checked {
    let properties = bench.manifest.settings.get("properties").and_then(Value::as_object);
    let keys: Vec<&String> = properties.into_iter().flat_map(Map::keys).collect();
    if keys.is_empty() {
        return Err(Verdict::skipped("it has no settings"));
    }
    let values = [json!("no such value"), json!(-0.5), json!([[]]), json!({"no": "such"})];
    for key in keys {
        let settings = |value: &Value| with(&bench.subject.settings, key, value.clone());
        let wrong = values.iter().find(|value| caught(&bench.manifest, &settings(value), key));
        // A setting may be of any type.
        let Some(wrong) = wrong else { continue };
        told(bench, settings(wrong))?;
    }
    Ok(())
}

fn with(settings: &Map<String, Value>, key: &str, value: Value) -> Map<String, Value> {
    let mut settings = settings.clone();
    settings.insert(key.to_owned(), value);
    settings
}

/// Whether the host's check against the schema refuses the key.
fn caught(manifest: &Manifest, settings: &Map<String, Value>, key: &str) -> bool {
    let (id, places) = (&manifest.id, BTreeMap::new());
    let named = format!("{key}`");
    check_settings(id, settings, &manifest.settings, &places, &OWN_KEYS)
        .iter()
        .any(|fault| fault.message.contains(&named))
}

/// Whether the plugin itself refuses the settings. Fails if it does worse.
fn told(bench: &Bench, settings: Map<String, Value>) -> Checked<bool> {
    let shown = Value::Object(settings.clone()).to_string();
    match Talk::start(&Subject { settings, ..bench.subject.clone() }) {
        Ok(_) => Ok(false),
        Err(fault) if fault.code == REFUSED => Ok(true),
        Err(found) => {
            let message = format!("with the settings {shown}: {}", found.message);
            Err(fault(&found.code, message).into())
        }
    }
}

/// Messages that are cut off, and one that is none: each is answered, and so is the whole one
/// after them.
pub(super) fn cut_off(bench: &Bench) -> Checked {
    let documents = bench.ordinary()?;
    let Some(document) = documents.first() else { return Ok(()) };
    let mut whole = Vec::new();
    encode_request(document, &bench.manifest, &mut whole)?;
    let mut talk = bench.talk()?;
    let length = whole.len();
    for cut in [0, 1, 4, 16, length / 4, length / 2, length.saturating_sub(1)] {
        let what = format!("a message of {length} bytes that was cut off after {cut}");
        let answer = talk.ask(whole.get(..cut).unwrap_or_default());
        let bytes =
            answer.map_err(|found| fault(&found.code, format!("{what}: {}", found.message)))?;
        match check_answer(&bytes, document, &bench.manifest) {
            Err(AnswerError::Failed { code, message }) if code == "E0031" => {
                let message = format!("{what}: it failed by a bug of its own: {message}");
                return Err(fault(&code, message).into());
            }
            Err(AnswerError::Failed { .. }) => {}
            Err(error) => return Err(Verdict::failed(format!("{what}: {error}"))),
            // The end of a message may be something that the plugin does not read.
            Ok(_) if cut > 16 => {}
            Ok(_) => return Err(Verdict::failed(format!("{what} was answered with notes"))),
        }
    }
    let bytes = talk.ask(&whole)?;
    check_answer(&bytes, document, &bench.manifest)
        .map_err(|error| Verdict::failed(format!("after cut messages: {error}")))?;
    Ok(())
}

/// The plugin is opened twice in one process, and the second goes on when the first is gone.
pub(super) fn two_instances(bench: &Bench) -> Checked {
    let isolation = match bench.open(Isolation::InProcess) {
        Ok(_) => Isolation::InProcess,
        Err(_) => Isolation::Process,
    };
    let documents = bench.ordinary()?;
    let first = bench.open(isolation)?;
    let second = bench.open(isolation)?;
    let alone = answers(&first, &documents)?;
    same(&documents, &alone, &answers(&second, &documents)?, "between two instances")?;
    drop(first);
    let after = answers(&second, &documents)?;
    same(&documents, &alone, &after, "once another instance is gone")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_catches_unknown_keys_and_wrong_types() {
        let manifest = Manifest::new("acme.test", "1", "").settings(json!({
            "type": "object",
            "properties": {"most": {"type": "integer", "minimum": 0}, "any": {}},
        }));
        let of = |key: &str, value: Value| with(&Map::new(), key, value);
        assert!(caught(&manifest, &of(UNKNOWN, json!(true)), UNKNOWN));
        assert!(caught(&manifest, &of("most", json!("many")), "most"));
        assert!(!caught(&manifest, &of("most", json!(3)), "most"));
        assert!(!caught(&manifest, &of("any", json!([[]])), "any"));
        let open = manifest.settings(json!({"additionalProperties": true}));
        assert!(!caught(&open, &of(UNKNOWN, json!(true)), UNKNOWN));
    }
}
