//! Annotations as far as they are compared.

use serde_json::Value;
use std::collections::BTreeMap;

/// One annotation of a layer. The order is that of documents' ids, then of the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Id of the document.
    pub document: String,
    /// First byte.
    pub start: u64,
    /// The byte after the last.
    pub end: u64,
    /// Its label, of an artifact the category; empty where there is none.
    pub label: String,
}

/// Annotations by layer, each once, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks(BTreeMap<String, Vec<Mark>>);

impl Marks {
    /// The annotations of document records.
    pub fn of_records<'r>(records: impl IntoIterator<Item = &'r Value>) -> Self {
        let mut marks = Self::default();
        for record in records {
            let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
            let annotations = record.get("annotations").and_then(Value::as_array);
            for annotation in annotations.into_iter().flatten() {
                let text = |key: &str| annotation.get(key).and_then(Value::as_str);
                let number = |key: &str| annotation.get(key).and_then(Value::as_u64).unwrap_or(0);
                let category = annotation.pointer("/attrs/category").and_then(Value::as_str);
                let mark = Mark {
                    document: id.to_owned(),
                    start: number("start"),
                    end: number("end"),
                    label: category.or(text("label")).unwrap_or_default().to_owned(),
                };
                marks.add(text("layer").unwrap_or_default(), mark);
            }
        }
        marks
    }

    /// Adds an annotation, unless it is there already.
    pub fn add(&mut self, layer: &str, mark: Mark) {
        let marks = self.0.entry(layer.to_owned()).or_default();
        if let Err(place) = marks.binary_search(&mark) {
            marks.insert(place, mark);
        }
    }

    /// The annotations of a layer, in order.
    pub fn of(&self, layer: &str) -> &[Mark] {
        self.0.get(layer).map_or(&[], Vec::as_slice)
    }

    /// Names of the layers that have an annotation, in order.
    pub fn layers(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn records_give_marks_in_order_and_once() {
        let note = |layer: &str, start: u64| json!({"layer": layer, "start": start, "end": 9});
        let finding = json!({"layer": "artifact", "start": 1, "end": 2, "label": "PST101",
            "attrs": {"category": "calque"}});
        let records = [
            json!({"id": "b", "annotations": [note("x", 1), note("x", 0), note("x", 1), finding]}),
            json!({"id": "a", "annotations": [note("x", 5)]}),
            json!({"id": "c"}),
        ];
        let marks = Marks::of_records(&records);
        let starts: Vec<(&str, u64)> =
            marks.of("x").iter().map(|mark| (mark.document.as_str(), mark.start)).collect();
        assert_eq!(starts, [("a", 5), ("b", 0), ("b", 1)]);
        assert_eq!(marks.of("artifact")[0].label, "calque");
        assert_eq!(marks.layers().collect::<Vec<_>>(), ["artifact", "x"]);
        assert!(marks.of("y").is_empty());
    }
}
