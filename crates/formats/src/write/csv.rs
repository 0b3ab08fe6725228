//! One flat row an annotation.

use super::{DocumentRecord, RunRecord, StoryRecord, WriteOptions, Writer, document};
use serde_json::Value;

const COLUMNS: [&str; 19] = [
    "document", "source", "date", "title", "layer", "id", "start", "end", "text", "label", "score",
    "by", "entity", "name", "target", "holder", "category", "message", "attrs",
];

/// Writes one row an annotation, with the document's columns on each row, so that a spreadsheet
/// or a data frame needs no join. Stories have no rows.
pub struct CsvWriter {
    options: WriteOptions,
}

impl CsvWriter {
    /// A writer with these options.
    pub fn new(options: WriteOptions) -> Self {
        Self { options }
    }
}

impl Writer for CsvWriter {
    fn document(&self, record: &DocumentRecord<'_>) -> Vec<u8> {
        // The JSON form decides what an annotation looks like; a row is a view of it.
        let bytes_options = WriteOptions { unit: Default::default(), ..self.options.clone() };
        let in_bytes = rows(&document::document(record, &bytes_options));
        let written = rows(&document::document(record, &self.options));
        let meta = |key| record.document.meta.text(key).unwrap_or_default();
        let mut out = csv::Writer::from_writer(Vec::new());
        for (row, bytes) in written.iter().zip(&in_bytes) {
            let text = |key: &str| plain(row.get(key));
            let attr = |key: &str| plain(row.get("attrs").and_then(|attrs| attrs.get(key)));
            let offset =
                |key: &str| bytes.get(key).and_then(Value::as_u64).unwrap_or_default() as usize;
            let words = record.document.text().get(offset("start")..offset("end"));
            let speaker = row.get("attrs").and_then(|attrs| attrs.get("speaker"));
            let name = match speaker.and_then(|speaker| speaker.get("name")) {
                Some(name) => plain(Some(name)),
                None => attr("name"),
            };
            let cells = [
                record.document.id().to_owned(),
                record.source.to_owned(),
                meta("date").to_owned(),
                meta("title").to_owned(),
                text("layer"),
                text("id"),
                text("start"),
                text("end"),
                words.unwrap_or_default().to_owned(),
                text("label"),
                text("score"),
                text("by"),
                attr("entity"),
                name,
                attr("target"),
                attr("holder"),
                attr("category"),
                attr("message"),
                text("attrs"),
            ];
            if out.write_record(&cells).is_err() {
                break;
            }
        }
        out.into_inner().unwrap_or_default()
    }

    fn story(&self, _record: &StoryRecord<'_>) -> Vec<u8> {
        Vec::new()
    }

    fn run(&self, _record: &RunRecord) -> Vec<u8> {
        Vec::new()
    }

    fn head(&self) -> Vec<u8> {
        let mut head = COLUMNS.join(",").into_bytes();
        head.push(b'\n');
        head
    }
}

fn rows(record: &[u8]) -> Vec<Value> {
    let record: Value = serde_json::from_slice(record).unwrap_or_default();
    match record {
        Value::Object(mut map) => match map.remove("annotations") {
            Some(Value::Array(rows)) => rows,
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// A value as a cell: strings bare, nothing for what is missing, JSON for the rest.
fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
