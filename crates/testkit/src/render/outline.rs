//! Results as an outline: one member a line, so that a difference is one line too.

use super::values::{Places, inline};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// Columns up to which a list or an object inside of a result stands in one line.
const WIDTH: usize = 88;

/// Writes `name: value`; objects and long lists go on in lines below, by key.
pub(super) fn outline(out: &mut String, name: &str, value: &Value, places: Places<'_>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            out.push_str(&format!("{name}:\n"));
            below(out, value, 2, places);
        }
        _ => member(out, name, value, 0, places),
    }
}

fn member(out: &mut String, name: &str, value: &Value, indent: usize, places: Places<'_>) {
    let line = inline(value, places);
    let room = WIDTH.saturating_sub(indent);
    let many = matches!(value, Value::Array(items) if items.len() > 1 && items.iter().any(nested));
    if !nested(value) || !many && name.width() + line.width() <= room {
        out.push_str(&format!("{:indent$}{name}: {line}\n", ""));
    } else {
        out.push_str(&format!("{:indent$}{name}:\n", ""));
        below(out, value, indent + 2, places);
    }
}

/// The members of an object or the items of a list.
fn below(out: &mut String, value: &Value, indent: usize, places: Places<'_>) {
    match value {
        Value::Object(members) => {
            let mut keys: Vec<&String> = members.keys().collect();
            keys.sort_unstable();
            for key in keys {
                member(out, key, members.get(key).unwrap_or(&Value::Null), indent, places);
            }
        }
        Value::Array(items) => {
            for item in items {
                let line = inline(item, places);
                let long = line.width() + indent > WIDTH;
                if let (Value::Object(members), true) = (item, long)
                    && !members.contains_key("start")
                {
                    out.push_str(&format!("{:indent$}-\n", ""));
                    below(out, item, indent + 2, places);
                } else {
                    out.push_str(&format!("{:indent$}- {line}\n", ""));
                }
            }
        }
        other => out.push_str(&format!("{:indent$}{}\n", "", inline(other, places))),
    }
}

fn nested(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use serde_json::json;

    fn shown(value: &Value) -> String {
        let document = document("Kallas left.").build();
        let mut out = String::new();
        outline(&mut out, "result", value, Places::of(&document));
        out
    }

    #[test]
    fn each_member_has_its_line() {
        let value = json!({
            "n": 2,
            "all": {"words": 3, "flesch": 61.25},
            "cites": [{"start": 0, "end": 6}, {"start": 7, "end": 11}],
        });
        let lines = "result:\n  all: {flesch=61.2500 words=3}\n  cites:\n    - “Kallas”\n    \
                     - “left”\n  n: 2\n";
        assert_eq!(shown(&value), lines);
    }

    #[test]
    fn long_items_are_opened_up() {
        let value = json!({"names": [{"entity": "e1", "why": "x".repeat(90)}]});
        let lines = format!(
            "result:\n  names:\n    -\n      entity: \"e1\"\n      why: \"{}\"\n",
            "x".repeat(90)
        );
        assert_eq!(shown(&value), lines);
    }

    #[test]
    fn a_bare_result_stands_in_one_line() {
        assert_eq!(shown(&json!(3)), "result: 3\n");
        assert_eq!(shown(&json!({})), "result: {}\n");
    }
}
