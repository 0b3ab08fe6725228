//! From TOML values to JSON values.

use serde_json::{Map, Value};
use toml::de::DeValue;

/// The JSON value of a TOML value; dates become strings.
pub fn to_json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            i64::from_str_radix(&digits, number.radix()).map_or(Value::String(digits), Value::from)
        }
        DeValue::Float(number) => {
            let digits = number.as_str().replace('_', "");
            digits.parse::<f64>().map_or(Value::String(digits), Value::from)
        }
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(items) => {
            Value::Array(items.iter().map(|item| to_json(item.get_ref())).collect())
        }
        DeValue::Table(table) => {
            let mut map = Map::new();
            for (key, item) in table.iter() {
                map.insert(key.get_ref().to_string(), to_json(item.get_ref()));
            }
            Value::Object(map)
        }
    }
}
