//! Overrides of single settings by `--set`.

use super::check::nearest;
use super::fault::Place;
use super::{Config, ConfigFault, OnError, to_json};
use serde_json::Value;
use toml::de::DeValue;

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
