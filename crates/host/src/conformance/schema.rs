//! Whether a JSON Schema is one.
//!
//! Looked at is the form of each known keyword (`data/conformance/schema.toml`), that references
//! lead somewhere, and that types and bounds can be met. What a keyword means is the business of
//! whoever validates.

use serde::Deserialize;
use serde_json::Value;

const KEYWORDS: &str = include_str!("../../data/conformance/schema.toml");

/// The keywords by the form of their values.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keywords {
    types: Vec<String>,
    schema: Vec<String>,
    schemas: Vec<String>,
    named: Vec<String>,
    number: Vec<String>,
    count: Vec<String>,
    text: Vec<String>,
    names: Vec<String>,
    flag: Vec<String>,
    values: Vec<String>,
}

/// Deepest schema that is followed; references make no depth.
const DEEPEST: usize = 64;

/// The first thing that is wrong with a schema, with its place.
pub(super) fn fault(schema: &Value) -> Result<Option<String>, toml::de::Error> {
    let keywords: Keywords = toml::from_str(KEYWORDS)?;
    let looked = Looked { keywords, root: schema };
    Ok(looked.schema(schema, "#", DEEPEST).err())
}

struct Looked<'a> {
    keywords: Keywords,
    root: &'a Value,
}

impl Looked<'_> {
    fn schema(&self, schema: &Value, place: &str, left: usize) -> Result<(), String> {
        if schema.is_boolean() {
            return Ok(());
        }
        let Some(members) = schema.as_object() else {
            return Err(format!("{place} should be a schema, not {schema}"));
        };
        let Some(left) = left.checked_sub(1) else {
            return Err(format!("{place} lies deeper than {DEEPEST} levels"));
        };
        for (name, value) in members {
            let place = format!("{place}/{name}");
            self.keyword(name, value, &place, left)?;
        }
        let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
        if let (Some(least), Some(most)) = (bound("minimum"), bound("maximum"))
            && least > most
        {
            return Err(format!("{place}: no number is at least {least} and at most {most}"));
        }
        Ok(())
    }

    fn keyword(&self, name: &str, value: &Value, place: &str, left: usize) -> Result<(), String> {
        let is = |list: &[String]| list.iter().any(|known| known == name);
        let should = |good: bool, what: &str| {
            if good { Ok(()) } else { Err(format!("{place} should be {what}, not {value}")) }
        };
        let filled = value.as_array().is_some_and(|list| !list.is_empty());
        if name == "type" {
            return should(self.is_type(value), "a type or a list of types");
        }
        if is(&self.keywords.schema) {
            return self.schema(value, place, left);
        }
        if is(&self.keywords.schemas) {
            should(filled, "a list of schemas")?;
            for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                self.schema(item, &format!("{place}/{number}"), left)?;
            }
        } else if is(&self.keywords.named) {
            should(value.is_object(), "a table of schemas")?;
            for (key, item) in value.as_object().into_iter().flatten() {
                self.schema(item, &format!("{place}/{key}"), left)?;
            }
        } else if is(&self.keywords.number) {
            should(value.is_number(), "a number")?;
        } else if is(&self.keywords.count) {
            should(value.is_u64(), "a whole number")?;
        } else if is(&self.keywords.names) {
            let strings = value.as_array().is_some_and(|list| list.iter().all(Value::is_string));
            should(strings, "a list of strings")?;
        } else if is(&self.keywords.flag) {
            should(value.is_boolean(), "true or false")?;
        } else if is(&self.keywords.values) {
            should(filled, "a list of values")?;
        } else if is(&self.keywords.text) {
            should(value.is_string(), "a string")?;
        }
        match value.as_str().and_then(|text| text.strip_prefix('#')) {
            Some(pointer) if name == "$ref" && self.root.pointer(pointer).is_none() => {
                Err(format!("{place} leads to nothing: {value}"))
            }
            _ => Ok(()),
        }
    }

    fn is_type(&self, value: &Value) -> bool {
        let known = |value: &Value| {
            value.as_str().is_some_and(|name| self.keywords.types.iter().any(|kind| kind == name))
        };
        match value.as_array() {
            Some(list) => !list.is_empty() && list.iter().all(known),
            None => known(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_built_in_schemas_are_schemas() {
        for id in crate::registry::built_in_ids() {
            let settings = crate::registry::built_in(id).unwrap().manifest().settings.clone();
            if !settings.is_null() {
                assert_eq!(fault(&settings).unwrap(), None, "{id}");
            }
        }
        assert_eq!(fault(&json!(true)).unwrap(), None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (schema, place) in [
            (json!([]), "#"),
            (json!({"type": "table"}), "#/type"),
            (json!({"type": []}), "#/type"),
            (json!({"properties": []}), "#/properties"),
            (json!({"properties": {"a": {"type": "int"}}}), "#/properties/a/type"),
            (json!({"properties": {"a": {"$ref": "#/$defs/b"}}}), "#/properties/a/$ref"),
            (json!({"$defs": {"b": {"oneOf": []}}}), "#/$defs/b/oneOf"),
            (json!({"anyOf": [{"minimum": "1"}]}), "#/anyOf/0/minimum"),
            (json!({"minLength": -1}), "#/minLength"),
            (json!({"required": ["a", 1]}), "#/required"),
            (json!({"enum": []}), "#/enum"),
            (json!({"minimum": 2, "maximum": 1}), "#"),
            (json!({"uniqueItems": "yes"}), "#/uniqueItems"),
            (json!({"title": 1}), "#/title"),
        ] {
            let fault = fault(&schema).unwrap().unwrap_or_else(|| panic!("{schema} passes"));
            let told = fault.split([' ', ':']).next().unwrap();
            assert_eq!(told, place, "{fault}");
        }
    }

    #[test]
    fn a_schema_without_a_bottom_ends() {
        let mut schema = json!({});
        for _ in 0..100 {
            schema = json!({"not": schema});
        }
        assert!(fault(&schema).unwrap().unwrap().contains("deeper"));
    }
}
