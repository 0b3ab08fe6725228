//! Offsets inside results, turned into another unit.

use postil_core::{Document, OffsetUnit, Offsets};
use serde_json::Value;

/// Turns every `start`/`end` pair of a result into `unit`. An object that names a `document` is
/// about that one; a summary sentence's `cuts` lie in its first cited document, and the `at` of
/// its inserts counts in its own text.
pub(super) fn offsets<'a>(
    value: &mut Value,
    home: Option<&'a Document>,
    unit: OffsetUnit,
    find: &dyn Fn(&str) -> Option<&'a Document>,
) {
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(|item| offsets(item, home, unit, find));
        }
        Value::Object(map) => {
            let named = map.get("document").and_then(Value::as_str).map(find);
            let mut home = named.unwrap_or(home);
            if let Some(document) = home {
                let of = Offsets::new(unit, document.text(), document.offset_index());
                if map.contains_key("start") && map.contains_key("end") {
                    for key in ["start", "end"] {
                        if let Some(offset) = map.get(key).and_then(Value::as_u64) {
                            map.insert(key.into(), of.of(offset as usize).into());
                        }
                    }
                }
            }
            let cited = map.get("cites").and_then(|cites| cites.get(0));
            if let Some(id) = cited.and_then(|cite| cite.get("document")).and_then(Value::as_str) {
                home = find(id);
            }
            let text = map.get("text").and_then(Value::as_str).map(str::to_owned);
            for (key, item) in map.iter_mut() {
                if key == "inserts"
                    && let (Some(text), Some(inserts)) = (&text, item.as_array_mut())
                {
                    let index = postil_core::OffsetIndex::new(text);
                    let of = Offsets::new(unit, text, &index);
                    for insert in inserts {
                        if let Some(at) = insert.get("at").and_then(Value::as_u64) {
                            insert["at"] = of.of(at as usize).into();
                        }
                    }
                } else {
                    offsets(item, home, unit, find);
                }
            }
        }
        _ => {}
    }
}
